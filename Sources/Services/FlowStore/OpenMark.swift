/// Tells an orderly end from a crash: a file that says `open` while any store is open.
///
/// Each store shares the lock of the file. Who gets it alone at opening and still reads `open`
/// knows that the last program did not close; who gets it alone at closing wipes the word.
final class OpenMark {
  private let lock: WriterLock
  /// Whether the last program that had the database open ended without closing it.
  let wasLeftOpen: Bool

  init(path: String) throws(StoreError) {
    lock = try WriterLock(path: path)
    if try lock.tryTake() {
      wasLeftOpen = !lock.note().isEmpty
      lock.write(note: "open\n")
    } else {
      wasLeftOpen = false
    }
    _ = try lock.tryShare()
  }

  /// - Parameter isSound: false leaves the word, so that the next opening checks the file.
  /// - Returns: whether no other store has the database open.
  @discardableResult func end(isSound: Bool) -> Bool {
    // Changing a shared lock to an exclusive one first drops the shared one, so of two that end
    // together the later one succeeds.
    guard (try? lock.tryTake()) == true else { return false }
    if isSound { lock.write(note: "") }
    return true
  }

  func release() { lock.release() }
}
