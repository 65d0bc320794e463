import FlowAPI
package import FlowModel
import FlowStore
import Glibc

/// What `weir doctor` found.
package struct DoctorReport: Hashable, Sendable {
  package var servers: [ServerHealth]
  package var database: DatabaseHealth

  package struct ServerHealth: Hashable, Sendable {
    package var kind: Service
    package var url: String
    package var basePath: String?
    package var version: String?
    /// nil: nothing was tried, for want of a token.
    package var isReachable: Bool?
    /// nil: could not be learnt.
    package var mayRead: Bool?
    package var mayWrite: Bool?
    package var problems: [Problem]
  }

  package struct DatabaseHealth: Hashable, Sendable {
    package var path: String
    package var flowCount: Int
    package var byteCount: Int
    package var problems: [Problem]
  }

  package var problems: [Problem] { servers.flatMap(\.problems) + database.problems }
}

extension Workspace {
  /// Reaches each server, says what the token may do, and checks the local copy.
  ///
  /// Nothing is changed anywhere. On Flowise the has-changed route tells whether a key may write:
  /// it needs the right to update (flowise-api.md 5). FlowNally has no such question.
  package func doctor() async throws(Problem) -> DoctorReport {
    var servers: [DoctorReport.ServerHealth] = []
    for service in profile.services { servers.append(await health(of: service)) }
    return DoctorReport(servers: servers, database: await databaseHealth())
  }

  private func health(of service: Service) async -> DoctorReport.ServerHealth {
    let url = profile[service]?.address.text ?? ""
    let maker = ServiceMaker(profile: profile, environment: environment)
    let sample = try? await window(
      of: FlowQuery(kind: service.kind), anchor: .start, limit: 1
    ).rows.first
    let knownID = sample?.remoteID
    let examination = ServerExamination(service: service, url: url, maker: maker)
    guard let thread = try? engines.thread(of: service) else {
      return examination.run(knownID: nil)
    }
    return await thread.perform { examination.run(knownID: knownID) }
  }

  private func databaseHealth() async -> DoctorReport.DatabaseHealth {
    let path = places.data(of: profile.name) + "/" + StoreLocation.databaseName
    var health = DoctorReport.DatabaseHealth(path: path, flowCount: 0, byteCount: 0, problems: [])
    // Commits stand in the log until it is written back.
    for suffix in ["", "-wal"] {
      var information = stat()
      if stat(path + suffix, &information) == 0 { health.byteCount += Int(information.st_size) }
    }
    do {
      let counts = try await counts()
      health.flowCount = counts.chatflows + counts.chatbots
      let wrong = try await reading.perform { (store) throws(StoreError) in
        try store.thoroughCheck()
      }
      if let wrong {
        health.problems.append(Problem(.failed, "The local copy is damaged.", detail: wrong))
      }
    } catch {
      health.problems.append(error)
    }
    return health
  }
}

/// One server, asked from its own queue.
private struct ServerExamination: Sendable {
  let service: Service
  let url: String
  let maker: ServiceMaker

  func run(knownID: String?) -> DoctorReport.ServerHealth {
    var health = DoctorReport.ServerHealth(
      kind: service, url: url, isReachable: nil, problems: [])
    do {
      let client = try maker.service(service, basePath: nil)
      try connect(client, &health)
      health.mayWrite = mayWrite(client, knownID: knownID, &health)
    } catch {
      health.problems.append(error)
    }
    return health
  }

  private func connect(
    _ client: any FlowService, _ health: inout DoctorReport.ServerHealth
  ) throws(Problem) {
    do {
      let facts = try client.connect()
      health.isReachable = true
      health.basePath = facts.basePath
      health.version = facts.versionText
      // One row is enough to know; the rest of the list is not taken.
      _ = try client.list(ListRequest(page: 1, limit: 1)) { _ in .stop }
      health.mayRead = true
    } catch {
      switch error {
      case .answered(let refusal):
        health.isReachable = true
        if refusal.status == 401 || refusal.status == 403 { health.mayRead = false }
      case .noToken, .notAllowed: break
      default: health.isReachable = health.isReachable ?? false
      }
      throw Problem(error, service: service)
    }
  }

  private func mayWrite(
    _ client: any FlowService, knownID: String?, _ health: inout DoctorReport.ServerHealth
  ) -> Bool? {
    guard service == .flowise, health.mayRead == true else { return nil }
    var id = knownID
    if id == nil {
      _ = try? client.list(ListRequest(page: 1, limit: 1)) { row in
        id = (try? FlowProjection(reading: Array(row), kind: .chatflow))?.remoteID
        return .stop
      }
    }
    guard let id else { return nil }
    do {
      _ = try client.hasChanged(id, since: "2000-01-01T00:00:00.000Z")
      return true
    } catch .answered(let refusal) where refusal.status == 403 {
      health.problems.append(
        Problem(
          .authentication, "This key may read but not change flows.",
          advice: "Give it the permission chatflows:update to push."))
      return false
    } catch {
      return nil
    }
  }
}
