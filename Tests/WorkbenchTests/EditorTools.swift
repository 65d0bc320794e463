import CellGrid
import FlowModel
import TextEditing
import Workbench

/// An editor with a text and its cursor drawn in: `na‸me`. Keys are written as in vim: `dwi<Esc>`.
struct EditorDriver {
  var pane: EditorPane
  private(set) var effects: [Effect] = []
  private(set) var answer = EditorPane.Answer()
  private(set) var notices: [String] = []

  init(_ marked: String, isModal: Bool = true, name: String = "Support triage") {
    let parts = marked.split(separator: "‸", omittingEmptySubsequences: false)
    self.init(Array(parts.joined().utf8), isModal: isModal, name: name)
    pane.moveCursor(to: parts.count > 1 ? parts[0].utf8.count : 0)
  }

  init(_ bytes: [UInt8], isModal: Bool = true, name: String = "Support triage") {
    let flow = FlowSummary.sample(named: name)
    pane = EditorPane(flow: flow, field: nil, isModal: isModal)
    pane.setSize(GridSize(rows: 21, columns: 80))
    let text = EditorText(
      flow: flow.id, field: "flowData", text: bytes, version: 7, isJSON: true)
    _ = pane.receive(.textLoaded(text))
  }

  /// What is typed behind `:`, up to Enter.
  private var line: String?

  mutating func type(_ keys: String) {
    for key in Self.keys(keys) { press(key) }
  }

  private mutating func press(_ key: Key) {
    if let typed = line {
      line = key == .enter || key == .escape ? nil : typed + String(key.typed ?? "?")
      if key == .enter, let answer = pane.runLine(typed) { follow(answer) }
      return
    }
    follow(pane.press(key))
    line = answer.commandLine ?? (key == Key(":") && !answer.isHandled ? "" : nil)
  }

  mutating func paste(_ text: String) { follow(pane.paste(Array(text.utf8))) }

  mutating func receive(_ event: EditorEvent) { follow(pane.receive(event)) }

  private mutating func follow(_ answer: EditorPane.Answer) {
    self.answer = answer
    effects += answer.effects
    if let notice = answer.notice { notices.append(notice.text) }
  }

  mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// The text with the cursor in it.
  var marked: String {
    let bytes = pane.bytes
    return String(decoding: bytes[..<pane.cursor], as: UTF8.self) + "‸"
      + String(decoding: bytes[pane.cursor...], as: UTF8.self)
  }

  static func edited(_ marked: String, _ keys: String, isModal: Bool = true) -> String {
    var driver = EditorDriver(marked, isModal: isModal)
    driver.type(keys)
    return driver.marked
  }

  static func keys(_ text: String) -> [Key] {
    var keys: [Key] = []
    var rest = text[...]
    while let first = rest.first {
      if first == "<", let end = rest.firstIndex(of: ">"),
        let key = Key(named: String(rest[rest.index(after: rest.startIndex)..<end]))
      {
        keys.append(key)
        rest = rest[rest.index(after: end)...]
      } else {
        keys.append(first == "\n" ? .enter : Key(first))
        rest = rest.dropFirst()
      }
    }
    return keys
  }
}

extension FlowSummary {
  static func sample(named name: String) -> FlowSummary {
    FlowSummary(
      id: FlowID(row: 1), server: ServerID(number: 1), kind: .chatflow, localID: "a",
      remoteID: "a", name: name, nameKey: name, type: nil, category: nil, status: nil,
      state: .clean, updated: nil, isLive: false, nodeCount: nil, edgeCount: nil, teamCount: nil,
      byteCount: 0, changedAt: 0)
  }
}

extension AppState {
  /// The program with a flow's text in its editor, and what it asked for then.
  static func editing(
    _ body: String, size: GridSize, isModal: Bool
  ) -> (state: AppState, effects: [Effect]) {
    let settings = AppSettings(profile: "prod", isEditorModal: isModal, pullsAtStart: false)
    var state = AppState(settings: settings, size: size)
    let flow = FlowSummary.sample(named: "Support triage")
    if case .loadWindow(_, _, _, let request)? = state.receive(.started(now: 0)).first {
      let window = FlowWindow(rows: [flow], firstIndex: 0, count: 1)
      _ = state.receive(.windowLoaded(window, kind: .chatflow, request: request))
    }
    _ = state.receive(.screen(.key(Key("e"))))
    let text = EditorText(
      flow: flow.id, field: "flowData", text: Array(body.utf8), version: 1, isJSON: true)
    let effects = state.receive(.editor(.textLoaded(text)))
    return (state, effects)
  }
}
