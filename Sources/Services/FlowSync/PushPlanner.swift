package import FlowModel
package import FlowStore
import JSONText

/// Makes the plan of a push from the local copy alone.
package struct PushPlanner {
  private let reader: FlowReader
  private let now: Milliseconds
  private static let day: Milliseconds = 86_400_000

  package init(_ reader: FlowReader, now: Milliseconds) {
    self.reader = reader
    self.now = now
  }

  /// - Parameter flows: nil: all.
  package func plan(of flows: Set<FlowID>?) throws(StoreError) -> PushPlan {
    var plan = PushPlan()
    for change in try reader.outbox() where flows?.contains(change.flow) ?? true {
      guard let order = try reader.order(change.id), let flow = try reader.tracked(change.flow)
      else { continue }
      var change = change
      if flow.isQuarantined { change.errorText = PushPass.quarantineText }
      plan.entries.append(
        PushPlan.Entry(
          change: change, summary: try summary(of: order, flow, kind: change.kind),
          age: max(0, now - order.createdAt),
          reasons: order.confirmedAt == nil ? try reasons(for: order, of: flow) : [],
          isReady: flow.conflict == nil && !flow.isQuarantined
            && isTried(order, isNamed: flows != nil)))
    }
    return plan
  }

  /// Whether a push attends to it; one that names the flow also tries what was refused.
  private func isTried(_ order: Order, isNamed: Bool) -> Bool {
    switch order.status {
    case .queued, .unknown: true
    case .blocked: FlowWriter.codesTriedAgain.contains(order.errorCode ?? "")
    case .failed: isNamed
    case .sending, .done, .cancelled: false
    }
  }

  /// Why a person must say yes before this order goes out.
  func reasons(for order: Order, of flow: TrackedFlow) throws(StoreError) -> [PushPlan.Reason] {
    var reasons: [PushPlan.Reason] = []
    if order.verb == .delete { reasons.append(.deletion) }
    if order.verb == .delete, flow.status == "active" { reasons.append(.pauseFirst) }
    if flow.isLive { reasons.append(.live) }
    if order.verb == .update { reasons += try reasonsOfContent(flow) }
    // A clock that was wrong when the order was given must not make it young.
    let age = now - order.createdAt
    if [.delete, .publish, .activate, .pause].contains(order.verb), age > Self.day || age < -60_000
    {
      reasons.append(.old(hours: Int(max(0, age) / 3_600_000)))
    }
    return reasons
  }

  private func reasonsOfContent(_ flow: TrackedFlow) throws(StoreError) -> [PushPlan.Reason] {
    guard let (base, local) = try contents(of: flow) else { return [] }
    var reasons: [PushPlan.Reason] = []
    if !flow.isLive, base.isLive { reasons.append(.live) }
    guard base.service == .flownally else { return reasons }
    let changed = Set(base.changedFields(to: local))
    if changed.contains("teamIds"), local.value(of: "teamIds")?.count ?? 0 == 0 {
      reasons.append(.teamsEmptied)
    }
    if changed.contains(FlowKind.chatbot.bodyField), !base.hasBody {
      reasons.append(.unseenDraft)
    }
    return reasons
  }

  /// Field names, never values.
  private func summary(
    of order: Order, _ flow: TrackedFlow, kind: FlowKind
  ) throws(StoreError) -> String {
    switch order.verb {
    case .create: return "create"
    case .delete: return "delete"
    case .publish: return "publish the draft"
    case .activate: return "activate"
    case .pause: return "pause"
    case .update:
      guard let (base, local) = try contents(of: flow) else { return "update" }
      let fields = base.changedFields(to: local)
      return fields.isEmpty ? "nothing to send" : "update: " + fields.joined(separator: ", ")
    }
  }

  private func contents(
    of flow: TrackedFlow
  ) throws(StoreError) -> (RecordContent, RecordContent)? {
    guard let base = flow.base, let work = flow.work, let service = try reader.service(of: flow.id)
    else { return nil }
    return (
      RecordContent(try reader.bytes(of: base), service: service),
      RecordContent(try reader.bytes(of: work), service: service)
    )
  }
}

extension RecordContent {
  /// Public or active (sync.md 2.15).
  var isLive: Bool {
    service == .flowise ? value(of: "isPublic")?.boolean ?? false : status == "active"
  }
}
