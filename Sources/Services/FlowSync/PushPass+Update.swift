import FlowAPI
import FlowModel
import FlowStore

/// One update, step by step as in sync.md 2.7.2.
extension PushPass {
  func update(_ order: Order, _ flow: TrackedFlow) throws(SyncError) -> Step {
    guard let base = try bytes(of: flow.base), let local = try bytes(of: flow.work),
      let work = flow.work
    else { return try block(order, code: "invalid", text: "There is nothing to compare with.") }
    guard let body = RequestBody.update(from: base, to: local) else {
      return try settleUnchanged(order, flow)
    }
    if let problem = Preflight.problem(of: body, local, kind: context.kind) {
      return try block(order, code: "invalid", text: problem)
    }
    var intent = FlowWriter.Intent(
      method: context.kind == .chatflow ? "PUT" : "PATCH", target: flow.remoteID ?? "")
    intent.before = flow.base
    intent.beforeStamp = flow.baseStamp
    intent.sent = work
    intent.fields = body.fields
    let attempt = try journal(intent, for: order)
    let copy: RemoteCopy
    switch try look(order, flow, attempt) {
    case .failed(let step): return step
    case .gone:
      try holdGone(order, flow, attempt, status: nil)
      return .over
    case .found(let found): copy = found
    }
    let showsDraft = copy.projection.hasBody
    let whole = RemoteTaking(context).completed(copy, by: base)
    let remote = context.content(whole.bytes)
    if hidesForeignDraft(body, flow, copy, showsDraft: showsDraft) {
      return try hold(order, flow, attempt, whole, paths: [FlowKind.chatbot.bodyField])
    }
    let decision = PushDecision.decide(
      base: base, local: local, remote: remote, consent: context.consent)
    switch decision {
    case .hold(let kind, let paths):
      return try hold(order, flow, attempt, whole, kind: kind, paths: paths)
    case .merge(let merge):
      return try self.merge(merge, onto: whole, order, flow, attempt)
    case .settle: return try settleEqual(order, flow, attempt, whole)
    case .send: break
    }
    // It has become public or active since the person was asked.
    if whole.projection.isLive, !flow.isLive, order.confirmedAt == nil,
      !confirmation.covers(.live)
    {
      return try askAgain(order, flow, attempt, whole, base, local)
    }
    let answer: RemoteRecord
    do throws(APIError) {
      answer = try context.once { () throws(APIError) in
        try context.service.update(flow.remoteID ?? "", body.bytes)
      }
    } catch {
      return try failed(order, flow, attempt, error)
    }
    try context.fault(.pushAfterAnswer)
    return try adopt(answer, order, flow, attempt, status: 200)
  }

  /// What somebody else changed stands beside ours; the merged record goes out in the next round,
  /// after another look.
  func merge(
    _ merge: FlowMerge, onto copy: RemoteCopy, _ order: Order, _ flow: TrackedFlow,
    _ attempt: AttemptID, verdict: FlowWriter.Verdict = .notApplied
  ) throws(SyncError) -> Step {
    rounds[order.id, default: 0] += 1
    // A server that moves with every look: a person may find out who writes there.
    guard rounds[order.id, default: 0] <= Retry.roundLimit else {
      return try hold(order, flow, attempt, copy, paths: [], verdict: verdict)
    }
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt, verdict, httpStatus: nil)
      try context.writer.requeue(order.id)
      let now = try current(flow)
      // Edited meanwhile: the next round compares anew.
      guard now.work == flow.work else { return }
      try RemoteTaking(context).merge(merge, onto: copy, now)
    }
    context.report(.changed)
    return .later(0)
  }

  /// A server that never shows the draft: only a moved stamp can tell of a foreign one.
  private func hidesForeignDraft(
    _ body: RequestBody, _ flow: TrackedFlow, _ copy: RemoteCopy, showsDraft: Bool
  ) -> Bool {
    context.kind == .chatbot && !showsDraft && body.fields.contains(FlowKind.chatbot.bodyField)
      && copy.projection.stamp != flow.baseStamp
  }

  /// An edit that only changed the layout, or was taken back.
  private func settleUnchanged(_ order: Order, _ flow: TrackedFlow) throws(SyncError) -> Step {
    try context.write { () throws(StoreError) in
      let flow = try current(flow)
      if let base = flow.base, flow.isEdited { try context.writer.dropLayout(of: flow, base) }
      try context.writer.finish(order.id)
    }
    note(order)
    return .over
  }

  /// The server already holds the same.
  private func settleEqual(
    _ order: Order, _ flow: TrackedFlow, _ attempt: AttemptID, _ copy: RemoteCopy
  ) throws(SyncError) -> Step {
    let isOver = try context.write { () throws(StoreError) in
      try context.writer.settle(attempt, .notApplied, httpStatus: nil)
      let now = try current(flow)
      guard now.work == flow.work else {
        // Edited meanwhile: the next round compares anew.
        try context.writer.requeue(order.id)
        return false
      }
      try context.writer.take(copy, into: now, source: .pull)
      try context.writer.finish(order.id)
      return true
    }
    context.report(.changed)
    return isOver ? .over : .later(0)
  }

  func hold(
    _ order: Order, _ flow: TrackedFlow, _ attempt: AttemptID, _ copy: RemoteCopy,
    kind: Conflict.Kind = .editEdit, base: DocumentID? = nil, paths: [String],
    verdict: FlowWriter.Verdict = .notApplied
  ) throws(SyncError) -> Step {
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt, verdict, httpStatus: nil)
      let now = try current(flow)
      let remote = try context.writer.document(copy.bytes)
      try context.writer.hold(
        now, as: kind, change: order.id, base: base ?? now.base, remote: remote,
        remoteStamp: copy.projection.stamp, paths: paths)
    }
    noteHeld(order, flow)
    return .over
  }

  private func askAgain(
    _ order: Order, _ flow: TrackedFlow, _ attempt: AttemptID, _ copy: RemoteCopy,
    _ base: RecordContent, _ local: RecordContent
  ) throws(SyncError) -> Step {
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt, .notApplied, httpStatus: nil)
      try context.writer.requeue(order.id)
      let now = try current(flow)
      guard now.work == flow.work else { return }
      try RemoteTaking(context).carry(
        local, over: base, onto: copy, context.content(copy.bytes), now)
    }
    note(order, code: "confirm", text: "It needs a yes: it is live.")
    return .over
  }
}
