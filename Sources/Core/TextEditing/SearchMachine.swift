/// Runs a ``SearchProgram`` over a line: all ways at once, after Pike and Thompson.
///
/// ```
/// position   c a b b d
/// threads        2 2 5 …      at most one for each step, the better ways first
/// ```
///
/// So time is bounded by length × steps whatever the pattern: a backtracking engine, such as the
/// standard library's `Regex`, needs 2^n for `\(a*\)*b` and cannot be stopped.
struct SearchMachine {
  let program: SearchProgram
  private var current: Threads
  private var next: Threads
  private var slots: [Int]
  private var open: [Frame] = []

  /// Places in the program, each with what it kept.
  private struct Threads {
    var steps: [Int] = []
    var slots: [Int] = []
    /// In which round a step was added last.
    private var rounds: [Int]
    private var round = 1

    init(count: Int) { rounds = [Int](repeating: 0, count: count) }

    mutating func clear() {
      steps.removeAll(keepingCapacity: true)
      slots.removeAll(keepingCapacity: true)
      round += 1
    }

    /// - Returns: whether the step was not there yet.
    mutating func visit(_ step: Int) -> Bool {
      guard rounds[step] != round else { return false }
      rounds[step] = round
      return true
    }
  }

  private enum Frame {
    case visit(Int)
    case restore(slot: Int, Int)
  }

  init(_ program: SearchProgram) {
    self.program = program
    slots = [Int](repeating: -1, count: program.slotCount)
    current = Threads(count: program.steps.count)
    next = Threads(count: program.steps.count)
  }

  /// The first match in a line that starts at `start` or later.
  ///
  /// - Parameters:
  ///   - bytes: a piece of text.
  ///   - line: the line in it, without its break.
  ///   - effort: what is left of it; nothing is found once it is spent.
  /// - Returns: for each group where it starts and ends in `bytes`, -1 if it took no part.
  mutating func firstMatch(
    in bytes: [UInt8], line: Range<Int>, from start: Int, effort: inout SearchEffort
  ) -> [Int]? {
    var best: [Int]?
    var position = start
    current.clear()
    while true {
      if best == nil {
        if current.steps.isEmpty {
          guard skip(in: bytes, line: line, &position, &effort) else { return nil }
        }
        for slot in slots.indices { slots[slot] = -1 }
        add(0, at: position, in: bytes, line: line)
      }
      if current.steps.isEmpty && best != nil { return best }
      let isAtEnd = position >= line.upperBound
      let (scalar, length) = isAtEnd ? (nil, 1) : ScalarScan.scalar(in: bytes, at: position)
      let after = position + length
      effort.steps -= current.steps.count + 1
      guard effort.steps > 0 else { return nil }
      if let found = step(scalar, isAtEnd: isAtEnd, to: after, in: bytes, line: line) {
        best = found
      }
      swap(&current, &next)
      if isAtEnd { return best }
      position = after
    }
  }

  /// Goes to where a match may begin; false if nowhere in the line.
  private func skip(
    in bytes: [UInt8], line: Range<Int>, _ position: inout Int, _ effort: inout SearchEffort
  ) -> Bool {
    guard let firstBytes = program.firstBytes else { return position <= line.upperBound }
    let begin = position
    while position < line.upperBound, !firstBytes[Int(bytes[position])] { position += 1 }
    effort.steps -= (position - begin) / 8
    return position < line.upperBound
  }

  /// Lets every thread take the character; what ends a match cuts the worse ones.
  private mutating func step(
    _ scalar: UnicodeScalar?, isAtEnd: Bool, to after: Int, in bytes: [UInt8], line: Range<Int>
  ) -> [Int]? {
    next.clear()
    for (number, step) in current.steps.enumerated() {
      let takes: Bool
      switch program.steps[step] {
      case .match:
        take(number)
        return slots
      case .any: takes = !isAtEnd
      case .scalar(let wanted): takes = !isAtEnd && scalar == wanted
      case .set(let set): takes = !isAtEnd && scalar.map { program.sets[set].contains($0) } ?? false
      default: takes = false
      }
      guard takes else { continue }
      take(number)
      swap(&current, &next)
      add(step + 1, at: after, in: bytes, line: line)
      swap(&current, &next)
    }
    return nil
  }

  /// Goes on with what a thread kept.
  private mutating func take(_ thread: Int) {
    let start = thread * slots.count
    for slot in slots.indices { slots[slot] = current.slots[start + slot] }
  }

  /// Adds the steps that can be reached from one without taking a character.
  private mutating func add(_ first: Int, at position: Int, in bytes: [UInt8], line: Range<Int>) {
    switch program.steps[first] {
    case .scalar, .set, .any:
      // Most steps lead to such a one: no need for the stack.
      guard current.visit(first) else { return }
      current.steps.append(first)
      current.slots += slots
      return
    default: break
    }
    open.append(.visit(first))
    while let frame = open.popLast() {
      switch frame {
      case .restore(let slot, let old): slots[slot] = old
      case .visit(let step):
        guard current.visit(step) else { continue }
        switch program.steps[step] {
        case .jump(let distance): open.append(.visit(step + distance))
        case .split(let better, let worse):
          open.append(.visit(step + worse))
          open.append(.visit(step + better))
        case .save(let slot):
          open.append(.restore(slot: slot, slots[slot]))
          slots[slot] = position
          open.append(.visit(step + 1))
        case .lineStart, .lineEnd, .wordStart, .wordEnd, .wordBound:
          if holds(program.steps[step], at: position, in: bytes, line: line) {
            open.append(.visit(step + 1))
          }
        case .scalar, .set, .any, .match:
          current.steps.append(step)
          current.slots += slots
        }
      }
    }
  }

  private func holds(
    _ step: SearchProgram.Step, at position: Int, in bytes: [UInt8], line: Range<Int>
  ) -> Bool {
    if step == .lineStart { return position == line.lowerBound }
    if step == .lineEnd { return position == line.upperBound }
    let before =
      position > line.lowerBound
      && ScalarScan.scalar(in: bytes, before: position)?.isWord ?? false
    let after =
      position < line.upperBound
      && ScalarScan.scalar(in: bytes, at: position).value?.isWord ?? false
    switch step {
    case .wordStart: return !before && after
    case .wordEnd: return before && !after
    default: return before != after
    }
  }
}

/// How much work a search may do. A step is a way through the pattern at one character.
package struct SearchEffort: Sendable {
  package internal(set) var steps: Int

  /// Enough for 5 MB with an ordinary pattern, and two seconds with the worst.
  package init(steps: Int = 30_000_000) { self.steps = steps }

  /// Whether the search was cut: there may be more than was found.
  package var isSpent: Bool { steps <= 0 }
}
