package import FlowModel

/// What a pull did: one entry per server, none left out.
package struct PullReport: Equatable, Sendable {
  package var servers: [ServerPull]

  package init(servers: [ServerPull] = []) { self.servers = servers }

  package var changed: Int { sum(\.changed) }
  package var merged: Int { sum(\.merged) }
  package var new: Int { sum(\.new) }
  package var gone: Int { sum(\.gone) }
  package var missing: Int { sum(\.missing) }
  package var unchanged: Int { sum(\.unchanged) }
  package var conflicts: Int { sum(\.conflicts) }
  package var stubs: Int { sum(\.stubs) }
  package var held: Int { sum(\.held) }
  package var refused: Int { sum(\.refused) }
  package var quarantined: Int { sum(\.quarantined) }
  package var bytes: Int { sum(\.bytes) }
  /// The slowest server: they run side by side.
  package var seconds: Double { servers.map(\.seconds).max() ?? 0 }

  private func sum(_ count: KeyPath<ServerPull, Int>) -> Int {
    servers.reduce(0) { $0 + $1[keyPath: count] }
  }
}

/// What a pull did with one server.
package struct ServerPull: Equatable, Sendable {
  package var service: Service
  /// Flows that took the server's new content.
  package var changed = 0
  /// Flows that had changed here and there and were put together without asking.
  package var merged = 0
  /// Flows seen for the first time.
  package var new = 0
  /// Flows that count as deleted on the server from this pull on.
  package var gone = 0
  /// Flows whose id answered "not found" once; a second pull decides.
  package var missing = 0
  package var unchanged = 0
  /// Conflicts this pull opened.
  package var conflicts = 0
  /// Flows whose bodies are still to be read when the pull ended.
  package var stubs = 0
  /// Deletions that wait for a person, because they are too many at once.
  package var held = 0
  /// Rows that could not be understood, nor whose they are, and were left out.
  package var refused = 0
  /// Flows whose records could not be understood: they stay as they are.
  package var quarantined = 0
  /// Body bytes received.
  package var bytes = 0
  package var seconds = 0.0
  /// Whether the list was whole: only then are deletions looked for.
  package var isComplete = false
  /// Why it ended early; what is counted above was kept.
  package var error: SyncError?

  package init(service: Service, error: SyncError? = nil) {
    self.service = service
    self.error = error
  }
}
