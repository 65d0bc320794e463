import FlowAPI
import FlowModel
import FlowServer
import FlowStore
import FlowSync
import FoundationEssentials
import Glibc
import JSONText
import Testing

/// The engine with the real client, against the local server on the loopback interface.
final class LoopbackDriver {
  let folder: String
  let clock = ManualClock()
  let local: LocalServer
  let store: Store
  private let service: any FlowService

  init(
    _ service: Service = .flowise, flows: Int? = nil,
    _ change: (inout ServerOptions) -> Void = { _ in }
  ) throws {
    var template = Array("/tmp/weir-loop-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    var options = ServerOptions()
    options.flows = flows
    change(&options)
    local = try LocalServer(options: options)
    let address = service == .flowise ? local.flowiseURL : local.flownallyURL
    let settings = ServiceSettings(
      origin: address, token: { () throws(TokenError) in Secret("demo") }, userAgent: "weir/test")
    self.service =
      service == .flowise
      ? FlowiseService(settings: settings, transport: CurlTransport())
      : FlowNallyService(settings: settings, transport: CurlTransport())
    var generator = SeededGenerator(seed: 3)
    let clock = clock
    store = try Store(
      location: StoreLocation(
        dataFolder: folder + "/data", lockFolder: folder + "/locks", profile: "test"),
      access: .writing, now: { clock.now }, random: { generator.next() })
    _ = try store.writer.server(service, origin: local.flowiseURL)
  }

  deinit {
    store.close()
    local.stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func engine() throws -> SyncEngine {
    SyncEngine(
      server: try #require(try store.reader.servers().first), store: store, service: service,
      clock: clock, random: SyncRandom(SeededGenerator(seed: 7)), processID: 1, progress: { _ in })
  }

  func pull() throws -> ServerPull { try engine().pull() }

  func push(_ confirmation: PushConfirmation = .flag) throws -> PushReport {
    try engine().push(confirmation: confirmation, wait: true)
  }

  func flow(remote id: String) throws -> Flow {
    let found = try #require(try store.reader.find(id).first)
    return try #require(try store.reader.flow(found.id))
  }

  func edit(_ id: String, _ path: String, _ value: String) throws {
    let flow = try flow(remote: id)
    let bytes = try JSONEdit.set(
      try JSONPath(parsing: path), to: Array(value.utf8), in: flow.record,
      embedded: FlowFields.embedded)
    _ = try store.writer.saveEdit(
      bytes, try FlowProjection(reading: bytes, kind: flow.summary.kind), of: flow.summary.id,
      expecting: flow.version)
  }
}
