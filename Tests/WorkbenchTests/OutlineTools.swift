import CellGrid
import FlowModel
import TextEditing
import Workbench

/// The program with a text in its editor, driven by keys; what the editor asks for is performed at
/// once.
struct OutlineDriver {
  private(set) var state: AppState
  private(set) var effects: [Effect] = []

  /// - Parameters:
  ///   - base: the text as the server has it.
  ///   - opening: the key in the list.
  init(
    _ text: String, base: String? = nil, columns: Int = 120, rows: Int = 30, isModal: Bool = true,
    opening: String = "e"
  ) {
    let settings = AppSettings(profile: "prod", isEditorModal: isModal, pullsAtStart: false)
    state = AppState(settings: settings, size: GridSize(rows: rows, columns: columns))
    let flow = FlowSummary.sample(named: "Triage")
    if case .loadWindow(_, _, _, let request)? = state.receive(.started(now: 0)).first {
      let window = FlowWindow(rows: [flow], firstIndex: 0, count: 1)
      _ = state.receive(.windowLoaded(window, kind: .chatflow, request: request))
    }
    type(opening)
    let bytes = Array(text.utf8)
    let base = base.map { TextBuffer($0) }
    perform(
      state.receive(
        .editor(
          .textLoaded(
            EditorText(
              flow: flow.id, field: "flowData", text: bytes, version: 7, isJSON: true, base: base,
              check: TextCheck(
                of: TextBuffer(bytes), version: 0, kind: .chatflow, base: base))))))
    effects = []
  }

  mutating func type(_ keys: String) {
    for key in EditorDriver.keys(keys) { perform(state.receive(.screen(.key(key)))) }
  }

  mutating func receive(_ event: AppEvent) { perform(state.receive(event)) }

  private mutating func perform(_ new: [Effect]) {
    effects += new
    for effect in new {
      switch effect {
      case .checkText(let text, let version, let kind, let base):
        let check = TextCheck(of: text, version: version, kind: kind, base: base)
        receive(.editor(.textChecked(check)))
      case .findPaths(let text, let query):
        receive(.editor(.pathsFound(PathSearch(of: text, for: query))))
      default: break
      }
    }
  }

  /// The text as it stands.
  var text: String { String(decoding: state.editor?.bytes ?? [], as: UTF8.self) }

  private var lines: [String] {
    state.frame().text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The rows of the outline, without what is beside and below it.
  var outline: String {
    lines.dropFirst(2).dropLast(2).map { line in
      String(line.prefix { $0 != "│" }).trimmingBlanks
    }.joined(separator: "\n").trimmingBreaks
  }

  /// What the screen shows of the text, with its line numbers.
  var page: String {
    lines.dropFirst(2).dropLast(2).compactMap { line in
      line.firstIndex(of: "│").map { String(line[line.index(after: $0)...]).trimmingBlanks }
    }.joined(separator: "\n").trimmingBreaks
  }

  /// The row above the last: mode and path, a message, or a question.
  var status: String { lines[lines.count - 2] }

  var hints: String { lines[lines.count - 1] }

  /// Which row of the screen the outline's cursor is in.
  var selected: String {
    outline.split(separator: "\n").first { $0.hasPrefix(">") }.map(String.init) ?? ""
  }

  /// What a command copied.
  var copied: String? {
    effects.compactMap { effect in
      if case .copy(let bytes, _) = effect { String(decoding: bytes, as: UTF8.self) } else { nil }
    }.last
  }

  /// The text after keys.
  static func edited(_ text: String, _ keys: String) -> String {
    var driver = OutlineDriver(text)
    driver.type(keys)
    return driver.text
  }
}

extension String {
  var trimmingBlanks: String { String(reversed().drop { $0 == " " }.reversed()) }

  var trimmingBreaks: String { String(reversed().drop { $0 == "\n" }.reversed()) }
}
