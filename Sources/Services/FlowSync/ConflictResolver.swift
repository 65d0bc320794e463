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
      let step = try step(flow)
      switch resolution {
      case .mine: try step.keepMine()
      case .theirs: try step.takeTheirs(as: .remote)
      case .both: return try step.keepBoth(date: date)
      }
      return nil
    }
  }

  /// Ends the conflict with the merge as it was chosen: base becomes the remote that it was made
  /// against, the merged record stands here, and what differs waits to be sent.
  ///
  /// - Parameter seen: ``Conflict/remoteVersion`` that the person looked at; nil: any.
  /// - Returns: why it cannot be saved, as a sentence: then nothing has changed. nil: it is saved.
  /// - Throws: `notFound` when no conflict is open.
  package func saveMerge(of flow: FlowID, seen: Int64? = nil) throws(StoreError) -> String? {
    try store.writer.transaction { () throws(StoreError) -> String? in
      let step = try step(flow)
      let open = try step.wholeConflict()
      guard seen == nil || seen == open.remoteVersion else {
        return "The server's version changed meanwhile. Look again: the choices are kept."
      }
      guard let merge = ConflictMerge(open, of: step.service.kind) else {
        return "There are no three versions to merge. Take mine, theirs or both."
      }
      if let refusal = merge.refusal { return refusal }
      try step.save(merge.chosen.record)
      return nil
    }
  }

  /// The same with a record that a person made of the three versions.
  ///
  /// Fields that only the server writes stay the server's, whatever `record` says.
  package func saveMerge(of flow: FlowID, as record: [UInt8]) throws(StoreError) -> String? {
    try store.writer.transaction { () throws(StoreError) -> String? in
      let step = try step(flow)
      let made = HandMadeMerge(record, of: try step.wholeConflict(), service: step.service)
      if let refusal = made.refusal { return refusal }
      try step.save(try made.onRemote())
      return nil
    }
  }

  private func step(_ flow: FlowID) throws(StoreError) -> ConflictStep {
    guard let row = try store.reader.tracked(flow),
      let conflict = try store.reader.heldConflict(of: flow),
      let service = try store.reader.service(of: flow)
    else { throw .notFound }
    return ConflictStep(store: store, row: row, conflict: conflict, service: service)
  }
}

/// One resolution, inside its transaction.
struct ConflictStep {
  let store: Store
  let row: TrackedFlow
  let conflict: HeldConflict
  let service: Service

  var writer: FlowWriter { store.writer }

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
    guard let remote = try remoteCopy() else { throw .notFound }
    try send(try mineOnTheirs(remote), onto: remote, as: .local)
  }

  /// The draft on the server is not the one that was to be published: ours is sent, then published.
  private func sendMineAndPublish() throws(StoreError) {
    try sendMine()
    try publishAnew()
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

  func reread() throws(StoreError) -> TrackedFlow {
    guard let now = try store.reader.tracked(row.id) else { throw .notFound }
    return now
  }

  func end(_ verb: Change.Verb) throws(StoreError) {
    guard let order = try store.reader.openOrder(verb, of: row.id) else { return }
    try writer.finish(order.id, as: .cancelled)
  }

  /// What stood here can be had from the history.
  func keepWork() throws(StoreError) {
    if row.isEdited, let work = row.work { try writer.keepVersion(work, of: row.id, as: .discard) }
  }

  func remoteCopy() throws(StoreError) -> RemoteCopy? {
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
