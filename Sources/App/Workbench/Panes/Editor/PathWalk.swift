import JSONText

/// Walks all values of a document in its order and tells how well words fit their paths.
///
/// The path stands in one array of bytes that grows and shrinks with the walk, so a value costs no
/// allocation unless it fits.
struct PathWalk {
  struct Level {
    var members: JSONMembers?
    var elements: JSONElements?
    var position = 0
    /// Bytes of the path before the steps of this level.
    let length: Int
    /// The elements are the nodes of a flow.
    let holdsNodes: Bool
  }

  private var levels: [Level] = []
  private var steps: [JSONPath.Step] = []
  /// The path in small letters: `nodes[3].data.label`.
  private var letters: [UInt8] = []
  /// Where its last step begins.
  private var lastStep = 0
  private var label = ""
  private var smallLabel: [UInt8] = []
  private var pending: JSONNode?

  init(_ root: JSONNode) {
    pending = root
  }

  /// The next value in the order of the text; the root is none of them.
  mutating func next() -> PathSearch.Place? {
    if let node = pending { enter(node) }
    while let last = levels.indices.last {
      letters.removeLast(letters.count - levels[last].length)
      steps.removeLast(steps.count - last)
      guard let (node, step) = levels[last].next() else {
        levels.removeLast()
        continue
      }
      if last == 1, levels[last].holdsNodes {
        label = OutlineSummary.label(of: node) ?? ""
        smallLabel = Array(label.lowercased().utf8)
      } else if last == 0 {
        label = ""
        smallLabel = []
      }
      append(step)
      pending = node
      return PathSearch.Place(
        node: node, path: JSONPath(steps), label: label, order: node.range.lowerBound)
    }
    return nil
  }

  /// How well all words fit the value that ``next()`` gave; nil when one of them does not.
  func score(_ words: [PathWord]) -> Int? {
    var score = 0
    for word in words {
      guard let fit = word.score(in: letters, lastStep: lastStep, label: smallLabel) else {
        return nil
      }
      score += fit
    }
    return score
  }

  private mutating func enter(_ node: JSONNode) {
    pending = nil
    guard node.kind == .object || node.kind == .array else { return }
    let isObject = node.kind == .object
    levels.append(
      Level(
        members: isObject ? node.members : nil, elements: isObject ? nil : node.elements,
        length: letters.count, holdsNodes: letters == Array("nodes".utf8)))
  }

  private mutating func append(_ step: JSONPath.Step) {
    steps.append(step)
    switch step {
    case .index(let position):
      lastStep = letters.count
      letters += Array("[\(position)]".utf8)
    case .key(let key):
      if !letters.isEmpty { letters.append(UInt8(ascii: ".")) }
      lastStep = letters.count
      letters += key.utf8.map(PathWord.small)
    }
  }
}

extension PathWalk.Level {
  mutating func next() -> (JSONNode, JSONPath.Step)? {
    defer { position += 1 }
    if let member = members?.next() { return (member.value, .key(member.key)) }
    return elements?.next().map { ($0, .index(position)) }
  }
}

/// One word of a search for paths.
struct PathWord: Sendable {
  let letters: [UInt8]

  init(_ bytes: [UInt8]) {
    letters = bytes.map(Self.small)
  }

  /// The words of a query: what blanks part, and digits from what is none.
  static func words(of query: String) -> [PathWord] {
    var words: [[UInt8]] = [[]]
    var wasDigit: Bool?
    for byte in query.utf8 {
      let isDigit = byte &- UInt8(ascii: "0") < 10
      if byte == UInt8(ascii: " ") || isDigit == !(wasDigit ?? isDigit) { words.append([]) }
      wasDigit = byte == UInt8(ascii: " ") ? nil : isDigit
      if byte != UInt8(ascii: " ") { words[words.count - 1].append(byte) }
    }
    return words.filter { !$0.isEmpty }.map(PathWord.init)
  }

  /// Small letters of ASCII; other letters count as they are.
  static func small(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }

  /// Best is the whole last step, then its beginning, then a piece of it, of the label, of the
  /// path; last come letters in this order.
  func score(in path: [UInt8], lastStep: Int, label: [UInt8]) -> Int? {
    let last = path[lastStep...]
    if last.elementsEqual(letters) { return 60 }
    if last.starts(with: letters) { return 50 }
    if Self.holds(last, letters[...]) { return 40 }
    if Self.holds(label[...], letters[...]) { return 30 }
    if Self.holds(path[...], letters[...]) { return 20 }
    return isScattered(in: path) ? 1 : nil
  }

  private static func holds(_ text: ArraySlice<UInt8>, _ piece: ArraySlice<UInt8>) -> Bool {
    guard let first = piece.first else { return true }
    var rest = text
    while let place = rest.firstIndex(of: first), rest.endIndex - place >= piece.count {
      if rest[place...].starts(with: piece) { return true }
      rest = rest[(place + 1)...]
    }
    return false
  }

  private func isScattered(in text: [UInt8]) -> Bool {
    var next = 0
    for byte in text where next < letters.count && byte == letters[next] { next += 1 }
    return next == letters.count
  }
}
