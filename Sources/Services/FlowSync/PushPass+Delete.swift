import FlowAPI
import FlowModel
import FlowStore

/// Deleting a flow on the server, if it is still what the person saw (sync.md 2.7.4).
extension PushPass {
  func delete(_ order: Order, _ flow: TrackedFlow) throws(SyncError) -> Step {
    guard let remoteID = flow.remoteID, let pin = try bytes(of: order.pin) else {
      return try block(order, code: "invalid", text: "It is not known what was seen.")
    }
    var intent = FlowWriter.Intent(method: "DELETE", target: remoteID)
    intent.before = order.pin
    intent.beforeStamp = order.pinStamp
    let attempt = try journal(intent, for: order)
    let copy: RemoteCopy
    switch try look(order, flow, attempt) {
    case .failed(let step): return step
    case .gone:
      try requireSameWorkspace(order, attempt)
      return try settleDeleted(order, flow, attempt, status: nil)
    case .found(let found): copy = RemoteTaking(context).completed(found, by: pin)
    }
    let remote = context.content(copy.bytes)
    guard pin.isSameContent(as: remote) || FlowMerge.isCosmetic(from: pin, to: remote) else {
      return try hold(order, flow, attempt, copy, kind: .deleteEdit, base: order.pin, paths: [])
    }
    if context.kind == .chatbot, copy.projection.status == "active" {
      return try pauseFirst(order, flow, attempt, copy)
    }
    do throws(APIError) {
      try context.once { () throws(APIError) in try context.service.delete(remoteID) }
    } catch {
      return try failed(order, flow, attempt, error)
    }
    note(order, status: 200)
    try context.fault(.pushAfterAnswer)
    // An empty 2xx, or one that says `affected: 0`, proves little: the id must not answer any more.
    do throws(APIError) {
      _ = try context.fetch(remoteID)
    } catch {
      if error.isGone { return try settleDeleted(order, flow, attempt, status: 200) }
    }
    return try failed(order, flow, attempt, .unreadable("the flow still answers"))
  }

  /// An active bot: with the person's yes the deletion waits behind a pause.
  private func pauseFirst(
    _ order: Order, _ flow: TrackedFlow, _ attempt: AttemptID, _ copy: RemoteCopy
  ) throws(SyncError) -> Step {
    // The yes was given to what the plan said: a bot that became active since then is asked about.
    let wasTold = flow.status == copy.projection.status
    let mayPause =
      wasTold && (order.confirmedAt != nil || confirmation.covers(.pauseFirst))
    guard wasTold else { return try askAboutActive(order, flow, attempt, copy) }
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt, .notApplied, httpStatus: nil)
      try context.writer.requeue(order.id)
      try takeQuietly(copy, into: try current(flow))
      guard mayPause else { return }
      let pause = try context.writer.followUp(
        .pause, of: flow.id, confirmedAt: context.clock.now)
      if pause > order.id {
        // Orders go by number: the deletion takes one behind the pause, with all it carries.
        try context.writer.finish(order.id, as: .cancelled)
        _ = try context.writer.followUp(
          .delete, of: flow.id, after: pause, pin: order.pin, pinStamp: order.pinStamp,
          confirmedAt: context.clock.now, createdAt: order.createdAt)
      }
    }
    guard mayPause else {
      note(order, code: "confirm", text: "It needs a yes: it is active and must be paused first.")
      return .over
    }
    return .later(0)
  }

  /// The yes to the deletion falls: the next plan says that the bot is active.
  private func askAboutActive(
    _ order: Order, _ flow: TrackedFlow, _ attempt: AttemptID, _ copy: RemoteCopy
  ) throws(SyncError) -> Step {
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt, .notApplied, httpStatus: nil)
      try context.writer.requeue(order.id)
      try context.writer.withdrawYes(to: order.id)
      try takeQuietly(copy, into: try current(flow))
    }
    note(
      order, code: "confirm",
      text: "It has become active since; a deletion would pause it first. Push again to do so.")
    return .over
  }

  func settleDeleted(
    _ order: Order, _ flow: TrackedFlow, _ attempt: AttemptID, status: Int?
  ) throws(SyncError) -> Step {
    try context.fault(.pushBeforeSettling)
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt, .applied, httpStatus: status)
      try context.writer.finish(order.id)
      try GonePath(context).settleDeletion(of: try current(flow))
    }
    try context.fault(.pushAfterSettling)
    note(order, status: status)
    context.report(.changed)
    return .over
  }

  /// Takes a record whose content is known to be ours: status and stamp move along.
  func takeQuietly(_ copy: RemoteCopy, into flow: TrackedFlow) throws(StoreError) {
    guard !flow.isInFlight else { return }
    _ = try RemoteTaking(context).take(copy, into: flow)
  }
}
