/// What was promised, written down outside the program's disk.
///
/// Every value has a mark of its own, so each question has an answer: did the server ever hold it,
/// who replaced it, and had they seen it?
package final class Ledger {
  /// A copy of the data: one folder, whatever number of programs.
  package typealias CopyName = String

  package struct Violation: Error, Hashable, Sendable {
    package var oracle: String
    package var text: String
  }

  package private(set) var violations: [Violation] = []
  private var lastMark = 0
  private var lastBirth = 0
  /// Acknowledged values: who was told "saved".
  package private(set) var saved: [Int: CopyName] = [:]
  /// Values that stood on the server at some time.
  package private(set) var onServer: Set<Int> = []
  /// Values that a person of this copy saw and replaced, or deleted.
  private var replaced: [CopyName: Set<Int>] = [:]
  /// Values that a person gave up: theirs was taken, the flow was deleted, an order cancelled.
  private var givenUp: Set<Int> = []
  /// Values that stood in a draft when a person ordered its publication.
  private var approved: [CopyName: Set<Int>] = [:]
  /// How many objects with this mark were ordered, and how many the server made.
  private var ordered: [Int: Int] = [:]
  private var made: [Int: Int] = [:]
  /// Foreign values that were overwritten between check and write: the window that stays open.
  package private(set) var inWindow = 0
  /// How long the window stood open, for each write that was checked, in milliseconds.
  package private(set) var windows: [Int64] = []
  /// Time in a window that no request took: what stands between two steps of the engine.
  private static let mostOwnTime: Int64 = 5

  package init() {}

  package func fresh() -> Int {
    lastMark += 1
    return lastMark
  }

  package func freshBirth() -> Int {
    lastBirth += 1
    return lastBirth
  }

  package func fail(_ oracle: String, _ text: String) {
    violations.append(Violation(oracle: oracle, text: text))
  }

  // MARK: People

  /// "Saved" was shown: `record` stands where `before` stood.
  package func saved(_ record: [UInt8], before: [UInt8], in copy: CopyName) {
    let (new, old) = (Marks.values(in: record), Marks.values(in: before))
    for mark in new.subtracting(old) where saved[mark] == nil { saved[mark] = copy }
    replaced[copy, default: []].formUnion(old.subtracting(new))
  }

  package func giveUp(_ marks: Set<Int>) { givenUp.formUnion(marks) }
  package func takeBack(_ marks: Set<Int>) { givenUp.subtract(marks) }

  /// A person saw these and decided that they may go.
  package func mayGo(_ marks: Set<Int>, in copy: CopyName) {
    replaced[copy, default: []].formUnion(marks)
  }

  package func order(birth: Int?) {
    if let birth { ordered[birth, default: 0] += 1 }
  }

  // MARK: Server

  package func stored(_ bytes: [UInt8]) { onServer.formUnion(Marks.values(in: bytes)) }

  package func make(birth: Int?, isDoubled: Bool, by who: String) {
    guard let birth else { return }
    made[birth, default: 0] += 1
    if isDoubled { ordered[birth, default: 0] += 1 }
    if made[birth, default: 0] > ordered[birth, default: 0] {
      fail("O5", "\(who) made bk\(birth)k once more than was ordered")
    }
  }

  /// An object is gone. Who could not yet know that theirs had been made makes it again, rightly.
  package func remove(birth: Int?) {
    if let birth { made[birth, default: 0] -= 1 }
  }

  /// A program of `copy` wrote. What vanished must have been replaced by somebody who saw it.
  ///
  /// - Parameter seen: the values that stood there at the check; nil: there was no check.
  package func judge(
    write what: String, by copy: CopyName, before: Set<Int>, after: Set<Int>, seen: Set<Int>?
  ) {
    for mark in before.subtracting(after) where !(replaced[copy]?.contains(mark) ?? false) {
      if let seen, !seen.contains(mark) {
        inWindow += 1
      } else {
        fail("14", "\(what) of \(copy) overwrote tk\(mark)k, which nobody there had replaced")
      }
    }
  }

  /// A checked write was handled.
  ///
  /// - Parameters:
  ///   - window: from the handling of the reading to that of the write, in milliseconds.
  ///   - own: from the answer of the one to the sending of the other.
  package func noteWindow(_ window: Int64, own: Int64) {
    windows.append(window)
    if own > Self.mostOwnTime {
      fail("14", "\(own) ms stood between check and write besides the round trip")
    }
  }

  /// A person ordered that this be published.
  package func approve(_ draft: Set<Int>, in copy: CopyName) {
    approved[copy, default: []].formUnion(draft)
  }

  package func judge(
    publish what: String, by copy: CopyName, draft: Set<Int>, seen: Set<Int>?
  ) {
    for mark in draft where !(approved[copy]?.contains(mark) ?? false) {
      if let seen, !seen.contains(mark) {
        inWindow += 1
      } else {
        fail("25", "\(what) publishes tk\(mark)k, which nobody there had seen")
      }
    }
  }

  // MARK: The end

  /// Acknowledged values that never reached the server, and that nobody replaced or gave up.
  package func lost() -> [Int] {
    saved.filter { mark, copy in
      !onServer.contains(mark) && !givenUp.contains(mark)
        && !(replaced[copy]?.contains(mark) ?? false)
    }.map(\.key).sorted()
  }

  package func missing(_ present: Set<Int>) -> [Int] {
    saved.keys.filter { !present.contains($0) }.sorted()
  }
}
