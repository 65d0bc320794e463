/// Tells an orderly end from a crash: a file that says `open` while any store is open, and
/// `damaged` once a store found the database so.
///
/// Each store shares the lock of the file. Who gets it alone at opening and still reads `open`
/// knows that the last program did not close; who gets it alone at closing wipes the word.
/// `damaged` stays until an opening has checked the file.
final class OpenMark {
  private let lock: WriterLock
  /// Whether the last program that had the database open ended without closing it.
  let wasLeftOpen: Bool
  /// Whether a program found the database damaged while it had it open.
  let wasDamaged: Bool

  init(path: String) throws(StoreError) {
    lock = try WriterLock(path: path)
    let isAlone = try lock.tryTake()
    let note = lock.note()
    wasDamaged = note == Self.damaged
    wasLeftOpen = isAlone && !note.isEmpty && !wasDamaged
    if isAlone, !wasDamaged { lock.write(note: Self.open) }
    // Who holds it alone looks at it for a moment, or puts a backup in the place of the database.
    try lock.share()
  }

  /// The next opening checks the whole file.
  func noteDamage() { lock.write(note: Self.damaged) }

  /// The file was checked, or replaced.
  func noteChecked() { lock.write(note: Self.open) }

  /// - Parameter isSound: false leaves the word, so that the next opening checks the file.
  /// - Returns: whether no other store has the database open.
  @discardableResult func end(isSound: Bool) -> Bool {
    // Changing a shared lock to an exclusive one first drops the shared one, so of two that end
    // together the later one succeeds.
    guard (try? lock.tryTake()) == true else { return false }
    if isSound, lock.note() == Self.open { lock.write(note: "") }
    return true
  }

  func release() { lock.release() }

  private static let open = "open\n"
  private static let damaged = "damaged\n"
}
