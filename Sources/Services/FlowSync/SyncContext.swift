import FlowAPI
import FlowModel
import FlowStore

/// What every pass works with: one server, its service, the store, time and chance.
///
/// Turns the errors of store and service into ``SyncError``, counts requests, and repeats reading
/// requests politely. Belongs to one thread.
final class SyncContext {
  let server: Server
  let store: Store
  let service: any FlowService
  let clock: any SyncClock
  let random: SyncRandom
  /// What may be merged without asking, in this pull or push.
  var consent = FlowMerge.Consent.standing
  private let hook: (FaultPoint) -> Bool
  private let listener: (SyncProgress) -> Void
  private var budget = RetryBudget()
  private(set) var requests = 0
  private var lastCounted: Milliseconds?

  init(
    server: Server, store: Store, service: any FlowService, clock: any SyncClock,
    random: SyncRandom, crashes: @escaping (FaultPoint) -> Bool,
    progress: @escaping (SyncProgress) -> Void
  ) {
    self.server = server
    self.store = store
    self.service = service
    self.clock = clock
    self.random = random
    hook = crashes
    listener = progress
  }

  var kind: FlowKind { server.service.kind }
  var reader: FlowReader { store.reader }
  var writer: FlowWriter { store.writer }

  func content(_ bytes: [UInt8]) -> RecordContent {
    RecordContent(bytes, service: server.service)
  }

  // MARK: Store

  func write<Result>(_ body: () throws(StoreError) -> Result) throws(SyncError) -> Result {
    do { return try writer.transaction(body) } catch { throw .storage(error) }
  }

  func read<Result>(_ body: () throws(StoreError) -> Result) throws(SyncError) -> Result {
    do { return try body() } catch { throw .storage(error) }
  }

  // MARK: Service

  /// Makes one request, once.
  func once<Result>(_ body: () throws(APIError) -> Result) throws(APIError) -> Result {
    requests += 1
    budget.noteRequest(at: clock.monotonic)
    return try body()
  }

  /// Makes a reading request, up to four times.
  ///
  /// - Throws: what the last try said.
  func asking<Result>(_ body: () throws(APIError) -> Result) throws(APIError) -> Result {
    var tries = 0
    while true {
      do {
        return try once(body)
      } catch {
        tries += 1
        guard tries < Retry.readLimit, let retryAfter = Self.mayPass(error),
          budget.takeRetry(at: clock.monotonic)
        else { throw error }
        try pause(
          Retry.readDelay(after: tries, retryAfter: retryAfter, random: random),
          reason: AnswerMeaning.text(of: error))
      }
    }
  }

  /// Reads one flow as it stands now: never from a cache.
  func fetch(_ remoteID: String) throws(APIError) -> RemoteRecord {
    let answer = try asking { () throws(APIError) in try service.fetch(remoteID, tag: nil) }
    guard case .record(let record) = answer else {
      throw .unreadable("the server answered 304 to a question without a tag")
    }
    return record
  }

  /// Nil: asking again is no use. Otherwise the seconds the server wants us to wait, 0 for none.
  private static func mayPass(_ error: APIError) -> Int? {
    switch error {
    case .lost: return 0
    case .answered(let refusal):
      guard !refusal.isGone, !refusal.isPlanLimit else { return nil }
      let isBusy = [408, 425, 429].contains(refusal.status) || refusal.status >= 500
      return isBusy ? refusal.retryAfter ?? 0 : nil
    default: return nil
    }
  }

  private func pause(_ seconds: Double, reason: String) throws(APIError) {
    if seconds >= 1 { report(.waiting(server.service, reason: reason, seconds: Int(seconds))) }
    guard clock.wait(seconds: seconds) else { throw .cancelled }
  }

  // MARK: Progress and faults

  func report(_ progress: SyncProgress) { listener(progress) }

  /// Counts come by the thousand; at most ten a second are told.
  func reportCount(_ progress: @autoclosure () -> SyncProgress) {
    let time = clock.monotonic
    if let lastCounted, time - lastCounted < 100 { return }
    lastCounted = time
    listener(progress())
  }

  func fault(_ point: FaultPoint) throws(SyncError) {
    if hook(point) { throw .crashed(point) }
  }
}
