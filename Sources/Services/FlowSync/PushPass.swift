import FlowAPI
import FlowModel
import FlowStore

/// One push: recover, settle what is in doubt, send what is ready (sync.md 2.7).
///
/// Orders go out in the order in which they were given. One that is blocked, refused or held
/// stops only those that depend on it. Every method that sends returns a ``Step``; what became of
/// an order always stands in the store, so the report is read from there.
final class PushPass {
  enum Step {
    /// Nothing more in this push.
    case over
    /// Again after so many seconds.
    case later(Double)
    /// Waits for another order of this push.
    case passed
  }

  /// Longer waits are left to the next push.
  private static let patience = 150.0
  /// A push ends, whatever the server answers.
  private static let turnLimit = 25

  let context: SyncContext
  let confirmation: PushConfirmation
  let waits: Bool
  private let wanted: Set<FlowID>?
  private var asked: [Order] = []
  private var over: Set<ChangeID> = []
  private var due: [ChangeID: Milliseconds] = [:]
  private var turns: [ChangeID: Int] = [:]
  private var unreachableCount = 0
  private(set) var notes: [ChangeID: PushNote] = [:]
  /// When the last byte of a doubtful request was out, by the monotonic clock; for one that this
  /// process did not send, when it found it.
  var quietSince: [ChangeID: Milliseconds] = [:]
  /// When a complete list first missed a created flow, by the monotonic clock.
  var firstAbsence: [ChangeID: Milliseconds] = [:]
  var rounds: [ChangeID: Int] = [:]
  /// The complete list of ids that stands behind every create of this push.
  var fence: Fence?

  struct Fence {
    var run: RunID
    var date: String?
  }

  init(
    _ context: SyncContext, flows: Set<FlowID>?, confirmation: PushConfirmation, waits: Bool
  ) {
    self.context = context
    wanted = flows
    self.confirmation = confirmation
    self.waits = waits
  }

  var hasWork: Bool { !asked.isEmpty }

  func begin() throws(SyncError) { asked = try openOrders() }

  func run() throws(SyncError) {
    try context.write { () throws(StoreError) in
      try context.writer.doubtOrphans(of: context.server.id)
      try context.writer.releaseBlocked(on: context.server.id)
      // Who names a flow wants it tried again, whatever the server said last time.
      if wanted != nil { for order in asked { try retry(order) } }
      if context.consent == .given { for order in asked { try mergeLive(order.flow) } }
    }
    while true {
      if try sendRound() { continue }
      guard waits, let next = due.filter({ !over.contains($0.key) }).values.min() else { return }
      let seconds = Double(max(0, next - context.clock.monotonic)) / 1_000
      context.report(
        .waiting(context.server.service, reason: waitReason, seconds: Int(seconds.rounded(.up))))
      guard context.clock.wait(seconds: seconds) else { throw .cancelled }
    }
  }

  private func retry(_ order: Order) throws(StoreError) {
    guard order.status == .failed else { return }
    try context.writer.retryChange(order.id)
  }

  /// With this push a person said that what changed apart in live flows may be merged: so may what
  /// an earlier pull or push held for that reason.
  private func mergeLive(_ id: FlowID) throws(StoreError) {
    guard let flow = try context.reader.tracked(id), let work = flow.work, !flow.isInFlight,
      let conflict = try context.reader.heldConflict(of: id), conflict.kind == .liveMerge,
      let base = conflict.base, let remote = conflict.remote
    else { return }
    let theirs = context.content(try context.reader.bytes(of: remote))
    let decision = PushDecision.decide(
      base: context.content(try context.reader.bytes(of: base)),
      local: context.content(try context.reader.bytes(of: work)), remote: theirs, consent: .given)
    let taking = RemoteTaking(context)
    guard case .merge(let merge) = decision, let id = theirs.remoteID,
      let copy = taking.copy(of: theirs.bytes, id: id, tag: nil, serverDate: nil)
    else { return }
    try context.writer.closeConflict(of: flow.id, as: .merged)
    try taking.merge(merge, onto: copy, flow)
  }

  /// Attends once to every order that is due.
  ///
  /// - Returns: whether anything happened.
  private func sendRound() throws(SyncError) -> Bool {
    var hasProgressed = false
    let open = try openOrders()
    let isOpen = Set(open.map(\.id))
    due = due.filter { isOpen.contains($0.key) }
    for listed in open {
      if !asked.contains(where: { $0.id == listed.id }) { asked.append(listed) }
      guard !over.contains(listed.id), isDue(listed.id) else { continue }
      let found = try context.read { () throws(StoreError) in
        (try context.reader.order(listed.id), try context.reader.tracked(listed.flow))
      }
      guard let order = found.0, let flow = found.1, order.isOpen else { continue }
      context.report(.pushing(done: over.count, of: asked.count, name: flow.name))
      switch try attend(to: order, of: flow) {
      case .passed:
        due[order.id] = nil  // A time that is over would be waited for without end.
        continue
      case .over: over.insert(order.id)
      case .later(let seconds):
        turns[order.id, default: 0] += 1
        let isLeft = try isTired(of: order.id)
        if waits, !isLeft, seconds <= Self.patience, turns[order.id, default: 0] < Self.turnLimit {
          due[order.id] = context.clock.monotonic + Milliseconds(seconds * 1_000)
        } else {
          over.insert(order.id)
        }
      }
      hasProgressed = true
    }
    return hasProgressed
  }

  /// The server answered and failed, more than once. What is in doubt is another matter.
  private func isTired(of change: ChangeID) throws(SyncError) -> Bool {
    let found = try context.read { () throws(StoreError) in try context.reader.order(change) }
    guard let order = found, order.status == .queued else { return false }
    return order.errorCode == "retry" && order.attempts >= Retry.patientAttempts
  }

  private func isDue(_ change: ChangeID) -> Bool {
    (due[change] ?? .min) <= context.clock.monotonic
  }

  private func openOrders() throws(SyncError) -> [Order] {
    try context.read { () throws(StoreError) in
      try context.reader.orders(of: context.server.id)
    }.filter { wanted?.contains($0.flow) ?? true }
  }

  private var waitReason: String {
    due.keys.contains { quietSince[$0] != nil && !over.contains($0) }
      ? "an answer was lost; reading will tell" : "it was busy or failed; it is asked again"
  }

  // MARK: One order

  private func attend(to order: Order, of flow: TrackedFlow) throws(SyncError) -> Step {
    if order.status == .sending || order.status == .unknown {
      return try settle(order, of: flow)
    }
    guard order.status == .queued, flow.conflict == nil else { return .over }
    if flow.isQuarantined {
      note(order, code: "quarantined", text: Self.quarantineText)
      return .over
    }
    if let blocker = try blocker(of: order) {
      guard over.contains(blocker) else { return .passed }
      note(order, code: "waits", text: "It waits for an order before it.")
      return .over
    }
    // What the server asked to wait is kept; our own patience ends when a person says push.
    if order.errorCode == "busy", !Retry.isDue(notBefore: order.notBefore, now: context.clock.now) {
      return .later(Double(order.notBefore - context.clock.now) / 1_000)
    }
    guard try isConfirmed(order, of: flow) else { return .over }
    switch order.verb {
    case .create: return try create(order, flow)
    case .update: return try update(order, flow)
    case .delete: return try delete(order, flow)
    case .publish: return try publish(order, flow)
    case .activate, .pause: return try switchState(order, flow)
    }
  }

  /// The open order of the same flow that must be settled first.
  private func blocker(of order: Order) throws(SyncError) -> ChangeID? {
    let siblings = try context.read { () throws(StoreError) in
      try context.reader.openOrders(of: order.flow)
    }.filter { $0.id != order.id }
    if let busy = siblings.first(where: { $0.status == .sending || $0.status == .unknown }) {
      return busy.id
    }
    let earlier = siblings.filter { $0.id < order.id }
    let first: Set<Change.Verb> =
      switch order.verb {
      case .create: []
      case .update: [.create]
      case .publish: [.create, .update]
      case .activate: [.create, .publish, .pause]
      case .pause: [.create, .activate]
      case .delete: [.create, .pause]
      }
    return siblings.first { $0.id == order.after }?.id
      ?? earlier.first { first.contains($0.verb) }?.id
  }

  private func isConfirmed(_ order: Order, of flow: TrackedFlow) throws(SyncError) -> Bool {
    let reasons = try context.read { () throws(StoreError) in
      try PushPlanner(context.reader, now: context.clock.now).reasons(for: order, of: flow)
    }
    let open = order.confirmedAt == nil ? reasons.filter { !confirmation.covers($0) } : []
    guard open.isEmpty else {
      note(
        order, code: "confirm",
        text: "It needs a yes: " + open.map(\.text).joined(separator: ", ") + ".")
      return false
    }
    if !reasons.isEmpty, order.confirmedAt == nil {
      try context.write { () throws(StoreError) in
        try context.writer.confirmChange(order.id)
      }
    }
    return true
  }

  static let quarantineText =
    "The server's record of it is not understood, so nothing is written over it. The next pull "
    + "reads it again."

  // MARK: Notes and ends

  func note(_ order: Order, status: Int? = nil, code: String? = nil, text: String? = nil) {
    var note = notes[order.id] ?? PushNote()
    note.httpStatus = status ?? note.httpStatus
    note.code = code
    note.text = text
    notes[order.id] = note
  }

  /// The server could not be reached: after three in a row this push is over.
  func noteUnreachable(_ error: APIError) throws(SyncError) {
    unreachableCount += 1
    if unreachableCount >= Retry.connectLimit { throw SyncError(error) }
  }

  func noteReached() { unreachableCount = 0 }

  func report(failure: SyncError?) -> PushReport {
    var report = PushReport(requests: context.requests)
    if let failure { report.errors[context.server.service] = failure }
    for order in asked {
      if let entry = entry(of: order) { report.entries.append(entry) }
    }
    return report
  }

  private func entry(of order: Order) -> PushReport.Entry? {
    let note = notes[order.id]
    let found = try? context.read { () throws(StoreError) in
      (try context.reader.order(order.id), try context.reader.tracked(order.flow))
    }
    guard let found, let flow = found.1 else { return nil }
    let now = found.0 ?? order
    // Replaced by another order of this push, which has its own entry.
    guard now.status != .cancelled else { return nil }
    var entry = PushReport.Entry(
      change: order.id, flow: order.flow, name: flow.name, localID: flow.localID,
      remoteID: flow.remoteID, verb: order.verb, outcome: .queued, status: note?.httpStatus,
      code: now.errorCode ?? note?.code, error: now.errorText ?? note?.text)
    switch now.status {
    case .done:
      entry.outcome = .applied
      entry.code = nil
      entry.error = nil
    case .sending, .unknown: entry.outcome = .inDoubt
    case .failed: entry.outcome = .failed
    case .blocked: entry.outcome = now.errorCode == "conflict" ? .conflict : .blocked
    case .queued, .cancelled:
      entry.outcome = ["confirm", "quarantined"].contains(note?.code) ? .blocked : .queued
    }
    return entry
  }
}

/// What a push learnt about an order besides what the store keeps.
struct PushNote {
  var httpStatus: Int?
  var code: String?
  var text: String?
}

extension Order {
  var isOpen: Bool { status != .done && status != .cancelled }
}
