import CellGrid
import SoakKit
import Testing

@Suite("Grid+Diff")
struct GridDiffTests {
  private func grid(_ lines: [String], columns: Int = 8) -> Grid {
    Frame(size: GridSize(rows: lines.count, columns: columns)) { canvas in
      for (row, line) in lines.enumerated() { canvas.text(line, row: row) }
    }.grid
  }

  private func runs(_ now: [String], since before: [String], gap: Int = 0) -> [String] {
    grid(now).runs(changedSince: grid(before), joiningGapsUpTo: gap).map {
      "\($0.row):\($0.columns.lowerBound)-\($0.columns.upperBound)"
    }
  }

  @Test("finds nothing in equal grids")
  func equal() {
    #expect(runs(["abc", "漢字"], since: ["abc", "漢字"]) == [])
  }

  @Test("finds runs in reading order")
  func order() {
    #expect(runs(["aXcXe", "", "z"], since: ["abcde", "", ""]) == ["0:1-2", "0:3-4", "2:0-1"])
  }

  @Test("joins runs that are close")
  func gaps() {
    #expect(runs(["XbcXe"], since: ["abcde"], gap: 1) == ["0:0-1", "0:3-4"])
    #expect(runs(["XbcXe"], since: ["abcde"], gap: 2) == ["0:0-4"])
  }

  @Test(
    "never cuts a wide character of either grid",
    arguments: [
      ("a漢", "ab", "0:1-3"), ("ab", "a漢", "0:1-3"), ("漢x", "字x", "0:0-2"), ("a漢", "漢b", "0:0-3"),
      ("x漢", "漢字", "0:0-4"),
    ])
  func wide(now: String, before: String, run: String) {
    #expect(runs([now], since: [before]) == [run])
  }

  @Test("sees a change of style alone")
  func style() {
    let plain = grid(["abc"])
    let bold = Frame(size: plain.size) { canvas in
      canvas.text("abc", row: 0)
      canvas.restyle(Region(row: 0, column: 1, rows: 1, columns: 1)) { $0.adding(.bold) }
    }.grid
    #expect(bold.runs(changedSince: plain) == [GridRun(row: 0, columns: 1..<2)])
  }

  @Test("turns one grid into another when its runs are copied", arguments: Soak.numbers(200))
  func random(seed: Int) {
    var random = Pseudorandom(state: UInt64(seed))
    let letters = ["a", " ", "漢", "é", "b", "👩"]
    func line() -> String { (0..<random.below(9)).map { _ in letters[random.below(6)] }.joined() }
    let before = grid([line(), line()], columns: 9)
    let now = grid([line(), line()], columns: 9)
    let changed = now.runs(changedSince: before, joiningGapsUpTo: random.below(3))
    for row in 0..<2 {
      for column in 0..<9 {
        let isCovered = changed.contains { $0.row == row && $0.columns.contains(column) }
        #expect(isCovered || now[row, column] == before[row, column])
      }
    }
    for run in changed {
      for edge in [run.columns.lowerBound, run.columns.upperBound] where edge < 9 {
        #expect(!now[run.row, edge].isContinuation && !before[run.row, edge].isContinuation)
      }
    }
  }
}
