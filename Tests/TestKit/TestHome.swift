package import FlowModel
package import FlowServer
package import FlowWorkspace
import Synchronization

/// A home in a temporary folder, a local server whose clock the test moves, and a profile that
/// leads to both of its services. The server holds its six sample chatbots and no chatflow.
package final class TestHome {
  /// What the profile sends; it must be found in no file.
  package static let token = "canary-7f3a9c51d2e8"
  package static let tokenVariable = "WEIR_TEST_TOKEN"

  package let folder = TemporaryFolder()
  package let server: LocalServer
  package let clock = ServerClock()
  package let places: Places
  package var environment: [String: String]

  package init(_ change: (inout ServerOptions) -> Void = { _ in }) throws {
    var options = ServerOptions()
    options.flows = 0
    options.token = Self.token
    options.clock = clock.read
    change(&options)
    server = try LocalServer(options: options)
    environment = [
      "WEIR_HOME": folder.path, Self.tokenVariable: Self.token, "PATH": "/usr/bin:/bin",
    ]
    places = try Places(environment: environment)
  }

  deinit { server.stop() }

  /// The profile `test`.
  package func profile(
    _ services: [Service] = Service.allCases, token: TokenSource = .environment(tokenVariable)
  ) throws -> Profile {
    var profile = Profile(name: "test")
    for service in services {
      let url = service == .flowise ? server.flowiseURL : server.flownallyURL
      profile[service] = ServerProfile(address: try ServerAddress(parsing: url), token: token)
    }
    return profile
  }

  /// Writes the profile into the configuration, as `weir profile add` does.
  package func addProfile(_ services: [Service] = Service.allCases) throws {
    var file = try ProfileFile(path: places.configFile)
    try file.add(try profile(services))
    try file.save()
  }

  /// - Parameter now: the time of day of the workspace; the server's own is ``clock``.
  package func open(
    _ services: [Service] = Service.allCases, readOnly: Bool = false,
    now: @escaping @Sendable () -> Milliseconds = WallClock.system
  ) throws -> Workspace {
    try Workspace.open(
      try profile(services), places: places, environment: environment, readOnly: readOnly, now: now)
  }

  /// Adds a chatflow to the server and gives its id.
  @discardableResult
  package func add(_ name: String, flowData: String = SampleBody.text) throws -> String {
    try server.addFlow(name: name, flowData: Array(flowData.utf8))
  }

  /// The body of a chatflow as the server stores it now.
  package func storedBody(of id: String) throws -> String {
    String(decoding: try server.storedText("flowData", of: id) ?? [], as: UTF8.self)
  }

  /// Requests that changed something, or tried to: `PUT /api/v1/chatflows/…`.
  package var writes: [LoggedRequest] {
    server.log.filter { ["POST", "PUT", "PATCH", "DELETE"].contains($0.method) }
  }
}

/// Time of a server that the test moves, in milliseconds since 1970.
package final class ServerClock: Sendable {
  private let now = Mutex<Int64>(1_772_000_000_000)

  package init() {}

  package var read: @Sendable () -> Int64 {
    { self.now.withLock { $0 } }
  }

  package func advance(milliseconds: Int64) { now.withLock { $0 += milliseconds } }
}

/// A body whose spelling no formatter would choose: blanks, `0.70`, an escape, a key.
package enum SampleBody {
  package static let secret = "sk-canary-0123456789abcdef"

  package static let text = """
    { "nodes" : [{"id":"chat_0","data":{"label":"Chat","inputParams":[{"name":"key",\
    "type":"password"}],"inputs":{"key":"\(secret)","temperature":0.70,"top":1E0}}},
      {"id":"end_0","data":{"label":"caf\\u00e9","text":"a\\/b"}}],
    "edges":[{"id":"e1","source":"chat_0","target":"end_0"}] }
    """
}
