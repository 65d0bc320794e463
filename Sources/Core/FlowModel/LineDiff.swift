/// What changed between two texts, line by line.
package enum LineDiff {
  package struct Line: Hashable, Sendable {
    package enum Kind: Sendable { case same, removed, added }

    package var kind: Kind
    package var text: String
  }

  /// The lines of both texts in order, those that were removed before those that took their place.
  ///
  /// - Complexity: O(*n* · *m*) in the lines between the first and the last difference; where that
  ///   is more than a million, all of them count as replaced.
  package static func lines(from before: String, to after: String) -> [Line] {
    let old = before.split(separator: "\n", omittingEmptySubsequences: false)
    let new = after.split(separator: "\n", omittingEmptySubsequences: false)
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed())
      .prefix { $0 == $1 }.count
    let middle = changes(
      Array(old[head..<(old.count - tail)]), Array(new[head..<(new.count - tail)]))
    return old[..<head].map { Line(kind: .same, text: String($0)) } + middle
      + old[(old.count - tail)...].map { Line(kind: .same, text: String($0)) }
  }

  private static func changes(_ old: [Substring], _ new: [Substring]) -> [Line] {
    let columns = new.count + 1
    guard (old.count + 1) * columns <= 1_000_000 else {
      return old.map { Line(kind: .removed, text: String($0)) }
        + new.map { Line(kind: .added, text: String($0)) }
    }
    // common[i][j]: lines that the rests from i and j have in common, at most.
    var common = [Int32](repeating: 0, count: (old.count + 1) * columns)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        common[i * columns + j] =
          old[i] == new[j]
          ? common[(i + 1) * columns + j + 1] + 1
          : max(common[(i + 1) * columns + j], common[i * columns + j + 1])
      }
    }
    var lines: [Line] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, old[i] == new[j] {
        lines.append(Line(kind: .same, text: String(old[i])))
        (i, j) = (i + 1, j + 1)
      } else if i < old.count,
        j == new.count || common[(i + 1) * columns + j] >= common[i * columns + j + 1]
      {
        lines.append(Line(kind: .removed, text: String(old[i])))
        i += 1
      } else {
        lines.append(Line(kind: .added, text: String(new[j])))
        j += 1
      }
    }
    return lines
  }
}
