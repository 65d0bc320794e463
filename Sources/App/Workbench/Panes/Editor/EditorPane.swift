package import CellGrid
package import FlowModel

/// The JSON editor: one text of one flow, full screen between header and status row.
///
/// What reaches it, in ``AppState``:
/// - made by the command `edit`, which also asks for `.loadText(flow, field:)`;
/// - ``press(_:)`` for every key while it has the focus and no dialog or prompt is open. A key that
///   it does not want (`isHandled` false) is looked up as a command of `.editor` and `.everywhere`;
///   in insert mode it should want every key that types;
/// - ``paste(_:)`` for bracketed paste, bytes as they came;
/// - ``receive(_:)`` for what its effects brought back: `.textLoaded`, `.textChecked`, `.saved`,
///   `.saveRefused`, `.saveFailed`, `.unsavedKept`, `.loadFailed`;
/// - ``timePassed(now:)`` at the start of every turn of the loop: ask `.keepUnsaved` when the text
///   changed and 2 s went by since the last time, and `.wake(afterMilliseconds:)` so that the loop
///   turns when nobody types;
/// - ``save(andClose:)`` and ``close(dropping:)`` for the commands of the same names;
/// - ``setSize(_:)`` before each draw when the screen changed.
///
/// Effects it may ask for: `.loadText`, `.checkText`, `.saveText`, `.keepUnsaved`, `.dropUnsaved`,
/// `.openExternalEditor`, `.wake`. Other wishes go into ``Answer``.
package struct EditorPane: Sendable {
  package let flow: FlowSummary
  /// nil: the body; empty: the whole record.
  package let field: String?
  private var text: EditorText?
  private var size = GridSize(rows: 0, columns: 0)

  package init(flow: FlowSummary, field: String?) {
    self.flow = flow
    self.field = field
  }

  /// What the pane did with an event, and what it wants from the program.
  package struct Answer: Sendable {
    package var effects: [Effect] = []
    /// False: the key is not the editor's, look for a command.
    package var isHandled = true
    /// Shown in the status row and kept in Activity.
    package var notice: Notice?
    /// The editor is done: go back to where it was opened. Unsaved text was kept or dropped.
    package var closes = false
    /// A question to ask first; its answers are commands such as `.closeUnsaved`.
    package var dialog: Dialog?

    package init() {}
  }

  package mutating func press(_ key: Key) -> Answer {
    var answer = Answer()
    if key == .escape || key == Key("q") {
      answer.closes = true
    } else {
      answer.isHandled = false
    }
    return answer
  }

  package mutating func paste(_ bytes: [UInt8]) -> Answer { Answer() }

  package mutating func receive(_ event: EditorEvent) -> Answer {
    if case .textLoaded(let loaded) = event { text = loaded }
    return Answer()
  }

  package mutating func timePassed(now: Milliseconds) -> [Effect] { [] }

  package mutating func save(andClose: Bool) -> Answer { Answer() }

  package mutating func close(dropping: Bool) -> Answer {
    var answer = Answer()
    answer.closes = true
    return answer
  }

  package mutating func setSize(_ size: GridSize) { self.size = size }

  /// What the status row says on the left: mode and path; nil for nothing.
  package var status: String? { nil }

  /// Keys and words for the hint row; `? help` is added.
  package var hints: [(key: String, text: String)] { [("Esc", "close")] }

  package func draw(on canvas: inout Canvas, _ context: DrawContext) {
    context.drawRule([flow.name, text?.field ?? field ?? flow.kind.bodyField], on: &canvas)
    guard let text else { return }
    let lines = text.text.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (row, line) in lines.prefix(max(canvas.rows - 1, 0)).enumerated() {
      canvas.text(
        VisibleText(bytes: line), row: row + 1, column: 1, style: context[.text],
        overflow: .clip)
    }
  }
}
