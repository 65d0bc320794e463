import Dispatch
import FlowAPI
import HostileKit
import Synchronization
import Testing

@Suite("Cancelling", .timeLimit(.minutes(1)))
struct CancelTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

  @Test("a transfer that waits for its answer ends")
  func whileWaiting() throws {
    let bench = TransportBench()
    let server = ScriptedServer { connection, _ in
      _ = connection.readRequest()
      // The request has left: the client can only be waiting.
      bench.transport.cancel()
      connection.waitForClose()
    }
    #expect(bench.failure(try TransportBench.request(server)) == .cancelled)
  }

  @Test("a transfer that floods ends")
  func whileFlooding() throws {
    let bench = TransportBench()
    let server = ScriptedServer { connection, _ in
      _ = connection.readRequest()
      connection.send(Self.ok + "\r\n")
      let piece = [UInt8](repeating: 0x20, count: 65536)
      for _ in 0..<20 { connection.send(piece) }
      bench.transport.cancel()
      while connection.send(piece) {}
    }
    let request = try TransportBench.request(server, limit: 1 << 40)
    #expect(throws: APIError.cancelled) {
      try bench.transport.send(request) { _, _ in .proceed }
    }
  }

  @Test("a connection that is never accepted ends")
  func whileConnecting() throws {
    let bench = TransportBench()
    // The handshake never comes.
    let server = ScriptedServer { connection, _ in
      bench.transport.cancel()
      connection.waitForClose()
    }
    let origin = Origin(scheme: .https, host: "127.0.0.1", port: Int(server.port))
    #expect(bench.failure(HTTPRequest(.get, origin, "/", bodyLimit: 10)) == .cancelled)
  }

  @Test("later requests end at once, until they are allowed again")
  func sticky() throws {
    let server = ScriptedServer(always: Self.ok + "Content-Length: 2\r\n\r\n{}")
    let bench = TransportBench()
    bench.transport.cancel()
    #expect(bench.failure(try TransportBench.request(server)) == .cancelled)
    #expect(server.requests.isEmpty)
    bench.transport.resume()
    #expect(bench.failure(try TransportBench.request(server)) == nil)
  }

  @Test("the connection of a cancelled transfer is not used again")
  func cleanAfterwards() throws {
    let bench = TransportBench()
    let server = ScriptedServer { connection, number in
      while connection.readRequest() != nil {
        if number == 0 {
          connection.send(Self.ok + "Content-Length: 9\r\n\r\n{")
          bench.transport.cancel()
        } else {
          connection.send(Self.ok + "Content-Length: 1\r\n\r\n\(number)")
        }
      }
    }
    #expect(bench.failure(try TransportBench.request(server)) == .cancelled)
    bench.transport.resume()
    #expect(try bench.send(try TransportBench.request(server)).body == Array("1".utf8))
  }
}
