import FlowAPI
import HostileKit
import Testing

@Suite("Servers that lie, stall, flood or break off")
struct HostileServerTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
  private static let chunked = ok + "Transfer-Encoding: chunked\r\n\r\n"

  /// Sends `piece` until the client closes.
  private static func flood(
    _ head: String, after start: [UInt8] = [], _ piece: [UInt8]
  ) -> ScriptedServer {
    ScriptedServer { connection, _ in
      guard connection.readRequest() != nil, connection.send(Array(head.utf8) + start) else {
        return
      }
      while connection.send(piece) {}
    }
  }

  /// Sends `piece` again and again with a pause, until the client closes.
  private static func dribble(_ head: String, _ piece: String) -> ScriptedServer {
    ScriptedServer { connection, _ in
      guard connection.readRequest() != nil, connection.send(head) else { return }
      while connection.send(piece), !connection.isClosed(withinMilliseconds: 10) {}
    }
  }

  @Test("a body without end is broken off at the cap")
  func endlessBody() throws {
    let server = Self.flood(Self.ok + "\r\n", [UInt8](repeating: 0x20, count: 1 << 20))
    let request = try TransportBench.request(server, limit: 10 << 20)
    #expect(TransportBench().failure(request) == .tooLarge(limit: 10 << 20))
  }

  @Test("a body that announces too much is not begun")
  func announcedBody() throws {
    let server = Self.flood(Self.ok + "Content-Length: 10737418240\r\n\r\n", [])
    let request = try TransportBench.request(server, limit: 1000)
    #expect(TransportBench().failure(request) == .tooLarge(limit: 1000))
  }

  @Test("an error's body has a cap of its own")
  func endlessError() throws {
    let server = Self.flood(
      "HTTP/1.1 500 Oh\r\n\r\n", [UInt8](repeating: 0x41, count: 65536))
    let request = try TransportBench.request(server, limit: 1 << 40)
    #expect(TransportBench().failure(request) == .tooLarge(limit: 1 << 20))
  }

  @Test("what counts is the size after unpacking")
  func gzipBomb() throws {
    let bomb = GzipBytes.bomb(repetitions: 30_000)
    let head = Self.ok + "Content-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n"
    let server = ScriptedServer(always: Array(head.utf8) + bomb)
    let request = try TransportBench.request(server, limit: 4 << 20)
    #expect(TransportBench().failure(request) == .tooLarge(limit: 4 << 20))
  }

  @Test("a packed answer is unpacked")
  func gzip() throws {
    let packed = GzipBytes.stored(Array(#"{"a":1}"#.utf8))
    let head = Self.ok + "Content-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n"
    let server = ScriptedServer(always: Array(head.utf8) + packed)
    let body = try TransportBench().send(try TransportBench.request(server)).body
    #expect(body == Array(#"{"a":1}"#.utf8))
    #expect(server.requests[0].contains("Accept-Encoding: gzip\r\n"))
  }

  /// Of all these libcurl says nothing: the name in a gzip header, blocks of a length of zero.
  private static let padded: [(String, [UInt8], [UInt8])] = [
    (chunked + "1;", [], [0x78]),
    (ok + "Content-Encoding: gzip\r\n\r\n", [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 255], [0x78]),
    (
      ok + "Content-Encoding: gzip\r\n\r\n", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255],
      [0, 0, 0, 255, 255]
    ),
  ]

  @Test("padding without end is broken off, though none of it is an answer", arguments: padded)
  func padding(head: String, start: [UInt8], piece: [UInt8]) throws {
    let server = Self.flood(head, after: start, Array(repeatElement(piece, count: 20_000).joined()))
    let error = TransportBench().failure(try TransportBench.request(server))
    guard case .unreadable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("chunks of one byte with a long extension each are an answer")
  func paddedChunks() throws {
    let extended = "1;" + String(repeating: "x", count: 1_000)
    let body = #"{"a":1}"#.map { "\(extended)\r\n\($0)\r\n" }.joined()
    let server = ScriptedServer(always: Self.chunked + body + "0\r\n\r\n")
    let answer = try TransportBench().send(try TransportBench.request(server))
    #expect(answer.body == Array(#"{"a":1}"#.utf8))
  }

  @Test("what an earlier answer on the same connection brought is not padding of the next")
  func secondTransfer() throws {
    let long = String(repeating: " ", count: 3 << 20)
    let server = ScriptedServer { connection, _ in
      var answers = [long, "{}"][...]
      while connection.readRequest() != nil, let body = answers.popFirst() {
        connection.send(Self.ok + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
      }
    }
    let bench = TransportBench()
    let request = try TransportBench.request(server, limit: 4 << 20)
    #expect(try bench.send(request).body.count == 3 << 20)
    #expect(try bench.send(request).body == Array("{}".utf8))
  }

  @Test(
    "header lines without end are broken off",
    arguments: [
      "X-A: b\r\n", "X-A: " + String(repeating: "b", count: 9000) + "\r\n",
      "HTTP/1.1 100 Continue\r\n\r\n",
    ])
  func headerBomb(line: String) throws {
    let server = Self.flood(line.hasPrefix("HTTP") ? "" : Self.ok, Array(line.utf8))
    let error = TransportBench().failure(try TransportBench.request(server))
    #expect(error == .tooLarge(limit: 65536))
  }

  @Test("a header line without end is broken off")
  func headerLineBomb() throws {
    let server = Self.flood(Self.ok + "X-A: ", [UInt8](repeating: 0x62, count: 65536))
    let error = TransportBench().failure(try TransportBench.request(server))
    #expect(error?.isLost == true)
  }

  @Test(
    "an answer that drips is given up at the deadline of the whole",
    arguments: [
      (ok + "\r\n", " "), (chunked, "1\r\n \r\n"), (ok, "X-A: b\r\n"),
    ])
  func slowLoris(head: String, piece: String) throws {
    let server = Self.dribble(head, piece)
    let bench = TransportBench { $0.total = .milliseconds(150) }
    #expect(
      bench.failure(try TransportBench.request(server)) == .lost("the transfer took too long"))
  }

  @Test("an answer that stops in the middle is given up when it stands still")
  func standstill() throws {
    let server = ScriptedServer { connection, _ in
      _ = connection.readRequest()
      connection.send(Self.ok + "Content-Length: 10\r\n\r\n{")
      connection.waitForClose()
    }
    let bench = TransportBench { $0.idle = .milliseconds(50) }
    #expect(bench.failure(try TransportBench.request(server)) == .lost("the transfer stood still"))
  }

  @Test("a server that never answers is given up", arguments: [0, 2, 300_000])
  func silence(bodyLength: Int) throws {
    let server = ScriptedServer { connection, _ in
      _ = connection.readRequest()
      connection.waitForClose()
    }
    let bench = TransportBench { $0.firstByte = .milliseconds(50) }
    var request = try TransportBench.request(server, bodyLength == 0 ? .get : .post)
    request.body = bodyLength == 0 ? nil : [UInt8](repeating: 0x20, count: bodyLength)
    #expect(bench.failure(request) == .lost("the server did not answer in time"))
  }

  @Test("a server that stops reading is given up")
  func stopsReading() throws {
    let server = ScriptedServer { connection, _ in
      // Its end comes with the client's: nothing is read meanwhile.
      while !connection.hasHungUp(withinMilliseconds: 10) {}
    }
    let bench = TransportBench { $0.idle = .milliseconds(100) }
    var request = try TransportBench.request(server, .put)
    request.body = [UInt8](repeating: 0x20, count: 50 << 20)
    #expect(bench.failure(request) == .lost("the server took no more of the request"))
  }

  @Test("the reader's own time is not held against the server")
  func slowReader() throws {
    let server = ScriptedServer { connection, _ in
      _ = connection.readRequest()
      connection.send(Self.ok + "Content-Length: 2\r\n\r\n{")
      _ = connection.isClosed(withinMilliseconds: 700)
      connection.send("}")
    }
    let bench = TransportBench {
      $0.idle = .milliseconds(600)
      $0.total = .milliseconds(600)
    }
    let clock = ContinuousClock()
    var isFirst = true
    let head = try bench.transport.send(try TransportBench.request(server)) { _, _ in
      let end = clock.now + .milliseconds(isFirst ? 600 : 0)
      while clock.now < end {}
      isFirst = false
      return .proceed
    }
    #expect(head.status == 200)
  }

  @Test(
    "an answer that is cut is lost",
    arguments: [
      ok + "Content-Length: 10\r\n\r\n{}", chunked + "5\r\n{\"a\"", chunked + "2\r\n{}\r\n",
      ok, "HTTP/1.1 200", "", "HTTP/1.1 100 Continue\r\n\r\n",
    ])
  func cut(answer: String) throws {
    let server = ScriptedServer { connection, _ in
      _ = connection.readRequest()
      connection.send(answer)
    }
    #expect(TransportBench().failure(try TransportBench.request(server))?.isLost == true)
  }

  @Test(
    "what is no HTTP is lost",
    arguments: [
      "SSH-2.0-OpenSSH_9.2\r\n", "{}\r\n", "HTTP/9.9 200 OK\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
      chunked + "zz\r\n{}\r\n", ok + "Content-Length: -5\r\n\r\n{}",
      ok + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
    ])
  func garbage(answer: String) throws {
    let server = ScriptedServer { connection, _ in
      _ = connection.readRequest()
      connection.send(answer)
    }
    let error = TransportBench().failure(try TransportBench.request(server))
    #expect(error?.isLost == true, "\(String(describing: error))")
  }

  @Test(
    "what was wrong is said in words for a person",
    arguments: [
      (ok, "it ended before its header did"),
      ("", "the server closed the connection without an answer"),
      (ok + "Content-Length: 10\r\n\r\n{}", "it ended before it was whole"),
      ("{}\r\n", "what the server sends is not HTTP (Received HTTP/0.9 when not allowed)"),
      (
        chunked + "2\r\n{}\r\n0\r\nX-A: " + String(repeating: "x", count: 1 << 20) + "\r\n\r\n",
        "a header line is too long, or memory is out"
      ),
    ])
  func words(answer: String, text: String) throws {
    let server = ScriptedServer { connection, _ in
      _ = connection.readRequest()
      connection.send(answer)
    }
    #expect(TransportBench().failure(try TransportBench.request(server)) == .lost(text))
  }

  @Test("a refusal whose explanation is cut is still a refusal")
  func cutRefusal() throws {
    let server = ScriptedServer { connection, _ in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 413 Large\r\nContent-Length: 100\r\n\r\ntoo")
    }
    #expect(try TransportBench().send(try TransportBench.request(server)).head.status == 413)
  }

  @Test("nobody there: never connected")
  func refused() throws {
    var server: ScriptedServer? = ScriptedServer { _, _ in }
    let request = try TransportBench.request(try #require(server))
    _ = TransportBench().failure(request)
    server = nil
    // The listener closes with the value; until it has, the connection is closed unanswered.
    var error = TransportBench().failure(request)
    for _ in 0..<1000 where error?.isLost == true { error = TransportBench().failure(request) }
    #expect(error?.isNeverConnected == true)
  }

  @Test("no such host, no handshake: never connected", arguments: [true, false])
  func handshake(answersPlainly: Bool) throws {
    let server = ScriptedServer { connection, _ in
      if answersPlainly { connection.send(Self.ok + "\r\n") }
      connection.waitForClose()
    }
    let secure = Origin(
      scheme: .https, host: answersPlainly ? "127.0.0.1" : "name.invalid", port: Int(server.port))
    let request = HTTPRequest(.post, secure, "/x", bodyLimit: 10)
    #expect(TransportBench().failure(request)?.isNeverConnected == true)
  }
}
