import FlowAPI
import FlowModel
import FlowStore

/// The steps that every verb shares: journal, look, handle a failure.
extension PushPass {
  /// What stands on the server, before a write.
  enum Look {
    case found(RemoteCopy)
    case gone
    /// It could not be read; the order is dealt with.
    case failed(Step)
  }

  func bytes(of document: DocumentID?) throws(SyncError) -> RecordContent? {
    guard let document else { return nil }
    return context.content(
      try context.read { () throws(StoreError) in try context.reader.bytes(of: document) })
  }

  func journal(
    _ intent: FlowWriter.Intent, for order: Order
  ) throws(SyncError) -> AttemptID {
    try context.fault(.pushBeforeJournal)
    let attempt = try context.write { () throws(StoreError) in
      try context.writer.journal(intent, for: order.id)
    }
    try context.fault(.pushAfterJournal)
    return attempt
  }

  /// Reads the flow in full. Nothing was written yet, so every failure settles the attempt.
  func look(_ order: Order, _ flow: TrackedFlow, _ attempt: AttemptID) throws(SyncError) -> Look {
    guard let remoteID = flow.remoteID else { return .gone }
    let record: RemoteRecord
    do throws(APIError) {
      record = try context.fetch(remoteID)
    } catch {
      if error.isGone { return .gone }
      if let reason = error.quarantine {
        return .failed(try quarantine(order, flow, attempt, because: reason))
      }
      return .failed(try giveUp(order, attempt, because: error))
    }
    noteReached()
    try context.fault(.pushAfterCheck)
    let taking = RemoteTaking(context)
    let copy = taking.copy(
      of: record.bytes, id: remoteID, tag: record.tag, serverDate: record.serverDate)
    guard let copy else {
      if (try? FlowProjection(reading: record.bytes, kind: context.kind)) == nil {
        let reason = QuarantineReason(refused: record.bytes)
        return .failed(try quarantine(order, flow, attempt, because: reason))
      }
      let strange = APIError.unreadable("the record is not the one that was asked for")
      return .failed(try giveUp(order, attempt, because: strange))
    }
    return .found(copy)
  }

  /// What stands there is not understood, so nothing goes over it.
  private func quarantine(
    _ order: Order, _ flow: TrackedFlow, _ attempt: AttemptID, because reason: QuarantineReason
  ) throws(SyncError) -> Step {
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt, .notApplied, httpStatus: nil)
      try context.writer.requeue(order.id)
      try context.writer.quarantine(flow.id, because: reason)
    }
    note(order, code: "quarantined", text: Self.quarantineText)
    context.report(.changed)
    return .over
  }

  /// The check failed: nothing was sent, the order waits again.
  private func giveUp(
    _ order: Order, _ attempt: AttemptID, because error: APIError
  ) throws(SyncError) -> Step {
    let text = AnswerMeaning.text(of: error)
    let status = AnswerMeaning.status(of: error)
    note(order, status: status, code: nil, text: text)
    switch AnswerMeaning.verdict(of: error, verb: order.verb) {
    case .unauthorized, .notSent(.noToken):
      try stop(order, attempt, as: .blocked, code: "auth", text: text, status: status)
      throw SyncError(error)
    case .doubtful(.block(let code), _):
      try stop(order, attempt, as: .blocked, code: code, text: text, status: status)
      return .over
    case .notSent(.refusedHere):
      try stop(order, attempt, as: .failed, code: "not-allowed", text: text, status: status)
      return .over
    default:
      let retryAfter: Int?
      if case .answered(let refusal) = error {
        retryAfter = refusal.retryAfter
      } else {
        retryAfter = nil
      }
      let step = try waitAgain(order, attempt, retryAfter: retryAfter, text: text, status: status)
      if case .cancelled = error { throw .cancelled }
      if case .neverConnected = error { try noteUnreachable(error) }
      return step
    }
  }

  /// Not applied, not refused: back to the queue.
  func waitAgain(
    _ order: Order, _ attempt: AttemptID, retryAfter: Int?, text: String, status: Int?
  ) throws(SyncError) -> Step {
    let seconds = Retry.changeDelay(
      after: order.attempts, retryAfter: retryAfter, random: context.random)
    let notBefore = context.clock.now + Milliseconds(seconds * 1_000)
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt, .notApplied, httpStatus: status)
      try context.writer.requeue(
        order.id, notBefore: notBefore, code: retryAfter == nil ? "retry" : "busy", text: text)
    }
    // Nothing of it is on its way: this wait is for the server, not for an answer.
    quietSince[order.id] = nil
    return .later(seconds)
  }

  func stop(
    _ order: Order, _ attempt: AttemptID, as status: Change.Status, code: String, text: String,
    status httpStatus: Int?
  ) throws(SyncError) {
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt, .notApplied, httpStatus: httpStatus)
      try context.writer.stop(order.id, as: status, code: code, text: text)
    }
  }

  /// Nothing was sent and a person has to look first.
  func block(_ order: Order, code: String, text: String) throws(SyncError) -> Step {
    try context.write { () throws(StoreError) in
      try context.writer.stop(order.id, as: .blocked, code: code, text: text)
    }
    return .over
  }

  /// A write gave no good answer.
  func failed(
    _ order: Order, _ flow: TrackedFlow, _ attempt: AttemptID, _ error: APIError
  ) throws(SyncError) -> Step {
    let text = AnswerMeaning.text(of: error)
    let status = AnswerMeaning.status(of: error)
    note(order, status: status, text: text)
    let verdict = AnswerMeaning.verdict(of: error, verb: order.verb)
    switch verdict {
    case .notSent: return try giveUp(order, attempt, because: error)
    case .gone where order.verb != .delete:
      try holdGone(order, flow, attempt, status: status)
      return .over
    case .gone, .unauthorized, .doubtful: break
    }
    try doubt(order, attempt, verdict, text: text, status: status)
    try context.fault(.pushAfterAnswer)
    switch error {
    case .cancelled: throw .cancelled
    case .answered(let refusal) where refusal.status == 401: throw SyncError(error)
    default: break
    }
    let current = try context.read { () throws(StoreError) in
      (try context.reader.order(order.id), try context.reader.tracked(flow.id))
    }
    guard let order = current.0, let flow = current.1 else { return .over }
    return try settle(order, of: flow)
  }

  /// Written down before anything else is done: a crash now must not forget that it was sent.
  private func doubt(
    _ order: Order, _ attempt: AttemptID, _ verdict: WriteVerdict, text: String, status: Int?
  ) throws(SyncError) {
    var code: String?
    var notBefore: Milliseconds = 0
    switch verdict {
    case .unauthorized: code = "auth"
    case .doubtful(.fail(let word), _), .doubtful(.block(let word), _): code = word
    case .doubtful(.checkAgain, _): code = "state"
    case .doubtful(.queue(let retryAfter?), _):
      code = "busy"
      notBefore = context.clock.now + Milliseconds(min(retryAfter, Retry.retryAfterLimit)) * 1_000
    default: break
    }
    try context.write { () throws(StoreError) in
      try context.writer.doubt(
        order.id, attempt: attempt, httpStatus: status, notBefore: notBefore, code: code,
        text: text)
    }
    quietSince[order.id] = context.clock.monotonic
  }

  /// - Parameter isOurs: it is known already that the workspace is ours.
  func holdGone(
    _ order: Order, _ flow: TrackedFlow, _ attempt: AttemptID, status: Int?, isOurs: Bool = false
  ) throws(SyncError) {
    if !isOurs { try requireSameWorkspace(order, attempt) }
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt, .notApplied, httpStatus: status)
      try context.writer.requeue(order.id)
      try GonePath(context).hold(try current(flow))
    }
    note(order, status: status, code: "conflict", text: "It is gone on the server.")
    context.report(.held(flow.id))
  }

  /// The check before a write: in another workspace nothing was sent, and the order waits.
  func requireSameWorkspace(_ order: Order, _ attempt: AttemptID) throws(SyncError) {
    guard let failure = otherWorkspace() else { return }
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt, .notApplied, httpStatus: nil)
      try context.writer.requeue(order.id)
    }
    throw failure
  }

  /// The flow's row as it stands inside this transaction.
  func current(_ flow: TrackedFlow) throws(StoreError) -> TrackedFlow {
    guard let current = try context.reader.tracked(flow.id) else { throw .notFound }
    return current
  }

  func noteHeld(_ order: Order, _ flow: TrackedFlow) {
    note(order, code: "conflict", text: "It changed here and on the server.")
    context.report(.held(flow.id))
  }
}
