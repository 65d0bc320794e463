import FlowModel
import Subcommands
import Synchronization

/// Standard input, output and error in memory. What a person would do is given beforehand.
final class TestConsole: Console {
  let isOutputTerminal: Bool
  let isInputTerminal: Bool
  let isErrorTerminal: Bool
  let width: Int
  /// Runs in place of the editor: gets its arguments, gives its exit status.
  private let program: @Sendable ([String]) throws -> Int32
  private let standardInput: [UInt8]
  private let state: Mutex<State>

  private struct State {
    var output: [UInt8] = []
    var errors = ""
    var answers: [String]
    var questions: [String] = []
  }

  /// - Parameters:
  ///   - isTerminal: a person sits there; false: pipes on all sides.
  ///   - answers: what the person says when asked, in order; then nothing.
  init(
    isTerminal: Bool = false, width: Int = 80, input: String = "", answers: [String] = [],
    program: @escaping @Sendable ([String]) throws -> Int32 = { _ in 127 }
  ) {
    isOutputTerminal = isTerminal
    isInputTerminal = isTerminal
    isErrorTerminal = isTerminal
    self.width = width
    self.program = program
    standardInput = Array(input.utf8)
    state = Mutex(State(answers: answers))
  }

  var output: [UInt8] { state.withLock { $0.output } }
  var errors: String { state.withLock { $0.errors } }
  var questions: [String] { state.withLock { $0.questions } }

  func write(_ bytes: [UInt8]) { state.withLock { $0.output += bytes } }

  func say(_ line: String) { state.withLock { $0.errors += line + "\n" } }

  func progress(_ line: String) {}

  func ask(_ question: String) -> String? {
    state.withLock { state in
      state.questions.append(question)
      return state.answers.isEmpty ? nil : state.answers.removeFirst()
    }
  }

  func input(limit: Int) throws(Problem) -> [UInt8] {
    guard standardInput.count <= limit else { throw Problem(.usage, "too much input") }
    return standardInput
  }

  func runForeground(
    _ arguments: [String], environment: [String: String]
  ) throws(Problem) -> Int32 {
    do {
      return try program(arguments)
    } catch {
      throw Problem(.failed, "\(error)")
    }
  }
}
