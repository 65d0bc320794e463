import FlowAPI
import FlowServer
import JSONText
import Testing

/// A service and the local server it talks to.
struct FlowiseBench {
  let server: LocalServer
  let service: FlowiseService

  init(_ dialect: Dialect = .real, token: String = "demo", path: String = "") throws {
    var options = ServerOptions()
    options.dialect = dialect
    options.flows = 0
    server = try LocalServer(options: options)
    for id in try server.flowIDs() { try server.deleteFlow(id) }
    for number in 0..<12 {
      _ = try server.addFlow(name: "Flow \(number)", flowData: Array(#"{"nodes":[]}"#.utf8))
    }
    service = FlowiseService(
      settings: ServiceSettings(
        origin: server.flowiseURL + path, token: { () throws(TokenError) in Secret(token) },
        userAgent: "weir/test"),
      transport: CurlTransport())
  }

  func ids(_ request: ListRequest = ListRequest()) throws -> (ids: [String], answer: ListAnswer) {
    var ids: [String] = []
    let answer = try service.list(request) { row in
      ids.append(JSONDocument(tolerating: Array(row)).root["id"]?.string ?? "")
      return .proceed
    }
    return (ids, answer)
  }

  func record(_ id: String) throws -> RemoteRecord {
    guard case .record(let record) = try service.fetch(id, tag: nil) else {
      throw APIError.unreadable("no record")
    }
    return record
  }
}

@Suite("Flowise, against the local server")
struct FlowiseRoundTripTests {
  @Test(
    "finds the base path in every dialect",
    arguments: [
      (Dialect.real, "/api/v1"), (.documented, "/api/v1"), (.bare, ""),
    ])
  func connecting(_ dialect: Dialect, base: String) throws {
    let bench = try FlowiseBench(dialect)
    let facts = try bench.service.connect()
    #expect(facts.basePath == base)
    #expect(facts.versionText != nil)
  }

  @Test("takes an address that already names the base path")
  func connectingToBase() throws {
    let bench = try FlowiseBench(path: "/api/v1/")
    #expect(try bench.service.connect().basePath == "/api/v1")
    #expect(bench.server.log.count == 1)
  }

  @Test("lists every flow in every dialect", arguments: Dialect.allCases)
  func listing(_ dialect: Dialect) throws {
    let bench = try FlowiseBench(dialect)
    let (ids, answer) = try bench.ids()
    let stored = try bench.server.flowIDs()
    #expect(!ids.isEmpty)
    #expect(Set(ids).isSubset(of: Set(stored)))
    #expect(answer.shape == .array)
    #expect(answer.rowCount == ids.count)
    #expect(answer.serverDate != nil)
    if dialect != .documented { #expect(ids.count == stored.count) }
  }

  @Test("lists pages as objects with a total")
  func paging() throws {
    let bench = try FlowiseBench()
    let (ids, answer) = try bench.ids(ListRequest(page: 2, limit: 2))
    let stored = try bench.server.flowIDs()
    #expect(answer.shape == .object)
    #expect(answer.total == stored.count)
    #expect(ids == Array(stored.dropFirst(2).prefix(2)))
  }

  @Test("a list that did not change is not sent again")
  func listTag() throws {
    let bench = try FlowiseBench()
    let tag = try #require(try bench.ids().answer.tag)
    let again = try bench.ids(ListRequest(tag: tag))
    #expect(again.answer.isNotModified)
    #expect(again.ids.isEmpty)
  }

  @Test("creates, reads, updates and deletes", arguments: Dialect.allCases)
  func writing(_ dialect: Dialect) throws {
    let bench = try FlowiseBench(dialect)
    let body = #"{"name":"Neu ☂","type":"CHATFLOW","flowData":"{\"nodes\":[],\"edges\":[]}"}"#
    let created = try bench.service.create(Array(body.utf8))
    let id = try #require(JSONDocument(tolerating: created.bytes).root["id"]?.string)
    let updated = try bench.service.update(id, Array(#"{"category":"a;b"}"#.utf8))
    #expect(JSONDocument(tolerating: updated.bytes).root["category"]?.string == "a;b")
    let read = JSONDocument(tolerating: try bench.record(id).bytes).root
    #expect(read["name"]?.string == "Neu ☂")
    #expect(read["category"]?.string == "a;b")
    try bench.service.delete(id)
    let error = #expect(throws: APIError.self) { try bench.record(id) }
    #expect(error?.isGone == true)
  }

  @Test("a record that did not change is not sent again")
  func recordTag() throws {
    let bench = try FlowiseBench()
    let id = try bench.server.flowIDs()[0]
    let tag = try #require(try bench.record(id).tag)
    #expect(try bench.service.fetch(id, tag: tag) == .notModified)
  }

  @Test("tells whether a flow has changed")
  func hasChanged() throws {
    let bench = try FlowiseBench()
    let id = try bench.server.flowIDs()[0]
    let stamp = try #require(
      JSONDocument(tolerating: try bench.record(id).bytes).root["updatedDate"]?.string)
    #expect(try !bench.service.hasChanged(id, since: stamp))
    #expect(try bench.service.hasChanged(id, since: "2001-01-01T00:00:00.000Z"))
  }

  @Test("lists what a key opens, also where the answer is one object", arguments: Dialect.allCases)
  func openedByKey(_ dialect: Dialect) throws {
    let bench = try FlowiseBench(dialect)
    // The id of the key "demo" on this server.
    let key = Array(#""3c9a41f0-58d2-4b7e-a6f1-0e2d9b7c4a18""#.utf8)
    try bench.server.setField("apikeyid", of: try bench.server.flowIDs()[3], to: key)
    var names: [String] = []
    let answer = try bench.service.openedByKey(Secret("demo"), keyOnly: false) { row in
      names.append(JSONDocument(tolerating: Array(row)).root["name"]?.string ?? "?")
      return .proceed
    }
    #expect(!names.isEmpty)
    #expect(answer.rowCount == names.count)
    #expect(answer.shape == (dialect == .bare ? .object : .array))
  }

  @Test("a wrong token is an answered 401 that names no token")
  func wrongToken() throws {
    let bench = try FlowiseBench(token: "canary-4711")
    let error = #expect(throws: APIError.self) { try bench.ids() }
    guard case .answered(let refusal) = error else {
      Issue.record("expected a refusal, got \(String(describing: error))")
      return
    }
    #expect(refusal.status == 401)
    #expect(!"\(refusal)".contains("canary"))
  }

  @Test("publishing is refused before anything is sent")
  func publishing() throws {
    let bench = try FlowiseBench()
    #expect(throws: APIError.notAllowed("Flowise has no published versions")) {
      try bench.service.publish("abc")
    }
    #expect(bench.server.log.isEmpty)
  }
}
