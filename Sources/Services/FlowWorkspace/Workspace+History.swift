package import FlowModel
import FlowStore
import JSONText

/// What became of a version that was brought back.
package struct RestoreOutcome: Hashable, Sendable {
  /// The flow was gone: it is a new one now, that waits to be created.
  package var isNew: Bool
  /// Nothing changed: what stands here says the same already.
  package var isUnchanged: Bool
  /// Fields that stay as they are today although the version had others.
  package var keptFields: [String]
  /// Saved, but a push would be refused: why.
  package var warning: String?
}

extension Workspace {
  /// The kept versions of a flow, newest first.
  ///
  /// - Parameter version: only those older than this one; nil: from the newest on.
  package func history(
    of id: FlowID, before version: VersionID? = nil, limit: Int = 1_000
  ) async throws(Problem) -> [FlowVersion] {
    try await read { (reader) throws(StoreError) in
      try reader.history(of: id, before: version, limit: limit)
    }
  }

  /// The record as it was in a kept version, byte for byte.
  package func versionBytes(
    _ version: VersionID, of id: FlowID
  ) async throws(Problem) -> [UInt8] {
    let found = try await read { (reader) throws(StoreError) in
      (try reader.existingSummary(id), try reader.versionBytes(version))
    }
    guard let old = found.1, old.flow == id else {
      throw Problem(noVersion: version, of: found.0)
    }
    return old.bytes
  }

  /// When and why a version was kept; nil when the flow has none of this number.
  package func version(
    _ version: VersionID, of id: FlowID
  ) async throws(Problem) -> FlowVersion? {
    try await read { (reader) throws(StoreError) in try reader.version(version, of: id) }
  }

  /// A field's own text of a kept version; see ``fieldText(_:of:)``.
  package func fieldText(
    _ field: String, of id: FlowID, at version: VersionID
  ) async throws(Problem) -> [UInt8] {
    try RecordEdit.printedText(of: field, in: try await versionBytes(version, of: id))
  }

  /// Makes a kept version what stands here, as a new version `restore`, queued like any edit
  /// (sync.md 2.15, "Restore"). A flow that is gone becomes a new one.
  ///
  /// - Parameter version: nil: a flow that is gone comes back as it stood here last; another gets
  ///   its newest version.
  package func restore(
    _ version: VersionID? = nil, of id: FlowID
  ) async throws(Problem) -> RestoreOutcome {
    try await write { (store) throws(Problem) in
      try Self.transaction(in: store) { () throws in
        let summary = try store.reader.existingSummary(id)
        if version == nil, summary.state == .goneOnServer, let last = try store.reader.flow(id) {
          return try Self.revive(summary, last.record, note: nil, in: store)
        }
        guard let wanted = try version ?? store.reader.history(of: id, limit: 1).first?.id,
          let old = try store.reader.versionBytes(wanted), old.flow == id
        else { throw Problem(noVersion: version, of: summary) }
        let note = "version \(wanted.number)"
        if summary.state == .goneOnServer || summary.state == .discarded {
          return try Self.revive(summary, old.bytes, note: note, in: store)
        }
        let flow = try store.reader.existing(id)
        guard summary.state.allowsEdits else { throw StoreError.notAllowed(summary.state) }
        let kind = summary.kind
        let record = try RecordEdit.restoring(old.bytes, over: flow.record, kind: kind)
        let warning = NewRecord.warning(from: flow.record, to: record, kind: kind)
        let saved = try store.writer.saveEdit(
          record, NewRecord.projection(of: record, kind: kind), of: id, expecting: flow.version,
          source: .restore, note: note, problem: warning)
        return RestoreOutcome(
          isNew: false, isUnchanged: saved == flow.version,
          keptFields: RecordEdit.keptFields(old.bytes, flow.record), warning: warning)
      }
    }
  }

  private static func revive(
    _ flow: FlowSummary, _ old: [UInt8], note: String?, in store: Store
  ) throws -> RestoreOutcome {
    let last = try store.reader.flow(flow.id)?.record ?? old
    let whole = try RecordEdit.restoring(old, over: last, kind: flow.kind)
    let record = NewRecord.withoutServerFields(whole, kind: flow.kind)
    let warning = NewRecord.warning(from: [], to: record, kind: flow.kind)
    try store.writer.revive(
      flow.id, record, NewRecord.projection(of: record, kind: flow.kind), note: note,
      problem: warning)
    return RestoreOutcome(
      isNew: true, isUnchanged: false, keptFields: RecordEdit.keptFields(old, last),
      warning: warning)
  }

  /// Runs work that makes sentences of its own as one transaction.
  static func transaction<Result>(
    in store: Store, _ body: () throws -> Result
  ) throws(Problem) -> Result {
    // A problem is kept aside, because a transaction is undone by a store's error only.
    var problem: Problem?
    do throws(StoreError) {
      return try store.writer.transaction { () throws(StoreError) in
        do {
          return try body()
        } catch let error as StoreError {
          throw error
        } catch {
          problem = error as? Problem
          throw .notFound
        }
      }
    } catch {
      throw problem ?? Problem(changing: error)
    }
  }
}

extension Problem {
  init(noVersion version: VersionID?, of flow: FlowSummary) {
    guard let version else {
      self.init(.failed, "No version of \"\(flow.name)\" is kept.")
      return
    }
    self.init(
      .usage, "\"\(flow.name)\" has no version \(version.number).",
      advice: "`weir history` lists the versions that are kept.")
  }
}

extension RecordEdit {
  /// The record as it stands, with the content fields of an older version. What belongs to the
  /// server, and who may see and use the flow, stays as it is today (sync.md 2.15).
  static func restoring(
    _ old: [UInt8], over current: [UInt8], kind: FlowKind
  ) throws(Problem) -> [UInt8] {
    guard let before = (try? JSONDocument(parsing: old))?.root,
      let now = (try? JSONDocument(parsing: current))?.root
    else { return old }
    let fields = before.members.map(\.key) + now.members.map(\.key).filter { before[$0] == nil }
    let kept = fields.filter { !isRestored($0, kind) }
    // Nothing has to stay: then the version comes back with its blanks and the order of its fields.
    if kept.allSatisfy({ isSame($0, before, now) }) { return old }
    var record = current
    do {
      for field in fields where isRestored(field, kind) {
        let path = JSONPath([.key(field)])
        guard let value = before[field] else {
          record = try JSONEdit.remove(path, in: record, embedded: [])
          continue
        }
        if isSame(field, before, now) { continue }
        record = try JSONEdit.set(path, to: Array(value.bytes), in: record, embedded: [])
      }
    } catch {
      throw Problem(error, doing: "It could not be brought back", in: record)
    }
    return record
  }

  /// The settings that stay as they are although the older version had others.
  static func keptFields(_ old: [UInt8], _ current: [UInt8]) -> [String] {
    guard let before = (try? JSONDocument(parsing: old))?.root,
      let now = (try? JSONDocument(parsing: current))?.root
    else { return [] }
    return FlowFields.notRestored.sorted().filter { !isSame($0, before, now) }
  }

  private static func isRestored(_ field: String, _ kind: FlowKind) -> Bool {
    FlowFields.isClientOwned(field, of: kind.service) && !FlowFields.notRestored.contains(field)
  }

  private static func isSame(_ field: String, _ before: JSONNode, _ now: JSONNode) -> Bool {
    before[field].map { Array($0.bytes) } == now[field].map { Array($0.bytes) }
  }
}
