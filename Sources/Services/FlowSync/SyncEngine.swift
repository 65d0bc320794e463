package import FlowAPI
package import FlowModel
package import FlowStore

/// Pulls from and pushes to one server of a profile: plain code on a thread of its own.
///
/// One thread uses an engine and its store; `service.cancel()` and the clock's own cancellation
/// come from any thread and end a pass at the next request or wait. Nothing is pushed that nobody
/// asked for.
package final class SyncEngine {
  private let context: SyncContext
  private let processID: Int32

  /// - Parameters:
  ///   - server: the row of the copy; see ``FlowReader/servers()``.
  ///   - store: opened for writing, on this thread.
  ///   - processID: written into the push lock, so that a second program can name the first.
  ///   - crashes: tests only: whether the pass ends here as if the process had died.
  ///   - progress: called on the engine's thread; returns soon.
  package init(
    server: Server, store: Store, service: any FlowService, clock: any SyncClock,
    random: SyncRandom = SyncRandom(), processID: Int32,
    crashes: @escaping (FaultPoint) -> Bool = { _ in false },
    progress: @escaping (SyncProgress) -> Void
  ) {
    context = SyncContext(
      server: server, store: store, service: service, clock: clock, random: random,
      crashes: crashes, progress: progress)
    self.processID = processID
  }

  /// Takes what the server has. Local edits stay; where both changed, a conflict is opened.
  ///
  /// - Parameters:
  ///   - acceptDeletions: a person said that so many deletions at once are right.
  ///   - merge: what may be put together without asking when both sides changed.
  package func pull(
    acceptDeletions: Bool = false, merge: FlowMerge.Consent = .standing
  ) -> ServerPull {
    context.consent = merge
    let started = context.clock.monotonic
    let pass = PullPass(context, acceptDeletions: acceptDeletions)
    do throws(SyncError) {
      try connect()
      try pass.run()
    } catch {
      pass.report.error = error
      noteFailure(error)
    }
    if case .crashed = pass.report.error { return pass.report }
    pass.report.seconds = Double(context.clock.monotonic - started) / 1_000
    context.report(.finished)
    return pass.report
  }

  /// Sends what waits in the outbox.
  ///
  /// - Parameters:
  ///   - flows: nil: all.
  ///   - confirmation: how far a person said yes; what is not covered is left and reported.
  ///   - merge: what may be put together without asking when both sides changed.
  ///   - wait: stay with what is in doubt until it is settled; otherwise the next push does.
  package func push(
    _ flows: Set<FlowID>? = nil, confirmation: PushConfirmation,
    merge: FlowMerge.Consent = .standing, wait: Bool
  ) -> PushReport {
    context.consent = merge
    let pass = PushPass(context, flows: flows, confirmation: confirmation, waits: wait)
    var failure: SyncError?
    do throws(SyncError) {
      try pass.begin()
      if pass.hasWork {
        try holdingPushLock { () throws(SyncError) in
          try connect()
          try pass.run()
        }
      }
    } catch {
      failure = error
      noteFailure(error)
    }
    if case .crashed = failure {
      return PushReport(errors: failure.map { [context.server.service: $0] } ?? [:])
    }
    let report = pass.report(failure: failure)
    context.report(.finished)
    return report
  }

  private func connect() throws(SyncError) {
    let service = context.service
    context.report(.connecting(context.server.service))
    let facts: ServerFacts
    do throws(APIError) {
      facts = try context.once { () throws(APIError) in try service.connect() }
    } catch {
      throw SyncError(error)
    }
    try context.write { () throws(StoreError) in
      try context.writer.reached(
        context.server.id, basePath: facts.basePath, versionText: facts.versionText)
    }
  }

  /// One pusher per server: two profiles to the same server share the lock. Both services may stand
  /// behind one origin and are pushed to side by side. The kernel frees it when the process dies.
  private func holdingPushLock(_ body: () throws(SyncError) -> Void) throws(SyncError) {
    let place = context.server.origin.map { character in
      character.isLetter || character.isNumber || character == "." ? character : "-"
    }
    let name = "push-\(context.server.service.rawValue)-\(String(place))"
    let path = "\(context.store.location.lockFolder)/\(name)"
    let lock = try context.read { () throws(StoreError) in try WriterLock(path: path) }
    guard try context.read({ () throws(StoreError) in try lock.tryTake() }) else {
      let words = lock.note().split(separator: " ")
      throw .pushedElsewhere(
        process: words.first.flatMap { Int32($0) }, since: words.last.flatMap { Int64($0) })
    }
    defer { lock.release() }
    lock.write(note: "\(processID) \(context.clock.now)")
    try body()
  }

  /// What status shows offline. A copy that cannot be written has its own error to show.
  private func noteFailure(_ error: SyncError) {
    guard let code = error.contactCode else { return }
    do {
      try context.writer.contactFailed(context.server.id, code: code)
    } catch {
      return
    }
  }
}

extension SyncError {
  /// A word for a contact that went wrong; nil when the server is not to blame.
  var contactCode: String? {
    switch self {
    case .unreachable: "unreachable"
    case .interrupted: "interrupted"
    case .unauthorized: "auth"
    case .forbidden: "permission"
    case .serverChanged: "server-changed"
    case .unusableAnswer: "not-json"
    case .refused(let status, _): String(status)
    case .pushedElsewhere, .storage, .cancelled, .crashed: nil
    }
  }
}
