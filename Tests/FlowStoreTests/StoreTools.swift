import FlowModel
import FlowStore
import Glibc
import TestKit

extension TemporaryStore {
  /// The server of a service, made when missing.
  func server(_ service: Service = .flowise) throws -> ServerID {
    try writer.server(service, origin: "https://\(service.rawValue).example").id
  }

  /// A flow as a pull leaves it: base and working are what the server has.
  @discardableResult func pulled(
    _ record: [UInt8], kind: FlowKind = .chatflow, presence: String = "listed",
    isPartial: Bool = false, localID: String? = nil
  ) throws -> FlowID {
    let server = try server(kind.service)
    let projection = try FlowProjection(reading: record, kind: kind)
    return try writer.transaction { () throws(StoreError) in
      let document = try writer.document(record, cover: isPartial ? .partial : .full)
      try store.database.run(
        """
        INSERT INTO resource (server_no, luid, server_id, presence, missing_ms, gone_ms, base_doc,
          base_rev, work_doc, stub, name, name_key, subtype, status, live, bytes, changed_ms)
        VALUES (?, coalesce(?, hex(randomblob(16))), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          server.number, localID, projection.remoteID, presence,
          presence == "missing" ? 1 : nil as Int?,
          presence == "gone" ? 1 : nil as Int?, document.row, projection.stamp, document.row,
          isPartial, projection.name, projection.nameKey, projection.type, projection.status,
          projection.isLive, projection.byteCount, clock.now,
        ])
      return FlowID(row: store.database.lastInsertedRow)
    }
  }

  /// Saves a record over what stands there.
  @discardableResult func save(
    _ record: [UInt8], _ flow: FlowID, source: VersionSource = .edit, problem: String? = nil
  ) throws -> Int64 {
    let kind = try state(flow).kind
    return try writer.saveEdit(
      record, try FlowProjection(reading: record, kind: kind), of: flow,
      expecting: try reader.flow(flow)?.version ?? -1, source: source, problem: problem)
  }

  func create(_ record: [UInt8], kind: FlowKind = .chatflow) throws -> FlowID {
    try writer.insertLocal(
      record, try FlowProjection(reading: record, kind: kind), on: try server(kind.service))
  }

  func state(_ flow: FlowID) throws -> FlowSummary {
    guard let summary = try reader.summary(flow) else { throw StoreError.notFound }
    return summary
  }

  /// Verbs and statuses of what waits for a flow, oldest first.
  func waiting(_ flow: FlowID) throws -> [String] {
    try reader.openChanges(of: flow).map {
      [$0.verb.rawValue, $0.status.rawValue, $0.errorCode].compactMap { $0 }.joined(separator: " ")
    }
  }

  func setStatus(_ status: String, of flow: FlowID, verb: String) throws {
    try writer.transaction { () throws(StoreError) in
      try store.database.run(
        "UPDATE op SET status = ? WHERE rid = ? AND verb = ? AND done_ms IS NULL",
        [status, flow.row, verb])
    }
  }

  // MARK: unpushed/

  var unpushedNames: [String] { writer.unpushed.names() }

  func flow(localID: String) throws -> Flow? {
    try reader.find(localID).first.flatMap { try reader.flow($0.id) }
  }

  /// Puts a file into `unpushed/`, as a person or a broken disk would.
  func put(_ bytes: [UInt8], _ name: String) throws {
    try PrivateFiles.makeFolder(location.unpushedFolder)
    try PrivateFiles.replaceFile("\(location.unpushedFolder)/\(name)", with: [bytes])
  }

  /// Closes the store, deletes the database, and opens again.
  @discardableResult
  func losingDatabase(settling: Bool = true) throws -> UnpushedReport {
    store.close()
    for suffix in ["", "-wal", "-shm"] { unlink(location.databasePath + suffix) }
    try reopen()
    return settling ? try store.settleUnpushed() : UnpushedReport()
  }
}

/// The files of a store at one moment: what a kill at that moment leaves.
struct StoreImage {
  let location: StoreLocation
  private(set) var files: [String: [UInt8]] = [:]

  init(_ location: StoreLocation) {
    self.location = location
    let database = ["", "-wal"].map { location.databasePath + $0 }
    let unpushed = PrivateFiles.names(in: location.unpushedFolder).map {
      "\(location.unpushedFolder)/\($0)"
    }
    for path in database + unpushed + [location.openMarkPath] {
      files[path] = (try? PrivateFiles.readFile(path, limit: 1 << 26)) ?? nil
    }
  }

  /// The files that hold something; an empty log is none.
  var content: [String: [UInt8]] { files.filter { !$0.value.isEmpty } }

  /// Puts the database and its log back, and nothing else.
  func restoreDatabase() throws {
    for suffix in ["", "-wal", "-shm"] {
      let path = location.databasePath + suffix
      unlink(path)
      if let bytes = files[path] { try PrivateFiles.replaceFile(path, with: [bytes]) }
    }
  }

  /// Puts all of it into the folders of another store, which is closed.
  func restore(to other: StoreLocation) throws {
    for folder in [other.unpushedFolder, other.lockFolder] { try PrivateFiles.makeFolder(folder) }
    for suffix in ["", "-wal", "-shm"] { unlink(other.databasePath + suffix) }
    for (path, bytes) in files {
      let target =
        path
        .replacing(location.lockFolder, with: other.lockFolder)
        .replacing(location.dataFolder, with: other.dataFolder)
      try PrivateFiles.replaceFile(target, with: [bytes])
    }
  }
}
