import FlowModel

/// The command line: a name, what stands behind it, `--dry-run`.
extension AppState {
  /// Runs a typed line: one of the text in front (`42`, `s/a/b/`), or a command.
  mutating func runLine(_ text: String) -> [Effect] {
    guard let line = LineWords(text) else { return [] }
    let writesFile = editor != nil && line.name == "w" && !line.arguments.isEmpty
    if focus == .editor || writesFile, let answer = editor?.runLine(text) { return follow(answer) }
    if let word = LineCommand(rawValue: Self.aliases[line.plainName] ?? line.plainName),
      !line.isForced || word == .export || word == .importFile
    {
      if word.takes(line) { return run(word, line) }
      return tellUsage(of: word)
    }
    guard let command = command(named: line.name) else { return tellUnknown(line.name) }
    if let surplus = line.arguments.first ?? line.options.keys.sorted().first {
      say(.warning, ":\(line.name) takes nothing behind it: \"\(surplus)\".")
      return []
    }
    if line.isDryRun { return showDryRun(of: command) }
    // The ! is the answer already.
    if command == .closeUnsaved { editor?.isAskedToDrop = true }
    return run(command)
  }

  /// Words that people of other programs type, by what they mean here.
  private static let aliases = [
    "quit": "q", "qa": "q", "qa!": "q!", "quit!": "q!", "write": "w", "x": "wq", "refresh": "pull",
    "activity": "log", "man": "help", "chatflows": "flows", "chatbots": "bots", "profile": "ctx",
    "history-back": "go-back", "colorscheme": "theme",
  ]

  private func command(named name: String) -> Command? {
    let name = Self.aliases[name] ?? name
    if focus == .conflict, name == "w" { return .saveMerge }
    return Command(rawValue: name)
  }

  /// Names the nearest command: by its letters, else by a few wrong ones.
  private mutating func tellUnknown(_ name: String) -> [Effect] {
    let near = Suggestion.nearest(to: name, among: Self.lineNames) ?? Self.nearest(to: name)
    say(
      .warning,
      "There is no command \"\(name)\"." + (near.map { " Did you mean :\($0)?" } ?? ""))
    return []
  }

  private static func nearest(to name: String) -> String? {
    lineNames.compactMap { known in FuzzyMatch.score(name, in: known).map { (known, $0) } }
      .max { $0.1 < $1.1 }?.0
  }

  mutating func tellUsage(of word: LineCommand) -> [Effect] {
    say(.warning, "It is :\(word.rawValue) \(word.usage). \(word.help)")
    return []
  }

  /// Every first word, in the order of the alphabet.
  static let lineNames: [String] = Set(
    Command.allCases.map(\.rawValue) + LineCommand.allCases.map(\.rawValue)
  ).sorted()

  private mutating func run(_ word: LineCommand, _ line: LineWords) -> [Effect] {
    let first = line.arguments.first
    switch word {
    case .flows, .bots:
      let tab = word == .flows ? Tab.chatflows : .chatbots
      return first == nil ? run(tab.command) : showFiltered(tab, line.rest)
    case .filter: return first == nil ? run(.filter) : filter(line.rest)
    case .find: return first == nil ? run(.find) : find(line.rest)
    case .set: return runSet(line)
    case .theme: return first.map { set(.theme, to: $0, isDryRun: line.isDryRun) } ?? [.listThemes]
    case .profile: return openProfile(first, isDryRun: line.isDryRun)
    case .pane: return sharePane(first ?? "")
    case .copy:
      return Command(rawValue: "copy-\(first ?? "")").map { run($0) } ?? tellUsage(of: .copy)
    case .edit:
      if let reason = first == nil || editor != nil ? nil : refusal(of: .edit) {
        notice = Notice(.info, reason)
        return []
      }
      if line.isDryRun { return showDryRun(of: .edit) }
      return editor == nil && first != nil ? edit(field: first) : run(.edit)
    case .pull:
      guard line.isDryRun else { return run(.refresh) }
      return showDryRun(of: .refresh)
    case .open, .diff, .graph, .push, .export, .importFile: return runOnFlow(word, line)
    }
  }

  // MARK: Lists

  /// `:flows state:waiting type:agent`
  private mutating func showFiltered(_ tab: Tab, _ text: String) -> [Effect] {
    if let reason = refusal(of: tab.command) {
      notice = Notice(.info, reason)
      return []
    }
    let effects = show(tab)
    if let problem = FlowFilter(text).problem { say(.warning, problem) }
    return effects + setFilter(text)
  }

  private mutating func filter(_ text: String) -> [Effect] {
    if let reason = refusal(of: .filter) {
      notice = Notice(.info, reason)
      return []
    }
    if focus != .activity, let problem = FlowFilter(text).problem { say(.warning, problem) }
    return setFilter(text)
  }

  /// In a graph its next node, in a text the next place, in a list the next flow.
  private mutating func find(_ text: String) -> [Effect] {
    if editor != nil { return inEditor { $0.find(text) } }
    if focus == .graph { return find(node: text) }
    guard tab.kind != nil, focus == .list else { return filter(text) }
    lastFilter = text
    return run(.nextMatch)
  }

  // MARK: The screen

  private mutating func sharePane(_ size: String) -> [Effect] {
    let sizes: [String: AppLayout.PaneSize] = ["normal": .normal, "half": .half, "full": .full]
    guard let chosen = sizes[size] else {
      say(.warning, "A pane is normal, half or full, not \"\(size)\".")
      return []
    }
    paneSize = chosen
    layOut()
    return followCursor()
  }

  private mutating func openProfile(_ name: String?, isDryRun: Bool) -> [Effect] {
    guard let name else { return run(.switchProfile) }
    guard isDryRun else { return switchProfile(to: name) }
    let profile = settings.profiles.first { $0.name == name }
    notice = Notice(
      .info,
      profile.map { "\($0.name) would open: \($0.detail). This one stays open." }
        ?? "There is no profile \"\(name)\".")
    return []
  }
}

extension Tab {
  /// The command that shows it.
  var command: Command {
    switch self {
    case .chatflows: .showChatflows
    case .chatbots: .showChatbots
    case .outbox: .showOutbox
    case .activity: .showActivity
    }
  }
}

extension LineCommand {
  /// Whether so many words and these options may stand behind it.
  fileprivate func takes(_ line: LineWords) -> Bool {
    let options: [LineCommand: Set<String>] = [.graph: ["--text"], .export: ["--secrets"]]
    guard options[self, default: []].isSuperset(of: line.options.keys) else { return false }
    switch self {
    // What is typed as it stands, however many words it has.
    case .flows, .bots, .filter, .find, .set: return true
    case .open, .export: return line.arguments.count <= 2
    case .pull: return line.arguments.isEmpty
    default: return line.arguments.count <= 1
    }
  }
}
