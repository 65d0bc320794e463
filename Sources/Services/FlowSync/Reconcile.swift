import FlowAPI
import FlowModel
import FlowStore

/// Settles a write whose outcome is not known, by reading (sync.md 2.7.3 to 2.7.5).
///
/// It only reads from the server, and each verdict is one transaction: doing it twice changes
/// nothing. What is seen needs no wait; an absence does, unless the server has answered the
/// request itself and so is done with it.
extension PushPass {
  func settle(_ order: Order, of flow: TrackedFlow) throws(SyncError) -> Step {
    if quietSince[order.id] == nil { quietSince[order.id] = context.clock.monotonic }
    let found = try context.read { () throws(StoreError) in
      try context.reader.lastAttempt(of: order.id)
    }
    guard let attempt = found else {
      try context.write { () throws(StoreError) in try context.writer.requeue(order.id) }
      return .later(0)
    }
    if order.verb == .create { return try settleCreate(order, flow, attempt) }
    let record: RemoteRecord
    do throws(APIError) {
      record = try context.fetch(flow.remoteID ?? "")
    } catch {
      return try settleUnread(order, flow, attempt, error)
    }
    noteReached()
    try context.fault(.reconcileAfterRead)
    guard
      let copy = RemoteTaking(context).copy(
        of: record.bytes, id: flow.remoteID ?? "", tag: record.tag,
        serverDate: record.serverDate)
    else { return .over }
    switch order.verb {
    case .update: return try settleUpdate(order, flow, attempt, copy)
    case .delete: return try notApplied(order, attempt)
    case .publish: return try settlePublish(order, flow, attempt)
    case .activate, .pause:
      return copy.projection.status == order.verb.goal
        ? try settleAction(order, flow, attempt.id, madeID: nil, status: nil)
        : try notApplied(order, attempt)
    case .create: return .over
    }
  }

  /// The flow could not be read back, or is not there.
  private func settleUnread(
    _ order: Order, _ flow: TrackedFlow, _ attempt: Attempt, _ error: APIError
  ) throws(SyncError) -> Step {
    if error.isGone {
      // In another workspace the doubt stays: the write may have been applied in ours.
      if let failure = otherWorkspace() { throw failure }
      if order.verb == .delete {
        return try settleDeleted(order, flow, attempt.id, status: attempt.httpStatus)
      }
      try holdGone(order, flow, attempt.id, status: attempt.httpStatus, isOurs: true)
      return .over
    }
    note(
      order, status: AnswerMeaning.status(of: error), code: "in-doubt",
      text: AnswerMeaning.text(of: error))
    switch error {
    case .cancelled, .noToken: throw SyncError(error)
    case .answered(let refusal) where refusal.status == 401: throw SyncError(error)
    case .neverConnected: try noteUnreachable(error)
    default: break
    }
    return readAgain(order)
  }

  /// Reading failed: the doubt stays. A few more tries in this push, then the next one.
  func readAgain(_ order: Order) -> Step {
    rounds[order.id, default: 0] += 1
    guard rounds[order.id, default: 0] <= Retry.changeLimit else { return .over }
    return .later(
      Retry.changeDelay(
        after: rounds[order.id, default: 0], retryAfter: nil, random: context.random))
  }

  private func settleUpdate(
    _ order: Order, _ flow: TrackedFlow, _ attempt: Attempt, _ copy: RemoteCopy
  ) throws(SyncError) -> Step {
    guard let sent = try bytes(of: attempt.sent), let before = try bytes(of: attempt.before) else {
      return .over
    }
    let field = FlowKind.chatbot.bodyField
    let isHidden =
      context.kind == .chatbot && !copy.projection.hasBody
      && attempt.fields.contains(field)
    let moved = copy.projection.stamp != attempt.beforeStamp
    if isHidden, moved {
      // Somebody wrote, perhaps we. The draft cannot be seen, so a person decides.
      return try hold(
        order, flow, attempt.id, RemoteTaking(context).completed(copy, by: before),
        kind: .writeRace, paths: [field], verdict: .superseded)
    }
    let whole = RemoteTaking(context).completed(copy, by: before)
    let remote = context.content(whole.bytes)
    switch ServerRewrite.verify(attempt.fields, sent: sent, echo: remote) {
    case .equal, .rewritten:
      return try settleApplied(order, flow, attempt, whole)
    case .foreign: break
    }
    if before.isSameContent(as: remote) { return try notApplied(order, attempt) }
    // Neither what was sent nor what stood there: wait for stragglers, then they are put
    // together.
    if let step = stillWaiting(order, attempt) { return step }
    return try meetForeign(order, flow, attempt, whole, before, try bytes(of: flow.work) ?? sent)
  }

  /// What was applied of ours shows as "both did the same"; the rest follows the rules of a merge.
  private func meetForeign(
    _ order: Order, _ flow: TrackedFlow, _ attempt: Attempt, _ copy: RemoteCopy,
    _ before: RecordContent, _ local: RecordContent
  ) throws(SyncError) -> Step {
    let decision = PushDecision.decide(
      base: before, local: local, remote: context.content(copy.bytes), consent: context.consent)
    switch decision {
    case .merge(let merge):
      return try self.merge(merge, onto: copy, order, flow, attempt.id, verdict: .superseded)
    case .hold(let kind, let paths):
      return try hold(
        order, flow, attempt.id, copy, kind: kind, base: attempt.before, paths: paths,
        verdict: .superseded)
    case .settle, .send:
      // Edited meanwhile into what the server holds: compared anew in the next round.
      try context.write { () throws(StoreError) in
        try context.writer.settle(attempt.id, .superseded, httpStatus: nil)
        try context.writer.requeue(order.id)
      }
      return .later(0)
    }
  }

  private func settlePublish(
    _ order: Order, _ flow: TrackedFlow, _ attempt: Attempt
  ) throws(SyncError) -> Step {
    let versions: [PublishedFence]
    do throws(APIError) {
      versions = try readVersions(of: flow.remoteID ?? "")
    } catch {
      return try settleUnread(order, flow, attempt, error)
    }
    let pin = try bytes(of: order.pin)
    let expected = pin?.value(of: FlowKind.chatbot.bodyField).map {
      FieldForm.bytes(of: $0, field: FlowKind.chatbot.bodyField)
    }
    let fence = Set(attempt.fence)
    let made = versions.filter {
      !fence.contains($0.id)
        && (expected == nil || $0.definition == nil || $0.definition == expected)
    }
    if let version = PublishedFence.newest(of: made) {
      return try settleAction(order, flow, attempt.id, madeID: version.id, status: nil)
    }
    return try absent(order, attempt) { () throws(SyncError) in try notApplied(order, attempt) }
  }

  // MARK: Verdicts

  /// Nothing of it was found. Two looks, the first when nothing can be on its way any more.
  ///
  /// - Parameters:
  ///   - takesTwo: what was read may be no true answer, so one look never does.
  ///   - verdict: what follows from that.
  func absent(
    _ order: Order, _ attempt: Attempt, takesTwo: Bool = false,
    then verdict: () throws(SyncError) -> Step
  ) throws(SyncError) -> Step {
    if isOver(order, attempt), !takesTwo { return try verdict() }
    if let step = stillWaiting(order, attempt) { return step }
    let now = context.clock.monotonic
    guard let first = firstAbsence[order.id] else {
      firstAbsence[order.id] = now
      return .later(Retry.absenceSeconds)
    }
    let rest = Retry.absenceSeconds - Double(now - first) / 1_000
    return rest > 0 ? .later(rest) : try verdict()
  }

  /// Reading shows that the write was not applied.
  func notApplied(_ order: Order, _ attempt: Attempt) throws(SyncError) -> Step {
    if let step = stillWaiting(order, attempt) { return step }
    let text = order.errorText ?? "The server did not take it."
    let status = attempt.httpStatus
    switch order.errorCode {
    case "quota"?, "permission"?, "not-json"?, "redirected"?:
      try stop(
        order, attempt.id, as: .blocked, code: order.errorCode ?? "", text: text, status: status)
      return .over
    case "refused"?, "too-large"?:
      try stop(
        order, attempt.id, as: .failed, code: order.errorCode ?? "", text: text, status: status)
      return .over
    case "state"?: return try checkAgain(order, attempt, text: text)
    default: break
    }
    if (status ?? 0) >= 500, order.attempts >= Retry.changeLimit {
      try stop(order, attempt.id, as: .failed, code: "attempts", text: text, status: status)
      return .over
    }
    let rest = (order.notBefore - context.clock.now + 999) / 1_000
    let retryAfter = order.errorCode == "busy" ? max(1, Int(rest)) : nil
    return try waitAgain(
      order, attempt.id, retryAfter: retryAfter, text: text, status: status)
  }

  /// 409: the server says that we see it wrong. Look again, a few times.
  private func checkAgain(
    _ order: Order, _ attempt: Attempt, text: String
  ) throws(SyncError) -> Step {
    rounds[order.id, default: 0] += 1
    guard rounds[order.id, default: 0] < Retry.roundLimit else {
      try stop(
        order, attempt.id, as: .failed, code: "refused", text: text, status: attempt.httpStatus)
      return .over
    }
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt.id, .notApplied, httpStatus: attempt.httpStatus)
      try context.writer.requeue(order.id, code: "state", text: text)
    }
    return .later(0)
  }

  /// The server itself answered, so nothing of the request is on its way any more.
  private func isOver(_ order: Order, _ attempt: Attempt) -> Bool {
    if ["not-json", "redirected"].contains(order.errorCode) { return true }
    guard let status = attempt.httpStatus else { return false }
    return ![401, 408, 502, 503, 504].contains(status)
  }

  /// A lost request may still arrive: nil when it cannot any more.
  private func stillWaiting(_ order: Order, _ attempt: Attempt) -> Step? {
    guard !isOver(order, attempt), let quiet = quietSince[order.id] else { return nil }
    let rest = Retry.settlingSeconds - Double(context.clock.monotonic - quiet) / 1_000
    return rest > 0 ? .later(rest) : nil
  }
}
