import Dispatch
import Glibc
import Synchronization
import Testing

/// Every promise of durability, kept by the real program when it is killed, when the power goes and
/// when the disk refuses (promises 1 to 4, 8, 9). `make test` takes a few calls of each scenario,
/// always the same; `make crash` takes all, and prints how many.
///
/// ```
/// home + server, prepared once ──▶ copy ──▶ script, interrupted at call n ──▶ healthy program
///                                              │ ledger: what it said             │
///                                              └──────────── oracles ◀────────────┘
/// ```
@Suite("What was saved survives", .serialized)
struct CrashTests {
  @Test("a kill at any call", arguments: Scenario.all.map(\.name))
  func killed(_ name: String) throws { try Bench.run(name, Fault.kills, few: 3) }

  @Test("a power cut at any call", arguments: Scenario.all.map(\.name))
  func cut(_ name: String) throws { try Bench.run(name, Fault.cuts, few: 3) }

  @Test("a disk that refuses at any call", arguments: Scenario.all.map(\.name))
  func refused(_ name: String) throws { try Bench.run(name, Fault.errors, few: 4) }
}

@Suite("One point again")
struct ReplayTests {
  /// A disk without room before the copy was made: nothing to show, and nothing that was to be saved.
  @Test("a first start on a full disk says why it cannot begin", arguments: 15...19)
  func firstStart(call: Int) throws {
    let fault = try #require(Fault(name: "ENOSPC-on"))
    let point = Point(scenario: try .named("pull-both"), fault: fault, call: call)
    #expect(point.run().violations == [])
  }

  /// `WEIR_CRASH='set power-cut 17'`, as a failing point prints it.
  @Test("the point that WEIR_CRASH names")
  func replay() throws {
    let words = Bench.wish?.split(separator: " ").map(String.init) ?? []
    guard words.count == 3, let fault = Fault(name: words[1]), let call = Int(words[2]) else {
      return
    }
    let point = Point(scenario: try .named(words[0]), fault: fault, call: call)
    for call in point.scenario.calls.suffix(from: max(0, call - 4)).prefix(6) {
      print("  \(call.number) \(call.name) \(call.path) \(call.bytes.count)")
    }
    let outcome = point.run()
    print("\(words.joined(separator: " ")): \(outcome)")
    #expect(outcome.isReached)
    #expect(outcome.violations == [])
  }
}

/// Runs points on all processors.
enum Bench {
  /// `all` for every point; a point's name for that one alone.
  static let wish = getenv("WEIR_CRASH").map { String(cString: $0) }

  /// A regular expression over names of scenarios; what it does not match is left out.
  private static let only = getenv("WEIR_CRASH_ONLY").map { String(cString: $0) }

  /// - Parameter few: calls of the scenario that `make test` takes.
  static func run(_ name: String, _ faults: [Fault], few: Int) throws {
    if let only, name.firstMatch(of: try Regex(only)) == nil { return }
    let begin = ContinuousClock().now
    let prepared = try Prepared.named(name)
    let points = wish == "all" ? all(prepared, faults) : slice(prepared, faults, few)
    let outcomes = Mutex<[(Point, Point.Outcome)]>([])
    DispatchQueue.concurrentPerform(iterations: 2) { worker in
      for (index, point) in points.enumerated() where index % 2 == worker {
        let outcome = point.run()
        outcomes.withLock { $0.append((point, outcome)) }
      }
    }
    let all = outcomes.withLock { $0 }
    for (point, outcome) in all where !outcome.violations.isEmpty {
      Issue.record("\(outcome.violations.joined(separator: "\n"))\n\(point.replay)")
    }
    if wish == "all" {
      let reached = all.count { $0.1.isReached }
      let broken = all.count { !$0.1.violations.isEmpty }
      say(
        "crash bench: \(name): \(prepared.calls.count) calls, \(reached) points "
          + "of \(faults.map(\.name).joined(separator: ", ")), \(broken) violations, "
          + "\((ContinuousClock().now - begin).components.seconds) s")
    }
  }

  /// At once, also into a pipe: a full run takes long.
  private static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }

  private static func all(_ scenario: Prepared, _ faults: [Fault]) -> [Point] {
    faults.flatMap { fault in
      scenario.places(for: fault).map { Point(scenario: scenario, fault: fault, call: $0) }
    }
  }

  /// A few calls from the first to the last, evenly spread; each with the next fault in turn.
  private static func slice(_ scenario: Prepared, _ faults: [Fault], _ few: Int) -> [Point] {
    let offset = scenario.scenario.name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
    return (0..<few).compactMap { index in
      let fault = faults[(offset + index) % faults.count]
      let places = scenario.places(for: fault)
      guard !places.isEmpty else { return nil }
      return Point(
        scenario: scenario, fault: fault, call: places[(places.count - 1) * index / (few - 1)])
    }
  }
}
