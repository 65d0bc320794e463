package import FlowModel

/// When to try again, and when no more (sync.md 2.7.7). Pure: the caller waits.
package enum Retry {
  /// Tries of one reading request, the first included.
  package static let readLimit = 4
  /// Attempts of one order, over all pushes, before it counts as failed.
  package static let changeLimit = 8
  /// From this attempt on, an order that the server failed is left to the next push: nobody wants
  /// to watch a server that answers 500 every time.
  package static let patientAttempts = 3
  /// A server may not make us wait longer than this, in seconds.
  package static let retryAfterLimit = 3_600
  /// How long after its last byte a lost request may still reach the server, in seconds.
  package static let settlingSeconds = 120.0
  /// Between two lists that both must miss a flow before it counts as never made, in seconds.
  package static let absenceSeconds = 10.0
  /// Servers that cannot be reached are given up after so many tries in one run.
  package static let connectLimit = 3
  /// How often one order is checked anew because the server moved, in one push.
  package static let roundLimit = 3

  /// Seconds before try number `tries` + 1 of a reading request.
  ///
  /// The whole interval is random: clients that failed together must not come back together.
  package static func readDelay(
    after tries: Int, retryAfter: Int?, random: SyncRandom
  ) -> Double {
    let own = random.seconds(upTo: min(30, 0.5 * exponential(tries)))
    return max(own, bounded(retryAfter))
  }

  /// Seconds before an order that failed `attempts` times is tried again.
  package static func changeDelay(
    after attempts: Int, retryAfter: Int?, random: SyncRandom
  ) -> Double {
    let own = random.seconds(upTo: min(900, 2 * exponential(attempts)))
    return max(own, bounded(retryAfter))
  }

  /// Whether an order may be tried, by the wall clock. A time beyond every delay there is comes
  /// from a clock that was wrong, then or now, and holds nothing up.
  package static func isDue(notBefore: Milliseconds, now: Milliseconds) -> Bool {
    notBefore <= now || notBefore - now > Milliseconds(retryAfterLimit + 60) * 1_000
  }

  private static func exponential(_ count: Int) -> Double {
    Double(1 << min(max(count, 0), 20))
  }

  private static func bounded(_ retryAfter: Int?) -> Double {
    Double(min(max(retryAfter ?? 0, 0), retryAfterLimit))
  }
}

/// Keeps retries polite: at most 10 % of the requests of ten minutes, and five.
package struct RetryBudget {
  private var requests: [Milliseconds] = []
  private var retries: [Milliseconds] = []
  private static let window: Milliseconds = 600_000

  package init() {}

  package mutating func noteRequest(at monotonic: Milliseconds) {
    requests.append(monotonic)
  }

  /// Takes one retry out of the budget; false when there is none left.
  package mutating func takeRetry(at monotonic: Milliseconds) -> Bool {
    requests.removeAll { monotonic - $0 > Self.window }
    retries.removeAll { monotonic - $0 > Self.window }
    guard retries.count < 5 + requests.count / 10 else { return false }
    retries.append(monotonic)
    return true
  }
}
