import Dispatch
import Glibc
import Synchronization

/// Threads that take jobs in the order they were given; with one thread they run one after another.
///
/// A thread comes when a job finds none that waits, and goes to the next pool once this one has ended
/// and what was given before is done. Why not queues of libdispatch: it looks at its threads once a
/// second for as long as the program lives, and a program that rests shall cost nothing.
package final class ThreadPool: TaskExecutor {
  package typealias Job = @Sendable () -> Void

  /// For what a person waits for; never blocked for long: SQLite and the network have their own.
  package static let common = ThreadPool(threads: 3)

  private let line: Line

  package init(threads: Int = 1) { line = Line(most: threads) }

  deinit { line.end() }

  package func add(_ job: @escaping Job) { line.add(job) }

  /// The same, and waits for it.
  package func perform<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      add { continuation.resume(returning: body()) }
    }
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    add { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}

/// Runs an actor on a thread of its own: SQLite and the network block, and the common threads are
/// few.
final class ThreadExecutor: SerialExecutor {
  private let thread = ThreadPool()

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    thread.add { [self] in job.runSynchronously(on: asUnownedSerialExecutor()) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}

/// What the threads of a pool share. They hold it, not the pool, so that the pool can end.
private final class Line: Sendable {
  private struct State {
    var jobs: [ThreadPool.Job] = []
    var threads = 0
    var waiting = 0
  }

  private let most: Int
  private let state = Mutex(State())
  /// Rung once for every job, and once for every thread at the end.
  private let bell = DispatchSemaphore(value: 0)

  init(most: Int) { self.most = most }

  func add(_ job: @escaping ThreadPool.Job) {
    let needsThread = state.withLock { state in
      state.jobs.append(job)
      guard state.waiting < state.jobs.count, state.threads < most else { return false }
      state.threads += 1
      return true
    }
    if needsThread, !WorkThread.serve(self) { removeThread() }
    bell.signal()
  }

  /// Nothing is added any more: a ring without a job sends a thread away.
  func end() {
    for _ in 0..<state.withLock({ $0.threads }) { bell.signal() }
  }

  /// Does jobs until the pool has ended.
  func work() { while let job = next() { job() } }

  private func next() -> ThreadPool.Job? {
    state.withLock { $0.waiting += 1 }
    bell.wait()
    return state.withLock { state in
      state.waiting -= 1
      return state.jobs.isEmpty ? nil : state.jobs.removeFirst()
    }
  }

  private func removeThread() {
    let others = state.withLock { state in
      state.threads -= 1
      return state.threads
    }
    // With none at all the job would never be done, and somebody waits for it.
    precondition(others > 0, "no thread can be made")
  }
}

/// A thread that serves one pool after another, and never ends. The end of a thread runs what
/// libraries have left for it (OpenSSL frees what it kept there); while the program itself ends, and
/// OpenSSL with it, that frees twice.
private final class WorkThread: Sendable {
  private static let resting = Mutex<[WorkThread]>([])

  private let line: Mutex<Line?>
  private let bell = DispatchSemaphore(value: 0)

  private init(_ line: Line) { self.line = Mutex(line) }

  /// - Returns: false when no thread can be made.
  static func serve(_ line: Line) -> Bool {
    guard let thread = resting.withLock({ $0.popLast() }) else {
      return WorkThread(line).begin()
    }
    thread.line.withLock { $0 = line }
    thread.bell.signal()
    return true
  }

  private func begin() -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let this = Unmanaged.passRetained(self)
    let error = pthread_create(
      &thread, &attributes,
      { this in
        if let this { Unmanaged<WorkThread>.fromOpaque(this).takeRetainedValue().live() }
        return nil
      }, this.toOpaque())
    if error != 0 { this.release() }
    return error == 0
  }

  private func live() -> Never {
    SignalStack.give()
    while true {
      // Taken out: the line ends with its pool.
      line.withLock { $0.take() }?.work()
      Self.resting.withLock { $0.append(self) }
      bell.wait()
    }
  }
}

/// Where the handler of a crash runs when the thread that crashed has no stack left
/// (sigaltstack(2)): each thread needs its own.
private enum SignalStack {
  private static let size = 64 * 1024

  /// For the thread that calls, for good.
  static func give() {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    var stack = stack_t(ss_sp: memory, ss_flags: 0, ss_size: size)
    if sigaltstack(&stack, nil) != 0 { memory.deallocate() }
  }
}
