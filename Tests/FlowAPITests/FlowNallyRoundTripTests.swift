import FlowAPI
import FlowServer
import JSONText
import Testing

/// A FlowNally service and the local server it talks to.
struct FlowNallyBench {
  let server: LocalServer
  let service: FlowNallyService

  init(bots: Int = 0, path: String = "") throws {
    var options = ServerOptions()
    options.flows = 0
    server = try LocalServer(options: options)
    for id in try server.chatbotIDs() { try server.deleteChatbot(id) }
    service = FlowNallyService(
      settings: ServiceSettings(
        origin: server.flowiseURL + path, token: { () throws(TokenError) in Secret("demo") },
        userAgent: "weir/test"),
      transport: CurlTransport())
    for number in 0..<bots { _ = try create("Bot \(number)") }
  }

  /// The id of a new chatbot.
  func create(_ name: String) throws -> String {
    let body =
      #"{"name":"\#(name)","draft":{"nodes":[{"id":"n","type":"start","data":{}}],"edges":[{}]}}"#
    let record = try service.create(Array(body.utf8))
    return try #require(JSONDocument(tolerating: record.bytes).root["id"]?.string)
  }

  func ids(_ request: ListRequest = ListRequest()) throws -> (ids: [String], answer: ListAnswer) {
    var ids: [String] = []
    let answer = try service.list(request) { row in
      ids.append(JSONDocument(tolerating: Array(row)).root["id"]?.string ?? "")
      return .proceed
    }
    return (ids, answer)
  }

  func status(_ record: RemoteRecord) -> String? {
    JSONDocument(tolerating: record.bytes).root["status"]?.string
  }
}

@Suite("FlowNally, against the local server")
struct FlowNallyRoundTripTests {
  @Test("finds the base path", arguments: ["", "/v1", "/v1/"])
  func connecting(path: String) throws {
    let bench = try FlowNallyBench(path: path)
    #expect(try bench.service.connect() == ServerFacts(basePath: "/v1", versionText: nil))
  }

  @Test("pages lead through the whole list")
  func paging() throws {
    let bench = try FlowNallyBench(bots: 7)
    var found: [String] = []
    var token: String?
    var pages = 0
    repeat {
      let (ids, answer) = try bench.ids(ListRequest(limit: 3, pageToken: token))
      found += ids
      token = answer.nextPageToken
      pages += 1
      #expect(answer.shape == .object)
    } while token != nil && pages < 10
    #expect(pages == 3)
    #expect(Set(found) == Set(try bench.server.chatbotIDs()))
    #expect(found.count == 7)
  }

  @Test("an expired page token is an answered 400")
  func expired() throws {
    let bench = try FlowNallyBench(bots: 3)
    let token = try bench.ids(ListRequest(limit: 1)).answer.nextPageToken
    bench.server.setFaults([try Fault(parsing: "GET /chatbots expired")])
    let error = failure { try bench.ids(ListRequest(limit: 1, pageToken: token)) }
    guard case .answered(let refusal) = error else { throw APIError.unreadable("no refusal") }
    #expect(refusal.status == 400)
    #expect(refusal.message.contains("expired"))
  }

  @Test("creates, patches, publishes, activates, pauses and deletes")
  func lifeOfABot() throws {
    let bench = try FlowNallyBench()
    let id = try bench.create("Triage")
    let patch = #"{"name":"Triage 2","teamIds":["t1"]}"#
    let patched = try bench.service.update(id, Array(patch.utf8))
    #expect(JSONDocument(tolerating: patched.bytes).root["name"]?.string == "Triage 2")

    let published = JSONDocument(tolerating: try bench.service.publish(id).bytes).root
    #expect(published["chatbotId"]?.string == id)
    #expect(published["definition"]?["nodes"]?.count == 1)
    #expect(bench.status(try bench.service.activate(id)) == "active")

    guard case .answered = failure({ try bench.service.delete(id) }) else {
      Issue.record("an active bot was deleted")
      return
    }
    #expect(bench.status(try bench.service.pause(id)) == "paused")
    try bench.service.delete(id)
    #expect(failure { try bench.service.fetch(id, tag: nil) }?.isGone == true)
  }

  @Test("published versions come page by page and one by one, byte for byte alike")
  func versions() throws {
    let bench = try FlowNallyBench()
    let id = try bench.create("Triage")
    for _ in 0..<2 { _ = try bench.service.publish(id) }
    let page = try bench.service.versions(id, pageToken: nil)
    #expect(page.versions.count == 2)
    #expect(page.nextPageToken == nil)
    for bytes in page.versions {
      let versionID = try #require(JSONDocument(tolerating: bytes).root["id"]?.string)
      #expect(try bench.service.version(id, versionID).bytes == bytes)
    }
  }

  @Test("each lifecycle order is one POST without a body")
  func orders() throws {
    let bench = try FlowNallyBench()
    let id = try bench.create("Triage")
    bench.server.clearLog()
    _ = try bench.service.publish(id)
    let request = try #require(bench.server.log.first)
    #expect(request.method == "POST")
    #expect(request.body.isEmpty)
    #expect(!request.headerNames.contains("content-type"))
  }
}
