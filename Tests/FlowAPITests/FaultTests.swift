import FlowAPI
import FlowServer
import JSONText
import Testing

@Suite("Faults of the local server")
struct FaultTests {
  private static let body = Array(
    #"{"name":"N","type":"CHATFLOW","flowData":"{\"nodes\":[],\"edges\":[]}"}"#.utf8)

  private func bench(_ fault: String) throws -> FlowiseBench {
    let bench = try FlowiseBench()
    _ = try bench.service.connect()
    bench.server.clearLog()
    bench.server.setFaults([try Fault(parsing: fault)])
    return bench
  }

  @Test(
    "an answer that is lost, cut or late is in doubt, and the create is sent once",
    arguments: [
      "POST /chatflows lost", "POST /chatflows cut", "POST /chatflows unreachable",
      "POST /chatflows half-create",
    ])
  func lostCreate(fault: String) throws {
    let bench = try bench(fault)
    #expect(failure { try bench.service.create(Self.body) }?.isLost == true)
    #expect(bench.server.log.filter { $0.method == "POST" }.count == 1)
  }

  @Test("a write that was stored and refused is a refusal", arguments: [400, 500])
  func storedRefusal(status: Int) throws {
    let bench = try bench("POST /chatflows store-\(status)")
    let before = try bench.server.flowCount()
    guard case .answered(let refusal) = failure({ try bench.service.create(Self.body) }) else {
      throw APIError.unreadable("no refusal")
    }
    #expect(refusal.status == status)
    #expect(try bench.server.flowCount() == before + 1)
  }

  @Test("a web page is no JSON, for a read, a list and a write", arguments: ["GET", "PUT", "POST"])
  func webPage(method: String) throws {
    let bench = try bench("\(method) /chatflows html")
    let error = failure {
      switch method {
      case "GET": _ = try bench.ids()
      case "PUT": _ = try bench.service.update("x", Array("{}".utf8))
      default: _ = try bench.service.create(Self.body)
      }
    }
    #expect(error == .notJSON(status: 200, contentType: "text/html"))
  }

  @Test("a redirect is named and not followed")
  func redirect() throws {
    let bench = try bench("GET /chatflows redirect=https://evil.example/x")
    #expect(failure { try bench.ids() } == .redirected(host: "evil.example"))
  }

  @Test("a list that breaks off is lost, after the rows that came")
  func cutList() throws {
    let bench = try bench("GET /chatflows cut")
    var count = 0
    let error = failure {
      try bench.service.list(ListRequest()) { _ in
        count += 1
        return .proceed
      }
    }
    #expect(error?.isLost == true)
    #expect((1..<12).contains(count))
  }

  @Test("a busy server says how long to wait")
  func busy() throws {
    let bench = try bench("GET /chatflows 429=7 x1")
    guard case .answered(let refusal) = failure({ try bench.ids() }) else {
      throw APIError.unreadable("no refusal")
    }
    #expect(refusal.status == 429)
    #expect(refusal.retryAfter == 7)
    #expect(try bench.ids().ids.count == 12)
  }

  @Test("rows of a list without bodies come as they are")
  func stubs() throws {
    let bench = try bench("GET /chatflows stubs")
    var hasBodies = false
    _ = try bench.service.list(ListRequest()) { row in
      hasBodies = hasBodies || JSONDocument(tolerating: Array(row)).root["flowData"] != nil
      return .proceed
    }
    #expect(!hasBodies)
  }
}
