import FlowModel
import FlowSync
import Testing

@Suite("when to try again")
struct RetryTests {
  @Test("delays are spread over the whole interval and bounded", arguments: 0..<12)
  func delays(tries: Int) {
    let random = SyncRandom(SeededGenerator(seed: UInt64(tries)))
    let delays = (0..<2_000).map { _ in
      Retry.changeDelay(after: tries, retryAfter: nil, random: random)
    }
    let limit = min(900, 2 * Double(1 << tries))
    #expect(delays.allSatisfy { (0...limit).contains($0) })
    let mean = delays.reduce(0, +) / Double(delays.count)
    #expect(abs(mean / limit - 0.5) < 0.05)
  }

  /// How far a sample is from the uniform distribution over `0...limit`: the largest gap between
  /// the two distribution functions, times the root of the count (Kolmogorov and Smirnov).
  private func distance(_ sample: [Double], limit: Double) -> Double {
    let count = Double(sample.count)
    var largest = 0.0
    for (index, value) in sample.sorted().enumerated() {
      let expected = value / limit
      largest = max(largest, Double(index + 1) / count - expected, expected - Double(index) / count)
    }
    return largest * count.squareRoot()
  }

  /// Of a hundred samples from the right distribution, one is further away than this.
  private static let onePercent = 1.63

  @Test("delays are uniform from nothing to the limit, before readings and before orders")
  func uniform() {
    for tries in 0..<10 {
      let random = SyncRandom(SeededGenerator(seed: UInt64(100 + tries)))
      let readings = (0..<5_000).map { _ in
        Retry.readDelay(after: tries, retryAfter: nil, random: random)
      }
      #expect(distance(readings, limit: min(30, 0.5 * Double(1 << tries))) < Self.onePercent)
      let orders = (0..<5_000).map { _ in
        Retry.changeDelay(after: tries, retryAfter: nil, random: random)
      }
      #expect(distance(orders, limit: min(900, 2 * Double(1 << tries))) < Self.onePercent)
      // Half of the interval, as many libraries take it, would not pass.
      #expect(distance(orders.map { $0 / 2 }, limit: min(900, 2 * Double(1 << tries))) > 10)
    }
  }

  @Test("what the server asks for is a lower bound, up to an hour")
  func retryAfter() {
    let random = SyncRandom(SeededGenerator(seed: 1))
    #expect(Retry.changeDelay(after: 0, retryAfter: 40, random: random) >= 40)
    #expect(Retry.changeDelay(after: 0, retryAfter: 999_999, random: random) == 3_600)
    #expect(Retry.readDelay(after: 1, retryAfter: -5, random: random) <= 1)
  }

  @Test("a time beyond every delay holds nothing up")
  func wrongClock() {
    #expect(Retry.isDue(notBefore: 100, now: 100))
    #expect(!Retry.isDue(notBefore: 5_000, now: 100))
    #expect(Retry.isDue(notBefore: 10_000_000_000, now: 100))
  }

  @Test("retries are a tenth of the requests, and five")
  func budget() {
    var budget = RetryBudget()
    for _ in 0..<100 { budget.noteRequest(at: 0) }
    var granted = 0
    for _ in 0..<40 where budget.takeRetry(at: 1) { granted += 1 }
    #expect(granted == 15)
    let isGrantedLater = budget.takeRetry(at: 600_002)
    #expect(isGrantedLater)
  }
}

@Suite("when absence counts")
struct DeletionCheckTests {
  @Test(
    "the brake holds above five and a fifth",
    arguments: [
      (0, 100, 100, false), (5, 5, 1, false), (6, 10, 4, true), (6, 30, 24, false),
      (20, 100, 80, false), (21, 100, 79, true), (3, 3, 0, true), (1, 1, 0, true),
    ])
  func brake(absent: Int, known: Int, seen: Int, holds: Bool) {
    let verdict = DeletionCheck.verdict(
      absent: absent, known: known, seen: seen, isAccepted: false)
    #expect(verdict == (holds ? .hold(absent) : .ask))
    #expect(
      DeletionCheck.verdict(absent: absent, known: known, seen: seen, isAccepted: true) == .ask)
  }

  @Test("gone needs a second run, a minute later")
  func gone() {
    #expect(!DeletionCheck.isGone(missingRuns: 0, missingSince: nil, now: 100_000))
    #expect(!DeletionCheck.isGone(missingRuns: 1, missingSince: 50_000, now: 100_000))
    #expect(DeletionCheck.isGone(missingRuns: 1, missingSince: 40_000, now: 100_000))
    #expect(!DeletionCheck.isGone(missingRuns: 1, missingSince: 900_000, now: 100_000))
  }
}
