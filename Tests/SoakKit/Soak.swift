import Glibc

/// How many seeds a random test runs: a few in `make test`, `SEEDS` times as many in `make soak`.
package enum Soak {
  /// What the variable `WEIR_SOAK` says; 1 without it.
  package static var factor: Int {
    guard let text = getenv("WEIR_SOAK"), let factor = Int(String(cString: text)) else { return 1 }
    return max(1, factor)
  }

  /// Seeds from 1 on.
  ///
  /// - Parameter few: how many `make test` runs.
  package static func seeds(_ few: Int) -> ClosedRange<UInt64> { 1...UInt64(few * factor) }

  /// The same for tests that count from 0.
  package static func numbers(_ few: Int) -> Range<Int> { 0..<few * factor }
}
