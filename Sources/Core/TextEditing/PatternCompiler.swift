/// Makes a ``SearchProgram`` of a pattern, or finds that it is plain text.
///
/// Groups are kept on a stack of its own: a pattern may be pasted, and be all brackets.
struct PatternCompiler {
  private typealias Step = SearchProgram.Step

  enum Result {
    case literal([UnicodeScalar], LiteralSearch.WordBounds, ignoresCase: Bool)
    case program(SearchProgram)
  }

  /// A group that is being read.
  private struct Group {
    /// Number of the group; nil for one that is not counted.
    var number: Int?
    var isCounted: Bool
    var alternatives: [[Step]] = []
    var sequence: [Step] = []
    /// What a `*` would repeat.
    var atom: [Step] = []
  }

  private var group = Group(number: nil, isCounted: false)
  private var outer: [Group] = []
  private var sets: [ScalarSet] = []
  private var groupCount = 0
  private let ignoresCase: Bool

  static func compile(
    _ pattern: String, caseRule: TextSearch.CaseRule
  ) throws(PatternError) -> Result {
    var reader = PatternReader(pattern)
    var tokens: [PatternReader.Token] = []
    while let token = try reader.next() { tokens.append(token) }
    guard !tokens.isEmpty else { throw .empty }
    let ignoresCase = reader.ignoresCase ?? caseRule.ignoresCase(in: tokens.compactMap(\.scalar))
    if let literal = literal(tokens, ignoresCase) { return literal }
    var compiler = PatternCompiler(ignoresCase: ignoresCase)
    for token in tokens { try compiler.add(token) }
    let required = required(in: tokens)
    return .program(
      try compiler.finish(
        required: required.isEmpty
          ? nil : LiteralSearch(required, ignoresCase: ignoresCase)))
  }

  private init(ignoresCase: Bool) { self.ignoresCase = ignoresCase }

  /// Plain text, as a whole word or not.
  private static func literal(_ tokens: [PatternReader.Token], _ ignoresCase: Bool) -> Result? {
    var (tokens, bounds) = (tokens[...], LiteralSearch.WordBounds())
    if tokens.first == .wordStart {
      bounds.insert(.start)
      tokens.removeFirst()
    }
    if tokens.last == .wordEnd {
      bounds.insert(.end)
      tokens.removeLast()
    }
    let scalars = tokens.compactMap(\.scalar)
    guard scalars.count == tokens.count, let first = scalars.first, let last = scalars.last,
      !bounds.contains(.start) || first.isWord, !bounds.contains(.end) || last.isWord
    else { return nil }
    return .literal(scalars, bounds, ignoresCase: ignoresCase)
  }

  /// The longest text outside of groups that nothing repeats; none where there are alternatives.
  private static func required(in tokens: [PatternReader.Token]) -> [UnicodeScalar] {
    var (longest, run, depth) = ([UnicodeScalar](), [UnicodeScalar](), 0)
    for token in tokens {
      switch token {
      case .literal(let scalar) where depth == 0:
        run.append(scalar)
        continue
      case .open: depth += 1
      case .close: depth -= 1
      case .or where depth == 0: return []
      case .star, .plus, .optional, .count: run = run.dropLast()
      default: break
      }
      if run.count > longest.count { longest = run }
      run = []
    }
    return run.count > longest.count ? run : longest
  }

  private mutating func add(_ token: PatternReader.Token) throws(PatternError) {
    switch token {
    case .literal(let scalar): begin(step(for: scalar))
    case .any: begin([.any])
    case .set(let ranges, let isInverted):
      begin([set(ScalarSet(ranges, ignoresCase: ignoresCase, isInverted: isInverted))])
    case .lineStart: begin([.lineStart])
    case .lineEnd: begin([.lineEnd])
    case .wordStart: begin([.wordStart])
    case .wordEnd: begin([.wordEnd])
    case .wordBound: begin([.wordBound])
    case .matchStart: begin([.save(0)])
    case .matchEnd: begin([.save(1)])
    case .star: try repeatAtom(least: 0, most: nil, isLazy: false)
    case .plus: try repeatAtom(least: 1, most: nil, isLazy: false)
    case .optional: try repeatAtom(least: 0, most: 1, isLazy: false)
    case .count(let least, let most, let isLazy):
      try repeatAtom(least: least, most: most, isLazy: isLazy)
    case .open(let isCounted): try open(isCounted)
    case .close: try close()
    case .or:
      begin([])
      group.alternatives.append(group.sequence)
      group.sequence = []
    }
  }

  /// Ends the atom before and begins another.
  private mutating func begin(_ atom: [Step]) {
    group.sequence += group.atom
    group.atom = atom
  }

  private mutating func step(for scalar: UnicodeScalar) -> [Step] {
    guard ignoresCase, scalar.caseForms.count > 1 else { return [.scalar(scalar)] }
    return [set(ScalarSet(scalar.caseForms.map { $0...$0 }))]
  }

  private mutating func set(_ set: ScalarSet) -> Step {
    sets.append(set)
    return .set(sets.count - 1)
  }

  private mutating func open(_ isCounted: Bool) throws(PatternError) {
    if isCounted { groupCount += 1 }
    guard groupCount <= 9 else { throw .tooManyGroups }
    begin([])
    outer.append(group)
    guard outer.count <= SearchProgram.longest else { throw .tooLong }
    group = Group(number: isCounted ? groupCount : nil, isCounted: isCounted)
  }

  private mutating func close() throws(PatternError) {
    guard let parent = outer.popLast() else { throw .strayClosing }
    var steps = try joinedAlternatives()
    if let number = group.number { steps = [.save(2 * number)] + steps + [.save(2 * number + 1)] }
    group = parent
    group.atom = steps
  }

  private mutating func joinedAlternatives() throws(PatternError) -> [Step] {
    begin([])
    var result = group.sequence
    for alternative in group.alternatives.reversed() {
      result =
        [.split(1, alternative.count + 2)] + alternative + [.jump(result.count + 1)] + result
      guard result.count <= SearchProgram.longest else { throw .tooLong }
    }
    return result
  }

  private mutating func repeatAtom(
    least: Int, most: Int?, isLazy: Bool
  ) throws(PatternError) {
    let atom = group.atom
    guard !atom.isEmpty else { throw .badCount }
    let copies = max(most ?? least + 1, 1)
    guard (atom.count + 2) * copies <= SearchProgram.longest else { throw .tooLong }
    func split(_ inside: Int, _ behind: Int) -> Step {
      isLazy ? .split(behind, inside) : .split(inside, behind)
    }
    var result = Array(repeatElement(atom, count: least).joined())
    if let most {
      // Each one more hangs inside the one before: a\(a\(a\)\?\)\?
      var optional: [Step] = []
      for _ in least..<most {
        optional = [split(1, atom.count + optional.count + 1)] + atom + optional
      }
      result += optional
    } else {
      result += [split(1, atom.count + 2)] + atom + [.jump(-atom.count - 1)]
    }
    group.atom = result
  }

  private mutating func finish(required: LiteralSearch?) throws(PatternError) -> SearchProgram {
    guard outer.isEmpty else { throw .unclosedGroup }
    let steps = try joinedAlternatives()
    guard steps.count <= SearchProgram.longest else { throw .tooLong }
    // A `\zs` or `\ze` before has the last word on where the match is.
    let begin = [Step.save(0)]
    let end: [Step] = steps.contains(.save(1)) ? [.match] : [.save(1), .match]
    return SearchProgram(
      begin + steps + end, sets: sets, groupCount: groupCount, required: required)
  }
}

extension PatternReader.Token {
  fileprivate var scalar: UnicodeScalar? {
    if case .literal(let scalar) = self { scalar } else { nil }
  }
}
