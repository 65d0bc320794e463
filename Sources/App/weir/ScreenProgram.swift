import FlowModel
import FlowWorkspace
import Subcommands

/// Builds the screen and hands it down.
struct ScreenProgram {
  let places: Places
  let environment: [String: String]
  let options: GlobalOptions
  let console: TerminalConsole

  func run() throws(Problem) -> Int32 {
    throw Problem(.usage, "There is no terminal here.", advice: "Use a subcommand: `weir help`.")
  }
}
