import FlowAPI
import FlowModel
import FlowStore
import JSONText

/// Making a flow on the server, once (sync.md 2.7.3).
extension PushPass {
  func create(_ order: Order, _ flow: TrackedFlow) throws(SyncError) -> Step {
    guard let work = flow.work, let local = try bytes(of: work), local.isObject else {
      return try block(order, code: "invalid", text: "The record is no JSON object.")
    }
    let body = RequestBody.create(local)
    if let problem = Preflight.problem(of: body, local, kind: context.kind) {
      return try block(order, code: "invalid", text: problem)
    }
    let fence: Fence
    switch try takeFence() {
    case .success(let taken): fence = taken
    case .failure(let gap):
      note(order, code: "incomplete", text: gap.text)
      return .over
    }
    var intent = FlowWriter.Intent(method: "POST", target: "")
    intent.sent = work
    intent.fields = body.fields
    intent.fenceRun = fence.run
    intent.fenceDate = fence.date
    let attempt = try journal(intent, for: order)
    let answer: RemoteRecord
    do throws(APIError) {
      answer = try context.once { () throws(APIError) in try context.service.create(body.bytes) }
    } catch {
      return try failed(order, flow, attempt, error)
    }
    noteReached()
    note(order, status: 200)
    try context.fault(.pushAfterAnswer)
    guard let copy = try newRecord(in: answer, fence: fence.run, attempt: attempt) else {
      return try failed(
        order, flow, attempt, .unreadable("the answer names no new flow"))
    }
    try context.fault(.pushBeforeSettling)
    return try settleCreated(order, flow, attempt, copy)
  }

  /// The answer's record, when its id is a new one.
  private func newRecord(
    in answer: RemoteRecord, fence: RunID, attempt: AttemptID
  ) throws(SyncError) -> RemoteCopy? {
    guard let id = context.content(answer.bytes).remoteID else { return nil }
    let isOld = try context.read { () throws(StoreError) in
      try context.reader.hasSeen(id, in: fence)
    }
    return isOld ? nil : try echo(answer, id: id)
  }

  /// The server holds what we sent under this id.
  func settleCreated(
    _ order: Order, _ flow: TrackedFlow, _ attempt: AttemptID, _ copy: RemoteCopy,
    twins: [RemoteCopy] = []
  ) throws(SyncError) -> Step {
    let found = try context.read { () throws(StoreError) in
      try context.reader.lastAttempt(of: order.id)
    }
    guard let journalled = found, let sentDocument = journalled.sent,
      let sent = try bytes(of: sentDocument)
    else { return .over }
    let whole = RemoteTaking(context).completed(copy, by: sent)
    let server = context.content(whole.bytes)
    let verification = ServerRewrite.verify(journalled.fields, sent: sent, echo: server)
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt, .applied, httpStatus: nil)
      try context.writer.finish(order.id, madeID: whole.projection.remoteID)
      guard try context.writer.bind(try current(flow), to: whole, server: context.server.id)
      else { return }
      let bound = try current(flow)
      if CreatedTwin.isStub(server, of: sent) {
        try finishStub(bound, sent, whole, server)
      } else if case .foreign(let fields) = verification {
        _ = try RemoteTaking(context).hold(
          bound, .writeRace, whole, paths: fields, base: sentDocument)
      } else {
        try settleCopy(bound, sentDocument, sent, whole, server)
      }
      // Another question about this flow comes first; the twin's record is no side of that one.
      let settled = try current(flow)
      if let twin = twins.first, settled.conflict == nil {
        _ = try RemoteTaking(context).hold(settled, .createTwin, twin, paths: [])
      }
      for twin in twins {
        try context.writer.event(
          "create-twin", server: context.server.id, flow: flow.id, change: order.id,
          detail: twin.projection.remoteID)
      }
    }
    try context.fault(.pushAfterSettling)
    context.report(.changed)
    return .over
  }

  /// The server stopped between its two saves (F11): the row is ours, the body follows.
  private func finishStub(
    _ flow: TrackedFlow, _ sent: RecordContent, _ copy: RemoteCopy, _ server: RecordContent
  ) throws(StoreError) {
    guard let work = flow.work else { return }
    let local = context.content(try context.reader.bytes(of: work))
    guard let bytes = RecordRebase.carrying(local.fields, from: local, onto: server),
      let projection = try? FlowProjection(reading: bytes, kind: context.kind)
    else { return }
    try context.writer.rebase(flow, onto: copy, local: bytes, projection: projection, source: .ack)
    _ = try context.writer.followUp(.update, of: flow.id)
  }

  /// Why a list cannot say which flows are there.
  struct ListGap: Error {
    let text: String
  }

  /// A complete list of ids; one serves every create of this push.
  private func takeFence() throws(SyncError) -> Result<Fence, ListGap> {
    if let fence { return .success(fence) }
    let list = try listIDs { _ in }
    guard list.hasAllIDs else { return .failure(ListGap(text: Self.endlessList)) }
    guard try !isSuspiciouslyEmpty(list) else { return .failure(ListGap(text: Self.emptyList)) }
    let taken = Fence(run: list.run, date: list.serverDate)
    fence = taken
    return .success(taken)
  }

  func isEmpty(_ list: ListPass.Result) throws(SyncError) -> Bool {
    try context.read { () throws(StoreError) in
      try context.reader.seenCount(in: list.run) == 0
    }
  }

  /// Not one of the flows that are known here, or that an earlier list showed: rather another
  /// workspace, or no true answer, than an emptied one.
  func isSuspiciouslyEmpty(
    _ list: ListPass.Result, after earlier: RunID? = nil
  ) throws(SyncError) -> Bool {
    guard try isEmpty(list) else { return false }
    return try context.read { () throws(StoreError) in
      if let earlier, try context.reader.seenCount(in: earlier) > 0 { return true }
      return try context.reader.knownCount(on: context.server.id) > 0
    }
  }

  /// Reads the whole list, notes its ids, shows rows that the copy does not know.
  func listIDs(
    unknown: @escaping (RemoteCopy) -> Void
  ) throws(SyncError) -> ListPass.Result {
    let server = context.server.id
    let (last, tag) = try context.read { () throws(StoreError) in
      (try context.reader.lastCompleteRun(on: server), try context.reader.listTag(of: server))
    }
    let run = try context.write { () throws(StoreError) in
      try context.writer.openRun(on: server, mode: .snapshot, keeping: nil)
    }
    let intake = RowIntake(context, run: run, purpose: .look(unknown))
    var pass = ListPass(context, intake: intake, run: run)
    let list = try pass.read(tag: last == nil ? nil : tag)
    try context.write { () throws(StoreError) in
      if list.isNotModified, let last {
        try context.writer.copySeen(from: last, to: list.run)
      } else {
        // The next pull must see this list, which nothing was taken from.
        try context.writer.forgetListTag(of: server)
      }
      try context.writer.closeRun(
        list.run, isComplete: list.isComplete, pages: list.pages,
        seen: try context.reader.seenCount(in: list.run), total: list.total,
        serverDate: list.serverDate)
    }
    return list
  }
}
