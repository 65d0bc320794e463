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
}
