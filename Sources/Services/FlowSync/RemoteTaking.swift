import FlowModel
import FlowStore

/// Applies what the server holds to one flow of the copy: the event table of sync.md 2.5.
///
/// Local edits are never overwritten. Runs inside a transaction of the caller, on a flow without
/// a request in flight.
struct RemoteTaking {
  enum Outcome: Equatable {
    case unchanged
    case changed
    /// The body of a flow whose row was counted when it came.
    case filled
    /// Changed here too, elsewhere: put together without asking.
    case merged
    case conflict(FlowID)
  }

  let context: SyncContext

  init(_ context: SyncContext) { self.context = context }

  func take(_ copy: RemoteCopy, into found: TrackedFlow) throws(StoreError) -> Outcome {
    if found.isQuarantined { try context.writer.endQuarantine(of: found.id) }
    let flow = try endOfAbsence(of: found)
    guard let baseDocument = flow.base else { return .unchanged }
    let base = context.content(try context.reader.bytes(of: baseDocument))
    let copy = completed(copy, by: base)
    let remote = context.content(copy.bytes)
    if flow.conflict != nil {
      guard try context.reader.heldConflict(of: flow.id)?.kind == .createTwin else {
        return try refreshConflict(of: flow, copy, remote)
      }
      // Its remote side is the twin, and a question about that one: this flow goes on as it is. What
      // was edited here meets the server's before it is sent.
      if flow.isEdited { return .unchanged }
    } else if !flow.isStub, !base.isSameContent(as: remote) {
      if flow.openVerbs.contains(.delete), !FlowMerge.isCosmetic(from: base, to: remote) {
        return try hold(flow, .deleteEdit, copy, paths: [])
      }
      let own = OwnRequests(context)
      let late = try own.lateFields(of: flow, base: base, remote: remote)
      if !late.isEmpty { return try hold(flow, .writeRace, copy, paths: late) }
      try own.noteUndone(flow, base: base, remote: remote)
    }
    if flow.isEdited { return try meet(remote, copy, edited: flow, base) }
    let isSame = !flow.isStub && Self.isSameMeaning(base, remote)
    try context.writer.take(copy, into: flow, source: isSame ? nil : .pull)
    return flow.isStub ? .filled : isSame ? .unchanged : .changed
  }

  /// The flow that seemed to be gone answers again: there is nothing to decide about that any more,
  /// and what waited goes on under the ordinary checks.
  func endOfAbsence(of flow: TrackedFlow) throws(StoreError) -> TrackedFlow {
    guard flow.conflict != nil,
      try context.reader.heldConflict(of: flow.id)?.kind == .editGone
    else { return flow }
    try context.writer.closeConflict(of: flow.id, as: .dropped)
    return try context.reader.tracked(flow.id) ?? flow
  }

  /// A FlowNally record without a draft says nothing about the draft.
  func completed(_ copy: RemoteCopy, by base: RecordContent) -> RemoteCopy {
    guard copy.cover == .full else { return copy }
    let whole = RecordRebase.keepingDraft(of: base, in: context.content(copy.bytes))
    guard whole.bytes != copy.bytes,
      let projection = try? FlowProjection(reading: whole.bytes, kind: context.kind)
    else { return copy }
    var copy = copy
    copy.bytes = whole.bytes
    copy.projection = projection
    return copy
  }

  /// The record as it would stand in the copy; nil when it is no object with this id.
  func copy(
    of bytes: [UInt8], id: String, tag: String?, serverDate: String?
  ) -> RemoteCopy? {
    guard let projection = try? FlowProjection(reading: bytes, kind: context.kind),
      projection.remoteID == id
    else { return nil }
    return RemoteCopy(
      bytes: bytes, cover: .full, projection: projection, tag: tag,
      isRacy: ServerDate.isRacy(stamp: projection.stamp, serverDate: serverDate))
  }

  /// Both moved, or only the server: what stands in the local copy decides.
  private func meet(
    _ remote: RecordContent, _ copy: RemoteCopy, edited flow: TrackedFlow, _ base: RecordContent
  ) throws(StoreError) -> Outcome {
    guard let work = flow.work else { return .unchanged }
    let local = context.content(try context.reader.bytes(of: work))
    let decision = PushDecision.decide(
      base: base, local: local, remote: remote, consent: context.consent)
    switch decision {
    case .settle:
      try settle(copy, flow)
      return .changed
    case .merge(let merge):
      try self.merge(merge, onto: copy, flow)
      return .merged
    case .send:
      let isSame = Self.isSameMeaning(base, remote)
      guard base.bytes != remote.bytes else { return .unchanged }
      try carry(local, over: base, onto: copy, remote, flow)
      return isSame ? .unchanged : .changed
    case .hold(let kind, let paths):
      return try hold(flow, kind, copy, paths: paths)
    }
  }

  /// The server says what ours says: nothing is left to send.
  private func settle(_ copy: RemoteCopy, _ flow: TrackedFlow) throws(StoreError) {
    try context.writer.take(copy, into: flow, source: .pull)
    if let order = try context.reader.openOrder(.update, of: flow.id) {
      try context.writer.finish(order.id)
    }
  }

  /// Ours stands on theirs from here on; the person is told what came from the server.
  func merge(
    _ merge: FlowMerge, onto copy: RemoteCopy, _ flow: TrackedFlow
  ) throws(StoreError) {
    let merged = context.content(merge.record)
    guard let projection = try? FlowProjection(reading: merge.record, kind: context.kind) else {
      throw .damaged("a merged record is not JSON")
    }
    guard !merged.isSameContent(as: context.content(copy.bytes)) else {
      return try settle(copy, flow)
    }
    try context.writer.rebase(
      flow, onto: copy, local: merge.record, projection: projection, source: .merge)
    if !merge.taken.isEmpty {
      try context.writer.notice(.mergedByItself, on: flow.id, places: merge.taken)
    }
  }

  /// Only what the server itself writes has moved: our fields go on top of the new record.
  func carry(
    _ local: RecordContent, over base: RecordContent, onto copy: RemoteCopy,
    _ remote: RecordContent, _ flow: TrackedFlow
  ) throws(StoreError) {
    let fields = base.changedFields(to: local)
    guard let bytes = RecordRebase.carrying(fields, from: local, onto: remote),
      let projection = try? FlowProjection(reading: bytes, kind: context.kind)
    else { return }
    try context.writer.rebase(flow, onto: copy, local: bytes, projection: projection, source: nil)
  }

  func hold(
    _ flow: TrackedFlow, _ kind: Conflict.Kind, _ copy: RemoteCopy?, paths: [String],
    base: DocumentID? = nil
  ) throws(StoreError) -> Outcome {
    let remote: DocumentID?
    if let copy { remote = try context.writer.document(copy.bytes) } else { remote = nil }
    try context.writer.hold(
      flow, as: kind, base: base ?? flow.base, remote: remote,
      remoteStamp: copy?.projection.stamp, paths: paths)
    return .conflict(flow.id)
  }

  /// The server moved again while a person has not chosen yet.
  private func refreshConflict(
    of flow: TrackedFlow, _ copy: RemoteCopy, _ remote: RecordContent
  ) throws(StoreError) -> Outcome {
    guard let conflict = flow.conflict else { return .unchanged }
    let document = try context.writer.document(copy.bytes)
    let isNew = try context.writer.refreshConflict(
      conflict, remote: document, stamp: copy.projection.stamp)
    return isNew ? .changed : .unchanged
  }

  /// A flow that was gone has come back: what was ordered for it then is over.
  func forgetOrders(of flow: TrackedFlow) throws(StoreError) {
    for verb in flow.openVerbs {
      guard let order = try context.reader.openOrder(verb, of: flow.id) else { continue }
      try context.writer.finish(order.id, as: .cancelled)
    }
  }

  /// Same but for dates and layout.
  private static func isSameMeaning(_ first: RecordContent, _ second: RecordContent) -> Bool {
    first.bytes == second.bytes
      || (first.isSameContent(as: second) && first.isSameElsewhere(as: second))
  }
}
