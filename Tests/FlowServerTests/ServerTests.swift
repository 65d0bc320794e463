import FlowServer
import Glibc
import JSONText
import Testing

@Suite("the local server")
struct ServerTests {
  @Test("takes a free port of the loopback interface and tells its addresses")
  func addresses() throws {
    let server = try TestServer()
    #expect(server.server.port > 0)
    #expect(server.server.flowiseURL == "http://127.0.0.1:\(server.server.port)")
    #expect(server.server.flownallyURL == "http://127.0.0.1:\(server.server.port)/v1")
  }

  @Test("says so when the port is taken")
  func takenPort() throws {
    let server = try TestServer()
    var options = ServerOptions()
    options.port = server.server.port
    #expect(throws: ServerError.cannotListen(port: server.server.port)) {
      try LocalServer(options: options)
    }
  }

  @Test("stops once and for all; a second stop does nothing")
  func stop() throws {
    let server = try TestServer()
    server.server.stop()
    server.server.stop()
    #expect(throws: RawClient.Unreachable.self) { try server.client.get("/api/v1/ping") }
  }

  @Test("logs what was asked, in order, without the values of headers")
  func log() throws {
    let server = try TestServer.empty()
    _ = try server.client.get("/api/v1/chatflows?type=CHATFLOW")
    server.clock.advance(milliseconds: 10)
    _ = try server.client.send("POST", "/api/v1/chatflows", json: #"{"name":"n"}"#)
    let log = server.server.log
    #expect(log.map(\.method) == ["GET", "POST"])
    #expect(log.map(\.status) == [200, 400])
    #expect(log[0].path == "/api/v1/chatflows")
    #expect(log[0].query == "type=CHATFLOW")
    #expect(log[0].headerNames.contains("authorization"))
    #expect(log[1].body == Array(#"{"name":"n"}"#.utf8))
    #expect(log[1].when == log[0].when + 10)
    server.server.clearLog()
    #expect(server.server.log.isEmpty)
  }

  @Test("writes a line for each request into a file when asked, and keeps none")
  func logFile() throws {
    var pattern = Array("/tmp/flow-server-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&pattern).map { String(cString: $0) })
    let file = folder + "/requests"
    defer {
      unlink(file)
      rmdir(folder)
    }
    let server = try TestServer.empty { $0.logging = .file(file) }
    _ = try server.client.get("/api/v1/chatflows?type=CHATFLOW")
    _ = try server.client.send("POST", "/api/v1/chatflows", json: #"{"name":"n"}"#)
    let stream = try #require(fopen(file, "r"))
    defer { fclose(stream) }
    var text = [CChar](repeating: 0, count: 4096)
    let count = fread(&text, 1, text.count - 1, stream)
    #expect(
      String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        == "GET /api/v1/chatflows?type=CHATFLOW 200\nPOST /api/v1/chatflows 400\n")
    #expect(server.server.log.isEmpty)
  }

  @Test("keeps its rows in a file, and does not fill it a second time")
  func dataFile() throws {
    var pattern = Array("/tmp/flow-server-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&pattern).map { String(cString: $0) })
    let file = folder + "/rows.db"
    defer {
      unlink(file)
      rmdir(folder)
    }
    let first = try TestServer { $0.dataFile = file }
    let ids = try first.server.flowIDs()
    try first.server.deleteFlow(ids[0])
    let tag = try #require(try first.client.get("/api/v1/chatflows").headers["etag"])
    first.server.stop()
    let second = try TestServer {
      $0.dataFile = file
      $0.flows = 3
    }
    #expect(try second.server.flowIDs() == Array(ids.dropFirst()))
    #expect(try second.client.get("/api/v1/chatflows", ["If-None-Match": tag]).status == 304)
    let new = try second.add("new")
    #expect(!ids.contains(new))
  }

  @Test("says so when the file is no database")
  func notADatabase() {
    var options = ServerOptions()
    options.dataFile = "/dev/null/rows.db"
    #expect { try LocalServer(options: options) } throws: { error in
      if case ServerError.database? = error as? ServerError { true } else { false }
    }
  }

  @Test("another editor's write is seen by clients, with or without a new date")
  func otherEditor() throws {
    let server = try TestServer.empty()
    let id = try server.add("n")
    let date = try server.server.updated(id)
    try server.server.setText("flowData", of: id, to: Array("not checked".utf8), movingDate: false)
    #expect(try server.server.updated(id) == date)
    #expect(
      try server.client.get("/api/v1/chatflows/\(id)").json["flowData"]?.string == "not checked")
    try server.server.setField("future", of: id, to: Array("[1.0]".utf8))
    #expect(try server.server.updated(id) > date)
    #expect(try server.server.storedField("future", of: id) == Array("[1.0]".utf8))
    #expect(throws: ServerError.notJSON("x")) {
      try server.server.setField("x", of: id, to: Array("{".utf8))
    }
    #expect(throws: ServerError.noSuchFlow("y")) { try server.server.deleteFlow("y") }
  }

  @Test("many clients at once each get whole answers, while somebody writes")
  func concurrency() async throws {
    let server = try TestServer { $0.flows = 60 }
    let client = RawClient(port: server.server.port)
    let id = try #require(try server.server.flowIDs().last)
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<12 {
        group.addTask {
          do {
            if number % 3 == 0 {
              let json = "{\"name\":\"n\(number)\"}"
              return try client.send("PUT", "/api/v1/chatflows/\(id)", json: json).status == 200
            }
            let answer = try client.get("/api/v1/chatflows")
            let rows = try JSONDocument(parsing: answer.body).root.count
            return answer.isComplete && rows >= 59
          } catch {
            return false
          }
        }
      }
      for await isGood in group { #expect(isGood) }
    }
    _ = server
  }

  @Test(
    "dates step as they are told",
    arguments: [(DateStep.seconds, "1.000Z"), (.milliseconds, "1.700Z"), (.constant, "0.000Z")])
  func dateSteps(step: DateStep, ending: String) throws {
    let server = try TestServer.empty { $0.dateStep = step }
    server.clock.advance(milliseconds: 1700)
    let id = try server.add("n")
    let date = try server.client.get("/api/v1/chatflows/\(id)").json["updatedDate"]?.string
    #expect(date?.hasSuffix(ending) == true)
  }

  @Test(
    "dates of the wire are read and written",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
      (951_868_799_000, "2000-02-29T23:59:59.000Z"),
      (1_709_251_199_123, "2024-02-29T23:59:59.123Z"),
      (4_107_542_400_000, "2100-03-01T00:00:00.000Z"), (-1000, "1969-12-31T23:59:59.000Z"),
    ])
  func dates(milliseconds: Int64, text: String) {
    #expect(ServerDate.text(milliseconds) == text)
    #expect(ServerDate.milliseconds(text) == milliseconds)
  }
}
