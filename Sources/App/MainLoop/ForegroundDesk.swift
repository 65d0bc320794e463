import Dispatch
import FlowModel
import Synchronization

/// Where a task asks the thread that waits for it to run programs in the foreground.
///
/// ```
/// task             status(of:) ─────────┐        ┌──▶ goes on … end(_:)
/// waiting thread                serve ──▶ runs ──┘             └──▶ returns
/// ```
final class ForegroundDesk<Value: Sendable>: Sendable {
  private enum Turn: Sendable {
    case run([String], CheckedContinuation<Result<Int32, Problem>, Never>)
    case ended(Result<Value, Problem>)
  }

  private let turns = Mutex<[Turn]>([])
  private let bell = DispatchSemaphore(value: 0)

  /// Has a program run and waits for its exit status.
  func status(of arguments: [String]) async throws(Problem) -> Int32 {
    try await withCheckedContinuation { put(.run(arguments, $0)) }.get()
  }

  /// The work is done.
  func end(_ result: Result<Value, Problem>) { put(.ended(result)) }

  /// Runs what is asked for on the calling thread until the work is done.
  func serve(
    _ run: (_ arguments: [String]) throws(Problem) -> Int32
  ) throws(Problem) -> Value {
    while true {
      bell.wait()
      switch turns.withLock({ $0.removeFirst() }) {
      case .ended(let result): return try result.get()
      case .run(let arguments, let continuation):
        do throws(Problem) {
          continuation.resume(returning: .success(try run(arguments)))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
  }

  private func put(_ turn: Turn) {
    turns.withLock { $0.append(turn) }
    bell.signal()
  }
}
