extension Command {
  /// Lines of the table for marks, jumps and columns of the list (see `Command+Facts.swift`).
  var listWork: CommandFacts? {
    switch self {
    case .markRange:
      .init(
        "mark a range", "Marks the rows from here to where the cursor goes; V or Space ends it.",
        in: [.list])
    case .extendDown:
      .init("mark down", "Goes down and marks; the next other key ends it.", in: [.list])
    case .extendUp:
      .init("mark up", "Goes up and marks; the next other key ends it.", in: [.list])
    case .invertMarks:
      .init(
        "invert marks",
        "Marks every row that the filter shows and that is not marked, and unmarks "
          + "the others.", in: [.list])
    case .jump:
      .init(
        "jump", "Puts letters on the rows, or on the nodes of a graph; typing one goes there.",
        in: [.list, .outbox, .activity, .history, .config, .versions, .conflict, .graph])
    case .nextMatch:
      .init(
        "next match", "Goes to the next flow that fits what was filtered last.", in: [.list])
    case .previousMatch:
      .init(
        "previous match", "Goes to the flow before that fits what was filtered last.", in: [.list])
    case .sortNextColumn:
      .init("sort by the next column", "Sorts by the column to the right.", in: [.list])
    case .sortPreviousColumn:
      .init("sort by the column before", "Sorts by the column to the left.", in: [.list])
    case .showVersions:
      .init(
        "published versions",
        "Asks the server for the versions of this chatbot. Enter shows one, D compares it with the "
          + "draft, r makes the draft what it was.", in: [.list, .detail, .history, .versions],
        hint: "versions")
    case .compareWithServer:
      .init(
        "compare with the server",
        "Asks the server for this flow and lists what differs from what stands here, value by value.",
        in: [.list, .detail], hint: "compare")
    case .changeSetting:
      .init(
        "change the setting",
        "Changes the value under the cursor: yes and no turn round, a short one is typed, a long one "
          + "opens in the editor. It waits in the outbox until you push; u takes it back, but not who "
          + "may see the flow.",
        in: [.config], hint: "change", changes: true)
    case .goBack:
      .init(
        "back in history", "Goes to the place before this one; L comes back.", in: [.everywhere])
    case .goForward:
      .init("forward in history", "Goes to where H came from.", in: [.everywhere])
    case .switchProfile:
      .init(
        "switch profile…", "Opens another profile. Unsaved text and what waits stay in this one.",
        in: [.everywhere], hint: "profile")
    case .chooseTheme:
      .init(
        "theme…", "Shows a theme while you choose; Enter takes it, Esc brings the old one back.",
        in: [.everywhere], hint: "theme")
    case .growPane:
      .init(
        "bigger pane", "List and detail: normal, half and half, one alone.", in: [.everywhere])
    case .shrinkPane:
      .init(
        "smaller pane", "List and detail: one alone, half and half, normal.", in: [.everywhere])
    default: nil
    }
  }
}
