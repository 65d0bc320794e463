import FlowModel
import FlowStore

/// What an id that answered "not found" makes of a flow.
enum Absence: Equatable { case none, missing, gone, conflict }

/// The steps from "not found" to gone (sync.md 2.5 and 2.6). Runs inside a transaction.
struct GonePath {
  let context: SyncContext

  init(_ context: SyncContext) { self.context = context }

  /// Its id was asked for because a complete list did not name it.
  func note(_ flow: TrackedFlow, now: Milliseconds) throws(StoreError) -> Absence {
    try noteNothingThere(flow)
    // A person ordered the deletion here: somebody did it already, once is enough.
    if let order = try context.reader.openOrder(.delete, of: flow.id), flow.conflict == nil {
      try context.writer.finish(order.id)
      try cancelOrders(of: flow)
      try context.writer.noteGone(flow)
      return .gone
    }
    let isGone = DeletionCheck.isGone(
      missingRuns: flow.missingRuns, missingSince: flow.missingSince, now: now)
    try context.writer.noteMissing(flow.id)
    guard isGone, flow.conflict == nil else { return flow.conflict == nil ? .missing : .none }
    if flow.isEdited || !flow.openVerbs.isEmpty {
      try context.writer.hold(
        flow, as: .editGone, base: flow.base, remote: nil, remoteStamp: nil, paths: [])
      return .conflict
    }
    try context.writer.noteGone(flow)
    return .gone
  }

  /// A push found it gone while there was something to send: a person chooses at once.
  func hold(_ flow: TrackedFlow) throws(StoreError) {
    try noteNothingThere(flow)
    try context.writer.noteMissing(flow.id)
    try context.writer.hold(
      flow, as: .editGone, base: flow.base, remote: nil, remoteStamp: nil, paths: [])
  }

  /// The deletion was applied: nothing else can be ordered for it any more.
  func settleDeletion(of flow: TrackedFlow) throws(StoreError) {
    try noteNothingThere(flow)
    try cancelOrders(of: flow)
    try context.writer.noteGone(flow)
  }

  /// "Not found" is understood: there is no odd record any more that something could go over.
  private func noteNothingThere(_ flow: TrackedFlow) throws(StoreError) {
    if flow.isQuarantined { try context.writer.endQuarantine(of: flow.id) }
  }

  private func cancelOrders(of flow: TrackedFlow) throws(StoreError) {
    for verb in flow.openVerbs where verb != .delete {
      guard let order = try context.reader.openOrder(verb, of: flow.id) else { continue }
      try context.writer.finish(order.id, as: .cancelled)
    }
  }
}
