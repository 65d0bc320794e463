import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// Hidden text in the columns of lists (promise 39), and texts without end (promise 40).
@Suite("Hidden and endless text on the screen") struct HiddenTextTests {
  private static let hidden: [Unicode.Scalar] = [
    "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}",
    "\u{2068}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{061C}", "\u{200B}", "\u{200C}",
    "\u{2060}", "\u{E0041}", "\u{E007F}", "\u{FE0F}", "\u{E0100}", "\u{FEFF}", "\u{AD}",
  ]

  private func driver(names: [String], columns: Int = 80) -> AppDriver {
    var profile = SampleProfile()
    profile.chatflows = names.enumerated().map { index, name in
      SampleFlows.flow(Int64(index + 1), "\(10 + index) \(name)", .clean, hours: 72)
    }
    return AppDriver(columns: columns, rows: 30, profile: profile)
  }

  /// Where the column behind the name begins, in cells; nil: the row has none.
  private func typeColumn(_ app: AppDriver, row: Int) -> Int? {
    let grid = app.frame.grid
    let cells = (0..<grid.size.columns).map { grid[row, $0].text }
    return cells.indices.first { start in
      start + 5 <= cells.count && cells[start..<start + 5].joined() == "agent"
    }
  }

  @Test(
    "every hidden character of a name is spelled, and the columns beside it stay where they are")
  func listColumns() {
    let names = Self.hidden.map { "ab\(Character($0))cd" }
    for part in stride(from: 0, to: names.count, by: 15) {
      let shown = Array(names[part..<min(part + 15, names.count)])
      let app = driver(names: ["plain"] + shown)
      let first = typeColumn(app, row: 3)
      #expect(first != nil, "\(app.picture)")
      for (index, name) in shown.enumerated() {
        let row = app.row(4 + index)
        let code = Self.hidden[part + index].value
        let spelled = "<" + String(code, radix: 16, uppercase: true)
        #expect(row.contains(spelled) || row.contains("<00" + spelled.dropFirst()), "\(row)")
        #expect(typeColumn(app, row: 4 + index) == first, "\(name.debugDescription): \(row)")
        #expect(row.unicodeScalars.allSatisfy { !Self.hidden.contains($0) })
      }
    }
  }

  @Test("a run of combining marks is cut and counted, wide and emoji names move no column")
  func widths() {
    let names = [
      "plain", "e" + String(repeating: "\u{301}", count: 40), "漢字漢字", "👩‍👩‍👧‍👦 family", "🇩🇪 flag",
      "ｆｕｌｌ", "नमस्ते", "\u{1F3F4}\u{E0067}\u{E007F}",
    ]
    let app = driver(names: names)
    let columns = names.indices.map { typeColumn(app, row: 3 + $0) }
    #expect(columns.allSatisfy { $0 != nil && $0 == columns[0] }, "\(app.picture)")
    #expect(app.row(4).contains("<+36>"))
  }

  @Test("a name of a megabyte stays in its column and costs no more than one of a line")
  func endlessName() {
    let short = driver(names: ["plain", String(repeating: "x", count: 200)])
    let long = driver(names: ["plain", String(repeating: "x", count: 1 << 20)])
    #expect(long.row(3) == short.row(3) && long.row(4) == short.row(4))
    #expect(typeColumn(long, row: 4) == typeColumn(long, row: 3))
    #expect(time { _ = long.frame } < time { _ = short.frame } * 8 + .milliseconds(20))
  }

  @Test("at the end of 100,000 lines a frame costs what it costs at the end of a hundred")
  func manyLines() {
    func editor(lines: Int) -> AppState {
      let body = "[\n" + String(repeating: "1,\n", count: lines) + "1]"
      var state = AppState.editing(
        body, size: GridSize(rows: 36, columns: 120), isModal: true
      ).state
      for key in EditorDriver.keys("<Tab>G") { _ = state.receive(.screen(.key(key))) }
      return state
    }
    let (few, many) = (editor(lines: 100), editor(lines: 100_000))
    #expect(many.frame().text.contains("100002") || many.frame().text.contains("100 002"))
    #expect(time { _ = many.frame() } < time { _ = few.frame() } * 4 + .milliseconds(4))
  }

  /// The best of some runs: what else the machine does counts little.
  private func time(_ work: () -> Void) -> Duration {
    (0..<7).map { _ in ContinuousClock().measure(work) }.min() ?? .zero
  }
}
