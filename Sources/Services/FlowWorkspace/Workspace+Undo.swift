package import FlowModel
import FlowStore
import JSONText

extension Workspace {
  /// Takes back the last thing the user did to this flow (sync.md 2.15, "Undo"): a waiting order is
  /// cancelled, or the version before the last edit stands again. No request is made.
  ///
  /// - Returns: what was taken back, as a sentence.
  package func undo(_ id: FlowID) async throws(Problem) -> String {
    try await write { (store) throws(Problem) in
      // A problem is kept aside, because a transaction is undone by a store's error only.
      var problem: Problem?
      do throws(StoreError) {
        return try store.writer.transaction { () throws(StoreError) in
          do {
            return try Self.undo(id, in: store)
          } catch let error as StoreError {
            throw error
          } catch {
            problem = error as? Problem
            throw .notFound
          }
        }
      } catch {
        throw problem ?? Problem(error)
      }
    }
  }

  private static func undo(_ id: FlowID, in store: Store) throws -> String {
    switch try store.reader.undoStep(of: id) {
    case .order(let change, let verb):
      try store.writer.cancelChange(change)
      return "the \(verb.rawValue) that waited was taken back."
    case .content(let version):
      let flow = try store.reader.existing(id)
      guard let old = try store.reader.versionBytes(version)?.bytes else {
        throw StoreError.notFound
      }
      let kind = flow.summary.kind
      let record = try RecordEdit.restoring(old, over: flow.record, kind: kind)
      _ = try store.writer.saveEdit(
        record, NewRecord.projection(of: record, kind: kind), of: id, expecting: flow.version,
        source: .undo)
      return "the last edit was taken back." + keptFields(old, flow.record)
    case .discarded(let version):
      guard let old = try store.reader.versionBytes(version)?.bytes else {
        throw StoreError.notFound
      }
      let kind = try store.reader.existingSummary(id).kind
      try store.writer.revive(id, old, NewRecord.projection(of: old, kind: kind), source: .undo)
      return "it is back, and waits to be sent."
    case nil:
      throw Problem(
        .failed, "There is nothing to take back.",
        detail: "What was pushed is changed back by another edit and push.")
    }
  }

  /// Names the settings that an undo leaves alone although the older version had others.
  private static func keptFields(_ old: [UInt8], _ current: [UInt8]) -> String {
    guard let before = (try? JSONDocument(parsing: old))?.root,
      let now = (try? JSONDocument(parsing: current))?.root
    else { return "" }
    let kept = FlowFields.notRestored.sorted().filter {
      before[$0].map { Array($0.bytes) } != now[$0].map { Array($0.bytes) }
    }
    return kept.isEmpty ? "" : " Left as they are now: \(kept.joined(separator: ", "))."
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
    var record = current
    let fields = before.members.map(\.key) + now.members.map(\.key).filter { before[$0] == nil }
    do {
      for field in fields
      where FlowFields.isClientOwned(field, of: kind.service)
        && !FlowFields.notRestored.contains(field)
      {
        let path = JSONPath([.key(field)])
        guard let value = before[field] else {
          record = try JSONEdit.remove(path, in: record, embedded: [])
          continue
        }
        if now[field].map({ Array($0.bytes) }) == Array(value.bytes) { continue }
        record = try JSONEdit.set(path, to: Array(value.bytes), in: record, embedded: [])
      }
    } catch {
      throw Problem(error, doing: "It could not be taken back", in: record)
    }
    return record
  }
}
