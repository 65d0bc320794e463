package import FlowModel

/// Why the local copy could not do something. After each of them the file is as it was before.
package enum StoreError: Error, Equatable, Sendable {
  /// SQLite refused. `sql` holds placeholders only: bound values may be secrets.
  case refused(code: Int32, message: String, sql: String)
  /// Written by a newer program; opening it could lose data. The file was not touched.
  case newerSchema(found: Int, known: Int)
  /// A database of another application stands where ours should be. The file was not touched.
  case notOurs(path: String)
  /// The disk is full. The transaction was rolled back.
  case full
  /// The file or its folder cannot be written.
  case readOnly
  /// Another program held the writer lock, or SQLite's, longer than we wait.
  case busy
  /// The file is not a sound database. The next opening sets it aside and makes a new one.
  case damaged(String)
  /// The same in a folder that cannot be written: nothing can be set aside or made.
  case damagedInPlace(String)
  /// A write could not be made durable: reopen the store, what was not acknowledged is not saved.
  case unsound(String)
  /// Another program set the file aside or put another one there; this store still has the old one
  /// open. Nothing of its flow ids is true of the new file: the program starts again.
  case replaced
  /// Another program has the database open.
  case inUse
  /// A backup of another server than this profile's.
  case otherServer(origin: String)
  /// The file of a backup exists already; it is not written over.
  case exists(path: String)
  /// The system refused an operation on a file of ours; `number` is `errno`.
  case system(operation: String, path: String, number: Int32)
  /// A link, another owner, another kind of file: we do not put private data there.
  case unsafePlace(path: String, reason: String)
  /// The flow changed since the caller read it; `found` is its version now.
  case versionMoved(found: Int64)
  /// The flow's state does not allow what was asked (sync.md 2.15, "Edits by state").
  case notAllowed(SyncState)
  /// An order of this verb is being sent, or its outcome is not known yet.
  case alreadySending(Change.Verb)
  /// Whoever asked no longer wants the answer.
  case stopped
  /// No such flow, change, version or conflict.
  case notFound
}

extension StoreError {
  /// What it means where nothing can be written.
  package var inPlace: StoreError {
    if case .damaged(let reason) = self { .damagedInPlace(reason) } else { self }
  }
}
