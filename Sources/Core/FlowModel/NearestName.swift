/// Finds the name that was probably meant, within a bounded effort.
struct NearestName {
  enum Answer: Equatable {
    case one(String)
    /// Several are as near, or it cannot be told: short names are all alike, and effort is bounded.
    case several
    case none
  }

  /// How many more names may be compared letter by letter.
  private var effort = 5_000

  /// - Parameter names: each once.
  mutating func nearest(to name: String, among names: some Sequence<String>) -> Answer {
    let letters = Array(name.utf8)
    let reach = min(3, letters.count / 4)
    guard reach > 0 else { return .several }
    guard letters.count <= 128 else { return .none }
    var bound = reach
    var answer = Answer.none
    for candidate in names where abs(candidate.utf8.count - letters.count) <= reach {
      guard effort > 0 else { return .several }
      effort -= 1
      guard let distance = Self.distance(letters, Array(candidate.utf8), atMost: bound) else {
        continue
      }
      if distance < bound || answer == .none {
        answer = .one(candidate)
        bound = distance
      } else {
        answer = .several
      }
    }
    return answer
  }

  /// How many letters must be written, removed or replaced (Levenshtein); nil above a bound.
  static func distance(_ left: [UInt8], _ right: [UInt8], atMost bound: Int) -> Int? {
    var row = Array(0...right.count)
    for (line, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      var least = row[0]
      for column in right.indices {
        let replaced = diagonal + (right[column] == letter ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
        least = min(least, row[column + 1])
      }
      if least > bound { return nil }
    }
    return row[right.count] <= bound ? row[right.count] : nil
  }
}
