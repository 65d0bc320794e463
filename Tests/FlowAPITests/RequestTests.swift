import FlowAPI
import FlowModel
import Synchronization
import Testing

@Suite("What is asked")
struct RequestTests {
  typealias Answer = CannedTransport.Answer
  private static let page = Answer("<html>", type: "text/html")
  private static let missing = Answer(#"{"message":"no"}"#, status: 404)
  private static let version = Answer(#"{"version":"3.1.3"}"#)

  private func flowise(
    _ answers: [Answer], origin: String = "https://flows.example", basePath: String? = nil
  ) -> (service: FlowiseService, transport: CannedTransport) {
    let transport = CannedTransport(answers)
    let service = FlowiseService(
      settings: settings(origin, basePath: basePath), transport: transport)
    return (service, transport)
  }

  private func flowNally(
    _ answers: [Answer], basePath: String? = nil
  ) -> (service: FlowNallyService, transport: CannedTransport) {
    let transport = CannedTransport(answers)
    return (
      FlowNallyService(settings: settings(basePath: basePath), transport: transport), transport
    )
  }

  @Test("looks for Flowise below /api/v1, then at the address itself, then by its list")
  func searching() throws {
    let (service, transport) = flowise([Self.missing, Self.page, Self.missing, Answer("[]")])
    #expect(try service.connect() == ServerFacts(basePath: "", versionText: nil))
    #expect(
      transport.lines == [
        "GET /api/v1/version", "GET /version", "GET /api/v1/chatflows?page=1&limit=1",
        "GET /chatflows?page=1&limit=1",
      ])
  }

  @Test(
    "an address with a path is the place to look below",
    arguments: [
      ("https://a.example/flowise/", "/flowise/api/v1"), ("a.example/api/v1", "/api/v1"),
      ("https://a.example", "/api/v1"),
    ])
  func address(origin: String, base: String) throws {
    let (service, transport) = flowise([Self.version], origin: origin)
    #expect(try service.connect() == ServerFacts(basePath: base, versionText: "3.1.3"))
    #expect(transport.lines == ["GET \(base)/version"])
  }

  @Test("a known base path is asked first, and forgotten when it is wrong")
  func knownBase() throws {
    let (service, transport) = flowise([Self.missing, Self.version], basePath: "/old")
    #expect(try service.connect().basePath == "/api/v1")
    #expect(transport.lines == ["GET /old/version", "GET /api/v1/version"])
  }

  @Test(
    "the most telling failure is reported",
    arguments: [
      ([missing, page, missing, page], APIError.notJSON(status: 200, contentType: "text/html")),
      (
        [page, page, Answer(#"{"error":"no"}"#, status: 401), page],
        .answered(
          Refusal(
            service: .flowise, status: 401, message: "no",
            contentType: "application/json; charset=utf-8"))
      ),
    ])
  func searchFails(answers: [Answer], error: APIError) {
    let (service, _) = flowise(answers)
    #expect(failure { try service.connect() } == error)
  }

  @Test("a refused token is asked about twice and no more, with a known base path or without")
  func searchRefused() {
    let refusal = Answer(#"{"error":"no"}"#, status: 401)
    for base in [nil, "/api/v1"] {
      let (service, transport) = flowise(
        [refusal, refusal, refusal, refusal], basePath: base)
      #expect(failure { try service.connect() } != nil)
      #expect(transport.lines == ["GET /api/v1/version", "GET /api/v1/chatflows?page=1&limit=1"])
    }
    let (service, transport) = flowNally([refusal, refusal])
    #expect(failure { try service.connect() } != nil)
    #expect(transport.lines == ["GET /chatbots?pageSize=1"])
  }

  @Test("a server that shows its version to nobody is found by its list")
  func versionRefused() throws {
    let refusal = Answer(#"{"error":"no"}"#, status: 401)
    let (service, _) = flowise([refusal, Answer("[]")])
    #expect(try service.connect() == ServerFacts(basePath: "/api/v1", versionText: nil))
  }

  @Test("a server that cannot be reached is not asked four times")
  func searchStops() {
    let transport = CannedTransport(failing: .neverConnected("refused"))
    let service = FlowiseService(settings: settings(), transport: transport)
    #expect(failure { try service.connect() } == .neverConnected("refused"))
    #expect(transport.asked.count == 1)
  }

  @Test("the first call finds the base path by itself")
  func connectsByItself() throws {
    let (service, transport) = flowise([Self.version, Answer("{}"), Answer("{}")])
    _ = try service.fetch("a", tag: nil)
    _ = try service.fetch("b", tag: nil)
    #expect(
      transport.lines
        == ["GET /api/v1/version", "GET /api/v1/chatflows/a", "GET /api/v1/chatflows/b"])
  }

  @Test("FlowNally is found at the address, or below /v1")
  func searchingFlowNally() throws {
    let (service, transport) = flowNally([Self.page, Answer(#"{"chatbots":[{"id":"b"}]}"#)])
    #expect(try service.connect() == ServerFacts(basePath: "/v1", versionText: nil))
    #expect(transport.lines == ["GET /chatbots?pageSize=1", "GET /v1/chatbots?pageSize=1"])
  }

  @Test("a server that refuses pageSize is asked without it, then and later")
  func pageSize() throws {
    let refusal = Answer(#"{"title":"Bad"}"#, status: 400)
    let list = #"{"chatbots":[],"nextPageToken":"t/+ü"}"#
    let (service, transport) = flowNally([refusal, Answer(list), Answer(list)], basePath: "")
    let first = try service.list(ListRequest()) { _ in .proceed }
    _ = try service.list(ListRequest(pageToken: first.nextPageToken)) { _ in .proceed }
    #expect(
      transport.lines == [
        "GET /chatbots?pageSize=100", "GET /chatbots", "GET /chatbots?pageToken=t%2F%2B%C3%BC",
      ])
  }

  @Test("a 400 on a page token is about the token")
  func expiredToken() throws {
    let (service, transport) = flowNally([Answer("{}", status: 400)], basePath: "")
    let error = failure {
      try service.list(ListRequest(limit: 5, pageToken: "t")) { _ in .proceed }
    }
    guard case .answered = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(transport.lines == ["GET /chatbots?pageSize=5&pageToken=t"])
  }

  @Test(
    "an id that could change the path is never sent",
    arguments: [
      "", "..", "../../x", "a/b", "%2e", "a?b", "a\r\nb", "é", "a.b",
      String(repeating: "a", count: 129),
    ])
  func oddIDs(id: String) {
    let (service, transport) = flowise([], basePath: "")
    let (bots, botTransport) = flowNally([], basePath: "")
    let errors = [
      failure { try service.fetch(id, tag: nil) }, failure { try service.update(id, []) },
      failure { try service.delete(id) }, failure { try service.hasChanged(id, since: "x") },
      failure { try bots.publish(id) }, failure { try bots.versions(id, pageToken: nil) },
      failure { try bots.version("a", id) }, failure { try bots.update(id, []) },
    ]
    #expect(errors.allSatisfy { if case .notAllowed = $0 { true } else { false } })
    #expect(transport.asked.isEmpty && botTransport.asked.isEmpty)
  }

  @Test("keys and stamps are escaped in the path")
  func escaping() throws {
    let (service, transport) = flowise(
      [Answer("[]"), Answer(#"{"hasChanged":true}"#)], basePath: "")
    _ = try service.openedByKey(Secret("a/../?k&é"), keyOnly: true) { _ in .proceed }
    _ = try service.hasChanged("x", since: "2026-01-01T00:00:00.000Z")
    #expect(
      transport.lines == [
        "GET /chatflows/apikey/a%2F..%2F%3Fk%26%C3%A9?keyonly=true",
        "GET /chatflows/has-changed/x/2026-01-01T00%3A00%3A00.000Z",
      ])
  }

  @Test("the check before a write asks past every cache; a tag is sent as it came")
  func fields() throws {
    let (service, transport) = flowise(
      [Answer("{}"), Answer("", status: 304), Answer("{}")], basePath: "")
    _ = try service.fetch("x", tag: nil)
    _ = try service.fetch("x", tag: #"W/"1""#)
    _ = try service.update("x", Array("{}".utf8))
    #expect(transport.field("Cache-Control", of: 0) == "no-cache")
    #expect(transport.field("If-None-Match", of: 0) == nil)
    #expect(transport.field("If-None-Match", of: 1) == #"W/"1""#)
    #expect(transport.field("Content-Type", of: 2) == "application/json")
    #expect(transport.field("User-Agent", of: 2) == "weir/test")
  }

  @Test("the token is asked for at the first request, and again only when it was forgotten")
  func token() throws {
    let count = Counter()
    let transport = CannedTransport([Answer("{}"), Answer("{}"), Answer("{}")])
    let service = FlowiseService(
      settings: settings(basePath: "") { () throws(TokenError) in
        count.add()
        return Secret("t")
      }, transport: transport)
    #expect(count.value == 0)
    _ = try service.fetch("a", tag: nil)
    _ = try service.fetch("a", tag: nil)
    #expect(count.value == 1)
    service.forgetToken()
    _ = try service.fetch("a", tag: nil)
    #expect(count.value == 2)
  }

  @Test("without a token nothing is sent")
  func noToken() {
    let transport = CannedTransport([])
    let service = FlowiseService(
      settings: settings { () throws(TokenError) in throw TokenError("the command failed") },
      transport: transport)
    #expect(failure { try service.connect() } == .noToken("the command failed"))
    #expect(transport.asked.isEmpty)
  }
}

/// Counts from any thread.
final class Counter: Sendable {
  private let count = Mutex(0)
  var value: Int { count.withLock { $0 } }
  func add() { count.withLock { $0 += 1 } }
}
