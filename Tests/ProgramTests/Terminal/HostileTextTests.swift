import FlowWorkspace
import SoakKit
import TerminalKit
import TestKit
import Testing

/// No text of anybody else's controls the terminal (promise 38), over the real program: a server that
/// is hostile in every field, and arguments, variables and files that are.
@Suite("Hostile texts on a terminal", .serialized)
struct HostileTextTests {
  private static let evil = #"$'\e]0;owned\a\e[2J\r\b\u009b6n\u202e'"#

  @Test("every subcommand prints them as what they are", arguments: Soak.seeds(1))
  func subcommands(seed: UInt64) throws {
    let flows = try HostileFlows(seed: seed)
    let shell = try TerminalShell(
      rows: 30, columns: 100, environment: flows.environment, folder: flows.folder.path,
      keeping: flows)
    try shell.run([flows.addProfile, "pull", "list", "status", "doctor"])
    let start = shell.session.output.count
    let named = [0, 3, 21, 22, 37, 50].map(HostileFlows.id)
    for id in named {
      try shell.run([
        "show \(id)", "show \(id) --raw", "show \(id) --field flowData", "graph \(id)",
        "graph \(id) --text", "history \(id)", "rename \(id) \(Self.evil)",
        "set \(id) category --string -- \(Self.evil)", "diff \(id)", "versions bot-with-texts-3",
      ])
    }
    try shell.run([
      "pull", "list", "list --kind chatbot", "push --dry-run", "push --yes", "status", "conflicts",
      "notices", "profile list", "profile show p", "doctor", "recover",
      "list --json", "show \(named[0]) --json", "diff \(named[1]) --json", "status --json",
      "history \(named[0]) --json", "conflicts --json", "notices --json", "doctor --json",
    ])
    // What a person, a variable or a file says.
    try shell.run([
      Self.evil, "-p \(Self.evil) list", "show \(Self.evil)", "--\(Self.evil)",
      "list 're:('\(Self.evil)", "put \(named[0]) --field name --file \(Self.evil)",
      "help \(Self.evil)", "profile add \(Self.evil)", "set \(named[0]) \(Self.evil) 1",
    ])
    try shell.run(["edit \(named[0])"], environment: "EDITOR=\(Self.evil)")
    try shell.run(["list"], environment: "WEIR_HOME=\(Self.evil)")
    try shell.run(["list"], environment: "WEIR_PROFILE=\(Self.evil)")
    shell.expectPlain(from: start, seed)
  }

  @Test("every place of the screen shows them as what they are", arguments: Soak.seeds(1))
  func screen(seed: UInt64) throws {
    let flows = try HostileFlows(seed: seed)
    let shell = try TerminalShell(
      rows: 36, columns: 120, environment: flows.environment, folder: flows.folder.path,
      keeping: flows)
    let terminal = shell.session
    try shell.run([
      flows.addProfile, "pull", "rename \(HostileFlows.id(0)) \(Self.evil)", "push --yes",
    ])
    try PrivateFile.write(
      Array(#"{ list: { "\#u{1B}]0;owned": ["q"] }, "\#u{202E}": 1 }"#.utf8),
      to: flows.folder.path + "/home/config/keys.json5")
    shell.enter("export EDITOR=\(Self.evil); \(try Programs.weir())")
    try terminal.wait("the list") { $0.contains("Chatflows") && $0.modes.on.contains(2004) }
    let places = [
      "j", "j", "G", "g", "g", "\r", "]", "]", "]", "]", "]", "]", "h", "gG", "t", "T", "\u{1B}",
      "\u{1B}", "e", "j", "l", "K", "gK", "\t", "G", "\u{1B}", "\u{1B}", "\u{1B}", "2", "j", "\r",
      "]",
      "]", "]", "]", "h", "3", "j", "\r", "\u{1B}", "4", "j", "\r", "\u{1B}", "1", "d", "\u{1B}",
      "x",
      "\u{1B}", "r", "\u{1B}", "\u{10}", "\u{1B}", "?", "\u{1B}", "P", "\u{1B}", "y", "n", "E", "/",
    ]
    for keys in places {
      terminal.type(keys)
      terminal.settle(25)
    }
    terminal.type(
      Array("\u{1B}[200~".utf8) + Array(flows.texts.joined().utf8) + Array("\u{1B}[201~".utf8))
    terminal.settle()
    terminal.type("\u{1B}\u{1B}q")
    terminal.settle()
    terminal.type("q")
    let model = terminal.model
    #expect(model.foreign == [], "seed \(seed)")
    #expect(model.bells == 0 && !model.modes.isShifted, "seed \(seed)")
    #expect(model.titles.allSatisfy { $0 == "" || $0.hasPrefix("weir") }, "seed \(seed)")
    let log = try PrivateFile.read(flows.folder.path + "/home/state/log") ?? []
    #expect(log.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) }, "seed \(seed)")
    let copied = model.clipboard
    #expect(copied.count <= 1, "only what was copied by y n: \(copied)")
  }
}

extension TerminalShell {
  /// Runs `weir` with each of these words, in one line of the shell.
  fileprivate func run(_ lines: [String], environment: String = "") throws {
    let weir = try Programs.weir()
    for part in stride(from: 0, to: lines.count, by: 4) {
      let commands = lines[part..<min(part + 4, lines.count)].map { "\(environment) \(weir) \($0)" }
      _ = try status(of: commands.joined(separator: "; "))
    }
  }

  /// What was printed is text and line breaks; the line of progress is begun anew and blanked.
  fileprivate func expectPlain(from start: Int, _ seed: UInt64) {
    var parser = TerminalParser()
    let tokens = parser.tokens(in: session.output[start...])
    let blank = TerminalToken.sequence(
      marker: "", parameters: "", intermediates: "", final: "K")
    var odd: Set<String> = []
    // The one string that a table may hold: where a link leads, and nothing where it ends.
    var links: [String] = []
    for (index, token) in tokens.enumerated() {
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      let isBlanked = next == blank
      switch token {
      case .text, .control(0x0A): break
      case .control(0x0D) where next == .control(0x0A) || next == .control(0x0D) || isBlanked: break
      case .string("]", let text) where text.hasPrefix("8;;"):
        links.append(String(text.dropFirst(3)))
      case blank where index > 0 && tokens[index - 1] == .control(0x0D): break
      default: odd.insert(token.name)
      }
    }
    #expect(odd == [], "seed \(seed)")
    #expect(session.model.titles == [] && session.model.clipboard == [], "seed \(seed)")
    #expect(links.contains { !$0.isEmpty }, "weir list links what has a page")
    let isOurs = links.enumerated().allSatisfy { index, link in
      let isPlain = link.allSatisfy { $0.isASCII && !$0.isWhitespace }
      return index.isMultiple(of: 2)
        ? link.hasPrefix("http://127.0.0.1:") && isPlain : link.isEmpty
    }
    #expect(isOurs, "seed \(seed): \(links)")
  }
}
