package import FlowModel
import FlowWorkspace

// Texts about weir itself, for the system they are installed on.

package struct ManCommand: Subcommand {
  package static let name = "man"
  package static let summary = "Print the man page"
  package static let usage = ""
  package static let arguments = 0...0
  package static let options: [Option] = []
  package static let details = """
    Its source, as man reads it: weir man | man -l - shows it, make install puts it where man looks.
    It holds every command, option and key.
    """

  package init(_ words: Words) throws(Problem) {}

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    context.console.write(Array(ManPage.text(version: WeirVersion.text).utf8))
    return .done
  }
}

package struct CompletionCommand: Subcommand {
  package static let name = "completion"
  package static let summary = "Print completion for a shell"
  package static let usage = "bash|zsh|fish"
  package static let arguments = 1...1
  package static let options: [Option] = []
  package static let details = """
    For bash: source <(weir completion bash). For zsh: a file _weir in a folder of $fpath. For fish: a
    file weir.fish in ~/.config/fish/completions. make install installs all three.
    """

  private let shell: Completion.Shell

  package init(_ words: Words) throws(Problem) {
    guard let shell = Completion.Shell(rawValue: words.arguments[0]) else {
      let known = Completion.Shell.allCases.map(\.rawValue).joined(separator: ", ")
      throw words.problem("weir knows \(known), not \"\(words.arguments[0])\".")
    }
    self.shell = shell
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    context.console.write(Array(Completion.script(for: shell).utf8))
    return .done
  }
}
