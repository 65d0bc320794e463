import FlowModel
import FlowStore

/// The engines of a profile: one for each of its servers.
struct SyncEngines: Sendable {
  private let threads: [SyncThread]

  init(
    profile: Profile, location: StoreLocation, environment: [String: String],
    now: @escaping @Sendable () -> Milliseconds
  ) {
    let maker = ServiceMaker(profile: profile, environment: environment)
    threads = profile.services.map { SyncThread($0, maker: maker, location: location, now: now) }
  }

  var all: [SyncThread] { threads }

  func thread(of service: Service) throws(Problem) -> SyncThread {
    guard let thread = threads.first(where: { $0.service == service }) else {
      throw Problem(
        .usage, "This profile has no \(service.title) server.",
        advice: "Add one with `weir profile add`.")
    }
    return thread
  }

  /// Does the same with all servers, side by side.
  ///
  /// - Returns: in the order of ``all``.
  func onEach<Result: Sendable>(
    _ body: @escaping @Sendable (SyncThread) async -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      for (index, thread) in threads.enumerated() {
        group.addTask { (index, await body(thread)) }
      }
      var results: [Int: Result] = [:]
      for await (index, result) in group { results[index] = result }
      return threads.indices.compactMap { results[$0] }
    }
  }

  func stop() {
    for thread in threads { thread.stop() }
  }

  /// Stops what runs and waits until it has ended.
  func close() async {
    stop()
    for thread in threads { await thread.perform {} }
  }
}
