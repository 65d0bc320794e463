import Synchronization

/// The rows of both services in SQLite. Not Sendable: ``SharedStore`` guards it.
///
/// Every change moves `revision`, which goes into the ETag of lists, so that 304 is answered
/// without reading a row.
final class ServerStore {
  let database: ServerDatabase
  /// Counts changes over the life of the file.
  private(set) var revision: Int64
  /// Told apart from every other file, or a new server on an old port would confirm old ETags.
  let epoch: Int64
  private var random: ServerRandom
  private let dateStep: DateStep
  private let clock: @Sendable () -> Int64
  private let startedAt: Int64

  init(options: ServerOptions) throws(ServerError) {
    database = try ServerDatabase(path: options.dataFile)
    clock = options.clock
    dateStep = options.dateStep
    startedAt = options.clock()
    for statement in Self.schema { try database.run(statement) }
    let known = try database.first("SELECT epoch, revision FROM meta") {
      (epoch: $0.integer(0), revision: $0.integer(1))
    }
    if let known {
      (epoch, revision) = (known.epoch, known.revision)
    } else {
      (epoch, revision) = (Int64(bitPattern: options.seed) ^ ServerDate.systemClock(), 0)
      try database.run("INSERT INTO meta VALUES (?, 0)", .integer(epoch))
    }
    // Reopening a file must not give out the ids of the first time again.
    random = ServerRandom(seed: options.seed &+ UInt64(bitPattern: revision) &* 0x1_0000_0001)
  }

  private static let schema = [
    "CREATE TABLE IF NOT EXISTS meta (epoch INTEGER NOT NULL, revision INTEGER NOT NULL)",
    """
    CREATE TABLE IF NOT EXISTS chatflow (
      seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT, name TEXT, apikeyid TEXT,
      created INTEGER NOT NULL, updated INTEGER NOT NULL, content BLOB NOT NULL)
    """,
    "CREATE INDEX IF NOT EXISTS chatflow_updated ON chatflow (updated DESC, seq DESC, type)",
    """
    CREATE TABLE IF NOT EXISTS chatbot (
      seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, status TEXT NOT NULL, active TEXT,
      created INTEGER NOT NULL, updated INTEGER NOT NULL,
      name BLOB NOT NULL, teams BLOB NOT NULL, draft BLOB)
    """,
    """
    CREATE TABLE IF NOT EXISTS version (
      seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, chatbot TEXT NOT NULL,
      created INTEGER NOT NULL, definition BLOB NOT NULL)
    """,
    "CREATE INDEX IF NOT EXISTS version_chatbot ON version (chatbot, seq)",
  ]

  /// The moment a row written now is dated with.
  func now() -> Int64 {
    switch dateStep {
    case .seconds: clock() / 1000 * 1000
    case .milliseconds: clock()
    case .constant: startedAt / 1000 * 1000
    }
  }

  func newUUID() -> String { random.uuid() }

  func newULID() -> String { random.ulid(at: clock()) }

  /// Runs a change in one transaction and moves the revision.
  func change<Result>(
    _ body: () throws(ServerError) -> Result
  ) throws(ServerError) -> Result {
    let result = try database.transaction { () throws(ServerError) -> Result in
      let result = try body()
      try database.run("UPDATE meta SET revision = revision + 1")
      return result
    }
    revision += 1
    return result
  }
}

/// The one store of a server, used by the threads of all connections in turn.
final class SharedStore: Sendable {
  private let store: Mutex<ServerStore>

  init(options: ServerOptions) throws(ServerError) {
    store = Mutex(try ServerStore(options: options))
  }

  func use<Result: Sendable>(
    _ body: (ServerStore) throws(ServerError) -> Result
  ) throws(ServerError) -> Result {
    try store.withLock { (store) throws(ServerError) -> Result in try body(store) }
  }
}
