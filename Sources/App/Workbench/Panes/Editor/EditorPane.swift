package import CellGrid
package import FlowModel
import JSONText
import TextEditing

/// The JSON editor: one text of one flow, full screen between header and status row. Its values
/// stand as an outline beside it, on the same place.
///
/// ```
/// press, paste ──▶ EditedText (buffer, cursor, history) ──▶ .checkText ──▶ problems, outline, path
///                         │           ▲
///                         │           └── run(_:): commands of the outline are changes of the text
///                         └──▶ EditorViewport ──▶ draw: only what is visible is looked at
/// ```
///
/// What reaches it, in ``AppState``:
/// - made by the command `edit`, which also asks for `.loadText(flow, field:)`;
/// - ``press(_:)`` for every key while it has the focus and no dialog or prompt is open. A key that
///   it does not want (`isHandled` false) is looked up as a command of `.outline` or `.editor` and
///   `.everywhere`, together with the keys in `begun`;
/// - ``run(_:count:)`` for its commands;
/// - ``paste(_:)`` for bracketed paste, bytes as they came;
/// - ``receive(_:)`` for what its effects brought back;
/// - ``timePassed(now:)`` at the start of every turn of the loop;
/// - ``save(andClose:)`` and ``close(dropping:)`` for the commands of the same names;
/// - ``setSize(_:)`` before each draw when the screen changed.
package struct EditorPane: Sendable {
  package let flow: FlowSummary
  /// nil: the body; empty: the whole record.
  package let field: String?
  /// Normal and insert mode as in vim; if not, every key types.
  package let isModal: Bool

  enum Mode: Hashable, Sendable {
    case normal, insert, plain
    case visual(Marking)
    case search(SearchPrompt)
  }

  /// nil until it is loaded.
  var source: EditorText?
  var text = EditedText()
  var mode: Mode
  var keys = NormalKeys()
  var memory = EditorMemory()
  /// The column that moves by lines keep.
  var goal: Int?
  var search: TextSearch?
  /// Whether matches are marked.
  var marksMatches = false
  var problems: [EditorProblem] = []
  /// Numbers of the problems under each line.
  var problemsOfLine: [Int: [Int]] = [:]
  /// The text as the last check read it; nil when it changed since.
  var checked: JSONDocument?
  /// The path at the cursor; the last one known while a check is on its way.
  var path: JSONPath?
  var outline = Outline()
  /// Keys go to the outline.
  package internal(set) var isOutlineFocused = false
  /// Values that are shown as `•`.
  var secrets = MaskedPlaces()
  var showsSecrets = false
  /// A list to choose from lies over the pane.
  var chooser: EditorChooser?
  /// The string that is edited as a text of its own; one or none.
  var inner: [StringEdit] = []
  /// What was deleted or copied as an entry, for `p`.
  var entryRegister: Entry?
  var viewport = EditorViewport()
  var size = GridSize(rows: 0, columns: 0)
  var keeping = Keeping()
  /// The revision that stands saved.
  var savedRevision = 0
  /// The revision of the save that is under way.
  var savingRevision: Int?
  /// Where the string stands that is in the person's own editor now.
  var outsideLiteral: Range<Int>?
  /// Text of an earlier session that was not saved.
  var offered: UnsavedText?
  var closesWhenSaved = false
  /// `:q!` was asked for once.
  var isAskedToDrop = false
  /// The node or edge to go to as soon as the text is there.
  var graphOpening: GraphPlace?
  /// Where to go is asked as soon as the text is there.
  var opensPathSearch = false
  /// Where to go as soon as the text was read: the first of them that is there.
  var opensAt: [JSONPath] = []
  /// It edits one string of another text: what it holds goes back there and is not saved from here.
  var isInner = false
  /// It edits a value of one's own in a conflict: closing it chooses what it holds.
  var ownValue: OwnValue?
  var firstVersion = 0
  /// Of an inner text that is the body of a flow.
  var innerKind: FlowKind?

  package init(flow: FlowSummary, field: String?, isModal: Bool = true) {
    self.flow = flow
    self.field = field
    self.isModal = isModal
    mode = isModal ? .normal : .plain
  }

  /// What the pane did with an event, and what it wants from the program.
  package struct Answer: Sendable {
    package var effects: [Effect] = []
    /// False: the key is not the editor's, look for a command.
    package var isHandled = true
    /// Shown in the status row; warnings and errors are kept in Activity.
    package var notice: Notice?
    /// The editor is done: go back to where it was opened. Unsaved text was kept or dropped.
    package var closes = false
    /// A question to ask first; its answers are commands such as `.closeUnsaved`.
    package var dialog: Dialog?
    /// A line to be typed in the status row; comes back by ``EditorPane/answer(_:_:)``.
    package var prompt: Prompt?
    /// Text for the system's clipboard.
    package var copied: [UInt8]?
    /// The command line is to be opened with this text in it.
    package var commandLine: String?
    /// Keys that were begun and are not the editor's, before one that is not handled: `g` of `g d`.
    package var begun: [Key] = []

    package init() {}
  }

  /// Whether there is text that is not saved.
  package var isEdited: Bool {
    text.history.revision != savedRevision || inner.contains { $0.pane.isEdited }
  }

  /// The text as it stands.
  package var bytes: [UInt8] { text.buffer.bytes }

  /// Where the cursor is, in bytes.
  package var cursor: Int { text.cursor }

  /// Goes to the character at a place in bytes; the nearest that there is.
  package mutating func moveCursor(to offset: Int) {
    text.closeStep()
    text.cursor = text.buffer.characterStart(at: max(0, min(offset, text.buffer.count)))
    goal = nil
    settleCursor()
    layOut()
  }

  var isJSON: Bool { source?.isJSON ?? true }

  /// The mode to go back to from insert mode or a prompt.
  var restingMode: Mode { isModal ? .normal : .plain }

  package mutating func setSize(_ size: GridSize) {
    guard size != self.size else { return }
    self.size = size
    for index in inner.indices { inner[index].pane.setSize(size) }
    layOut()
  }

  var layout: EditorLayout {
    EditorLayout(
      size, lineCount: text.buffer.lineCount, problemCount: problems.count, hasOutline: isJSON,
      isOutlineFocused: isOutlineFocused)
  }

  /// The place whose path is shown. Where text is typed, that is the value before the cursor.
  private var placeOfPath: Int {
    let isTyping = mode == .insert || mode == .plain
    let cursor = text.cursor
    guard isTyping, cursor > 0, text.buffer[cursor - 1] > 0x20 else { return cursor }
    return cursor - 1
  }

  /// Fits the viewport to the screen and scrolls to the cursor.
  mutating func layOut() {
    let layout = layout
    outline.setHeight(layout.outline.rows - 1)
    chooser?.list.layOut(size)
    if let checked {
      path = checked.path(at: placeOfPath)
      if !isOutlineFocused || mode != restingMode { outline.select(at: text.cursor) }
    }
    viewport.rows = max(layout.text.rows, 1)
    viewport.columns = max(layout.text.columns - layout.gutter, 1)
    let problemsOfLine = problemsOfLine
    viewport.show(text.cursor, in: text.buffer) { line in
      1 + (problemsOfLine[line]?.count ?? 0)
    }
  }
}
