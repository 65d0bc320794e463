package import FlowModel
import FlowStore

extension Workspace {
  /// Writes everything of this profile into one new file, 0600.
  ///
  /// - Throws: when something stands at `path`: a backup is never written over.
  package func backUp(to path: String) async throws(Problem) {
    try await reading.attempt { (store) throws(Problem) in
      do throws(StoreError) {
        try store.backup(to: path)
      } catch {
        throw Problem(error).about("No backup was made", path)
      }
    }
  }

  /// Puts a backup in the place of a profile's local copy, which is kept beside it.
  ///
  /// - Parameter discardsUnpushed: edits and orders that no server has seen go into the folder of
  ///   the former copy too. Without it they are a reason to refuse.
  /// - Returns: the folder of the former copy; nil when there was none.
  package static func restoreBackup(
    from path: String, to profile: Profile, places: Places, discardsUnpushed: Bool,
    now: @escaping @Sendable () -> Milliseconds = WallClock.system
  ) throws(Problem) -> String? {
    guard !profile.isReadOnly else {
      throw Problem(
        .failed, "This profile is read-only here.",
        advice: "Change `readOnly` in the configuration first.")
    }
    let location = StoreLocation(
      dataFolder: places.data(of: profile.name), lockFolder: places.locks, profile: profile.name)
    let waiting = waitingCount(in: location, now: now)
    guard waiting == 0 || discardsUnpushed else {
      throw Problem(
        .needsPerson,
        waiting == 1
          ? "A change of \(profile.name) waits for a push."
          : "\(waiting) changes of \(profile.name) wait for a push.",
        detail: "A backup would take their place.",
        advice:
          "Push them, or give --discard-unpushed: they are kept in the folder of the former copy."
      )
    }
    var origins: [Service: String] = [:]
    for service in profile.services { origins[service] = profile[service]?.address.origin }
    do throws(StoreError) {
      var generator = SystemRandomNumberGenerator()
      return try Restoring.restore(
        from: path, to: location, origins: origins, now: now(), random: { generator.next() })
    } catch {
      throw Problem(error).about("No backup was restored", path)
    }
  }

  /// Orders that wait, or files of edits where the database cannot be asked.
  private static func waitingCount(
    in location: StoreLocation, now: @escaping @Sendable () -> Milliseconds
  ) -> Int {
    let files = FolderTree.names(in: location.unpushedFolder).count { $0.hasSuffix(".json") }
    guard FolderTree.names(in: location.dataFolder).contains(StoreLocation.databaseName),
      let store = try? openStore(location, .reading, setsAside: false, now: now)
    else { return files }
    defer { store.close() }
    return max(files, (try? store.reader.counts().outbox) ?? 0)
  }
}

extension Problem {
  /// The same cause, told of a file that was to be read or written, not of a save.
  fileprivate func about(_ what: String, _ path: String) -> Problem {
    var problem = self
    if let cause = title.split(separator: "NOT saved: ", maxSplits: 1).last, title.hasPrefix("NOT")
    {
      problem.title = "\(what): \(cause)"
    } else if title == "The local copy is damaged." {
      problem.title = "\(what): \(path) is damaged."
      problem.advice = nil
    } else if title.hasPrefix("The local copy was written by") {
      problem.title = "\(what): it" + title.dropFirst("The local copy".count)
    } else {
      problem.title = "\(what): \(title)"
    }
    return problem
  }
}
