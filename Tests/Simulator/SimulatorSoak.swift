import Dispatch
import FlowModel
import Glibc
import SimulatorKit
import Synchronization

/// Many seeds, and their figures.
struct SimulatorSoak {
  private struct Totals: Sendable {
    var next: UInt64
    var done = 0
    var failed = 0
    var steps = 0
    var requests = 0
    var simulated: Milliseconds = 0
    var deaths = 0
    var saved = 0
    var conflicts: [String: Int] = [:]
    var inWindow = 0
    var windows: [Milliseconds] = []
    var faults: [Fault: Int] = [:]
  }

  let seeds: ClosedRange<UInt64>

  /// - Returns: whether every promise was kept.
  func run() -> Bool {
    let start = Self.seconds()
    let totals = Mutex(Totals(next: seeds.lowerBound))
    let jobs = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      while let seed = Self.take(totals, upTo: seeds.upperBound) {
        let result = Result { try Simulation(seed: seed).run() }
        totals.withLock { note(result, of: seed, in: &$0) }
        fflush(nil)
      }
    }
    let time = Self.seconds() - start
    totals.withLock { report($0, time) }
    return totals.withLock { $0.failed == 0 }
  }

  private static func take(_ totals: borrowing Mutex<Totals>, upTo last: UInt64) -> UInt64? {
    totals.withLock { totals in
      guard totals.next <= last else { return nil }
      totals.next += 1
      return totals.next - 1
    }
  }

  private func note(
    _ result: Result<Simulation.Outcome, any Error>, of seed: UInt64, in totals: inout Totals
  ) {
    totals.done += 1
    // A night's work may be broken off: how far it came is worth knowing.
    if totals.done.isMultiple(of: 1_000) {
      print("\(totals.done) seeds done, \(totals.failed) failed")
    }
    switch result {
    case .failure(let error):
      totals.failed += 1
      print("seed \(seed): \(error)   make simulator SEED=\(seed)")
    case .success(let outcome):
      totals.steps += outcome.steps
      totals.requests += outcome.requests
      totals.simulated += outcome.simulated
      totals.deaths += outcome.deaths
      totals.saved += outcome.saved
      totals.conflicts.merge(outcome.conflicts) { $0 + $1 }
      totals.inWindow += outcome.inWindow
      totals.windows += outcome.windows
      totals.faults.merge(outcome.faults) { $0 + $1 }
      guard let violation = outcome.violations.first else { return }
      totals.failed += 1
      print("\(violation.oracle): \(violation.text)   make simulator SEED=\(seed)")
    }
  }

  private func report(_ totals: Totals, _ time: Double) {
    let pace = Int(Double(totals.steps) / time)
    print("\(totals.done) seeds, \(totals.failed) failed, in \(Int(time)) s")
    print("\(totals.steps) steps, \(pace) a second; \(totals.requests) requests")
    print(
      "simulated time runs \(Int(Double(totals.simulated) / 1_000 / time)) times as fast as real")
    print("\(totals.deaths) deaths, \(totals.saved) values saved")
    let conflicts = totals.conflicts.sorted { $0.key < $1.key }
    print("conflicts: \(conflicts.map { "\($0.key) \($0.value)" }.joined(separator: ", "))")
    print("\(totals.inWindow) foreign values came in between check and write")
    print(Self.windows(totals.windows))
    let faults = totals.faults.sorted { $0.key.rawValue < $1.key.rawValue }
    print(faults.map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", "))
  }

  /// One round trip without faults takes 6 to 80 ms here; no run may add anything of its own.
  private static func windows(_ windows: [Milliseconds]) -> String {
    let sorted = windows.sorted()
    guard let longest = sorted.last else { return "no write was checked" }
    func share(_ hundredths: Int) -> Milliseconds {
      sorted[min(sorted.count - 1, sorted.count * hundredths / 100)]
    }
    return "check to write: one round trip, p50 \(share(50)) ms, p95 \(share(95)) ms, longest "
      + "\(longest) ms, in \(sorted.count) writes"
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
