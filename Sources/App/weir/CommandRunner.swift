import Dispatch
import FlowModel
import FlowWorkspace
import Subcommands
import Synchronization

/// Runs a subcommand from a program that has no task of its own.
enum CommandRunner {
  static func run(
    _ name: String, _ words: [String], _ context: CommandContext
  ) throws(Problem) -> ExitStatus {
    guard let type = SubcommandList.named(name) else { throw unknown(name) }
    let command = try type.init(
      Words(
        words, options: type.options, arguments: type.arguments, usage: type.usage, command: name))
    return try wait { () throws(Problem) in try await command.run(context) }
  }

  static func unknown(_ name: String) -> Problem {
    let known = SubcommandList.all.map { $0.name } + ProgramHelp.ownCommands.map(\.0)
    let near = Suggestion.nearest(to: name, among: known)
    return Problem(
      .usage, "There is no command \"\(name)\"" + (near.map { ", did you mean \($0)?" } ?? "."),
      advice: "See `weir help`.")
  }

  /// Blocks until the work is done. Only the program's own thread may.
  static func wait<Value: Sendable>(
    _ work: @escaping @Sendable () async throws(Problem) -> Value
  ) throws(Problem) -> Value {
    let box = OutcomeBox<Value>()
    let done = DispatchSemaphore(value: 0)
    Task(executorPreference: ThreadPool.common) {
      do throws(Problem) {
        box.set(.success(try await work()))
      } catch {
        box.set(.failure(error))
      }
      done.signal()
    }
    done.wait()
    return try box.get().get()
  }
}

/// Carries one result from a task to the thread that waits for it.
private final class OutcomeBox<Value: Sendable>: Sendable {
  private let value = Mutex<Result<Value, Problem>?>(nil)

  func set(_ result: Result<Value, Problem>) { value.withLock { $0 = result } }

  func get() -> Result<Value, Problem> {
    value.withLock { $0 } ?? .failure(Problem(.failed, "The command ended without a result."))
  }
}
