import FlowModel
import FlowStore

/// Gives one store a queue of its own. A workspace has two: one that reads, so that a list never
/// waits for a write, and one that writes.
actor StoreWorker {
  private let executor: QueueExecutor
  private let store: Store

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  init(_ store: sending Store, label: String) {
    self.store = store
    executor = QueueExecutor(label: label)
  }

  /// Runs `body` with the store. Nothing in it may wait for the network.
  func perform<Result: Sendable>(
    _ body: @Sendable (Store) throws(StoreError) -> Result
  ) throws(Problem) -> Result {
    do {
      return try body(store)
    } catch {
      throw Problem(error)
    }
  }

  /// The same for work that makes sentences of its own.
  func attempt<Result: Sendable>(
    _ body: @Sendable (Store) throws(Problem) -> Result
  ) throws(Problem) -> Result {
    try body(store)
  }

  func close() { store.close() }
}
