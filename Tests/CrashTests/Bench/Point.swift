import FlowWorkspace
import Glibc
import Synchronization

/// One interruption of one scenario: the script runs until a call goes wrong, a healthy program
/// takes over, and the oracles look at what is left.
struct Point: Sendable {
  let scenario: Prepared
  let fault: Fault
  /// The number of the call, from 1.
  let call: Int
  /// For the tests that show that the bench can fail: a program that syncs nothing.
  var forgetsSyncs = false

  /// What was found wrong; none when every promise was kept.
  struct Outcome: Sendable {
    var violations: [String] = []
    /// False: the script ended before that call, or the call is none that this can happen to.
    var isReached = false
  }

  var replay: String {
    "WEIR_CRASH='\(scenario.scenario.name) \(fault.name) \(call)' swift test --skip-build "
      + "--filter CrashTests.ReplayTests"
  }

  func run() -> Outcome {
    do {
      return try interrupted()
    } catch {
      return Outcome(violations: ["\(error)"], isReached: true)
    }
  }

  private func interrupted() throws -> Outcome {
    let stage = try Stage(scenario.start)
    var oracles = Oracles(stage: stage, scenario: scenario.scenario, fault: fault)
    oracles.ledger = try script(on: stage)
    let counts = stage.counts()
    guard fault.isKill ? counts.calls >= call : counts.injected > 0 else { return Outcome() }
    if !fault.isKill { try oracles.checkRefusals() }
    if case .error(let error, forGood: true) = fault, error != .fsync, error != .broken {
      try oracles.checkReading(whileBroken: Self.broken(error))
    }
    let calls = stage.trace().calls.filter { !forgetsSyncs || $0.kind != .sync }
    let model = DiskModel(scenario.start.root, calls)
    if let cut = fault.cut(at: call) { model.image(after: cut).write(to: stage.root) }
    try oracles.checkAfterRestart()
    return Outcome(violations: oracles.violations, isReached: true)
  }

  /// The disk as it stays for a reader, from the first call on.
  private static func broken(_ error: Fault.DiskError) -> [String: String] {
    let name = error == .short ? Fault.DiskError.full : error
    return ["WEIR_BENCH_AT": "1", "WEIR_BENCH_DO": name.rawValue, "WEIR_BENCH_ON": "1"]
  }

  /// Runs the commands in order. After a kill the rest is not run: the person sees a dead session.
  private func script(on stage: Stage) throws -> Ledger {
    var ledger = Ledger()
    let wish = fault.environment(at: call)
    var isOver = false
    for step in scenario.scenario.script {
      let isRefused = ledger.entries.last?.isAcknowledged == false
      guard !isOver, !(step.needsFormer && isRefused) else {
        ledger.entries.append(Ledger.Entry(step: step, ended: nil, isAcknowledged: false))
        continue
      }
      let before = stage.counts().injected
      let ended = try stage.weir(
        step.words, step.environment.merging(wish) { $1 }, records: true)
      ledger.entries.append(
        Ledger.Entry(
          step: step, ended: ended, isAcknowledged: step.isAcknowledged(by: ended),
          injected: stage.counts().injected - before))
      isOver = ended.isKilled
    }
    return ledger
  }
}

/// A scenario with what stands before it and the calls of an undisturbed run.
struct Prepared: Sendable {
  var scenario: Scenario
  let start: Stage.Start
  let calls: [CallTrace.Call]

  /// The scenario of this name, prepared once a test run.
  static func named(_ name: String) throws -> Prepared {
    if let known = prepared.withLock({ $0[name] }) { return known }
    guard let scenario = Scenario.all.first(where: { $0.name == name }) else {
      throw Preload.Failure(description: "there is no scenario \(name)")
    }
    let made = try Prepared(scenario)
    prepared.withLock { $0[name] = made }
    return made
  }

  private static let prepared = Mutex<[String: Prepared]>([:])

  /// Prepares it and runs it once undisturbed.
  ///
  /// - Throws: when the script does not do what the scenario says, or breaks a promise by itself.
  init(_ scenario: Scenario) throws {
    self.scenario = scenario
    let stage = try Stage()
    if scenario.hasProfile { try stage.addProfile(scenario.services) }
    try scenario.prepare(stage)
    start = try stage.start()

    let second = try Stage(start)
    var oracles = Oracles(stage: second, scenario: scenario, fault: .killAfter)
    for step in scenario.script {
      let ended = try second.weir(step.words, step.environment, records: true)
      guard ended.status == step.status,
        step.says.map({ (ended.output + ended.errors).contains($0) }) ?? true
      else {
        throw Preload.Failure(
          description: "\(scenario.name): weir \(step.words) ended with \(ended.status): "
            + ended.output + ended.errors)
      }
      oracles.ledger.entries.append(Ledger.Entry(step: step, ended: ended, isAcknowledged: true))
    }
    calls = second.trace().calls
    try oracles.checkAfterRestart()
    guard oracles.violations.isEmpty else {
      throw Preload.Failure(
        description: "\(scenario.name), undisturbed: "
          + oracles.violations.joined(separator: "; "))
    }
  }

  /// The calls at which a fault can happen.
  func places(for fault: Fault) -> [Int] {
    calls.filter { fault.applies(to: $0) }.map(\.number)
  }
}
