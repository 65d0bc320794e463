import SoakKit
import Testing
import TextEditing

@Suite struct TextBufferTests {
  @Test("keeps every byte, valid UTF-8 or not")
  func keepsBytes() {
    let bytes: [UInt8] = [0x7B, 0xFF, 0x00, 0x0A, 0xC3, 0x0D, 0x0A, 0xED, 0xA0, 0x80]
    #expect(TextBuffer(bytes).bytes == bytes)
  }

  @Test("an empty text has one line")
  func emptyText() {
    let buffer = TextBuffer()
    #expect(buffer.isEmpty && buffer.lineCount == 1)
    #expect(buffer.range(ofLine: 0) == 0..<0)
    #expect(buffer.line(at: 0) == 0)
  }

  @Test("a line break at the end starts an empty line")
  func breakAtEnd() {
    let buffer = TextBuffer("a\nb\n")
    #expect(buffer.lineCount == 3)
    #expect(buffer.range(ofLine: 1) == 2..<3)
    #expect(buffer.range(ofLine: 2) == 4..<4)
    #expect(buffer.range(ofLines: 0...1) == 0..<4)
    #expect(buffer.range(ofLines: 1...2) == 2..<4)
  }

  @Test("finds lines and offsets in a text of many chunks", arguments: [1, 7, 80, 3000])
  func linesAndOffsets(lineLength: Int) {
    let line = String(repeating: "x", count: lineLength) + "\n"
    let buffer = TextBuffer(String(repeating: line, count: 500))
    for index in stride(from: 0, to: 500, by: 7) {
      let start = index * (lineLength + 1)
      #expect(buffer.start(ofLine: index) == start)
      #expect(buffer.end(ofLine: index) == start + lineLength)
      #expect(buffer.line(at: start) == index)
      #expect(buffer.line(at: start + lineLength) == index)
    }
  }

  @Test("is equal to the same bytes in other chunks")
  func equality() {
    let text = String(repeating: "0123456789\n", count: 1000)
    var edited = TextBuffer(text)
    edited.replace(3000..<3000, with: Array("abc".utf8))
    #expect(edited != TextBuffer(text))
    edited.replace(3000..<3003, with: [])
    #expect(edited == TextBuffer(text))
  }

  @Test("a copy does not see later edits")
  func copies() {
    var buffer = TextBuffer("one")
    let snapshot = buffer
    buffer.replace(0..<3, with: Array("two".utf8))
    #expect(snapshot.bytes == Array("one".utf8))
  }

  @Test(
    "counts columns in characters",
    arguments: [("a‸bc", 1), ("é‸x", 1), ("\n漢字‸", 2), ("👩‍👧‸👩‍👧", 1)])
  func columns(text: String, column: Int) {
    let marked = MarkedText(text)
    #expect(marked.buffer.column(at: marked.cursor) == column)
    let line = marked.buffer.line(at: marked.cursor)
    #expect(marked.buffer.offset(ofColumn: column, inLine: line) == marked.cursor)
  }

  @Test("a column behind the line's end is its end")
  func columnBehindEnd() {
    let buffer = TextBuffer("ab\nc")
    #expect(buffer.offset(ofColumn: 9, inLine: 0) == 2)
    #expect(buffer.offset(ofColumn: 9, inLine: 1) == 4)
  }

  @Test("a position outside the text stops the program")
  func outside() async {
    await #expect(processExitsWith: .failure) { _ = TextBuffer("a").line(at: 2) }
  }

  @Test("matches an array of bytes under random edits", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func randomEdits(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var model: [UInt8] = []
    var buffer = TextBuffer()
    for step in 0..<400 {
      let range = random.range(in: model.count)
      let bytes = random.bytes()
      model.replaceSubrange(range, with: bytes)
      buffer.replace(range, with: bytes)
      guard buffer.brokenInvariant == nil, buffer.count == model.count else {
        Issue.record("seed \(seed), step \(step): \(buffer.brokenInvariant ?? "wrong length")")
        return
      }
    }
    #expect(buffer.bytes == model, "seed \(seed)")
    let starts = [0] + model.indices.filter { model[$0] == 10 }.map { $0 + 1 }
    #expect((0..<buffer.lineCount).map { buffer.start(ofLine: $0) } == starts, "seed \(seed)")
  }
}
