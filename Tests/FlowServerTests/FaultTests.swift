import FlowServer
import JSONText
import Testing

@Suite("scripted faults")
struct FaultTests {
  private static let path = "/api/v1/chatflows"
  private static let body = #"{"name":"n","flowData":"{\"nodes\":[]}","type":"CHATFLOW"}"#

  private func faulty(_ specification: String) throws -> TestServer {
    let fault = try Fault(parsing: specification)
    return try .empty { $0.faults = [fault] }
  }

  private func create(_ server: TestServer) throws -> RawClient.Answer {
    try server.client.send("POST", Self.path, json: Self.body)
  }

  @Test(
    "some are before the work and store nothing, some after it",
    arguments: [
      ("unreachable", 0, 0), ("401", 401, 0), ("403", 403, 0), ("429", 429, 0), ("500", 500, 0),
      ("503", 503, 0), ("html", 200, 0), ("redirect=http://x.example/", 302, 0),
      ("store-500", 500, 1), ("store-400", 400, 1), ("lost", 0, 1), ("half-create", 0, 1),
      ("slow=1", 200, 1), ("late=1", 200, 1),
    ])
  func storing(kind: String, status: Int, rows: Int) throws {
    let server = try faulty("POST /chatflows \(kind)")
    let answer = try create(server)
    #expect(answer.status == status)
    #expect(try server.server.flowCount() == rows)
    #expect(server.server.log.last?.status == status)
  }

  @Test("xN counts down, then all is well")
  func count() throws {
    let server = try faulty("POST /chatflows store-500 x2")
    #expect(try (0..<3).map { _ in try create(server).status } == [500, 500, 200])
  }

  @Test("429 may carry Retry-After; bodies are those of the real refusals")
  func bodies() throws {
    let patient = try create(try faulty("POST /chatflows 429=7"))
    #expect(patient.headers["retry-after"] == "7")
    #expect(try create(try faulty("* /chatflows 429")).headers["retry-after"] == nil)
    #expect(try create(try faulty("* /chatflows 401")).text == #"{"error":"Unauthorized Access"}"#)
    #expect(try create(try faulty("* /chatflows 403")).text == #"{"message":"Forbidden"}"#)
    let bot = try faulty("* /chatbots 429=3").client.get("/v1/chatbots")
    #expect(bot.status == 429)
    #expect(bot.headers["retry-after"] == "3")
    #expect(bot.headers["content-type"] == "application/problem+json")
    let page = try create(try faulty("POST /chatflows html"))
    #expect(page.headers["content-type"]?.hasPrefix("text/html") == true)
    #expect(
      try create(try faulty("* / redirect=http://x.example/")).headers["location"]
        == "http://x.example/")
  }

  @Test("a cut answer has half of its body, whether its length is known or not")
  func cut() throws {
    let server = try TestServer { $0.flows = 80 }
    let id = try #require(try server.server.flowIDs().first)
    for path in ["\(Self.path)/\(id)", Self.path] {
      server.server.setFaults([])
      let whole = try server.client.get(path)
      #expect(whole.isComplete)
      server.server.setFaults([Fault(method: "GET", path: "/chatflows", kind: .cut)])
      let half = try server.client.get(path)
      #expect(half.status == 200)
      #expect(!half.isComplete)
      #expect(half.body.count > 0)
      #expect(half.body.count < whole.body.count)
      #expect(whole.body.starts(with: half.body))
    }
  }

  @Test("paths: everything below, this one only, any one segment")
  func paths() throws {
    let server = try TestServer.empty()
    let id = try server.add("n")
    func statuses(_ specification: String) throws -> [Int] {
      try server.server.setFaults(parsing: [specification])
      return try [Self.path, "\(Self.path)/\(id)", "/api/v1/version", "/v1/chatbots"].map {
        try server.client.get($0).status
      }
    }
    #expect(try statuses("GET /chatflows 500") == [500, 500, 200, 200])
    #expect(try statuses("GET /chatflows$ 500") == [500, 200, 200, 200])
    #expect(try statuses("GET /chatflows/* 500") == [200, 500, 200, 200])
    #expect(try statuses("GET / 500") == [500, 500, 500, 500])
    #expect(try statuses("* /chatbots 500") == [200, 200, 200, 500])
    #expect(try statuses("POST /chatflows 500") == [200, 200, 200, 200])
  }

  @Test("a delay goes together with another fault; of the others the first decides")
  func combined() throws {
    let server = try TestServer.empty()
    try server.server.setFaults(parsing: ["* / slow=1", "* / 500 x1", "* / 403"])
    #expect(try server.client.get(Self.path).status == 500)
    #expect(try server.client.get(Self.path).status == 403)
  }

  @Test("stopping the server ends a long delay")
  func stopDuringDelay() async throws {
    let server = try TestServer.empty()
    try server.server.setFaults(parsing: ["GET / slow=600000 x1"])
    let client = RawClient(port: server.server.port)
    await withTaskGroup(of: Void.self) { group in
      // One of the two takes the delay; when the other has its answer, the delay has begun.
      for _ in 0..<2 {
        group.addTask { do { _ = try client.get("/api/v1/ping") } catch {} }
      }
      await group.next()
      server.server.stop()
      await group.next()
    }
    #expect(server.server.log.count == 2)
  }

  @Test("lists without bodies, capped, with a hidden row")
  func listShapes() throws {
    let server = try TestServer.empty()
    let ids = try ["a", "b", "c"].map { try server.add($0) }
    try server.server.setFaults(parsing: ["GET /chatflows$ stubs"])
    let stubs = try server.client.get(Self.path).json
    #expect(stubs.count == 3)
    #expect(stubs.elements.allSatisfy { $0["flowData"] == nil && $0["name"] != nil })
    try server.server.setFaults(parsing: ["GET /chatflows$ cap=2"])
    #expect(try server.client.get(Self.path).json.count == 2)
    try server.server.setFaults(parsing: ["GET /chatflows$ hidden=\(ids[1])"])
    #expect(
      try server.client.get(Self.path).json.elements.map { $0["name"]?.string } == ["c", "a"])
    #expect(try server.client.get("\(Self.path)/\(ids[1])").status == 200)
    try server.server.setFaults(parsing: ["GET /chatflows$ total=99"])
    #expect(try server.client.get("\(Self.path)?page=1&limit=1").json["total"]?.integer == 99)
  }

  @Test("drift moves the last row to the front between two pages")
  func drift() throws {
    let server = try TestServer.empty()
    for name in ["a", "b", "c", "d"] { _ = try server.add(name) }
    try server.server.setFaults(parsing: ["GET /chatflows$ drift x1"])
    func page(_ number: Int) throws -> [String?] {
      let json = try server.client.get("\(Self.path)?page=\(number)&limit=2").json
      return try #require(json["data"]).elements.map { $0["name"]?.string }
    }
    #expect(try page(1) == ["d", "c"])
    #expect(try page(2) == ["c", "b"])
    #expect(try page(1) == ["a", "d"])
  }

  @Test("page tokens that loop, expire, or come with a false total")
  func tokens() throws {
    let server = try TestServer()
    let first = try server.client.get("/v1/chatbots?pageSize=2").json
    let token = try #require(first["nextPageToken"]?.string)
    try server.server.setFaults(parsing: ["GET /chatbots loop"])
    let looped = try server.client.get("/v1/chatbots?pageSize=2&pageToken=\(token)").json
    #expect(looped["nextPageToken"]?.string == token)
    try server.server.setFaults(parsing: ["GET /chatbots expired"])
    #expect(try server.client.get("/v1/chatbots?pageSize=2&pageToken=\(token)").status == 400)
    try server.server.setFaults(parsing: ["GET /chatbots total=0"])
    #expect(try server.client.get("/v1/chatbots").json["totalSize"]?.integer == 0)
  }

  @Test(
    "an unclear specification is refused with a sentence",
    arguments: [
      "", "PUT", "PUT /chatflows", "PUT /chatflows nothing", "PUT chatflows 500",
      "put /chatflows 500",
      "PUT /chatflows 500 x0", "PUT /chatflows 500 y2", "PUT /chatflows 200", "PUT /chatflows slow",
      "PUT /chatflows slow=-1", "PUT /chatflows store-", "PUT /chatflows store-99",
      "PUT /chatflows lost=1",
      "PUT /chatflows 500 x1 x2",
    ])
  func unclear(text: String) {
    #expect {
      try Fault(parsing: text)
    } throws: { error in
      guard case ServerError.badFault(let named, let reason)? = error as? ServerError else {
        return false
      }
      return named == text && reason.hasSuffix(".")
    }
  }
}
