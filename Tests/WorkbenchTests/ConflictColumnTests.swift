import FlowModel
import Testing

@testable import Workbench

@Suite struct ConflictColumnTests {
  private func widths(_ columns: ConflictColumns) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: columns.columns.map { ($0.name, $0.width) })
  }

  @Test("what the paths do not need, the values get", arguments: [120, 80])
  func sharing(width: Int) {
    for isWhole in [false, true] {
      let long = widths(ConflictColumns(width: width, kind: isWhole ? .editGone : nil))
      let short = widths(
        ConflictColumns(width: width, kind: isWhole ? .editGone : nil, longest: 14))
      #expect((long["PATH"] ?? 0) > (short["PATH"] ?? 0) && (short["PATH"] ?? 0) >= 14)
      #expect((short["MINE"] ?? 0) > (long["MINE"] ?? 0))
      #expect(short.values.reduce(0, +) <= long.values.reduce(0, +))
      #expect(short.values.reduce(0, +) >= long.values.reduce(0, +) - 4)
    }
  }
}
