package import FlowModel
import FlowStore
import Glibc
import Synchronization

/// An open profile: everything a person can do with their flows, once, for the screen and the
/// command line alike. Every method throws a `Problem` and nothing else.
///
/// Opening it makes no request and reads no token: a list shows before any network.
package final class Workspace: Sendable {
  package let profile: Profile
  package let places: Places
  let environment: [String: String]
  let reading: StoreWorker
  let writing: StoreWorker
  let engines: SyncEngines
  let now: @Sendable () -> Milliseconds
  /// The profile says so, `--read-only` was given, or the folder cannot be written.
  package let isReadOnly: Bool
  private let opening: StoreOpening
  private let moved: [MovedServer]
  /// What a person should know about opening it: a damaged file was set aside, edits were found.
  package let notices: [String]
  /// What pulls and pushes put together without asking, unless they are told otherwise.
  var consent: FlowMerge.Consent { standingConsent.withLock { $0 } }
  let standingConsent: Mutex<FlowMerge.Consent>

  /// - Parameters:
  ///   - environment: token variables and the editor are looked up in it.
  ///   - readOnly: nothing may be changed, whatever the profile says.
  ///   - merge: what is put together without asking when a flow changed here and on the server.
  ///   - now: the time of day, for what is written down and for ages.
  package static func open(
    _ profile: Profile, places: Places, environment: [String: String], readOnly: Bool = false,
    merge: Settings.MergeChoice = .auto,
    now: @escaping @Sendable () -> Milliseconds = WallClock.system
  ) throws(Problem) -> Workspace {
    let location = StoreLocation(
      dataFolder: places.data(of: profile.name), lockFolder: places.locks, profile: profile.name)
    // The writer goes first: it makes and migrates the file that the reader opens.
    let writer = try openStore(location, .writing, now: now)
    let reader = try openStore(location, .reading, now: now)
    let opening = writer.opening
    let moved = try registerServers(of: profile, in: writer)
    let isReadOnly = readOnly || profile.isReadOnly || opening.isReadOnly || !moved.isEmpty
    let unpushed = settleUnpushed(in: writer, isReadOnly: isReadOnly)
    return Workspace(
      profile: profile, places: places, environment: environment, reader: reader, writer: writer,
      isReadOnly: isReadOnly, opening: opening, moved: moved,
      notices: notices(of: opening) + moved.map { notice(of: $0, profile: profile.name) } + unpushed
        + notices(ofTextsKeptFor: profile, places, reader)
        + notices(ofUnsavedIn: reader),
      location: location, consent: merge == .auto ? .standing : .none, now: now)
  }

  private init(
    profile: Profile, places: Places, environment: [String: String], reader: sending Store,
    writer: sending Store, isReadOnly: Bool, opening: StoreOpening, moved: [MovedServer],
    notices: [String], location: StoreLocation, consent: FlowMerge.Consent,
    now: @escaping @Sendable () -> Milliseconds
  ) {
    self.profile = profile
    self.places = places
    self.environment = environment
    reading = StoreWorker(reader) { () throws(Problem) in
      try Workspace.openStore(location, .reading, setsAside: false, now: now)
    }
    writing = StoreWorker(writer) { () throws(Problem) in
      try Workspace.openStore(location, .writing, setsAside: false, now: now)
    }
    engines = SyncEngines(
      profile: profile, location: location, environment: environment, now: now)
    self.now = now
    self.isReadOnly = isReadOnly
    self.opening = opening
    self.moved = moved
    self.notices = notices
    standingConsent = Mutex(consent)
  }

  /// Stops requests, then closes the local copy.
  package func close() async {
    stopSync()
    await engines.close()
    await reading.close()
    // The last one moves the log into the database file, which a store for reading cannot.
    await writing.close()
  }

  /// Moves the write-ahead log into the database file and shortens it to nothing, on the queue of
  /// the store that writes. For when nobody waits: it flushes the disk.
  package func checkpoint() async throws(Problem) {
    try await writing.perform { (store) throws(StoreError) in try store.checkpoint() }
  }

  /// Reads from the local copy.
  func read<Result: Sendable>(
    _ body: @Sendable (FlowReader) throws(StoreError) -> Result
  ) async throws(Problem) -> Result {
    try await reading.perform { (store) throws(StoreError) in try body(store.reader) }
  }

  /// Changes the local copy.
  func change<Result: Sendable>(
    _ body: @Sendable (Store) throws(StoreError) -> Result
  ) async throws(Problem) -> Result {
    try requireWritable()
    return try await writing.perform(changes: true, body)
  }

  /// The same for work that makes sentences of its own.
  func write<Result: Sendable>(
    _ body: @Sendable (Store) throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    try requireWritable()
    return try await writing.attempt(body)
  }

  /// Whether the files can be written, also in a profile whose flows are only read here.
  var canNote: Bool { !opening.isReadOnly }

  func requireWritable() throws(Problem) {
    guard isReadOnly else { return }
    if opening.isFull { throw Problem(StoreError.full) }
    guard !opening.isReadOnly else {
      throw Problem(
        .failed, "NOT saved: the folder of the local copy cannot be written.",
        detail: places.data(of: profile.name) + ", " + places.locks,
        advice: "Give yourself the right to write there, or free the disk.")
    }
    if let moved = moved.first { throw Self.refusal(because: moved, profile: profile.name) }
    throw Problem(
      .failed, "This profile is read-only here.",
      advice: "Open it without --read-only, or change `readOnly` in the configuration.")
  }

  static func openStore(
    _ location: StoreLocation, _ access: Store.Access, setsAside: Bool = true,
    now: @escaping @Sendable () -> Milliseconds
  ) throws(Problem) -> sending Store {
    do {
      var generator = SystemRandomNumberGenerator()
      return try Store(
        location: location, access: access, now: now,
        random: { generator.next() }, setsAside: setsAside)
    } catch {
      throw Problem(opening: error)
    }
  }
}

/// The time of day.
package enum WallClock {
  /// Milliseconds since 1970, as the computer has them.
  package static let system: @Sendable () -> Milliseconds = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Milliseconds(time.tv_sec) * 1000 + Milliseconds(time.tv_nsec) / 1_000_000
  }
}
