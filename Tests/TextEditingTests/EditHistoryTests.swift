import SoakKit
import Testing
import TextEditing

@Suite struct EditHistoryTests {
  /// A text with its history, edited as a pane edits it.
  private struct Editor {
    var buffer: TextBuffer
    var cursor = Selection(at: 0)
    var history = EditHistory()

    mutating func replace(_ range: Range<Int>, with text: [UInt8]) {
      let change = TextChange(replacing: range, with: text, inLength: buffer.count)
      let after = Selection(at: range.lowerBound + text.count)
      history.record(change, in: buffer, from: cursor, to: after)
      buffer.apply(change)
      cursor = after
    }

    mutating func undo() { take(history.undo()) }
    mutating func redo() { take(history.redo()) }

    private mutating func take(_ step: EditHistory.Step?) {
      guard let step else { return }
      buffer.apply(step.change)
      cursor = step.selection
    }
  }

  @Test("one undo takes back a step, however many changes it had")
  func steps() {
    var editor = Editor(buffer: TextBuffer("()"), cursor: Selection(at: 1))
    for character in "abc" {
      editor.replace(editor.cursor.range, with: Array(String(character).utf8))
    }
    editor.history.closeStep()
    editor.replace(4..<4, with: Array("d".utf8))
    #expect(editor.buffer == TextBuffer("(abcd)"))
    editor.undo()
    #expect(editor.buffer == TextBuffer("(abc)"))
    editor.undo()
    #expect(editor.buffer == TextBuffer("()") && editor.cursor == Selection(at: 1))
    #expect(!editor.history.canUndo)
    editor.redo()
    #expect(editor.buffer == TextBuffer("(abc)") && editor.cursor == Selection(at: 4))
  }

  @Test("the number of the text comes back with the text")
  func revisions() {
    var editor = Editor(buffer: TextBuffer())
    editor.replace(0..<0, with: Array("a".utf8))
    let saved = editor.history.revision
    editor.history.closeStep()
    editor.replace(1..<1, with: Array("b".utf8))
    #expect(editor.history.revision != saved)
    editor.undo()
    #expect(editor.history.revision == saved)
  }

  @Test("an edit after an undo is redone, not what was undone")
  func branches() {
    var editor = Editor(buffer: TextBuffer())
    editor.replace(0..<0, with: Array("old".utf8))
    editor.undo()
    editor.replace(0..<0, with: Array("new".utf8))
    editor.undo()
    editor.redo()
    #expect(editor.buffer == TextBuffer("new"))
    #expect(!editor.history.canRedo)
  }

  @Test("every text that was can be gone to, and redo leads back to where one came from")
  func inOrderOfTime() {
    var editor = Editor(buffer: TextBuffer())
    var texts = [editor.buffer]
    func type(_ text: String, _ editor: inout Editor) {
      editor.replace(editor.buffer.count..<editor.buffer.count, with: Array(text.utf8))
      editor.history.closeStep()
      texts.append(editor.buffer)
    }
    type("a", &editor)
    type("b", &editor)
    editor.undo()
    editor.undo()
    type("c", &editor)
    type("d", &editor)
    for target in [2, 4, 0, 3, 1, 4, 2] {
      for step in editor.history.go(to: target) { editor.buffer.apply(step.change) }
      #expect(editor.buffer == texts[target] && editor.history.revision == target)
    }
    editor.undo()
    editor.redo()
    #expect(editor.buffer == texts[2])
    #expect(editor.history.go(to: 2).isEmpty)
    #expect(editor.history.latestRevision == 4)
  }

  @Test(
    "undo brings back every text, redo every text again", arguments: Soak.seeds(12))
  func randomEdits(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var editor = Editor(buffer: TextBuffer((0..<40).flatMap { _ in random.bytes() }))
    var texts = [editor.buffer]
    for _ in 0..<60 {
      for _ in 0...random.below(4) {
        editor.replace(random.range(in: editor.buffer.count), with: random.bytes())
      }
      editor.history.closeStep()
      texts.append(editor.buffer)
    }
    for text in texts.dropLast().reversed() {
      editor.undo()
      #expect(editor.buffer == text && editor.buffer.brokenInvariant == nil, "seed \(seed)")
    }
    for text in texts.dropFirst() {
      editor.redo()
      #expect(editor.buffer == text && editor.buffer.brokenInvariant == nil, "seed \(seed)")
    }
  }
}
