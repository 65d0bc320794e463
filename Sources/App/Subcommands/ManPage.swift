import CellGrid
package import Workbench

/// The man page, made from the same lists as the program: subcommands, options, exit statuses, files,
/// the command line of the screen and its keys.
///
/// Written in man(7) alone, so that every man program shows it.
package enum ManPage {
  /// - Parameter bindings: the keys that are listed.
  package static func text(version: String, bindings: KeyBindings = .default) -> String {
    var page = Roff()
    page.raw(".TH WEIR 1 \"\" \"weir \(version)\" \"User Commands\"")
    page.section("NAME")
    page.text("weir \\- browse, edit and push the flows of Flowise and FlowNally from a terminal")
    page.section("SYNOPSIS")
    page.raw(".B weir")
    page.raw("[\\fB\\-p\\fR \\fIPROFILE\\fR] [\\fIOPTIONS\\fR] [\\fICOMMAND\\fR [\\fIARGS\\fR]]")
    page.section("DESCRIPTION")
    page.line(
      "Keeps a full copy of the flows of a server in SQLite: browse them, edit their JSON, work "
        + "offline, and push later. Before each write the server's copy is read; what somebody else "
        + "changed meanwhile is merged or shown, never overwritten. Without a command the screen "
        + "opens.")
    page.section("OPTIONS")
    for option in ProgramHelp.globalOptions { page.entry(title(option), option.help + ".") }
    writeCommands(into: &page)
    writeScreen(into: &page, bindings)
    writeFiles(into: &page)
    page.section("EXIT STATUS")
    page.line("Of several that apply the first of the order 2, 4, 5, 3, 7, 6, 1 counts.")
    for status in ExitStatus.allCases { page.entry("\(status.rawValue)", status.meaning) }
    page.entry("129, 130, 131, 143", "Ended by a signal.")
    return page.result
  }

  private static func title(_ option: Option) -> String {
    option.value.map { "\(option.name) \($0)" } ?? option.name
  }

  private static func writeCommands(into page: inout Roff) {
    page.section("COMMANDS")
    for line in ProgramHelp.meaningOfREF.split(separator: "\n") { page.line(String(line)) }
    for command in SubcommandList.all {
      page.subsection("weir \(command.name) \(command.usage)")
      page.line("\(command.summary).")
      page.paragraph()
      for line in command.details.split(separator: "\n", omittingEmptySubsequences: false) {
        page.line(String(line))
      }
      for option in command.options { page.entry(title(option), option.help + ".") }
    }
    for (name, summary) in ProgramHelp.ownCommands {
      page.subsection("weir \(name)")
      page.line("\(summary).")
    }
  }

  // MARK: The screen

  private static func writeScreen(into page: inout Roff, _ bindings: KeyBindings) {
    page.section("THE COMMAND LINE OF THE SCREEN")
    page.line(
      "Typed behind a colon. Every action below is a command by its name; these take something "
        + "behind it. What changes something takes --dry-run: it says what would happen.")
    for word in LineCommand.allCases { page.entry(":\(word.rawValue) \(word.usage)", word.help) }
    page.section("KEYS")
    page.line(
      "Each action with its name in keys.json5, by the place where its keys work. Local keys win "
        + "over global ones.")
    for context in KeyContext.allCases {
      let lines = Command.allCases.compactMap { command -> (String, Command)? in
        let keys = bindings.keys(boundTo: command, in: context)
        let own = command.contexts.first == context && !hasKey(command, bindings)
        guard !keys.isEmpty || own else { return nil }
        return (keys.map { $0.map(\.name).joined(separator: " ") }.joined(separator: ", "), command)
      }
      guard !lines.isEmpty else { continue }
      page.subsection(context.rawValue)
      for (keys, command) in lines {
        let name = "(\(command.rawValue))"
        page.entry(
          keys.isEmpty ? ":\(command.rawValue)" : "\(keys)  \(name)",
          "\(command.title): \(command.help)")
      }
    }
  }

  private static func hasKey(_ command: Command, _ bindings: KeyBindings) -> Bool {
    KeyContext.allCases.contains { !bindings.keys(boundTo: command, in: $0).isEmpty }
  }

  // MARK: Files

  private static func writeFiles(into page: inout Roff) {
    page.section("FILES")
    for (path, text) in files { page.entry(path, text) }
    page.section("ENVIRONMENT")
    for (name, text) in environment { page.entry(name, text) }
  }

  private static let files = [
    ("$XDG_CONFIG_HOME/weir/config.json5", "Profiles and settings, JSON5, mode 0600."),
    ("$XDG_CONFIG_HOME/weir/keys.json5", "Keys of one's own; weir keys --check tells mistakes."),
    ("$XDG_CONFIG_HOME/weir/themes/", "Themes of one's own."),
    ("$XDG_DATA_HOME/weir/PROFILE/weir.db", "The local copy of a profile, SQLite, mode 0600."),
    ("$XDG_DATA_HOME/weir/PROFILE/unpushed/", "Each edit that no server has, as a plain file."),
    ("$XDG_STATE_HOME/weir/", "The log, locks, and what was used last in the palette."),
  ]

  private static let environment = [
    ("WEIR_HOME", "A folder that holds all of the above: config, data, cache, state."),
    ("WEIR_PROFILE", "The profile, where -p is absent."),
    ("WEIR_EDITOR, VISUAL, EDITOR", "The editor of weir edit and of the key E, in this order."),
    ("BROWSER", "Opens the page of a flow (the key o); else xdg-open does, on a desktop."),
    ("NO_COLOR", "Not empty: no colour, and no links in printed tables; attributes stay."),
    ("COLORFGBG", "Tells whether the background is dark, for theme: \"auto\"."),
  ]
}

/// Text in the language of man(7): what it would read as an order is made harmless.
private struct Roff {
  private(set) var result = ""

  /// A line that is written as it stands.
  mutating func raw(_ line: String) { result += line + "\n" }

  mutating func section(_ title: String) { raw(".SH \"\(Self.plain(title))\"") }

  mutating func subsection(_ title: String) { raw(".SS \"\(Self.plain(title))\"") }

  mutating func paragraph() { raw(".PP") }

  /// Text with its own escapes.
  mutating func text(_ text: String) { raw(text) }

  /// A line of text; one that begins with a blank, or is to be typed, stays a line of its own.
  mutating func line(_ text: String) {
    let isExample = text.hasPrefix(" ") || text.hasPrefix("weir ")
    guard !text.isEmpty else { return paragraph() }
    if isExample { raw(".br") }
    raw(Self.line(isExample ? "  " + text.drop { $0 == " " } : text))
    if isExample { raw(".br") }
  }

  /// A term, and what it means, indented below.
  mutating func entry(_ term: String, _ text: String) {
    raw(".TP")
    raw(".B \"\(Self.plain(term))\"")
    raw(Self.line(text))
  }

  private static func line(_ text: String) -> String {
    let plain = plain(text)
    // A dot or a quote at the beginning of a line would be an order.
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }

  private static func plain(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "\"": result += "\\(dq"
      case "'": result += "\\(aq"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "`": result += "\\(ga"
      case "…": result += "..."
      case "\n": result += " "
      default:
        let scalar = character.unicodeScalars.first?.value ?? 0
        result += scalar < 0x80 ? String(character) : "\\[u\(hex(scalar))]"
      }
    }
    return result
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(4 - digits.count, 0)) + digits
  }
}
