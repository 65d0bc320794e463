import FlowAPI
import FlowModel
import FlowStore
import JSONText

/// A write was applied: the server's answer becomes the base (sync.md 2.7.2, U7 and U8).
extension PushPass {
  /// After a 2xx to an update.
  func adopt(
    _ answer: RemoteRecord, _ order: Order, _ flow: TrackedFlow, _ attempt: AttemptID, status: Int
  ) throws(SyncError) -> Step {
    noteReached()
    note(order, status: status)
    guard let remoteID = flow.remoteID, let copy = try echo(answer, id: remoteID) else {
      return try failed(
        order, flow, attempt, .unreadable("the answer is not the flow that was written"))
    }
    try context.fault(.pushBeforeSettling)
    let found = try context.read { () throws(StoreError) in
      try context.reader.lastAttempt(of: order.id)
    }
    guard let journalled = found else { return .over }
    return try settleApplied(order, flow, journalled, copy)
  }

  /// The record as the server holds it now: the answer itself, or a reading when the answer leaves
  /// the body out. Nil when the answer is another record.
  func echo(_ answer: RemoteRecord, id: String) throws(SyncError) -> RemoteCopy? {
    let taking = RemoteTaking(context)
    guard
      let copy = taking.copy(
        of: answer.bytes, id: id, tag: nil, serverDate: answer.serverDate)
    else { return nil }
    if copy.projection.hasBody { return copy }
    do throws(APIError) {
      let record = try context.fetch(id)
      return taking.copy(
        of: record.bytes, id: id, tag: record.tag, serverDate: record.serverDate) ?? copy
    } catch {
      // The write stands; what it looks like is read by the next pull.
      return copy
    }
  }

  /// One transaction: base takes the server's form, the order is done, and what was edited
  /// meanwhile is queued anew.
  func settleApplied(
    _ order: Order, _ flow: TrackedFlow, _ attempt: Attempt, _ copy: RemoteCopy
  ) throws(SyncError) -> Step {
    guard let sentDocument = attempt.sent, let sent = try bytes(of: sentDocument) else {
      return .over
    }
    let before = try bytes(of: attempt.before)
    let whole = RemoteTaking(context).completed(copy, by: sent)
    let server = context.content(whole.bytes)
    let verification = ServerRewrite.verify(attempt.fields, sent: sent, echo: server)
    if case .foreign(let fields) = verification {
      return try hold(
        order, flow, attempt.id, whole, kind: .writeRace, base: sentDocument, paths: fields,
        verdict: .superseded)
    }
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt.id, .applied, httpStatus: nil)
      try context.writer.finish(order.id)
      try settleCopy(try current(flow), sentDocument, sent, whole, server)
      try noteSurprises(order, flow, attempt, before, sent, server, verification)
    }
    try context.fault(.pushAfterSettling)
    context.report(.changed)
    return .over
  }

  /// Base is the server's; the local copy too, with what was edited since on top of it.
  func settleCopy(
    _ flow: TrackedFlow, _ sentDocument: DocumentID, _ sent: RecordContent, _ copy: RemoteCopy,
    _ server: RecordContent
  ) throws(StoreError) {
    guard let work = flow.work, work != sentDocument else {
      return try context.writer.take(copy, into: flow, source: .ack)
    }
    let local = context.content(try context.reader.bytes(of: work))
    // The server's own form of what was sent is nobody's change.
    let moved = sent.changedFields(to: server)
    let isForeign: Bool
    if case .foreign = ServerRewrite.verify(moved, sent: sent, echo: server) {
      isForeign = true
    } else {
      isForeign = false
    }
    let decision = PushDecision.decide(
      base: sent, local: local, remote: server, consent: isForeign ? context.consent : .given)
    switch decision {
    case .settle: try context.writer.take(copy, into: flow, source: .ack)
    case .send: try follow(local, over: sent, onto: copy, server, flow)
    case .merge(let merge):
      try RemoteTaking(context).merge(merge, onto: copy, flow)
      if try current(flow).isEdited { _ = try context.writer.followUp(.update, of: flow.id) }
    case .hold(let kind, let paths):
      _ = try context.writer.followUp(.update, of: flow.id)
      _ = try RemoteTaking(context).hold(
        try current(flow), kind, copy, paths: paths, base: sentDocument)
    }
  }

  /// Edited since it was sent: those fields go on top of the server's record and wait anew.
  private func follow(
    _ local: RecordContent, over sent: RecordContent, onto copy: RemoteCopy,
    _ server: RecordContent, _ flow: TrackedFlow
  ) throws(StoreError) {
    let newer = sent.changedFields(to: local)
    guard !newer.isEmpty,
      let bytes = RecordRebase.carrying(newer, from: local, onto: server),
      let projection = try? FlowProjection(reading: bytes, kind: context.kind)
    else { return try context.writer.take(copy, into: flow, source: .ack) }
    try context.writer.rebase(
      flow, onto: copy, local: bytes, projection: projection, source: .ack)
    if RequestBody.update(from: server, to: context.content(bytes)) != nil {
      _ = try context.writer.followUp(.update, of: flow.id)
    }
  }

  /// What a person may want to know afterwards: names of fields, never values.
  private func noteSurprises(
    _ order: Order, _ flow: TrackedFlow, _ attempt: Attempt, _ before: RecordContent?,
    _ sent: RecordContent, _ server: RecordContent, _ verification: ServerRewrite.Verification
  ) throws(StoreError) {
    if case .rewritten(let rewrites) = verification {
      try context.writer.event(
        "server-rewrote", server: context.server.id, flow: flow.id, change: order.id,
        detail: rewrites.map(\.rawValue).sorted().joined(separator: ","))
      if !rewrites.isDisjoint(with: [.storedFile, .allowedFileTypes]) {
        try context.writer.notice(
          .serverRewrote, on: flow.id,
          places: attempt.fields.filter { !sent.isSame($0, in: server) }, attempt: attempt.id)
      }
    }
    let foreign = before.map { $0.changedFields(to: server) } ?? []
    let unsent = foreign.filter { field in
      !attempt.fields.contains(field) && !sent.isSame(field, in: server)
        && !(server.value(of: field)?.isNull ?? true)
    }
    if !unsent.isEmpty {
      try context.writer.event(
        "foreign-field", server: context.server.id, flow: flow.id, change: order.id,
        detail: unsent.joined(separator: ","))
    }
  }
}
