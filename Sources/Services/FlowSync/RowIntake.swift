import FlowAPI
import FlowModel
import FlowStore

/// Takes the rows of a list while they stream in.
///
/// An unchanged row costs one hash and one probe; its bytes are not copied. New and changed rows
/// gather to batches, each one transaction. The transfer waits meanwhile, so memory does not grow
/// with the list.
final class RowIntake {
  /// What to do with rows besides noting their ids.
  enum Purpose {
    /// Store them.
    case take
    /// Show those that are not in the copy to the closure.
    case look((RemoteCopy) -> Void)
  }

  private static let rowLimit = 50
  private static let byteLimit = 2 << 20
  private static let seenLimit = 500

  let context: SyncContext
  private let purpose: Purpose
  /// Where the ids of the rows are noted.
  private(set) var run: RunID
  private var batch: [RemoteCopy] = []
  private var batchBytes = 0
  private var seen: [(id: String, stamp: String?)] = []
  private var relisted: [FlowID] = []
  /// Rows that name their flow and cannot be read.
  private var odd: [OddRow] = []
  /// Shown again as they were understood before.
  private var understood: [FlowID] = []
  /// Listed whole: whatever their stamps say, another write will show in the list.
  private var settled: [FlowID] = []

  private(set) var workspaceID: String?
  /// Why the list has to end early.
  private(set) var failure: SyncError?
  /// The server's own date of this answer, for the racy mark; known only for answers before it.
  var serverDate: String?
  /// Counts over the whole pull.
  var counts = TakeCounts()
  /// Rows that could not be understood; a repeated sweep shows the same ones again.
  var refused: Int { refusedRows.count + namelessCount }
  private var refusedRows: Set<[UInt8]> = []
  /// Rows over the cap that do not say whose they are, in the longest sweep.
  private var namelessCount = 0
  /// Ids whose rows could not be understood; they show that the flow is there, and nothing else.
  private(set) var oddIDs: Set<String> = []
  /// Those of them that are new here.
  var newOddCount = 0
  private(set) var rowCount = 0
  private(set) var byteCount = 0
  /// Ids that are new to the current run since ``begin(_:)``.
  var newInRun = 0
  /// Rows left alone because one of our own orders is in doubt about them.
  var left = 0
  /// Flows whose bodies must be read by id.
  private(set) var needed: [FlowID] = []
  private var isNeeded: Set<FlowID> = []
  /// Those of them that this pull saw for the first time: they count as new, not as changed too.
  private(set) var newStubs: Set<FlowID> = []

  init(_ context: SyncContext, run: RunID, purpose: Purpose) {
    self.context = context
    self.run = run
    self.purpose = purpose
    workspaceID = context.server.workspaceID
  }

  /// What follows belongs to another sweep.
  func begin(_ run: RunID) {
    self.run = run
    newInRun = 0
  }

  func restartCountOfNew() { newInRun = 0 }

  /// The closure for ``FlowService/list(_:row:)``.
  func step(_ row: ArraySlice<UInt8>) -> ListStep {
    do throws(SyncError) {
      try add(row)
      return .proceed
    } catch {
      failure = error
      return .stop
    }
  }

  private func add(_ row: ArraySlice<UInt8>) throws(SyncError) {
    rowCount += 1
    byteCount += row.count
    let digest = row.withUnsafeBytes { Digest.sha256(DocumentCover.full.rawValue, $0) }
    let match = try context.read { () throws(StoreError) in
      try context.reader.baseMatch(digest: digest, server: context.server.id)
    }
    if let match {
      seen.append((match.remoteID, match.stamp))
      if !match.isListed { relisted.append(match.flow) }
      if match.isRacy { settled.append(match.flow) }
      if match.isQuarantined { understood.append(match.flow) }
    } else {
      try addUnknown(Array(row), digest: digest)
    }
    if batch.count + odd.count >= Self.rowLimit || batchBytes >= Self.byteLimit
      || seen.count >= Self.seenLimit
    {
      try flush()
    }
  }

  private func addUnknown(_ bytes: [UInt8], digest: [UInt8]) throws(SyncError) {
    guard let projection = try? FlowProjection(reading: bytes, kind: context.kind) else {
      guard let identity = RowIdentity(scanning: bytes[...]), Self.isUsable(identity.id) else {
        refusedRows.insert(digest)
        return
      }
      noteOdd(identity, QuarantineReason(refused: bytes))
      return
    }
    guard let id = projection.remoteID, Self.isUsable(id) else {
      refusedRows.insert(digest)
      return
    }
    if let found = projection.workspaceID {
      if let workspaceID, workspaceID != found {
        throw .serverChanged(expected: workspaceID, found: found)
      }
      workspaceID = found
    }
    batchBytes += bytes.count
    // Only where the list leaves the body out has the stamp to tell that it changed.
    let isRacy =
      !projection.hasBody && ServerDate.isRacy(stamp: projection.stamp, serverDate: serverDate)
    batch.append(
      RemoteCopy(
        bytes: bytes, cover: projection.hasBody ? .full : .partial, projection: projection,
        tag: nil, isRacy: isRacy))
  }

  /// Rows of one answer that were over the cap.
  func addOversized(_ rows: [RowIdentity], count: Int) {
    let named = rows.filter { Self.isUsable($0.id) }
    for row in named { noteOdd(row, .tooLarge) }
    namelessCount = max(namelessCount, count - named.count)
  }

  private func noteOdd(_ identity: RowIdentity, _ reason: QuarantineReason) {
    oddIDs.insert(identity.id)
    odd.append(OddRow(identity: identity, reason: reason))
  }

  /// Ids go into paths; an odd one could lead elsewhere (sync.md 2.9).
  private static func isUsable(_ id: String) -> Bool {
    (1...128).contains(id.utf8.count)
      && id.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
      }
  }

  /// Writes what has gathered. Call it at the end of each answer.
  func flush() throws(SyncError) {
    guard !batch.isEmpty || !seen.isEmpty || !odd.isEmpty else { return }
    let rows = batch
    let stores: Bool
    if case .take = purpose { stores = true } else { stores = false }
    try context.write { () throws(StoreError) in
      for row in seen where try context.writer.noteSeen(row.id, stamp: row.stamp, in: run) {
        newInRun += 1
      }
      if stores {
        for flow in settled { try context.writer.noteSettled(flow) }
        for flow in relisted {
          try context.writer.notePresence(.listed, of: flow)
          guard let back = try context.reader.tracked(flow) else { continue }
          _ = try RemoteTaking(context).endOfAbsence(of: back)
        }
        for flow in understood { try context.writer.endQuarantine(of: flow) }
      }
      try take(odd, stores: stores)
      try take(rows, stores: stores)
    }
    if case .look(let show) = purpose { for row in unknownRows { show(row) } }
    unknownRows.removeAll()
    batch.removeAll(keepingCapacity: true)
    seen.removeAll(keepingCapacity: true)
    relisted.removeAll(keepingCapacity: true)
    odd.removeAll()
    understood.removeAll()
    settled.removeAll(keepingCapacity: true)
    batchBytes = 0
    try context.fault(.pullAfterBatch)
  }

  private var unknownRows: [RemoteCopy] = []

  private func take(_ rows: [RemoteCopy], stores: Bool) throws(StoreError) {
    guard !rows.isEmpty else { return }
    // Read inside the transaction: another program may be about to learn the id of its creation.
    let doubts = try OwnRequests(context).createsInDoubt()
    for row in rows {
      guard let id = row.projection.remoteID else { continue }
      let isNew = try context.writer.noteSeen(id, stamp: row.projection.stamp, in: run)
      if isNew { newInRun += 1 }
      let known = try context.reader.tracked(remoteID: id, server: context.server.id)
      guard stores else {
        if known == nil { unknownRows.append(row) }
        continue
      }
      if let known {
        try take(row, into: known)
      } else if try isDoubtful(row, doubts) {
        // It may be what our own lost request made: settling that will tell (sync.md 2.7.3).
        if isNew { left += 1 }
      } else {
        let flow = try context.writer.insert(row, server: context.server.id)
        if row.cover == .partial {
          need(flow)
          newStubs.insert(flow)
        } else {
          try noteDuplicate(flow, row)
        }
        counts.new += 1
      }
    }
  }

  private func isDoubtful(
    _ row: RemoteCopy, _ doubts: [OwnRequests.CreateInDoubt]
  ) throws(StoreError) -> Bool {
    for doubt in doubts where try doubt.mayHaveMade(row, context) { return true }
    return false
  }

  private func take(_ row: RemoteCopy, into found: TrackedFlow) throws(StoreError) {
    let (flow, isBack) = try noteListed(found)
    if flow.isInFlight {
      counts.postponed += 1
    } else if row.cover == .partial {
      if try isMoved(row, from: flow) { need(flow.id) }
    } else {
      let taking = RemoteTaking(context)
      counts.note(try taking.take(row, into: flow))
      if isBack { try taking.forgetOrders(of: flow) }
    }
  }

  /// The list shows it, whatever was thought; and whether it had been gone.
  func noteListed(_ found: TrackedFlow) throws(StoreError) -> (flow: TrackedFlow, isBack: Bool) {
    let flow = try RemoteTaking(context).endOfAbsence(of: found)
    let isBack = flow.presence == .gone && flow.conflict == nil
    guard flow.presence != .listed else { return (flow, isBack) }
    try context.writer.notePresence(.listed, of: flow.id)
    return (try context.reader.tracked(flow.id) ?? flow, isBack)
  }

  /// A new flow may be what a request of ours made that counted as lost.
  func noteDuplicate(_ flow: FlowID, _ copy: RemoteCopy) throws(StoreError) {
    let own = OwnRequests(context)
    if lostCreates == nil { lostCreates = try own.lostCreates() }
    guard let lostCreates, !lostCreates.isEmpty else { return }
    try own.noteDuplicate(flow, context.content(copy.bytes), among: lostCreates)
  }

  private var lostCreates: [OwnRequests.LostCreate]?

  /// A repeated sweep shows the same rows again.
  private func need(_ flow: FlowID) {
    if isNeeded.insert(flow).inserted { needed.append(flow) }
  }

  /// A row without its body: whether the rest must be read.
  private func isMoved(_ row: RemoteCopy, from flow: TrackedFlow) throws(StoreError) -> Bool {
    let now = row.projection
    if flow.isStub {
      try context.writer.take(row, into: flow, source: nil)
      return true
    }
    return flow.isRacy || flow.isQuarantined || now.stamp != flow.baseStamp || now.stamp == nil
      || now.status != flow.status || (!flow.isEdited && now.name != flow.name)
  }
}
