import FlowAPI
package import FlowModel
package import FlowStore
package import FlowSync
import SoakKit

/// One running weir: a process with a real store and a real engine, on a simulated computer.
///
/// When it dies, every object is dropped and the same database is opened again.
package final class Program {
  package let name: String
  /// The copy it works on; two programs may share one.
  package let copy: String
  package let baton: Baton
  package let ledger: Ledger
  package private(set) var store: Store
  package private(set) var deaths = 0
  private let faults: Faults
  private let server: ModelServer
  private let elsewhere: ModelServer?
  /// Another program works on the same copy.
  package var sharesCopy = false
  private let folder: String
  private let service: Service
  private var clock: SimulatedClock
  private let computer: Computer
  private(set) var network: SimulatedNetwork
  private var client: any FlowService
  private let processID: Int32
  /// For the tests of the oracles: see ``SimulatedNetwork``.
  package var forgetsCheck = false { didSet { wire() } }
  package var sendsCreationsTwice = false { didSet { wire() } }
  package var dawdles = false { didSet { wire() } }
  /// For the tests of the oracles: says "saved" and does not save.
  package var forgetsSavedValues = false

  package init(
    _ name: String, copy: String, number: Int, folder: String, server: ModelServer,
    elsewhere: ModelServer?, baton: Baton, faults: Faults, computer: Computer
  ) throws(StoreError) {
    self.elsewhere = elsewhere
    self.name = name
    self.copy = copy
    self.baton = baton
    self.faults = faults
    self.server = server
    self.folder = folder
    ledger = server.ledger
    service = server.habits.service
    processID = Int32(1_000 + number)
    self.computer = computer
    clock = SimulatedClock(baton, computer, origin: 5_000)
    network = SimulatedNetwork(
      baton, faults, server, elsewhere: elsewhere,
      caller: ModelServer.Caller(name: name, copy: copy))
    client = Self.client(service, network)
    store = try Self.open(folder, clock, baton.random.next())
    _ = try store.writer.server(service, origin: "http://127.0.0.1:3000")
    wire()
  }

  private static func client(_ service: Service, _ network: SimulatedNetwork) -> any FlowService {
    let settings = ServiceSettings(
      origin: "http://127.0.0.1:3000", basePath: service == .flowise ? "/api/v1" : "/v1",
      userAgent: "weir/simulated")
    return service == .flowise
      ? FlowiseService(settings: settings, transport: network)
      : FlowNallyService(settings: settings, transport: network)
  }

  private static func open(
    _ folder: String, _ clock: SimulatedClock, _ seed: UInt64
  ) throws(StoreError) -> Store {
    var generator = SeededGenerator(seed: seed)
    return try Store(
      location: StoreLocation(
        dataFolder: folder + "/data", lockFolder: folder + "/locks", profile: "simulated"),
      access: .writing, now: { clock.now }, random: { generator.next() })
  }

  /// Somebody else acts on a flow while a request of ours is with the server.
  package var intrude: (String) -> Void = { _ in }

  private func wire() {
    network.intrude = { [unowned self] in intrude($0) }
    network.die = { [unowned self] in die() }
    network.forgetsCheck = forgetsCheck
    network.sendsCreationsTwice = sendsCreationsTwice
    network.dawdles = dawdles
  }

  // MARK: Life and death

  /// From here on nothing reaches the disk: what comes next writes in vain.
  private func die() {
    clock.isDead = true
    network.isDead = true
    try? store.database.run("PRAGMA query_only = ON")
    deaths += 1
    baton.note("dies")
  }

  package var isDead: Bool { network.isDead }

  /// What a killed process leaves: the file, and nothing in memory.
  package func restart() throws(StoreError) {
    store.close()
    baton.pause(Milliseconds(baton.number(0...10_000)))
    clock = SimulatedClock(
      baton, computer, origin: Milliseconds(baton.number(0...1_000_000)))
    network = SimulatedNetwork(
      baton, faults, server, elsewhere: elsewhere,
      caller: ModelServer.Caller(name: name, copy: copy))
    client = Self.client(service, network)
    store = try Self.open(folder, clock, baton.random.next())
    wire()
    baton.note("starts again")
  }

  package func close() { store.close() }

  package func jumpClock(_ milliseconds: Milliseconds) { computer.offset += milliseconds }

  /// The kinds of all conflicts that were ever opened in its copy.
  func conflictKinds() throws(StoreError) -> [String] {
    try store.database.all("SELECT kind FROM conflict") { $0.text(0) }
  }

  // MARK: Engine

  private func engine() throws(StoreError) -> SyncEngine {
    guard let row = try store.reader.servers().first else { throw .notFound }
    return SyncEngine(
      server: row, store: store, service: client, clock: clock,
      random: SyncRandom(SeededGenerator(seed: baton.random.next())), processID: processID,
      crashes: { [unowned self] point in crashes(at: point) }, progress: { _ in })
  }

  /// Who is told that the token is not accepted asks once more, and no more (promise 30).
  private func judgeRefusal() {
    guard network.refusalCount > 2 else { return }
    ledger.fail("30", "\(name) had its token refused \(network.refusalCount) times")
  }

  /// - Returns: the open conflicts.
  private func beginPass() throws(StoreError) -> Set<Int64> {
    let isBound = try store.reader.servers().first?.workspaceID != nil
    network.beginPass(isBound: isBound)
    return Set(try store.reader.conflicts().map(\.id))
  }

  /// Another workspace behind the profile changes nothing (promise 23).
  private func judgeElsewhere(_ before: Set<Int64>) throws(StoreError) {
    guard network.isElsewhere, !isDead else { return }
    guard let row = try store.reader.servers().first else { return }
    for id in network.idsElsewhere
    where try store.reader.tracked(remoteID: id, server: row.id) != nil {
      ledger.fail("23", "\(name) has the flow \(id) of another workspace")
    }
    guard !sharesCopy else { return }
    for conflict in try store.reader.conflicts() where !before.contains(conflict.id) {
      ledger.fail("23", "\(name) asks about \(conflict.name) because of another workspace")
    }
  }

  /// Others act between two steps of the engine, or it ends here.
  private func crashes(at point: FaultPoint) -> Bool {
    baton.pause(Milliseconds(baton.number(0...2)))
    if isDead { return true }
    guard faults.strikes(.crashAtFaultPoint) else { return false }
    baton.note("crash at \(point.rawValue)")
    die()
    return true
  }

  @discardableResult
  package func pull(accept: Bool = false) throws(StoreError) -> ServerPull {
    let before = try beginPass()
    let report = try engine().pull(acceptDeletions: accept)
    judgeRefusal()
    let taken =
      report.new + report.changed + report.merged + report.gone + report.missing + report.conflicts
    if network.isElsewhere, taken > 0 {
      ledger.fail("23", "\(name) took \(taken) rows of another workspace")
    }
    try judgeElsewhere(before)
    baton.note(
      "pull new \(report.new) changed \(report.changed) conflicts \(report.conflicts) missing "
        + "\(report.missing) gone \(report.gone) held \(report.held) whole \(report.isComplete) "
        + (report.error.map { "\($0)" } ?? ""))
    return report
  }

  @discardableResult
  package func push(
    _ confirmation: PushConfirmation, wait: Bool = true, flows: Set<FlowID>? = nil
  ) throws(StoreError) -> PushReport {
    let before = try beginPass()
    let report = try engine().push(flows, confirmation: confirmation, wait: wait)
    judgeRefusal()
    let deleted = report.entries.filter { $0.outcome == .applied && $0.verb == .delete }
    // Of programs with one copy another may have settled it, in our workspace.
    if network.isElsewhere, !sharesCopy, !deleted.isEmpty {
      ledger.fail("23", "\(name) believes another workspace about a deletion")
    }
    try judgeElsewhere(before)
    let entries = report.entries.map {
      "\($0.verb.rawValue) \($0.name): \($0.outcome) \($0.code ?? "")"
    }
    baton.note(
      "push \(entries.joined(separator: "; ")) "
        + report.errors.values.map { "\($0)" }.joined(separator: " "))
    return report
  }
}
