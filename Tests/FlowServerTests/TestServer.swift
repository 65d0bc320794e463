import FlowServer
import Synchronization

/// Time that the test moves, in milliseconds since 1970.
final class TestClock: Sendable {
  private let now: Mutex<Int64>

  init(_ start: Int64 = 1_772_000_000_000) { now = Mutex(start) }

  var read: @Sendable () -> Int64 {
    { self.now.withLock { $0 } }
  }

  func advance(milliseconds: Int64) { now.withLock { $0 += milliseconds } }
}

/// A server on a free port, its clock, and clients for it. Stops when the test lets go of it.
final class TestServer: Sendable {
  let server: LocalServer
  let clock: TestClock

  static let flow = #"{\"nodes\":[],\"edges\":[]}"#

  init(_ change: (inout ServerOptions) -> Void = { _ in }) throws {
    let clock = TestClock()
    var options = ServerOptions()
    options.clock = clock.read
    options.viewToken = "look"
    change(&options)
    self.clock = clock
    server = try LocalServer(options: options)
  }

  deinit { server.stop() }

  var client: RawClient { RawClient(port: server.port, server: self) }
  var viewer: RawClient { RawClient(port: server.port, token: "look", server: self) }
  var stranger: RawClient { RawClient(port: server.port, token: nil, server: self) }

  /// Adds an empty flow and gives its id.
  func add(_ name: String, type: String = "CHATFLOW") throws -> String {
    try server.addFlow(name: name, flowData: Array(#"{"nodes":[],"edges":[]}"#.utf8), type: type)
  }

  /// A server without any flow.
  static func empty(_ change: (inout ServerOptions) -> Void = { _ in }) throws -> TestServer {
    try TestServer { options in
      options.flows = 0
      change(&options)
    }
  }
}
