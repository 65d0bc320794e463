import FlowModel
import FlowStore
import JSONText

/// Tells our own earlier requests from the work of others, when a flow has changed on the server
/// (sync.md 2.7.2, "Undone by a later save"; 2.7.3). Runs inside a transaction.
struct OwnRequests {
  private static let day: Milliseconds = 86_400_000
  /// How long a request that counted as lost may still be met.
  private static let lateWindow = 7 * day
  /// How long people are told that a change of theirs was saved over.
  private static let undoneWindow = 30 * day
  private static let lookedAt = 3

  let context: SyncContext

  init(_ context: SyncContext) { self.context = context }

  /// Fields that say what a request of ours said which counted as not applied, and neither what
  /// stood on the server before nor what stands here: it has arrived after all.
  ///
  /// - Returns: empty when nothing of ours is in the change.
  func lateFields(
    of flow: TrackedFlow, base: RecordContent, remote: RecordContent
  ) throws(StoreError) -> [String] {
    let moved = Set(base.changedFields(to: remote))
    let attempts = try context.reader.unappliedUpdates(
      of: flow.id, since: context.clock.now - Self.lateWindow, limit: Self.lookedAt)
    guard !attempts.isEmpty, !moved.isEmpty, let work = flow.work else { return [] }
    let local = context.content(try context.reader.bytes(of: work))
    for attempt in attempts {
      let sent = context.content(try context.reader.bytes(of: attempt.sent))
      let late = attempt.fields.filter { field in
        moved.contains(field) && sent.isSame(field, in: remote) && !local.isSame(field, in: remote)
      }
      if !late.isEmpty { return late }
    }
    return []
  }

  /// Tells the person when values that we had pushed are what they were before it.
  func noteUndone(
    _ flow: TrackedFlow, base: RecordContent, remote: RecordContent
  ) throws(StoreError) {
    let attempts = try context.reader.appliedUpdates(
      of: flow.id, since: context.clock.now - Self.undoneWindow, limit: Self.lookedAt)
    for attempt in attempts {
      guard let document = attempt.before else { continue }
      let before = context.content(try context.reader.bytes(of: document))
      let sent = context.content(try context.reader.bytes(of: attempt.sent))
      // Back to what it was: from what we sent, and from what stood there last.
      let undone = Self.sameSteps(from: sent, to: before, and: remote)
        .intersection(Self.sameSteps(from: base, to: before, and: remote))
      guard !undone.isEmpty else { continue }
      return try context.writer.notice(
        .undoneByLaterSave, on: flow.id, places: undone.map(\.dotted).sorted(),
        attempt: attempt.id)
    }
  }

  /// The places in which both `first` and `second` differ from `start` in the same way.
  private static func sameSteps(
    from start: RecordContent, to first: RecordContent, and second: RecordContent
  ) -> Set<JSONPath> {
    let merge = try? FlowMerge.merge(
      base: start.bytes, local: first.bytes, remote: second.bytes, kind: start.service.kind,
      isLive: false)
    let rows = merge?.rows.filter { $0.side == .both && !$0.isCosmetic && $0.kind != .moved }
    return Set(rows?.map(\.path) ?? [])
  }
}

extension OwnRequests {
  /// An order to create whose outcome is open, ready to be compared with rows.
  struct CreateInDoubt {
    let order: FlowReader.CreateInDoubt
    let sent: RecordContent?

    func mayHaveMade(_ row: RemoteCopy, _ context: SyncContext) throws(StoreError) -> Bool {
      guard row.projection.name != order.name else { return true }
      guard let sent, let fence = order.fence, let id = row.projection.remoteID else {
        return false
      }
      guard CreatedTwin.mayBeOurs(context.content(row.bytes), sent: sent) else { return false }
      return try !context.reader.hasSeen(id, in: fence)
    }
  }

  func createsInDoubt() throws(StoreError) -> [CreateInDoubt] {
    try context.reader.createsInDoubt(on: context.server.id).map { order in
      CreateInDoubt(order: order, sent: order.sent.map { context.content($0) })
    }
  }

  /// What a request to create asked for that counted as lost, ready to be compared with rows.
  struct LostCreate {
    let attempt: PastAttempt
    let sent: RecordContent
    let localID: String
  }

  /// The requests to create of the last week that counted as lost.
  func lostCreates() throws(StoreError) -> [LostCreate] {
    var lost: [LostCreate] = []
    for attempt in try context.reader.unappliedCreates(
      on: context.server.id, since: context.clock.now - Self.lateWindow)
    {
      guard let flow = try context.reader.tracked(attempt.flow) else { continue }
      lost.append(
        LostCreate(
          attempt: attempt, sent: context.content(try context.reader.bytes(of: attempt.sent)),
          localID: flow.localID))
    }
    return lost
  }

  /// Puts a notice on a new flow that looks like what one of them asked for.
  func noteDuplicate(
    _ flow: FlowID, _ record: RecordContent, among lost: [LostCreate]
  ) throws(StoreError) {
    for create in lost where create.attempt.flow != flow {
      guard CreatedTwin.isOurs(record, sent: create.sent, fields: create.attempt.fields) else {
        continue
      }
      return try context.writer.notice(
        .possibleDuplicate, on: flow, places: [create.localID], attempt: create.attempt.id)
    }
  }
}
