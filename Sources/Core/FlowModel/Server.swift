/// A server of a profile, as the local copy knows it. It never holds the token.
package struct Server: Hashable, Sendable {
  package var id: ServerID
  package var service: Service
  /// `scheme://host[:port]`, lower case, without a default port.
  package var origin: String
  /// `/api/v1`, empty, `/v1` …: learnt by asking; nil before the first contact.
  package var basePath: String?
  /// Learnt from the first full pull; nil where rows carry none.
  package var workspaceID: String?
  /// What the server last said of its version.
  package var versionText: String?
  package var listTag: String?
  package var reachedAt: Milliseconds?
  package var failedAt: Milliseconds?
  package var failedCode: String?
  /// End of the last complete pull.
  package var pulledAt: Milliseconds?

  package init(
    id: ServerID, service: Service, origin: String, basePath: String? = nil,
    workspaceID: String? = nil, versionText: String? = nil, listTag: String? = nil,
    reachedAt: Milliseconds? = nil, failedAt: Milliseconds? = nil, failedCode: String? = nil,
    pulledAt: Milliseconds? = nil
  ) {
    self.id = id
    self.service = service
    self.origin = origin
    self.basePath = basePath
    self.workspaceID = workspaceID
    self.versionText = versionText
    self.listTag = listTag
    self.reachedAt = reachedAt
    self.failedAt = failedAt
    self.failedCode = failedCode
    self.pulledAt = pulledAt
  }

  /// What stood in the way at the last contact; nil when it was good.
  package enum Obstacle: Sendable {
    /// No answer, or one that broke off.
    case silence
    /// The token is missing, is not taken, or may not read.
    case access
    /// It answered with something else than its flows.
    case answer
  }

  package var obstacle: Obstacle? {
    guard isReachable == false else { return nil }
    return switch failedCode {
    case nil, "unreachable", "interrupted": .silence
    case "auth", "permission": .access
    default: .answer
    }
  }

  /// What went wrong at the last contact, as what is said of a server: "cannot be reached".
  package var outage: String? {
    isReachable == false ? PastEvent.outage(failedCode ?? "unreachable") : nil
  }

  /// Whether the last contact was good. Unknown before the first one.
  package var isReachable: Bool? {
    switch (reachedAt, failedAt) {
    case (nil, nil): nil
    case (let reached?, let failed?): reached >= failed
    case (_?, nil): true
    case (nil, _?): false
    }
  }
}
