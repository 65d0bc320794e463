import FlowModel
import Glibc

/// Where a profile's files are (sync.md 2.2). Plain text; nothing is touched by making one.
package struct StoreLocation: Hashable, Sendable {
  /// `$XDG_DATA_HOME/weir/<profile>`: the database and what belongs to it.
  package let dataFolder: String
  /// `$XDG_STATE_HOME/weir/locks`.
  package let lockFolder: String
  package let profile: String

  package init(dataFolder: String, lockFolder: String, profile: String) {
    self.dataFolder = dataFolder
    self.lockFolder = lockFolder
    self.profile = profile
  }

  package static let databaseName = "weir.db"

  package var databasePath: String { "\(dataFolder)/\(Self.databaseName)" }
  /// One plain file for each flow with edits that no server has seen.
  package var unpushedFolder: String { "\(dataFolder)/unpushed" }
  package var backupFolder: String { "\(dataFolder)/backup" }
  /// Held by whoever writes to the database, for the length of one transaction.
  package var writerLockPath: String { "\(lockFolder)/\(profile).writer" }
  /// Says whether the last program to close the database did so in order.
  package var openMarkPath: String { "\(lockFolder)/\(profile).open" }
  /// When the whole database was last checked.
  package var checkTimePath: String { "\(lockFolder)/\(profile).checked" }

  /// Moves the database and what belongs to it into another folder of this disk, durably. What is
  /// not there is no error, so that a move that was cut off can go on.
  func moveDatabase(to folder: String) throws(StoreError) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
      try Self.move(databasePath + suffix, to: "\(folder)/\(Self.databaseName)\(suffix)")
    }
    try PrivateFiles.syncFolder(folder)
    try PrivateFiles.syncFolder(dataFolder)
  }

  static func move(_ path: String, to target: String) throws(StoreError) {
    guard rename(path, target) == 0 || errno == ENOENT else {
      throw PrivateFiles.failure("rename", path)
    }
  }
}

/// When the database was last checked as a whole: weekly is enough (sync.md 2.3.3).
enum CheckTime {
  static let interval: Milliseconds = 7 * 24 * 3_600 * 1_000

  /// Whether a check is due. A time ahead of ours counts too: clocks are set back.
  static func isDue(at path: String, now: Milliseconds) -> Bool {
    guard let bytes = try? PrivateFiles.readFile(path, limit: 32),
      let last = Milliseconds(String(decoding: bytes, as: UTF8.self))
    else { return true }
    return now < last || now - last >= interval
  }

  /// A time that cannot be written costs another check at the next opening.
  static func note(_ now: Milliseconds, at path: String) {
    try? PrivateFiles.replaceFile(path, with: [Array(String(now).utf8)])
  }
}
