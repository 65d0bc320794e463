import CellGrid
import Testing

@Suite("Frame")
struct FrameTests {
  private let bold = Style(attributes: .bold)

  private var sample: Frame {
    Frame(size: GridSize(rows: 2, columns: 8), title: "a\u{1B}b") { canvas in
      canvas.text("漢<&>", row: 0, style: bold)
      canvas.text(
        "x", row: 1, column: 3, style: Style(foreground: .indexed(75), attributes: .reverse))
      canvas.placeCursor(row: 1, column: 4, shape: .bar)
    }
  }

  @Test("reads as text without trailing blanks")
  func text() {
    #expect(sample.text == "漢<&>\n   x")
    #expect(sample.title == "a^[b")
  }

  @Test("reads as letters for styles, one for each cell")
  func styles() {
    let styles = sample.styles()
    #expect(styles.picture == "aaaaa...\n...b....")
    #expect(styles.legend["a"] == bold)
    #expect(sample.styles(named: [bold: "B"]).picture == "BBBBB...\n...a....")
  }

  @Test("becomes a picture in which every run has its place")
  func svg() {
    let svg = sample.svg(caption: "<weir>")
    #expect(svg.hasPrefix("<svg xmlns="))
    #expect(svg.contains("<title>&lt;weir&gt;</title>"))
    // The wide character stands alone over two cells, the rest after it.
    #expect(svg.contains("x=\"12\" y=\"25\" textLength=\"16.86\""))
    #expect(svg.contains(">漢</text>"))
    #expect(svg.contains("x=\"28.86\" y=\"25\" textLength=\"25.29\""))
    #expect(svg.contains("&lt;&amp;&gt;</text>"))
    // Reverse: the colour is behind, the page's colour in front.
    #expect(svg.contains("height=\"16.30\" fill=\"#5fafff\""))
    #expect(sample.svg(page: .light).contains("fill=\"#ffffff\""))
  }

  @Test("is cut and filled to another size")
  func resizing() {
    let wide = Frame(size: GridSize(rows: 1, columns: 4)) { canvas in
      canvas.text("a漢b", row: 0)
      canvas.placeCursor(row: 0, column: 3)
    }
    #expect(wide.resized(to: GridSize(rows: 2, columns: 2)).text == "a\n")
    #expect(wide.resized(to: GridSize(rows: 2, columns: 2)).cursor == nil)
    #expect(wide.resized(to: GridSize(rows: 1, columns: 9)).text == "a漢b")
  }

  @Test("packs styles without loss")
  func packing() {
    let colors: [Color] = [.none, .ansi(0), .ansi(15), .indexed(0), .indexed(255)]
    for foreground in colors {
      for background in colors {
        var style = Style(
          foreground: foreground, background: background, attributes: [.bold, .reverse])
        #expect(style.foreground == foreground && style.background == background)
        style.attributes = .dim
        style.background = .ansi(3)
        #expect(style == Style(foreground: foreground, background: .ansi(3), attributes: .dim))
      }
    }
  }
}
