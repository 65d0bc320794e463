import FlowAPI
import FlowModel
import FlowStore
import FlowSync
import FoundationEssentials
import Glibc
import JSONText
import Testing

/// An engine on a real store and a scripted server, with time that the test moves.
final class SyncDriver {
  let folder: String
  let clock = ManualClock()
  let service: ScriptedService
  private(set) var store: Store
  private(set) var progress: [SyncProgress] = []
  /// The named point at which the engine "dies", and how often it is passed before.
  var crash: (point: FaultPoint, after: Int)?

  init(_ kind: FlowKind = .chatflow) throws {
    var template = Array("/tmp/weir-sync-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    service = ScriptedService(kind: kind, clock: clock)
    store = try Self.open(folder, clock)
    _ = try store.writer.server(kind.service, origin: "http://scripted.example")
  }

  deinit {
    store.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  private static func open(_ folder: String, _ clock: ManualClock) throws -> Store {
    var generator = SeededGenerator(seed: UInt64(clock.monotonic))
    return try Store(
      location: StoreLocation(
        dataFolder: folder + "/data", lockFolder: folder + "/locks", profile: "test"),
      access: .writing, now: { clock.now }, random: { generator.next() })
  }

  /// What a killed process leaves: the file, and nothing in memory.
  func reopen() throws {
    store.close()
    store = try Self.open(folder, clock)
    crash = nil
  }

  func server() throws -> Server { try #require(try store.reader.servers().first) }

  private func engine() throws -> SyncEngine {
    SyncEngine(
      server: try server(), store: store, service: service, clock: clock,
      random: SyncRandom(SeededGenerator(seed: 7)), processID: 4_711,
      crashes: { [self] point in
        guard let crash, crash.point == point else { return false }
        self.crash = crash.after > 0 ? (point, crash.after - 1) : nil
        return crash.after == 0
      },
      progress: { [self] in progress.append($0) })
  }

  @discardableResult
  func pull(accept: Bool = false) throws -> ServerPull {
    try engine().pull(acceptDeletions: accept)
  }

  @discardableResult
  func push(
    _ flows: Set<FlowID>? = nil, _ confirmation: PushConfirmation = .none,
    merge: FlowMerge.Consent = .standing, wait: Bool = true
  ) throws -> PushReport {
    let report = try engine().push(
      flows, confirmation: confirmation, merge: merge, wait: wait)
    if report.errors.isEmpty { try checkInvariants() }
    return report
  }

  // MARK: What a person does

  func flow(_ name: String) throws -> FlowSummary {
    try #require(try store.reader.find(name).first, "no flow named \(name)")
  }

  func tracked(_ name: String) throws -> TrackedFlow {
    try #require(try store.reader.tracked(try flow(name).id))
  }

  func record(_ name: String) throws -> String {
    let flow = try #require(try store.reader.flow(try flow(name).id))
    return String(decoding: flow.record, as: UTF8.self)
  }

  func edit(_ name: String, _ path: String, _ value: String) throws {
    let flow = try #require(try store.reader.flow(try flow(name).id))
    let bytes = try JSONEdit.set(
      try JSONPath(parsing: path), to: Array(value.utf8), in: flow.record,
      embedded: FlowFields.embedded)
    _ = try store.writer.saveEdit(
      bytes, try FlowProjection(reading: bytes, kind: service.kind), of: flow.summary.id,
      expecting: flow.version)
  }

  @discardableResult
  func make(_ name: String, body: String = SyncDriver.body) throws -> FlowID {
    let record =
      service.kind == .chatflow
      ? #"{"name":"\#(name)","type":"CHATFLOW","flowData":\#(body)}"#
      : #"{"name":"\#(name)","teamIds":["team_1"],"draft":{"nodes":[],"edges":[]}}"#
    let bytes = Array(record.utf8)
    return try store.writer.insertLocal(
      bytes, try FlowProjection(reading: bytes, kind: service.kind), on: try server().id)
  }

  func order(_ verb: Change.Verb, _ name: String) throws {
    _ = try store.writer.order(verb, try flow(name).id)
  }

  func resolve(_ name: String, _ resolution: Resolution) throws {
    try ConflictResolver(store).resolve(try flow(name).id, resolution, date: "2026-11-20")
  }

  func state(_ name: String) throws -> SyncState { try flow(name).state }

  /// Chatflows `A`, `B` …, or bots of the same names.
  func seed(_ names: String...) {
    for name in names {
      if service.kind == .chatflow {
        service.add([
          ("name", #""\#(name)""#), ("type", #""CHATFLOW""#), ("flowData", Self.body),
          ("isPublic", "false"), ("workspaceId", #""ws-1""#),
        ])
      } else {
        service.add([
          ("name", #""\#(name)""#), ("status", #""draft""#), ("teamIds", #"["team_1"]"#),
          ("draft", #"{"nodes":[{"id":"n1","data":{"text":"hello"}}],"edges":[]}"#),
        ])
      }
    }
  }

  static let body =
    #""{\"nodes\":[{\"id\":\"n0\",\"data\":{\"label\":\"Chat\",\"inputs\":{\"temperature\":0.7}}}],\"edges\":[]}""#

  /// What must hold after every push: nothing edited without an order, base and server one.
  func checkInvariants() throws {
    let edited = try store.database.all(
      """
      SELECT r.name FROM resource AS r WHERE r.work_doc IS NOT r.base_doc
        AND r.work_doc IS NOT NULL AND r.presence <> 'gone'
        AND NOT EXISTS (SELECT 1 FROM op AS o WHERE o.rid = r.rid AND o.done_ms IS NULL)
        AND NOT EXISTS (SELECT 1 FROM conflict AS c WHERE c.rid = r.rid AND c.closed_ms IS NULL)
      """
    ) { $0.text(0) }
    #expect(edited.isEmpty, "edited without an order")
    let sending = try store.database.all("SELECT seq FROM op WHERE status = 'sending'") {
      $0.integer(0)
    }
    #expect(sending.isEmpty, "left as sending")
    let open = try store.database.all(
      """
      SELECT a.id FROM attempt AS a JOIN op AS o ON o.seq = a.seq
      WHERE a.phase <> 'settled' AND o.status <> 'unknown'
      """
    ) { $0.integer(0) }
    #expect(open.isEmpty, "an attempt nobody settles")
    #expect(try store.quickCheck() == nil)
  }
}
