package import FlowModel
package import FlowStore
import JSONText

/// Carries out what a person decided about a conflict (sync.md 2.10.4). Makes no request: what has
/// to be sent waits in the outbox and goes out under the ordinary checks, so that a server that
/// moved again opens the conflict anew.
package struct ConflictResolver {
  private let store: Store

  package init(_ store: Store) { self.store = store }

  /// - Parameter date: for the name of a copy: `2026-07-31`.
  /// - Returns: for ``Resolution/both``, the new flow that holds what stood here.
  /// - Throws: `notFound` when no conflict is open.
  @discardableResult
  package func resolve(
    _ flow: FlowID, _ resolution: Resolution, date: String
  ) throws(StoreError) -> FlowID? {
    try store.writer.transaction { () throws(StoreError) -> FlowID? in
      guard let row = try store.reader.tracked(flow),
        let conflict = try store.reader.heldConflict(of: flow),
        let service = try store.reader.service(of: flow)
      else { throw .notFound }
      let step = Step(store: store, row: row, conflict: conflict, service: service)
      switch resolution {
      case .mine: try step.keepMine()
      case .theirs: try step.takeTheirs(as: .remote)
      case .both: return try step.keepBoth(date: date)
      }
      return nil
    }
  }
}

/// One resolution, inside its transaction.
private struct Step {
  let store: Store
  let row: TrackedFlow
  let conflict: HeldConflict
  let service: Service

  private var writer: FlowWriter { store.writer }

  // MARK: Mine

  func keepMine() throws(StoreError) {
    switch conflict.kind {
    case .editGone:
      try writer.closeConflict(of: row.id, as: .local)
      _ = try writer.makeNew(try reread())
    case .createTwin: try writer.closeConflict(of: row.id, as: .local)
    case .deleteEdit: try deleteAnyway()
    case .editEdit, .liveMerge, .writeRace: try sendMine()
    case .pinChanged: try sendMineAndPublish()
    }
  }

  /// What stands on the server is seen now: base moves there, ours goes on top and waits again.
  private func sendMine() throws(StoreError) {
    guard let remote = try remoteCopy(), let work = row.work else { throw .notFound }
    try writer.closeConflict(of: row.id, as: .local)
    let theirs = RecordContent(remote.bytes, service: service)
    let mine = RecordContent(try store.reader.bytes(of: work), service: service)
    // Where only somebody else changed a field there is nothing of ours to send.
    let ours = try fieldsChangedHere(mine)
    let fields = theirs.changedFields(to: mine).filter { ours.contains($0) }
    guard let bytes = RecordRebase.carrying(fields, from: mine, onto: theirs),
      let projection = try? FlowProjection(reading: bytes, kind: service.kind)
    else { throw .damaged("a stored record is not JSON") }
    try writer.rebase(
      row, onto: remote, local: bytes, projection: projection, source: .resolve)
    let result = RecordContent(bytes, service: service)
    if RequestBody.update(from: theirs, to: result) == nil {
      try end(.update)
      try writer.take(remote, into: try reread(), source: nil)
    } else {
      _ = try writer.followUp(.update, of: row.id)
    }
  }

  /// The fields that were edited here. Other kinds of conflict are about the whole of ours.
  private func fieldsChangedHere(_ mine: RecordContent) throws(StoreError) -> [String] {
    guard conflict.kind == .editEdit, let document = conflict.base else { return mine.fields }
    let base = RecordContent(try store.reader.bytes(of: document), service: service)
    return base.changedFields(to: mine)
  }

  /// The draft on the server is not the one that was to be published: ours is sent, then published.
  private func sendMineAndPublish() throws(StoreError) {
    try sendMine()
    try end(.publish)
    let now = try reread()
    guard let work = now.work else { return }
    let update = try store.reader.openOrder(.update, of: row.id)
    _ = try writer.followUp(
      .publish, of: row.id, after: update?.id, pin: work, pinStamp: now.baseStamp)
  }

  /// The person saw the change and still wants the flow gone.
  private func deleteAnyway() throws(StoreError) {
    guard let remote = try remoteCopy(), let order = try store.reader.openOrder(.delete, of: row.id)
    else { throw .notFound }
    try writer.closeConflict(of: row.id, as: .local)
    try keepWork()
    try writer.take(remote, into: row, source: .resolve)
    let pin = try writer.document(remote.bytes)
    try writer.setPin(pin, stamp: remote.projection.stamp, of: order.id)
  }

  // MARK: Theirs

  func takeTheirs(as end: ConflictEnd) throws(StoreError) {
    try writer.closeConflict(of: row.id, as: end)
    if conflict.kind == .createTwin { return }
    try keepWork()
    for verb in row.openVerbs where [.update, .delete, .publish, .create].contains(verb) {
      try self.end(verb)
    }
    if conflict.kind == .editGone {
      for verb in row.openVerbs { try self.end(verb) }
      return try writer.noteGone(try reread())
    }
    guard let remote = try remoteCopy() else { throw .notFound }
    try writer.take(remote, into: try reread(), source: .resolve)
  }

  // MARK: Both

  func keepBoth(date: String) throws(StoreError) -> FlowID? {
    guard let work = row.work, conflict.kind != .createTwin else {
      try keepMine()
      return nil
    }
    // Nothing stands on the server: one flow, made anew, is both.
    if conflict.kind == .editGone {
      try keepMine()
      return row.id
    }
    let mine = RecordContent(try store.reader.bytes(of: work), service: service)
    let name = mine.value(of: "name")?.string ?? row.name
    let bytes = ConflictCopy.record(of: mine, name: "\(name) (conflict \(date))")
    guard let projection = try? FlowProjection(reading: bytes, kind: service.kind) else {
      throw .damaged("a stored record is not JSON")
    }
    let copy = try writer.insertLocal(
      bytes, projection, on: try store.reader.serverID(of: row.id), source: .resolve)
    try takeTheirs(as: .keepBoth)
    return copy
  }

  // MARK: Steps

  private func reread() throws(StoreError) -> TrackedFlow {
    guard let now = try store.reader.tracked(row.id) else { throw .notFound }
    return now
  }

  private func end(_ verb: Change.Verb) throws(StoreError) {
    guard let order = try store.reader.openOrder(verb, of: row.id) else { return }
    try writer.finish(order.id, as: .cancelled)
  }

  /// What stood here can be had from the history.
  private func keepWork() throws(StoreError) {
    if row.isEdited, let work = row.work { try writer.keepVersion(work, of: row.id, as: .discard) }
  }

  private func remoteCopy() throws(StoreError) -> RemoteCopy? {
    guard let document = conflict.remote else { return nil }
    let bytes = try store.reader.bytes(of: document)
    guard let projection = try? FlowProjection(reading: bytes, kind: service.kind) else {
      return nil
    }
    return RemoteCopy(bytes: bytes, cover: .full, projection: projection, tag: nil, isRacy: true)
  }
}

/// The record of a copy: what a person may change, under another name.
enum ConflictCopy {
  static func record(of mine: RecordContent, name: String) -> [UInt8] {
    var members: [[UInt8]] = []
    for field in mine.fields where field != "mcpServerConfig" {
      var value = mine.value(of: field).map { Array($0.bytes) } ?? []
      if field == "name" { value = JSONString.literal(name) }
      // A second public flow is nobody's wish.
      if FlowFields.notDuplicated.contains(field) { value = Array("false".utf8) }
      members.append(JSONString.literal(field) + Array(":".utf8) + value)
    }
    if mine.value(of: "name") == nil {
      members.append(Array("\"name\":".utf8) + JSONString.literal(name))
    }
    return Array("{".utf8) + Array(members.joined(separator: Array(",".utf8)))
      + Array("}".utf8)
  }
}
