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
  let unpushed: UnpushedFolder
  private let lock: WriterLock?
  /// Flows whose plain file in `unpushed/` must follow this transaction.
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
  /// 50 rows or 2 MiB (sync.md 2.3.2). When it returns, the result is on disk.
  package func transaction<Result>(
    _ body: () throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    guard let lock else { throw .readOnly }
    if database.depth > 0 { return try database.transaction(body) }
    try lock.take()
    defer { lock.release() }
    staleUnpushed.removeAll()
    let result = try database.transaction(body)
    if database.pendingPages > Self.checkpointPages { database.checkpoint(isFinal: false) }
    return result
  }

  // 4 MiB in pages of 4 KiB: the log stays small, and a reader never walks a long one.
  private static let checkpointPages = 1_024
}
