import FlowAPI
import HostileKit
import Testing

/// One request to a scripted server, with short deadlines where a test waits for one.
struct TransportBench {
  let transport: CurlTransport

  init(_ change: (inout Deadlines) -> Void = { _ in }) {
    var deadlines = Deadlines()
    change(&deadlines)
    transport = CurlTransport(deadlines: deadlines)
  }

  static func request(
    _ server: ScriptedServer, _ method: HTTPRequest.Method = .get, limit: Int = 1 << 20
  ) throws -> HTTPRequest {
    HTTPRequest(method, try ServerAddress(parsing: server.url).origin, "/x", bodyLimit: limit)
  }

  /// Status and body of the answer.
  func send(_ request: HTTPRequest) throws(APIError) -> (head: HTTPHead, body: [UInt8]) {
    var body: [UInt8] = []
    let head = try transport.send(request) { _, bytes in
      body.append(contentsOf: bytes)
      return .proceed
    }
    return (head, body)
  }

  /// The error of a request that must fail.
  func failure(_ request: HTTPRequest) -> APIError? {
    do {
      _ = try send(request)
      return nil
    } catch {
      return error
    }
  }
}

extension APIError {
  var isLost: Bool {
    if case .lost = self { return true }
    return false
  }

  var isNeverConnected: Bool {
    if case .neverConnected = self { return true }
    return false
  }
}

@Suite("Transfers")
struct TransportTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
  private static let small = ok + "Content-Length: 2\r\n\r\n{}"

  @Test("gives status, header fields and body")
  func answer() throws {
    let server = ScriptedServer(
      always: "HTTP/1.1 418 Odd\r\nX-One:  two words \r\nContent-Length: 3\r\n\r\nabc")
    let (head, body) = try TransportBench().send(try TransportBench.request(server))
    #expect(head.status == 418)
    #expect(head["x-one"] == "two words")
    #expect(body == Array("abc".utf8))
  }

  @Test("an interim answer is not the answer")
  func interim() throws {
    let server = ScriptedServer(
      always: "HTTP/1.1 103 Early Hints\r\nX-A: early\r\n\r\n" + Self.small)
    let (head, _) = try TransportBench().send(try TransportBench.request(server))
    #expect(head.status == 200)
    #expect(head["x-a"] == nil)
  }

  @Test("no redirect is followed", arguments: [301, 302, 303, 307, 308, 300])
  func redirects(status: Int) throws {
    let other = ScriptedServer(always: Self.small)
    let server = ScriptedServer(
      always: "HTTP/1.1 \(status) There\r\nLocation: \(other.url)/y\r\nContent-Length: 0\r\n\r\n")
    var request = try TransportBench.request(server)
    request.credential = Credential(
      token: Secret("canary"), origin: request.origin, allowsHTTP: false)
    #expect(TransportBench().failure(request) == .redirected(host: "127.0.0.1:\(other.port)"))
    #expect(other.requests.isEmpty)
    #expect(server.requests.count == 1)
  }

  @Test(
    "the host of a redirect is plain text whatever the server writes",
    arguments: [
      ("//evil.example/x", "evil.example"), ("https://a@b.example\\c", "b.example"),
      ("/login", "127.0.0.1"), ("https://e\u{1b}[2Jvil\u{202e}.example/", "e[2Jvil.example"),
    ])
  func redirectHost(location: String, host: String) throws {
    let server = ScriptedServer(
      always: "HTTP/1.1 302 There\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")
    let request = try TransportBench.request(server)
    #expect(TransportBench().failure(request) == .redirected(host: host))
  }

  @Test(
    "a token for another origin stops the request before it leaves",
    arguments: [
      "http://127.0.0.1:1", "https://127.0.0.1", "http://localhost",
    ])
  func foreignToken(origin: String) throws {
    let server = ScriptedServer(always: Self.small)
    var request = try TransportBench.request(server)
    request.credential = Credential(
      token: Secret("canary"), origin: try ServerAddress(parsing: origin).origin, allowsHTTP: true)
    guard case .notAllowed(let reason) = TransportBench().failure(request) else {
      Issue.record("the token went to another origin")
      return
    }
    #expect(!reason.contains("canary"))
    #expect(server.requests.isEmpty)
  }

  @Test("a token travels over plain http only to this computer, or by consent")
  func plainHTTP() throws {
    // TEST-NET-1: nobody answers there, and nothing may be sent there.
    let origin = try ServerAddress(parsing: "http://192.0.2.1").origin
    var request = HTTPRequest(.get, origin, "/x", bodyLimit: 10)
    request.credential = Credential(token: Secret("t"), origin: origin, allowsHTTP: false)
    guard case .notAllowed = TransportBench().failure(request) else {
      Issue.record("the token left over plain http")
      return
    }
    let server = ScriptedServer(always: Self.small)
    var local = try TransportBench.request(server)
    local.credential = Credential(token: Secret("t0ken"), origin: local.origin, allowsHTTP: false)
    _ = try TransportBench().send(local)
    #expect(server.requests[0].contains("Authorization: Bearer t0ken\r\n"))
  }

  @Test(
    "a token or field that no header may hold is not sent",
    arguments: [
      "a\r\nX-Evil: 1", "tö", "a b", "", "a\0b",
    ])
  func oddToken(token: String) throws {
    let server = ScriptedServer(always: Self.small)
    var request = try TransportBench.request(server)
    request.credential = Credential(
      token: Secret(token), origin: request.origin, allowsHTTP: false)
    #expect(TransportBench().failure(request) != nil)
    request.credential = nil
    request.fields = [HTTPField("If-None-Match", token + "\n")]
    #expect(TransportBench().failure(request) != nil)
    #expect(server.requests.isEmpty)
  }

  @Test(
    "a path that would change the host is not asked",
    arguments: ["", ".evil.example/x", "@evil.example/x", ":1/x", "/a b", "/a\r\nX: y", "/é"])
  func oddTarget(target: String) throws {
    let server = ScriptedServer(always: Self.small)
    var request = try TransportBench.request(server)
    request.target = target
    guard case .notAllowed = TransportBench().failure(request) else {
      Issue.record("\(target) was asked")
      return
    }
    #expect(server.requests.isEmpty)
  }

  @Test("reads and the write after a check share one connection")
  func reuse() throws {
    let server = ScriptedServer { connection, number in
      while connection.readRequest() != nil {
        connection.send(Self.ok + "X-Connection: \(number)\r\nContent-Length: 2\r\n\r\n{}")
      }
    }
    let bench = TransportBench()
    let numbers = try [HTTPRequest.Method.get, .get, .put, .patch, .delete].map {
      try bench.send(try TransportBench.request(server, $0)).head["x-connection"]
    }
    #expect(numbers == ["0", "0", "0", "0", "0"])
  }

  @Test("each POST has a connection of its own, never used again")
  func postAlone() throws {
    let server = ScriptedServer { connection, number in
      while connection.readRequest() != nil {
        connection.send(Self.ok + "X-Connection: \(number)\r\nContent-Length: 2\r\n\r\n{}")
      }
    }
    let bench = TransportBench()
    let numbers = try [HTTPRequest.Method.post, .get, .post, .get].map {
      try bench.send(try TransportBench.request(server, $0)).head["x-connection"]
    }
    #expect(numbers == ["0", "1", "2", "1"])
  }

  @Test("a POST whose connection dies is lost, not sent again", arguments: [true, false])
  func postDies(hasBody: Bool) throws {
    let server = ScriptedServer { connection, number in
      guard connection.readRequest() != nil, number == 0 else { return }
      connection.send(Self.small)
      // The next request meets a closed connection, or one that closes unanswered.
      _ = connection.readRequest()
    }
    let bench = TransportBench()
    _ = try bench.send(try TransportBench.request(server))
    var post = try TransportBench.request(server, .post)
    post.body = hasBody ? Array("{}".utf8) : nil
    #expect(bench.failure(post)?.isLost == true)
    #expect(server.requests.filter { $0.hasPrefix("POST") }.count == 1)
  }

  @Test(
    "a write whose connection dies unanswered is lost, not sent again",
    arguments: [HTTPRequest.Method.put, .patch, .delete])
  func writeDies(method: HTTPRequest.Method) throws {
    let server = ScriptedServer { connection, number in
      guard connection.readRequest() != nil, number == 0 else { return }
      connection.send(Self.small)
      // The write shares the connection of the check, arrives, and is never answered.
      _ = connection.readRequest()
    }
    let bench = TransportBench()
    _ = try bench.send(try TransportBench.request(server))
    var write = try TransportBench.request(server, method)
    write.body = method == .delete ? nil : Array("{}".utf8)
    #expect(bench.failure(write)?.isLost == true)
    #expect(server.requests.filter { $0.hasPrefix(method.rawValue) }.count == 1)
  }

  @Test("a read on a connection that went stale is asked again")
  func staleRead() throws {
    let server = ScriptedServer { connection, _ in
      _ = connection.readRequest()
      connection.send(Self.small)
    }
    let bench = TransportBench()
    for _ in 0..<3 {
      #expect(try bench.send(try TransportBench.request(server)).head.status == 200)
    }
  }

  @Test("a body arrives whole and unchanged")
  func body() throws {
    let server = ScriptedServer(always: Self.small)
    var request = try TransportBench.request(server, .put)
    request.fields = [HTTPField("Content-Type", "application/json")]
    request.body = Array(String(repeating: "0123456789abcdef", count: 200_000).utf8)
    _ = try TransportBench().send(request)
    let sent = try #require(server.requests.first)
    #expect(sent.hasPrefix("PUT /x HTTP/1.1\r\n"))
    #expect(sent.hasSuffix("\r\n\r\n" + String(decoding: request.body ?? [], as: UTF8.self)))
    #expect(!sent.lowercased().contains("expect:"))
  }
}
