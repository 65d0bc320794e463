import FlowAPI
package import FlowModel
import FlowStore
package import FlowSync

/// What `weir status` says, all from the local copy.
package struct WorkspaceStatus: Hashable, Sendable {
  package var servers: [Server]
  /// States that at least one flow is in.
  package var counts: [SyncState: Int]
  package var outbox: [Change]
  package var conflicts: [Conflict]
  package var notices: [FlowNotice]
  /// Flows whose records on the server are not understood.
  package var quarantined: [QuarantinedFlow]
  package var now: Milliseconds
}

extension Workspace {
  /// Takes what the servers have, all of them side by side.
  ///
  /// - Parameter progress: called on the engines' threads; returns soon.
  package func pull(
    acceptDeletions: Bool = false, progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(Problem) -> PullReport {
    try requireWritable()
    let consent = consent
    let passes = await engines.onEach { thread in
      await thread.withEngine(tidies: true, progress: progress) {
        $0.pull(acceptDeletions: acceptDeletions, merge: consent)
      }
    }
    var report = PullReport()
    for pass in passes { report.servers.append(try pass.get()) }
    return report
  }

  /// What a push would do; no request is made.
  ///
  /// - Parameter flows: nil: everything that waits.
  package func pushPlan(of flows: [FlowID]? = nil) async throws(Problem) -> PushPlan {
    try await read { (reader) throws(StoreError) in
      try PushPlanner(reader, now: now()).plan(of: flows.map { Set($0) })
    }
  }

  /// Sends what waits.
  ///
  /// - Parameters:
  ///   - confirmation: what it does not cover stays unsent and is reported so.
  ///   - merge: what may be put together without asking; nil: what the settings say.
  ///   - waits: stays with what is in doubt until it is settled.
  package func push(
    _ flows: [FlowID]? = nil, confirmation: PushConfirmation, merge: FlowMerge.Consent? = nil,
    waits: Bool = true,
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(Problem) -> PushReport {
    try requireWritable()
    let wanted = flows.map { Set($0) }
    let consent = merge ?? consent
    let passes = await engines.onEach { thread in
      await thread.withEngine(progress: progress) {
        $0.push(wanted, confirmation: confirmation, merge: consent, wait: waits)
      }
    }
    var report = PushReport()
    for pass in passes { report = report.joined(with: try pass.get()) }
    return report
  }

  /// Ends requests and waits within 100 ms. What was done so far is kept.
  package func stopSync() { engines.stop() }

  /// Decides a conflict; what is sent for it waits for the next push.
  package func resolve(_ id: FlowID, _ resolution: Resolution) async throws(Problem) {
    try await self.change { (store) throws(StoreError) in
      _ = try ConflictResolver(store).resolve(
        id, resolution, date: CalendarTime(now()).date)
    }
  }

  /// Takes an order out of the outbox.
  package func discard(_ change: ChangeID) async throws(Problem) {
    try await self.change { (store) throws(StoreError) in try store.writer.cancelChange(change) }
  }

  /// Puts a refused or held order back in line.
  package func retry(_ change: ChangeID) async throws(Problem) {
    try await self.change { (store) throws(StoreError) in try store.writer.retryChange(change) }
  }

  package func status() async throws(Problem) -> WorkspaceStatus {
    try await read { (reader) throws(StoreError) in
      WorkspaceStatus(
        servers: try reader.servers(), counts: try reader.stateCounts(),
        outbox: try reader.outbox(), conflicts: try reader.conflicts(),
        notices: try reader.notices(), quarantined: try reader.quarantinedFlows(), now: now())
    }
  }

  /// The published versions of a chatbot, newest first. Asks the server.
  package func versions(of id: FlowID) async throws(Problem) -> [PublishedVersion] {
    let flow = try await summary(id)
    guard flow.kind == .chatbot else {
      throw Problem(.usage, "Only chatbots have published versions.")
    }
    guard let remoteID = flow.remoteID else { return [] }
    return try await engines.thread(of: .flownally).withClient { (client, _) throws(Problem) in
      do throws(APIError) {
        return try Self.versions(of: remoteID, from: client)
      } catch {
        throw Problem(error, service: .flownally)
      }
    }
  }

  /// The flows that a Flowise API key opens. Asks the server; the key stands in a variable and is
  /// sent to that server only.
  package func openedByKey(
    inVariable name: String, keyOnly: Bool
  ) async throws(Problem) -> [FlowSummary] {
    guard let key = environment[name], !key.isEmpty else {
      throw Problem(.usage, "The variable \(name) is not set.")
    }
    let rows = try await engines.thread(of: .flowise).withClient {
      (client, _) throws(Problem) -> [FlowProjection] in
      var rows: [FlowProjection] = []
      do throws(APIError) {
        _ = try client.openedByKey(Secret(key), keyOnly: keyOnly) { row in
          if let row = try? FlowProjection(reading: Array(row), kind: .chatflow) {
            rows.append(row)
          }
          return .proceed
        }
      } catch {
        throw Problem(error, service: .flowise)
      }
      return rows
    }
    var flows: [FlowSummary] = []
    for row in rows { flows.append(try await summary(of: row)) }
    return flows
  }

  // MARK: Parts

  /// The local copy's own row where there is one, so that its state is told too.
  private func summary(of row: FlowProjection) async throws(Problem) -> FlowSummary {
    if let id = row.remoteID,
      let known = try await read({ (reader) throws(StoreError) in try reader.find(id) }).first,
      known.remoteID == id
    {
      return known
    }
    return FlowSummary(
      id: FlowID(row: 0), server: ServerID(number: 0), kind: .chatflow, localID: "",
      remoteID: row.remoteID, name: row.name, nameKey: row.nameKey, type: row.type,
      category: row.category, status: nil, state: .stub, updated: row.stamp, isLive: row.isLive,
      nodeCount: row.nodeCount, edgeCount: row.edgeCount, teamCount: nil,
      byteCount: row.byteCount, changedAt: 0)
  }

  private static func versions(
    of id: String, from client: any FlowService
  ) throws(APIError) -> [PublishedVersion] {
    _ = try client.connect()
    var versions: [PublishedVersion] = []
    var token: String?
    // A server that gives the same token again would never end.
    for _ in 0..<1000 {
      let page = try client.versions(id, pageToken: token)
      versions += page.versions.map(PublishedVersion.init(record:))
      guard let next = page.nextPageToken, !next.isEmpty, next != token else { break }
      token = next
    }
    return versions.sorted { ($0.createdAt ?? "") > ($1.createdAt ?? "") }
  }
}
