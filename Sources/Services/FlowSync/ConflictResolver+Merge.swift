import FlowModel
import FlowStore
import JSONText

/// Resolutions that put the sides together.
extension ConflictStep {
  /// The conflict with the bytes of its versions.
  func wholeConflict() throws(StoreError) -> Conflict {
    guard let open = try store.reader.conflict(of: row.id) else { throw .notFound }
    return open
  }

  /// A merged record ends the conflict. A publish that waited for it means that record.
  func save(_ merged: [UInt8]) throws(StoreError) {
    guard let remote = try remoteCopy() else { throw .notFound }
    try keepWork()
    try send(merged, onto: remote, as: .merged)
    if conflict.kind == .pinChanged { try publishAnew() }
  }

  /// Base becomes the remote, `bytes` stand here; what differs waits to be sent.
  func send(_ bytes: [UInt8], onto remote: RemoteCopy, as end: ConflictEnd) throws(StoreError) {
    guard let projection = try? FlowProjection(reading: bytes, kind: service.kind) else {
      throw .damaged("a stored record is not JSON")
    }
    try writer.closeConflict(of: row.id, as: end)
    let theirs = RecordContent(remote.bytes, service: service)
    guard RequestBody.update(from: theirs, to: RecordContent(bytes, service: service)) != nil else {
      // It says what the server says.
      try self.end(.update)
      return try writer.take(remote, into: row, source: .resolve)
    }
    try writer.rebase(row, onto: remote, local: bytes, projection: projection, source: .resolve)
    _ = try writer.followUp(.update, of: row.id)
  }

  /// What stands here now is what the person wants published.
  func publishAnew() throws(StoreError) {
    try end(.publish)
    let now = try reread()
    guard let work = now.work else { return }
    let update = try store.reader.openOrder(.update, of: row.id)
    _ = try writer.followUp(
      .publish, of: row.id, after: update?.id, pin: work, pinStamp: now.baseStamp)
  }

  // MARK: Mine

  /// Theirs with ours on top: each clash is ours, and what merges by itself stays merged, so that a
  /// colleague's change of another node is not taken back.
  func mineOnTheirs(_ remote: RemoteCopy) throws(StoreError) -> [UInt8] {
    guard let work = row.work else { throw .notFound }
    let local = try store.reader.bytes(of: work)
    // A publish means the whole draft that was seen.
    if conflict.kind != .pinChanged {
      let base = try commonBase().map { (id) throws(StoreError) in
        try store.reader.bytes(of: id)
      }
      let merge = MineMerge(
        base: base ?? Array("{}".utf8), local: local, remote: remote.bytes, kind: service.kind,
        lateFields: try lateFields())
      if let record = merge.record() { return record }
    }
    return try carryingFields(of: local, onto: remote)
  }

  /// Where somebody wrote over what we had just sent, the conflict's base is what was sent; the
  /// version before it is the one that both started from.
  private func commonBase() throws(StoreError) -> DocumentID? {
    conflict.kind == .writeRace ? row.base : conflict.base
  }

  /// Fields that a late request of our own put back: nobody else's work is in them.
  private func lateFields() throws(StoreError) -> [String] {
    guard conflict.kind == .writeRace, conflict.base == row.base else { return [] }
    return try wholeConflict().paths
  }

  /// For what cannot be merged: the fields that were edited here, whole. Other kinds of conflict
  /// are about the whole of ours.
  private func carryingFields(
    of local: [UInt8], onto remote: RemoteCopy
  ) throws(StoreError) -> [UInt8] {
    let theirs = RecordContent(remote.bytes, service: service)
    let mine = RecordContent(local, service: service)
    var ours = mine.fields
    if conflict.kind == .editEdit, let document = conflict.base {
      let base = RecordContent(try store.reader.bytes(of: document), service: service)
      ours = base.changedFields(to: mine)
    }
    let fields = theirs.changedFields(to: mine).filter { ours.contains($0) }
    guard let bytes = RecordRebase.carrying(fields, from: mine, onto: theirs) else {
      throw .damaged("a stored record is not JSON")
    }
    return bytes
  }
}

/// "Mine" where the sides can be merged.
struct MineMerge {
  let base: [UInt8]
  let local: [UInt8]
  let remote: [UInt8]
  let kind: FlowKind
  /// Fields in which what the server changed counts as a clash.
  let lateFields: [String]

  /// - Returns: nil when the three cannot be merged.
  func record() -> [UInt8]? {
    guard let plain = merge([:]) else { return nil }
    if case .asks(let reasons) = plain.verdict,
      reasons.contains(where: { $0 == .tooMuch || isNotJSON($0) })
    {
      return nil
    }
    var mine = plain.clashes.map(\.path)
    mine += plain.rows.filter {
      $0.side == .remote && $0.canBeChosen && lateFields.contains($0.path.field)
    }.map(\.path)
    var choices = Dictionary(mine.map { ($0, JSONMergeChoice.mine) }) { first, _ in first }
    guard let chosen = merge(choices) else { return nil }
    if chosen.problems.isEmpty { return chosen.record }
    // What only breaks together with ours is ours too: it held here.
    for path in chosen.problems.flatMap(places) { choices[path] = .mine }
    if let mended = merge(choices), mended.problems.isEmpty { return mended.record }
    return merge(choices.merging([JSONPath([.key(kind.bodyField)]): .mine]) { $1 })?.record
  }

  private func merge(_ choices: [JSONPath: JSONMergeChoice]) -> FlowMerge? {
    try? FlowMerge.merge(
      base: base, local: local, remote: remote, kind: kind, isLive: false, consent: .given,
      choices: choices)
  }

  private func isNotJSON(_ reason: FlowMerge.Reason) -> Bool {
    if case .notJSON = reason { true } else { false }
  }

  /// The elements that a problem is about.
  private func places(_ problem: FlowMergeProblem) -> [JSONPath] {
    func element(_ list: String, _ id: String) -> JSONPath {
      JSONPath([.key(kind.bodyField), .key(list), .key(id)])
    }
    return switch problem {
    case .danglingEdge(let edge, let node): [element("edges", edge), element("nodes", node)]
    case .brokenReference(_, let target): [element("nodes", target)]
    case .lostParent(_, let parent): [element("nodes", parent)]
    case .duplicateID, .unreadable: []
    }
  }
}
