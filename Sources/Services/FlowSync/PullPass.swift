import FlowAPI
import FlowModel
import FlowStore

/// One pull: list, bodies that the list left out, deletions (sync.md 2.6).
///
/// May be interrupted anywhere: a run that did not finish derives nothing.
final class PullPass {
  var report: ServerPull
  let context: SyncContext
  private let acceptDeletions: Bool
  var intake: RowIntake?
  /// Something the server showed could not be taken: the next pull must see the list again.
  private var isOpenEnded = false
  /// Flows that the list hides, that answered, and had not changed.
  var hiddenCount = 0
  /// Flows whose records came by id and could not be read.
  var quarantined: Set<FlowID> = []

  init(_ context: SyncContext, acceptDeletions: Bool) {
    self.context = context
    self.acceptDeletions = acceptDeletions
    report = ServerPull(service: context.server.service)
  }

  func run() throws(SyncError) {
    defer { collectCounts() }
    let list = try readList()
    try completeBodies(in: list.run, serverDate: list.serverDate)
    try context.fault(.pullBeforeDeletions)
    let isComplete = list.isComplete ? try isWhole(list.run) : false
    if isComplete { try findDeletions(in: list.run) }
    try context.fault(.pullBeforeFinish)
    try finish(list, isComplete: isComplete)
  }

  // MARK: List

  private func readList() throws(SyncError) -> ListPass.Result {
    let server = context.server.id
    let last = try context.read { () throws(StoreError) in
      try context.reader.lastCompleteRun(on: server)
    }
    let tag = try context.read { () throws(StoreError) in try context.reader.listTag(of: server) }
    let run = try context.write { () throws(StoreError) in
      try context.writer.openRun(on: server, mode: .snapshot, keeping: nil)
    }
    try context.fault(.pullAfterRunOpened)
    let intake = RowIntake(context, run: run, purpose: .take)
    self.intake = intake
    var pass = ListPass(context, intake: intake, run: run)
    let list = try pass.read(tag: last == nil ? nil : tag)
    if list.isNotModified, let last {
      try context.write { () throws(StoreError) in
        try context.writer.copySeen(from: last, to: run)
      }
    }
    if intake.rowCount > 0 { context.report(.changed) }
    return list
  }

  /// Every id that was seen stands in the copy; otherwise something is wrong with our counting.
  private func isWhole(_ run: RunID) throws(SyncError) -> Bool {
    let (seen, listed) = try context.read { () throws(StoreError) in
      (
        try context.reader.seenCount(in: run),
        try context.reader.listedCount(in: run, on: context.server.id)
      )
    }
    return seen == listed + (intake?.left ?? 0)
  }

  // MARK: Bodies

  /// Reads by id what the list showed without its body: new, moved and outstanding ones.
  private func completeBodies(in run: RunID, serverDate: String?) throws(SyncError) {
    var wanted = intake?.needed ?? []
    let known = Set(wanted)
    wanted += try context.read { () throws(StoreError) in
      try context.reader.stubs(on: context.server.id)
    }.filter { !known.contains($0) }
    for (index, id) in wanted.enumerated() {
      context.reportCount(
        .pulling(
          context.server.service, seen: index, bytes: report.bytes, total: wanted.count))
      try completeBody(of: id, in: run, listDate: serverDate)
    }
    if !wanted.isEmpty { context.report(.changed) }
  }

  private func completeBody(
    of id: FlowID, in run: RunID, listDate: String?
  ) throws(SyncError) {
    let found = try context.read { () throws(StoreError) in try context.reader.tracked(id) }
    guard let flow = found, let remoteID = flow.remoteID else { return }
    let answer: FetchAnswer
    do throws(APIError) {
      let service = context.service
      answer = try context.asking { () throws(APIError) in
        try service.fetch(remoteID, tag: flow.isStub ? nil : flow.baseTag)
      }
    } catch {
      if error.isGone {
        try context.write { () throws(StoreError) in
          try context.writer.noteUnseen(remoteID, in: run)
        }
        return
      }
      isOpenEnded = true
      if let reason = error.quarantine { return try quarantine(id, because: reason) }
      try stopIfHopeless(error)
      return
    }
    switch answer {
    case .notModified:
      // The list was answered before: what was old enough then is old enough now.
      let isRacy = ServerDate.isRacy(stamp: flow.baseStamp, serverDate: listDate)
      try context.write { () throws(StoreError) in
        if !isRacy { try context.writer.noteSettled(flow.id) }
        if flow.isQuarantined { try context.writer.endQuarantine(of: flow.id) }
      }
    case .record(let record): try take(record, remoteID: remoteID, flow: id)
    }
  }

  /// One flow that cannot be read is reported; a server that cannot be reached ends the pull.
  private func stopIfHopeless(_ error: APIError) throws(SyncError) {
    switch error {
    case .neverConnected, .cancelled, .noToken: throw SyncError(error)
    case .answered(let refusal) where refusal.status == 401: throw SyncError(error)
    default: return
    }
  }

  @discardableResult
  private func take(
    _ record: RemoteRecord, remoteID: String, flow id: FlowID,
    presence: TrackedFlow.Presence? = nil
  ) throws(SyncError) -> Bool {
    let taking = RemoteTaking(context)
    let copy = taking.copy(
      of: record.bytes, id: remoteID, tag: record.tag, serverDate: record.serverDate)
    guard let copy else {
      isOpenEnded = true
      if (try? FlowProjection(reading: record.bytes, kind: context.kind)) == nil {
        try quarantine(id, because: QuarantineReason(refused: record.bytes))
      } else {
        report.refused += 1
      }
      return false
    }
    report.bytes += record.bytes.count
    let outcome = try context.write { () throws(StoreError) -> RemoteTaking.Outcome? in
      // Read again: another program may have sent or settled an order meanwhile.
      guard let flow = try context.reader.tracked(id), !flow.isInFlight else { return nil }
      if let presence, flow.presence != presence {
        try context.writer.notePresence(presence, of: id)
      }
      return try taking.take(copy, into: flow)
    }
    guard let outcome else {
      isOpenEnded = true
      return false
    }
    if presence == .unlisted, outcome == .unchanged { hiddenCount += 1 }
    let isNew = intake?.newStubs.contains(id) == true
    if isNew {
      try context.write { () throws(StoreError) in try intake?.noteDuplicate(id, copy) }
    }
    if outcome != .changed || !isNew { note(outcome) }
    return true
  }

  private func note(_ outcome: RemoteTaking.Outcome) {
    switch outcome {
    case .unchanged: break
    case .changed: report.changed += 1
    case .filled: break
    case .merged: report.merged += 1
    case .conflict(let flow):
      report.conflicts += 1
      context.report(.held(flow))
    }
  }

  // MARK: Deletions

  private func findDeletions(in run: RunID) throws(SyncError) {
    let server = context.server.id
    let (absent, known, seen) = try context.read { () throws(StoreError) in
      (
        try context.reader.absent(from: run, on: server),
        try context.reader.knownCount(on: server), try context.reader.seenCount(in: run)
      )
    }
    switch DeletionCheck.verdict(
      absent: absent.count, known: known, seen: seen, isAccepted: acceptDeletions)
    {
    case .hold(let count): report.held = count
    case .ask: for flow in absent { try ask(for: flow) }
    }
  }

  private func ask(for id: FlowID) throws(SyncError) {
    let found = try context.read { () throws(StoreError) in try context.reader.tracked(id) }
    guard let flow = found, let remoteID = flow.remoteID, !flow.isInFlight else { return }
    let record: RemoteRecord
    do throws(APIError) {
      record = try context.fetch(remoteID)
    } catch {
      if error.isGone { return try noteAbsence(of: id) }
      isOpenEnded = true
      if let reason = error.quarantine { return try quarantine(id, because: reason) }
      return try stopIfHopeless(error)
    }
    // It answers, so it is hidden from the list, not deleted (F12).
    try take(record, remoteID: remoteID, flow: id, presence: .unlisted)
  }

  private func noteAbsence(of id: FlowID) throws(SyncError) {
    let now = context.clock.now
    let outcome = try context.write { () throws(StoreError) -> Absence in
      guard let flow = try context.reader.tracked(id), !flow.isInFlight else { return .none }
      return try GonePath(context).note(flow, now: now)
    }
    switch outcome {
    case .none: break
    case .missing: report.missing += 1
    case .gone: report.gone += 1
    case .conflict:
      report.conflicts += 1
      context.report(.held(id))
    }
    context.report(.changed)
  }

  // MARK: End

  private func finish(_ list: ListPass.Result, isComplete: Bool) throws(SyncError) {
    let intake = intake
    let seen = try context.read { () throws(StoreError) in
      try context.reader.seenCount(in: list.run)
    }
    let isOver =
      !isOpenEnded && report.held == 0 && (intake?.left ?? 0) == 0
      && (intake?.counts.postponed ?? 0) == 0
    let oldTag = try context.read { () throws(StoreError) in
      try context.reader.listTag(of: context.server.id)
    }
    let tag = isOver ? (list.isNotModified ? oldTag : list.tag) : nil
    let news = news
    try context.write { () throws(StoreError) in
      try context.writer.closeRun(
        list.run, isComplete: isComplete, pages: list.pages, seen: seen, total: list.total,
        serverDate: list.serverDate)
      guard isComplete else { return try context.writer.forgetListTag(of: context.server.id) }
      if let workspace = intake?.workspaceID {
        try context.writer.bindWorkspace(workspace, to: context.server.id)
      }
      try context.writer.notePulled(context.server.id, tag: tag)
      if let news {
        try context.writer.event("pulled", server: context.server.id, detail: news)
      }
    }
    try noteRefusedRows()
    report.isComplete = isComplete
  }
}
