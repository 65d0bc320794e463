import TextEditing

/// A text with a cursor, its history, and what was cut from it last.
struct EditedText: Sendable {
  /// A text does not become longer: no server takes more than 50 MiB.
  static let longest = 64 << 20

  private(set) var buffer: TextBuffer
  /// The head is the cursor; marking needs the anchor.
  var selection = Selection(at: 0)
  var registers = EditorRegisters()
  private(set) var history = EditHistory()
  /// Grows with every change, also with undo: names a text for background checks.
  private(set) var version = 0
  /// What happened to the text since the pane last looked.
  private(set) var changes: [TextChange] = []

  /// - Parameter version: the first one; texts that are open at once have versions of their own.
  init(_ buffer: TextBuffer = TextBuffer(), version: Int = 0) {
    self.buffer = buffer
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
    follow(change)
    cursor = bound(at: after.head, behind: !bytes.isEmpty)
  }

  /// Makes several changes at once; the cursor goes to `target` of the text afterwards.
  mutating func apply(_ change: TextChange, cursor target: Int) {
    guard !change.isIdentity else { return }
    history.record(change, in: buffer, from: selection, to: Selection(at: target))
    follow(change)
    cursor = bound(at: target, behind: false)
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
    follow(step.change)
    restoreCursor(of: step)
    return true
  }

  /// - Parameter atOrigin: the cursor goes where the step began, as in vim; if not, where it ended.
  /// - Returns: false when there is nothing to redo.
  mutating func redo(atOrigin: Bool) -> Bool {
    guard let step = history.redo() else { return false }
    follow(step.change)
    if atOrigin {
      restoreCursor(of: step)
    } else {
      cursor = bound(at: step.selection.head, behind: true)
    }
    return true
  }

  /// Goes to the text before or after this one in the order of time, whatever was undone between.
  ///
  /// - Returns: false where there is none.
  mutating func goInTime(by count: Int) -> Bool {
    let steps = history.go(to: history.revision + count)
    for step in steps { follow(step.change) }
    if let last = steps.last { restoreCursor(of: last) }
    return !steps.isEmpty
  }

  /// A place where a character starts: what is deleted or typed may join what stands beside it,
  /// such as a letter and an accent.
  private func bound(at offset: Int, behind: Bool) -> Int {
    let start = buffer.characterStart(at: offset)
    return start == offset || !behind ? start : buffer.characterEnd(after: start)
  }

  /// The changes since the last call.
  mutating func takeChanges() -> [TextChange] {
    defer { changes = [] }
    return changes
  }

  /// Back to where the cursor was, if that is in the lines that changed or beside them; else to the
  /// first of those.
  private mutating func restoreCursor(of step: EditHistory.Step) {
    let change = step.change
    let first = buffer.line(at: min(change.firstPlace, buffer.count))
    let last = buffer.line(at: max(change.firstPlace, change.endOfLastPlace))
    let origin = buffer.characterStart(at: min(step.origin.head, buffer.count))
    let isNear = (first - 1...last + 1).contains(buffer.line(at: origin))
    cursor = isNear ? origin : buffer.firstNonBlank(ofLine: first)
  }

  private mutating func follow(_ change: TextChange) {
    buffer.apply(change)
    version += 1
    changes.append(change)
  }
}
