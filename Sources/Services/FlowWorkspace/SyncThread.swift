import Dispatch
import FlowAPI
import FlowModel
import FlowStore
import FlowSync
import Glibc
import Synchronization

/// One server's engine on a thread of its own, so that a dead server does not delay the other.
///
/// Each pass opens a store of its own and closes it: nothing stays open between passes.
final class SyncThread: Sendable {
  let service: Service
  private let maker: ServiceMaker
  private let location: StoreLocation
  private let now: @Sendable () -> Milliseconds
  private let thread = ThreadPool()
  private let running = Mutex<Running?>(nil)

  /// What a pass in progress can be stopped by.
  private struct Running: Sendable {
    let client: any FlowService
    let clock: EngineClock
  }

  init(
    _ service: Service, maker: ServiceMaker, location: StoreLocation,
    now: @escaping @Sendable () -> Milliseconds
  ) {
    self.now = now
    self.service = service
    self.maker = maker
    self.location = location
  }

  /// Runs `body` with an engine, after whatever runs there now.
  ///
  /// - Parameter tidies: afterwards old versions and settled orders are forgotten (sync.md 2.3.4).
  func withEngine<Result: Sendable>(
    tidies: Bool = false, progress: @escaping @Sendable (SyncProgress) -> Void,
    _ body: @escaping @Sendable (SyncEngine) -> Result
  ) async -> Swift.Result<Result, Problem> {
    await perform { [self] in
      do throws(Problem) {
        let store = try Workspace.openStore(
          location, .writing, setsAside: false, now: now)
        defer { store.close() }
        guard let server = try server(in: store) else {
          throw Problem(.failed, "The local copy knows no \(service.title) server.")
        }
        // The profile may have been changed since this copy was opened.
        if let moved = try moved(in: store) {
          throw Workspace.refusal(because: moved, profile: maker.profile.name)
        }
        let client = try maker.service(service, basePath: server.basePath)
        let clock = EngineClock(wall: now)
        running.withLock { $0 = Running(client: client, clock: clock) }
        defer { running.withLock { $0 = nil } }
        let engine = SyncEngine(
          server: server, store: store, service: client, clock: clock, processID: getpid(),
          progress: progress)
        let result = body(engine)
        if tidies { tidy(store) }
        return .success(result)
      } catch {
        return .failure(error)
      }
    }
  }

  /// Runs `body` on this server's thread with a client of its own.
  func withClient<Result: Sendable>(
    _ body: @escaping @Sendable (any FlowService, String?) throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let result: Swift.Result<Result, Problem> = await perform { [self] in
      do throws(Problem) {
        let store = try Workspace.openStore(
          location, .reading, setsAside: false, now: now)
        let basePath = try server(in: store)?.basePath
        store.close()
        let client = try maker.service(service, basePath: basePath)
        running.withLock { $0 = Running(client: client, clock: EngineClock(wall: now)) }
        defer { running.withLock { $0 = nil } }
        return .success(try body(client, basePath))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  func perform<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await thread.perform(body)
  }

  /// Ends a request or a wait within 100 ms; what was done is kept.
  func stop() {
    running.withLock { running in
      running?.clock.cancel()
      running?.client.cancel()
    }
  }

  /// A little at a time; what is left waits for the next pull, and a failure costs only room.
  private func tidy(_ store: Store) {
    for _ in 0..<40 {
      guard let isMore = try? store.writer.forgetOld(), isMore else { return }
    }
  }

  private func moved(in store: Store) throws(Problem) -> MovedServer? {
    do {
      return try Workspace.movedServers(of: maker.profile, in: store).first {
        $0.service == service
      }
    } catch {
      throw Problem(error)
    }
  }

  private func server(in store: Store) throws(Problem) -> Server? {
    do {
      return try store.reader.servers().first { $0.service == service }
    } catch {
      throw Problem(error)
    }
  }
}

/// The computer's clocks, and waits that any thread can end.
final class EngineClock: SyncClock, Sendable {
  private let wall: @Sendable () -> Milliseconds
  private let isCancelled = Atomic<Bool>(false)
  private let wake = DispatchSemaphore(value: 0)

  init(wall: @escaping @Sendable () -> Milliseconds) { self.wall = wall }

  var now: Milliseconds { wall() }

  var monotonic: Milliseconds {
    // BOOTTIME goes on while the computer sleeps; MONOTONIC does not.
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Milliseconds(time.tv_sec) * 1000 + Milliseconds(time.tv_nsec) / 1_000_000
  }

  func wait(seconds: Double) -> Bool {
    if isCancelled.load(ordering: .sequentiallyConsistent) { return false }
    let ended = wake.wait(timeout: .now() + .milliseconds(Int(seconds * 1000)))
    return ended == .timedOut && !isCancelled.load(ordering: .sequentiallyConsistent)
  }

  func cancel() {
    isCancelled.store(true, ordering: .sequentiallyConsistent)
    wake.signal()
  }
}
