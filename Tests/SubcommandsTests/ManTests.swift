import CellGrid
import FlowModel
import Subcommands
import TestKit
import Testing
import Workbench

@Suite("The man page and completion") struct ManTests {
  private let page = ManPage.text(version: "1")

  @Test("names every subcommand, option, exit status, word of the command line and action")
  func complete() {
    for command in SubcommandList.all {
      #expect(
        page.contains("\n.SS \"weir \(command.name.replacing("-", with: "\\-"))"), "\(command.name)"
      )
      for option in command.options {
        #expect(page.contains(option.name.roff), "\(command.name) \(option.name)")
      }
    }
    for option in ProgramHelp.globalOptions { #expect(page.contains(option.name.roff)) }
    for status in ExitStatus.allCases { #expect(page.contains(".B \"\(status.rawValue)\"")) }
    for word in LineCommand.allCases { #expect(page.contains(".B \":\(word.rawValue)")) }
    for command in Command.allCases {
      let name = command.rawValue.roff
      #expect(
        page.contains("(\(name))\"") || page.contains(".B \":\(name)\""), "\(command.rawValue)")
    }
    for (_, keys, _) in KeyBindings.default.all {
      let names = keys.map { $0.name.roff }.joined(separator: " ")
      #expect(page.contains(names), "\(names)")
    }
  }

  @Test("no line is an order by mistake")
  func orders() {
    let known = [".TH", ".SH", ".SS", ".PP", ".TP", ".B ", ".br"]
    for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(known.contains { line.hasPrefix($0) }, "\(line)")
    }
    #expect(page.allSatisfy { $0.isASCII })
  }

  @Test("weir man prints it")
  func printing() async throws {
    let weir = try await Weir()
    let answer = try await weir.run("man")
    #expect(answer.status == .done && answer.text.hasPrefix(".TH WEIR 1 "))
  }

  @Test("completion knows every subcommand and option", arguments: Completion.Shell.allCases)
  func completion(shell: Completion.Shell) async throws {
    let weir = try await Weir()
    let answer = try await weir.run("completion", shell.rawValue)
    #expect(answer.status == .done)
    for command in SubcommandList.all {
      #expect(answer.text.contains(command.name), "\(command.name)")
      for option in command.options {
        let name = shell == .fish ? "-l \(option.name.drop { $0 == "-" })" : option.name
        #expect(answer.text.contains(name), "\(command.name) \(option.name)")
      }
    }
    let wrong = try await weir.run("completion", "csh")
    #expect(wrong.status == .usage && wrong.errors.contains("bash, zsh, fish"))
  }
}

extension String {
  /// As the page writes it.
  fileprivate var roff: String {
    var text = ""
    for character in self {
      switch character {
      case "-": text += "\\-"
      case "\\": text += "\\e"
      case "\"": text += "\\(dq"
      case "'": text += "\\(aq"
      case "^": text += "\\(ha"
      case "~": text += "\\(ti"
      case "`": text += "\\(ga"
      default: text.append(character)
      }
    }
    return text
  }
}
