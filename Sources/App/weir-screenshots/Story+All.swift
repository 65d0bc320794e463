import CellGrid
import FlowServer

extension Story {
  static let all = [workingDay, smallScreens, lightTheme, plainTerminal]

  /// Browse, edit, save, meet somebody else's edit, look before sending.
  private static let workingDay = Story(
    isTour: true,
    steps: [.until("Read 21 flows"), .minutes(180)] + goToPicture + mistake + [editorPicture]
      + correction + makeNew + changePolicy + [
        .minutes(6), .server(changePolicyThere), .keys("R"), .until("both sides"),
        .keys("Esc /"), .text("triage"), .keys("Enter Esc"), .until("of 16"), .until("0.5 ->"),
        .picture(
          .init(
            name: "list-and-detail",
            caption:
              "weir at 120 columns: chatflows on the left, the selected one on the right with "
              + "what waits to be pushed and its nodes as boxes and arrows")),
        .keys("/"), .text("triage"), .keys("Enter g h"), .until("what it changed"),
        .until("temperature\": 0.2"),
        .picture(
          .init(
            name: "history",
            caption:
              "The versions of a flow that are kept here, and what the one under the cursor changed"
          )),
        .keys("] ] Esc Esc"), .until("of 16"),
      ] + graphPictures + [
        .keys("3"), .until("timeline"), .until("0.5"),
        .picture(
          .init(
            name: "outbox",
            caption:
              "The outbox: three changes, one of them in conflict, and what the selected one "
              + "would send")),
        .keys("P"), .until("Push 2 changes"),
        .picture(
          .init(
            name: "plan", caption: "The plan before a push: nothing is sent before s is pressed")),
        .keys("Esc G c"), .until("0.7"), .keys("1 n 2 n"), .until("1 of 3 left"),
        .picture(
          .init(
            name: "conflict",
            caption:
              "A conflict: what was changed here and on the server, value by value, with mine, "
              + "base and the server's side by side, and the result as it would be saved")),
        .keys("Esc 1 ?"), .until("Help"),
        .picture(.init(name: "help", caption: "The help for the list: every key that works there")),
        .keys("Esc C-p"), .text("pu"), .until("Enter run"),
        .picture(
          .init(
            name: "palette",
            caption:
              "The palette: what can be done, with its key, what it would do now and where it "
              + "cannot be done")),
        .keys("Esc 2"), .until("STATUS"),
        .picture(
          .init(name: "chatbots", caption: "Chatbots of FlowNally with their status and teams")),
      ])

  private static let smallScreens = Story(
    columns: 80, rows: 24,
    steps: [.until("Read 21 flows"), .minutes(180)] + changeTriage + [
      .until("Edited here"),
      .picture(
        .init(
          name: "small-80x24", caption: "weir at 80 columns and 24 rows: list and a short detail")),
      .size(columns: 40, rows: 10),
      .picture(
        .init(name: "tiny-40x10", caption: "weir at 40 columns and 10 rows: the list alone")),
    ])

  private static let lightTheme = Story(
    theme: "paper",
    steps: [.until("Read 21 flows"), .minutes(180)] + changeTriage + [
      .until("Waiting to push"),
      .picture(
        .init(
          name: "light", caption: "The theme paper: weir on a light terminal", page: .light)),
    ])

  private static let plainTerminal = Story(
    theme: "mono", glyphs: .ascii, colors: .none,
    steps: [.until("Read 21 flows"), .minutes(180)] + changeTriage + [
      .until("Waiting to push"),
      .picture(
        .init(
          name: "no-color-ascii",
          caption: "weir without colours and with ASCII signs only, as on a serial terminal")),
    ])

  // MARK: Parts

  private static let mistake: [Step] = [
    .keys("/"), .text("triage"), .keys("Enter e"), .until("OUTLINE"),
    .keys("/"), .text("0.5,"), .keys("Enter Tab c t ,"), .text("0,2"), .until("is not a number"),
  ]

  /// A value of "Support triage", wrong at first.
  private static let changeTriage = mistake + correction

  private static let correction: [Step] = [
    .keys("Backspace Backspace"), .text(".2"), .keys("C-s"), .until("Saved here"),
    .keys("Esc Esc Esc Esc"), .until("of 15"),
  ]

  private static let editorPicture = Step.picture(
    .init(
      name: "editor",
      caption:
        "The JSON editor: the values as an outline beside the text, on the same place; a decimal "
        + "comma is told as a mistake while it is typed"))

  private static let graphPictures: [Step] = [
    .keys("/"), .text("triage"), .keys("Enter g G"), .until("tidy layout"), .keys("Enter Tab"),
    .picture(
      .init(
        name: "graph",
        caption:
          "A flow as boxes and arrows over the whole screen: the node under the cursor with its "
          + "inputs and edges, what differs from the server's copy, a map of the whole")),
    .keys("-"), .until("chips 2 of 4"),
    .picture(
      .init(
        name: "graph-chips",
        caption: "The same flow one zoom further away: names alone, and more of them")),
    .keys("[ [ Esc Esc"), .until("of 16"),
  ]

  /// Finds a value by a few letters.
  private static let goToPicture: [Step] = [
    .keys("/"), .text("triage"), .keys("Enter e"), .until("OUTLINE"), .keys("@"), .text("temp"),
    .until("temperature"),
    .picture(
      .init(
        name: "go-to",
        caption:
          "Going to a value: every temperature of the flow, by the label of its node, with what "
          + "stands there")),
    .keys("Esc Esc Esc"), .until("of 15"),
  ]

  private static let makeNew: [Step] = [
    .keys("a"), .text("Refund helper"), .keys("Enter"), .until("Made here"),
  ]

  private static let changePolicy: [Step] = [
    .keys("/"), .text("refund policy"), .keys("Enter e"), .until("OUTLINE"),
    .keys("/"), .text("0.2,"), .keys("Enter Tab c t ,"), .text("0.1"),
    .keys("Esc /"), .text("900,"), .keys("Enter c t ,"), .text("1200"),
    .keys("Esc /"), .text("Answer questions"), .keys("Enter c w"), .text("Reply to"), .keys("C-s"),
    .until("Saved here"), .keys("Esc Esc Esc Esc"),
  ]

  /// What a colleague does meanwhile.
  private static let changePolicyThere: @Sendable (LocalServer) throws -> Void = { server in
    for id in try server.flowIDs() {
      let name = try server.storedField("name", of: id) ?? []
      guard String(decoding: name, as: UTF8.self).contains("Refund policy") else { continue }
      let text = String(decoding: try server.storedText("flowData", of: id) ?? [], as: UTF8.self)
      let edited = text.replacing("\"temperature\":0.2", with: "\"temperature\":0.7")
        .replacing("\"maxTokens\":900", with: "\"maxTokens\":600")
        .replacing("\"chunkSize\":1400", with: "\"chunkSize\":2000")
        .replacing("Name the paragraph.", with: "Name the paragraph and its page.")
      try server.setText("flowData", of: id, to: Array(edited.utf8))
    }
  }
}
