import FlowModel

/// Writes edits, orders and pulled rows.
///
/// Every method is one transaction inside the writer lock; inside ``transaction(_:)`` it joins the
/// open one, as a step of its own: when it throws and the caller goes on, only the step is undone.
/// Does not know the network: `FlowSync` decides *when*, this type knows *how*.
package final class FlowWriter {
  let database: Database
  let now: () -> Milliseconds
  let random: () -> UInt64
  package let unpushed: UnpushedFolder
  private let lock: WriterLock?
  /// Flows whose plain file must follow this transaction.
  var staleUnpushed: Set<FlowID> = []

  init(
    database: Database, lock: WriterLock?, unpushed: UnpushedFolder,
    now: @escaping () -> Milliseconds, random: @escaping () -> UInt64
  ) {
    self.database = database
    self.lock = lock
    self.unpushed = unpushed
    self.now = now
    self.random = random
  }

  /// Runs `body` as one transaction; whatever it throws undoes all of it.
  ///
  /// It holds the writer lock, so it contains no network, no prompt and no waiting, and at most
  /// 50 rows or 2 MiB (sync.md 2.3.2). When it returns, the result is on disk, and so are the
  /// plain files of the flows it left unpushed.
  package func transaction<Result>(
    _ body: () throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    guard let lock else { throw .readOnly }
    if database.depth > 0 { return try database.transaction(body) }
    try lock.take()
    defer { lock.release() }
    // Under the lock: who replaces the file holds it too.
    guard database.isInPlace else { throw .replaced }
    staleUnpushed.removeAll()
    var files = PlainFiles()
    let result: Result
    do {
      result = try database.transaction(
        finish: { () throws(StoreError) in try writePlainFiles(&files) }, body)
    } catch {
      takeBack(files)
      throw error
    }
    removePlainFiles(files.settled)
    if database.pendingPages > Self.checkpointPages { database.checkpoint(isFinal: false) }
    return result
  }

  // 4 MiB: the log stays small, and a reader never walks a long one.
  private static let checkpointPages = (4 << 20) / Database.pageSize
}
