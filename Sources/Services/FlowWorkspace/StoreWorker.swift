import FlowModel
import FlowStore

/// Gives one store a thread of its own. A workspace has two: one that reads, so that a list never
/// waits for a write, and one that writes.
actor StoreWorker {
  private let executor: ThreadExecutor
  private var store: Store
  private let reopen: @Sendable () throws(Problem) -> sending Store
  /// A flush failed: the kernel may have dropped pages, and a second flush of the same descriptor
  /// may say that all is well (sync.md 2.3.3).
  private var mustReopen = false

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  /// - Parameter reopen: opens the same files again, and checks them.
  init(
    _ store: sending Store, reopen: @escaping @Sendable () throws(Problem) -> sending Store
  ) {
    self.store = store
    self.reopen = reopen
    executor = ThreadExecutor()
  }

  /// Runs `body` with the store. Nothing in it may wait for the network.
  ///
  /// - Parameter changes: what it throws is why something was not changed.
  func perform<Result: Sendable>(
    changes: Bool = false, _ body: @Sendable (Store) throws(StoreError) -> Result
  ) throws(Problem) -> Result {
    try makeSound()
    do {
      return try body(store)
    } catch {
      mustReopen = store.isUnsound
      let error = store.opening.isReadOnly ? error.inPlace : error
      throw changes ? Problem(changing: error) : Problem(error)
    }
  }

  /// The same for work that makes sentences of its own.
  func attempt<Result: Sendable>(
    _ body: @Sendable (Store) throws(Problem) -> Result
  ) throws(Problem) -> Result {
    try makeSound()
    defer { mustReopen = store.isUnsound }
    return try body(store)
  }

  func close() { store.close() }

  private func makeSound() throws(Problem) {
    guard mustReopen else { return }
    store.close()
    store = try reopen()
    mustReopen = false
  }
}
