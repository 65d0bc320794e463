package import FlowModel
import FlowStore

/// A server of the profile whose address was changed after its flows came into the copy
/// (sync.md 2.6, "Identity").
package struct MovedServer: Hashable, Sendable {
  package let service: Service
  /// Where the flows of the copy come from, `scheme://host[:port]`.
  package let stored: String
  /// What the profile names now.
  package let named: String

  package var sentence: String {
    "The \(service.title) flows of this copy are of \(stored); the profile names \(named)."
  }
}

/// The copy belongs to a server. Where the profile names another one, nothing is changed, taken or
/// sent until a person says whether it is the same.
extension Workspace {
  /// The servers of the profile whose flows come from elsewhere. Empty when there is no copy yet, or
  /// when it cannot be read.
  package static func movedServers(of profile: Profile, places: Places) -> [MovedServer] {
    let location = StoreLocation(
      dataFolder: places.data(of: profile.name), lockFolder: places.locks, profile: profile.name)
    guard hasDatabase(location),
      let store = try? openStore(location, .reading, setsAside: false, now: WallClock.system)
    else { return [] }
    defer { store.close() }
    return (try? movedServers(of: profile, in: store)) ?? []
  }

  static func movedServers(
    of profile: Profile, in store: Store
  ) throws(StoreError) -> [MovedServer] {
    try store.reader.servers().compactMap { server in
      guard let named = profile[server.service]?.address.origin, named != server.origin else {
        return nil
      }
      return MovedServer(service: server.service, stored: server.origin, named: named)
    }
  }

  /// Makes the servers of the profile known to the copy. One that never gave a flow may change its
  /// address freely: it was never reached, or refused the token and nothing waits that may have been
  /// sent there.
  ///
  /// - Returns: those whose flows come from elsewhere.
  static func registerServers(
    of profile: Profile, in store: Store
  ) throws(Problem) -> [MovedServer] {
    do throws(StoreError) {
      if !store.opening.isReadOnly {
        for service in profile.services {
          guard let origin = profile[service]?.address.origin else { continue }
          let server = try store.writer.server(service, origin: origin)
          guard server.origin != origin, server.pulledAt == nil,
            try store.reader.knownCount(on: server.id) == 0
          else { continue }
          if server.reachedAt != nil, try !store.reader.outbox().isEmpty { continue }
          try store.writer.rebind(server.id, origin: origin)
        }
      }
      return try movedServers(of: profile, in: store)
    } catch {
      throw Problem(opening: error)
    }
  }

  static func notice(of moved: MovedServer, profile: String) -> String {
    "\(moved.sentence) Reading only. \(Self.wayOut(of: profile))"
  }

  static func refusal(because moved: MovedServer, profile: String) -> Problem {
    Problem(
      .needsPerson, moved.sentence, detail: "Nothing was changed, taken or sent.",
      advice: wayOut(of: profile))
  }

  /// What a person can say about it.
  package static func wayOut(of profile: String) -> String {
    "If it is the same server, `weir profile rebind \(profile)` says so; if not, "
      + "`weir profile rebind \(profile) --as NEW` keeps this copy and begins a new profile."
  }

  /// Takes what stands behind the profile now as the server of the copy: runs and tags are forgotten,
  /// and every push checks against the server anyway.
  ///
  /// - Returns: what was taken, by service; empty when nothing had changed.
  package static func rebind(
    _ profile: Profile, places: Places,
    now: @escaping @Sendable () -> Milliseconds = WallClock.system
  ) throws(Problem) -> [Service] {
    let location = StoreLocation(
      dataFolder: places.data(of: profile.name), lockFolder: places.locks, profile: profile.name)
    guard hasDatabase(location) else { return [] }
    let store = try openStore(location, .writing, setsAside: false, now: now)
    defer { store.close() }
    var rebound: [Service] = []
    do {
      for server in try store.reader.servers() {
        guard let origin = profile[server.service]?.address.origin else { continue }
        guard origin != server.origin || server.failedCode == Self.changedCode else { continue }
        try store.writer.rebind(server.id, origin: origin)
        rebound.append(server.service)
      }
    } catch {
      throw Problem(changing: error)
    }
    return rebound
  }

  private static func hasDatabase(_ location: StoreLocation) -> Bool {
    FolderTree.names(in: location.dataFolder).contains(StoreLocation.databaseName)
  }

  /// Another workspace answered at the last contact.
  private static var changedCode: String { "server-changed" }
}
