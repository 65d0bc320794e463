/// The nearest known word to a mistyped one.
package enum Suggestion {
  /// - Returns: nil when nothing is within two edits, or a third of the word.
  package static func nearest(to word: String, among known: [String]) -> String? {
    let limit = max(1, min(2, word.count / 3))
    return known.map { ($0, distance(word, $0)) }.filter { $0.1 <= limit }
      .min { $0.1 < $1.1 }?.0
  }

  /// Letters to add, drop, replace or swap with their neighbour (optimal string alignment), by rows.
  private static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left), Array(right))
    var before: [Int] = []
    var row = Array(0...right.count)
    for (line, character) in left.enumerated() {
      var next = [line + 1]
      for (column, other) in right.enumerated() {
        var least = min(row[column + 1], next[column]) + 1
        least = min(least, row[column] + (character == other ? 0 : 1))
        if line > 0, column > 0, character == right[column - 1], left[line - 1] == other {
          least = min(least, before[column - 1] + 1)
        }
        next.append(least)
      }
      (before, row) = (row, next)
    }
    return row[right.count]
  }
}
