/// What `weir help` prints, made from the list of subcommands.
package enum ProgramHelp {
  /// Options that stand before the subcommand.
  package static let globalOptions = [
    Option("-p", "PROFILE", "the profile; also WEIR_PROFILE"),
    Option("--color", "WHEN", "auto, never, 16 or 256"),
    Option("--read-only", nil, "change nothing, here or on a server"),
    Option("--version", nil, "print the version"),
    Option("--help", nil, "print this"),
  ]

  /// Subcommands that the program itself brings: they need more than a workspace.
  package static let ownCommands = [
    ("demo", "Try weir on sample flows; it leaves nothing behind"),
    ("help", "Print this, or the help of a command"),
  ]

  /// What stands for a flow.
  package static let meaningOfREF = """
    REF names a flow: a full id, else an exact name, else the beginning of an id, 6 characters or
    more.
    """

  /// The help of everything.
  package static func overview() -> String {
    let commands = SubcommandList.all.map { ($0.name, $0.summary) } + ownCommands
    return """
      weir: browse, edit and push the flows of Flowise and FlowNally from a terminal.

      Usage: weir [-p PROFILE] [OPTIONS] [COMMAND [ARGS]]
      Without a command the screen opens.

      Commands
      \(columns(commands))
      Options
      \(columns(globalOptions.map { (title($0), $0.help) }))
      First use
        weir demo                                                 sample flows, no server needed
        weir profile add prod --flowise URL --flowise-token-env FLOWISE_TOKEN
        weir pull && weir

      `weir help COMMAND` says more. Files: WEIR_HOME, or the XDG folders (weir profile show NAME).

      """
  }

  /// The help of one subcommand; nil for an unknown name.
  package static func text(of name: String) -> String? {
    if name == "demo" { return demo }
    if name == "help" { return "Usage: weir help [COMMAND]\n" }
    guard let command = SubcommandList.named(name) else { return nil }
    var text = "\(command.summary).\n\nUsage: weir \(command.name) \(command.usage)\n"
    text += "\n\(command.details)\n"
    if command.usage.contains("REF") { text += "\n\(meaningOfREF)\n" }
    let options = command.options
    if !options.isEmpty { text += "\nOptions\n" + columns(options.map { (title($0), $0.help) }) }
    return text
  }

  private static let demo = """
    Try weir on sample flows.

    Usage: weir demo [--flows N] [--scripted]

    Starts weir-server on a free port of this computer with sample flows, in a temporary home, and
    opens the screen on it. Without a terminal, or with --scripted, it pulls, edits one flow, pushes
    it and prints what happened. It leaves nothing behind.

    """

  private static func title(_ option: Option) -> String {
    option.value.map { "\(option.name) \($0)" } ?? option.name
  }

  private static func columns(_ rows: [(String, String)]) -> String {
    let width = min(30, (rows.map(\.0.count).max() ?? 0) + 2)
    return rows.map { name, text in
      let gap =
        name.count + 2 > width
        ? "\n  " + String(repeating: " ", count: width)
        : String(repeating: " ", count: width - name.count)
      return "  \(name)\(gap)\(text)\n"
    }.joined()
  }
}
