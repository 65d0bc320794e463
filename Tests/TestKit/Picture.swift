package import CellGrid

/// Compares a frame with a picture in a test, so that a failure shows both and where they differ.
package enum Picture {
  /// - Returns: nil when they are the same; else expected and got, differing rows marked.
  package static func difference(_ frame: Frame, _ expected: String) -> String? {
    let got = frame.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let want = expected.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if got == want { return nil }
    var report = "expected:\n\(expected)\n\ngot (rows that differ begin with !):\n"
    for (row, line) in got.enumerated() {
      report += (row < want.count && want[row] == line ? "  " : "! ") + line + "\n"
    }
    return report
  }
}
