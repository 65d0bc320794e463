import TextEditing

/// A text with a cursor, its history, and what was cut from it last.
struct EditedText: Sendable {
  /// Text that was deleted or copied.
  struct Register: Equatable, Sendable {
    var bytes: [UInt8] = []
    /// Whole lines, which come back as lines.
    var isLines = false
  }

  private(set) var buffer: TextBuffer
  /// The head is the cursor; marking needs the anchor.
  var selection = Selection(at: 0)
  var register = Register()
  private(set) var history = EditHistory()
  /// Grows with every change, also with undo: names a text for background checks.
  private(set) var version = 0
  /// What happened to the text since the pane last looked.
  private(set) var changes: [TextChange] = []

  /// - Parameter version: the first one; texts that are open at once have versions of their own.
  init(_ bytes: [UInt8] = [], version: Int = 0) {
    buffer = TextBuffer(bytes)
    self.version = version
  }

  var cursor: Int {
    get { selection.head }
    set { selection = Selection(at: newValue) }
  }

  var cursorLine: Int { buffer.line(at: cursor) }

  /// Replaces a range; the cursor goes to `target`, or behind what is new.
  mutating func replace(_ range: Range<Int>, with bytes: [UInt8], cursor target: Int? = nil) {
    guard !range.isEmpty || !bytes.isEmpty else {
      if let target { cursor = target }
      return
    }
    let change = TextChange(replacing: range, with: bytes, inLength: buffer.count)
    let after = Selection(at: target ?? range.lowerBound + bytes.count)
    history.record(change, in: buffer, from: selection, to: after)
    apply(change)
    selection = after
  }

  /// Puts another text in the place of all; the cursor goes to where they begin to differ.
  mutating func replaceAll(with bytes: [UInt8]) {
    let old = buffer.bytes
    let shorter = min(old.count, bytes.count)
    var start = 0
    while start < shorter, old[start] == bytes[start] { start += 1 }
    var tail = 0
    while tail < shorter - start, old[old.count - 1 - tail] == bytes[bytes.count - 1 - tail] {
      tail += 1
    }
    replace(start..<old.count - tail, with: Array(bytes[start..<bytes.count - tail]), cursor: start)
    cursor = buffer.characterStart(at: start)
  }

  /// Ends the step that one undo takes back.
  mutating func closeStep() { history.closeStep() }

  /// - Returns: false when there is nothing to undo.
  mutating func undo() -> Bool {
    guard let step = history.undo() else { return false }
    apply(step.change)
    restoreCursor(of: step)
    return true
  }

  /// - Parameter atOrigin: the cursor goes where the step began, as in vim; if not, where it ended.
  /// - Returns: false when there is nothing to redo.
  mutating func redo(atOrigin: Bool) -> Bool {
    guard let step = history.redo() else { return false }
    apply(step.change)
    if atOrigin { restoreCursor(of: step) } else { selection = step.selection }
    return true
  }

  /// The changes since the last call.
  mutating func takeChanges() -> [TextChange] {
    defer { changes = [] }
    return changes
  }

  /// Back to where the cursor was, if that is in a line that changed or beside it; else to that
  /// line.
  private mutating func restoreCursor(of step: EditHistory.Step) {
    let line = buffer.line(at: min(step.change.firstPlace, buffer.count))
    let origin = min(step.origin.head, buffer.count)
    let isNear = abs(buffer.line(at: origin) - line) <= 1
    cursor = isNear ? buffer.characterStart(at: origin) : buffer.firstNonBlank(ofLine: line)
  }

  private mutating func apply(_ change: TextChange) {
    buffer.apply(change)
    version += 1
    changes.append(change)
  }
}
