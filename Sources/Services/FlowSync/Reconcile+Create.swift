import FlowAPI
import FlowModel
import FlowStore
import JSONText

/// Settles an order to create whose outcome is not known, by reading the list (sync.md 2.7.3).
extension PushPass {
  /// New rows of the list, beside the one that was asked for.
  private struct NewRows {
    /// What our request may have made, oldest first, each once.
    var ours: [RemoteCopy] = []
    /// Like it, and edited since: perhaps ours, perhaps somebody else's.
    var alike: [RemoteCopy] = []
    /// The list shows one that does not answer, so nothing is proved.
    var isUnclear = false
  }

  func settleCreate(
    _ order: Order, _ flow: TrackedFlow, _ attempt: Attempt
  ) throws(SyncError) -> Step {
    guard let sent = try bytes(of: attempt.sent), let fence = attempt.fenceRun else {
      return .over
    }
    var rows: [RemoteCopy] = []
    let list: ListPass.Result
    do throws(SyncError) {
      list = try listIDs { row in
        let content = self.context.content(row.bytes)
        if CreatedTwin.mayBeOurs(content, sent: sent) { rows.append(row) }
      }
    } catch {
      guard case .interrupted(let text) = error else { throw error }
      note(order, code: "in-doubt", text: text)
      return readAgain(order)
    }
    try context.fault(.reconcileAfterRead)
    var new = try newRows(among: rows, sent, attempt, fence: fence)
    if try hasNewID(among: list.oddIDs, fence: fence) { new.isUnclear = true }
    if let first = new.ours.first {
      return try settleCreated(
        order, flow, attempt.id, first, twins: Array(new.ours.dropFirst()))
    }
    guard !new.isUnclear else {
      note(order, code: "in-doubt", text: "A new flow is in the list and not to be read.")
      return readAgain(order)
    }
    guard list.hasAllIDs else {
      note(order, code: "in-doubt", text: Self.endlessList)
      return readAgain(order)
    }
    guard try !isSuspiciouslyEmpty(list, after: fence) else {
      note(order, code: "in-doubt", text: Self.emptyList)
      return readAgain(order)
    }
    let isEmpty = try isEmpty(list)
    return try absent(order, attempt, takesTwo: isEmpty) { () throws(SyncError) in
      guard let like = new.alike.first else { return try notApplied(order, attempt) }
      return try ask(about: like, order, attempt)
    }
  }

  /// Made and edited before we could read it back, or by somebody else at the same time: sending
  /// again might make a second one, so a person says which it is.
  private func ask(
    about like: RemoteCopy, _ order: Order, _ attempt: Attempt
  ) throws(SyncError) -> Step {
    let id = like.projection.remoteID ?? ""
    try stop(
      order, attempt.id, as: .blocked, code: "alike",
      text: "It may have been created and edited since: \(like.projection.name) (\(id)) is new on "
        + "the server and looks like it. If that is it, discard this order (weir resolve --theirs); "
        + "if not, retry it (--mine).",
      status: attempt.httpStatus)
    return .over
  }

  private func newRows(
    among rows: [RemoteCopy], _ sent: RecordContent, _ attempt: Attempt, fence: RunID
  ) throws(SyncError) -> NewRows {
    var seen: Set<String> = []
    var new = NewRows()
    for row in rows {
      guard let id = row.projection.remoteID, seen.insert(id).inserted else { continue }
      let isOld = try context.read { () throws(StoreError) in
        try context.reader.hasSeen(id, in: fence)
      }
      guard !isOld else { continue }
      let whole: RemoteCopy
      do throws(APIError) { whole = try completeRow(row, id: id) } catch {
        guard error.isGone else { throw SyncError(error) }
        new.isUnclear = true
        continue
      }
      // Whatever answered there, it was not the flow.
      guard whole.cover == .full else {
        new.isUnclear = true
        continue
      }
      let content = context.content(whole.bytes)
      if CreatedTwin.isOurs(content, sent: sent, fields: attempt.fields) {
        new.ours.append(whole)
      } else if CreatedTwin.isAlike(content, sent: sent) {
        new.alike.append(whole)
      }
    }
    new.ours.sort { ($0.projection.stamp ?? "") < ($1.projection.stamp ?? "") }
    return new
  }

  /// A new row that cannot be read may be what our request made.
  private func hasNewID(among ids: Set<String>, fence: RunID) throws(SyncError) -> Bool {
    try context.read { () throws(StoreError) in
      for id in ids {
        if try context.reader.hasSeen(id, in: fence) { continue }
        if try context.reader.tracked(remoteID: id, server: context.server.id) == nil {
          return true
        }
      }
      return false
    }
  }

  private func completeRow(_ row: RemoteCopy, id: String) throws(APIError) -> RemoteCopy {
    guard row.cover == .partial else { return row }
    let record = try context.fetch(id)
    return RemoteTaking(context).copy(
      of: record.bytes, id: id, tag: record.tag, serverDate: record.serverDate) ?? row
  }

  static let endlessList = "The server's list could not be read to its end."
  static let emptyList =
    "The server's list is empty, though flows of it are known here. Nothing is created until it "
    + "shows one, or until these flows are gone here too: another workspace, perhaps?"
}

/// Whether a row is what our own request made.
enum CreatedTwin {
  /// Same name, and the same content up to the server's rewrites; or its half-made stub, that nobody
  /// edited.
  static func isOurs(_ row: RecordContent, sent: RecordContent, fields: [String]) -> Bool {
    guard row.isSame("name", in: sent) else { return false }
    let body = row.service.kind.bodyField
    // A server that never shows the draft, and a stub: the rest has to do.
    let hasBody = row.hasBody && !isStub(row, of: sent)
    let visible = fields.filter { hasBody || $0 != body }
    if case .foreign = ServerRewrite.verify(visible, sent: sent, echo: row) { return false }
    return true
  }

  /// Worth reading in full: its name, or the nodes that the list shows of it, say so; or it shows
  /// none, and the name may have been changed.
  static func mayBeOurs(_ row: RecordContent, sent: RecordContent) -> Bool {
    row.isSame("name", in: sent) || !row.hasBody || hasAllNodes(row, of: sent)
      || isStub(row, of: sent)
  }

  /// What our request made may look like this after somebody's edit: renamed with the nodes that we
  /// sent, or under our name with at least one of them; a stub whatever its name is.
  static func isAlike(_ row: RecordContent, sent: RecordContent) -> Bool {
    if hasAllNodes(row, of: sent) || isStub(row, of: sent) { return true }
    // A server that never shows the draft: nothing tells that it is another one.
    guard row.hasBody else { return true }
    return row.isSame("name", in: sent) && (nodes(of: sent).isEmpty || sharesNode(row, sent))
  }

  private static func sharesNode(_ row: RecordContent, _ sent: RecordContent) -> Bool {
    !nodes(of: row).isDisjoint(with: nodes(of: sent))
  }

  private static func hasAllNodes(_ row: RecordContent, of sent: RecordContent) -> Bool {
    let ours = nodes(of: sent)
    return !ours.isEmpty && ours.isSubset(of: nodes(of: row))
  }

  /// The ids of its nodes with what kind of node they are.
  private static func nodes(of record: RecordContent) -> Set<String> {
    let field = record.service.kind.bodyField
    guard let value = record.value(of: field),
      let nodes = (FieldForm.embedded(in: value, field: field) ?? value)["nodes"]
    else { return [] }
    var found: Set<String> = []
    for node in nodes.elements {
      guard let id = node["id"]?.string else { continue }
      found.insert("\(id) \(node["data"]?["name"]?.string ?? "")")
    }
    return found
  }

  /// The row of a POST that was cut between the server's two saves: `flowData` is still `{}`, which
  /// no server takes from a client (flowise-api.md 0.6).
  static func isStub(_ row: RecordContent, of sent: RecordContent) -> Bool {
    let field = row.service.kind.bodyField
    guard row.service == .flowise, let body = row.value(of: field)?.stringBytes,
      let ours = sent.value(of: field)?.stringBytes
    else { return false }
    return body == Array("{}".utf8) && ours != body
  }
}
