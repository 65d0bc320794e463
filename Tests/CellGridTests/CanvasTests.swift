import CellGrid
import SoakKit
import Testing

@Suite("Canvas")
struct CanvasTests {
  private func drawn(
    _ rows: Int, _ columns: Int, glyphs: Glyphs = .unicode, draw: (inout Canvas) -> Void
  ) -> Frame {
    Frame(size: GridSize(rows: rows, columns: columns), glyphs: glyphs, draw: draw)
  }

  @Test("writes text and says where it ended")
  func plainText() {
    var end = 0
    let frame = drawn(2, 10) { end = $0.text("hello", row: 1, column: 2) }
    #expect(frame.text == "\n  hello")
    #expect(end == 7)
  }

  @Test(
    "cuts text with an ellipsis",
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcde…"), ("漢字漢字", 6, "漢字…"),
      ("漢字漢字", 7, "漢字漢…"), ("é\u{301}éé", 2, "é\u{301}…"), ("ab", 1, "…"), ("ab", 0, ""),
    ])
  func ellipsis(text: String, columns: Int, shown: String) {
    #expect(drawn(1, 12) { $0.text(text, row: 0, columns: columns) }.text == shown)
  }

  @Test("uses the two dots of ASCII when told")
  func asciiEllipsis() {
    #expect(drawn(1, 5, glyphs: .ascii) { $0.text("abcdefg", row: 0) }.text == "abc..")
  }

  @Test("aligns right and in the middle")
  func alignment() {
    let frame = drawn(2, 9) {
      $0.text("42", row: 0, columns: 6, alignment: .right)
      $0.text("漢", row: 1, columns: 6, alignment: .center)
    }
    #expect(frame.text == "    42\n  漢")
  }

  @Test("cuts what lies left of the window, a wide character to a blank")
  func negativeColumn() {
    let frame = drawn(2, 4) {
      $0.text("abcdef", row: 0, column: -3)
      $0.text("漢字x", row: 1, column: -1)
    }
    #expect(frame.text == "def\n 字x")
  }

  @Test("draws nothing outside its window")
  func clipping() {
    let frame = drawn(4, 10) { canvas in
      canvas.fill(with: ".")
      canvas.inside(Region(row: 1, column: 2, rows: 2, columns: 5)) { canvas in
        for row in -2...5 { canvas.text("abcdefghijkl", row: row, column: -1, overflow: .clip) }
        canvas.inside(Region(row: 1, column: 3, rows: 9, columns: 9)) { $0.fill(with: "#") }
      }
    }
    #expect(frame.text == "..........\n..bcdef...\n..bcd##...\n..........")
  }

  @Test("blanks the other half of a wide character that is written over")
  func wideOverwriting() {
    let frame = drawn(3, 6) {
      for row in 0..<3 { $0.text("漢字漢", row: row) }
      $0.text("x", row: 0, column: 1)
      $0.text("x", row: 1, column: 2)
      $0.text("字", row: 2, column: 1)
    }
    #expect(frame.text == " x字漢\n漢x 漢\n 字 漢")
  }

  @Test("never lets a control character into a cell")
  func controls() {
    let frame = drawn(1, 24) { $0.text("a\u{1B}[2J\u{202E}\u{85}\n", row: 0) }
    #expect(frame.text == "a^[[2J<202E><85>␊")
    let styles = frame.styles(named: [Style.plain.marked: "M"])
    #expect(styles.picture == ".MM...MMMMMMMMMMM.......")
  }

  @Test("never moves a neighbouring column, whatever the text is", arguments: Soak.numbers(300))
  func isolation(seed: Int) {
    var random = Pseudorandom(state: UInt64(seed))
    let pieces = [
      "a", "漢", "👩\u{200D}👧", "\u{301}", "\u{202E}", "\u{1B}[5C", "\t", "\n", "\r", "🇩🇪", "\u{FE0F}",
      "\u{200D}", "कि", "\u{E0041}", "1\u{FE0F}\u{20E3}", "\u{0}",
    ]
    let text = (0..<random.below(30)).map { _ in pieces[random.below(pieces.count)] }.joined()
    let width = random.below(12)
    let column = 3 + random.below(3)
    let frame = drawn(3, 20) { canvas in
      canvas.fill(with: "|")
      canvas.text(text, row: 1, column: column, columns: width)
    }
    for row in 0..<3 {
      for place in 0..<20 where row != 1 || !(column..<column + width).contains(place) {
        #expect(frame.grid[row, place].text == "|", "\(text.debugDescription)")
      }
    }
    for place in column..<column + width {
      let cell = frame.grid[1, place]
      let next = place + 1 < column + width ? frame.grid[1, place + 1] : nil
      #expect((cell.width == 2) == (next?.isContinuation == true))
    }
  }

  @Test("draws rules with titles, heavy when focused")
  func rules() {
    let frame = drawn(2, 20) {
      $0.rule(row: 0, titles: [StyledText("List 5"), StyledText("sort")], isFocused: true)
      $0.rule(row: 1, titles: [StyledText("A title that is too long")])
    }
    #expect(frame.text == "━ List 5 ━ sort ━━━━\n─ A title that is… ─")
  }

  @Test("draws boxes")
  func boxes() {
    let frame = drawn(3, 12) {
      $0.box($0.bounds, weight: .heavy, titles: [StyledText("Go")])
    }
    #expect(frame.text == "┏━ Go ━━━━━┓\n┃          ┃\n┗━━━━━━━━━━┛")
  }

  @Test("breaks paragraphs into rows and marks what is missing")
  func paragraphs() {
    var rows = 0
    let frame = drawn(3, 10) { rows = $0.paragraph("one two three four five six", row: 0) }
    #expect(frame.text == "one two\nthree four\nfive six")
    #expect(rows == 3)
    #expect(
      drawn(1, 12) { $0.paragraph("one two three four", row: 0, columns: 10) }.text == "one two…")
  }
}
