import CellGrid
import FlowModel

/// What the palette, the actions of a row and the settings list.
extension AppState {
  mutating func showPalette() -> [Effect] {
    let hidden: Set<Command> = [.palette, .commandLine, .toggleMouse, .chooseTheme]
    let here = commands(in: [focus.context, .everywhere]).filter { !hidden.contains($0) }
    palette = CommandPalette(
      title: "Command",
      entries: pushEntries + here.map { entry(for: $0) } + settingEntries
        + HelpArticle.all.map { .article($0) },
      recent: recent, hasFlows: settings.profile != nil)
    return []
  }

  /// What can be done with what is under the cursor.
  mutating func showActions() -> [Effect] {
    let own = commands(in: [focus.context]).filter { !$0.isMotion }
    palette = CommandPalette(
      title: target.map { "Actions: \($0.name)" } ?? "Actions", entries: own.map { entry(for: $0) })
    return []
  }

  /// `:config`: what can be set while weir runs.
  mutating func showSettings() -> [Effect] {
    palette = CommandPalette(title: "Settings", entries: settingEntries)
    return []
  }

  mutating func pressPalette(_ key: Key) -> [Effect] {
    guard let outcome = palette?.press(key) else { return [] }
    return follow(outcome)
  }

  mutating func follow(_ outcome: CommandPalette.Outcome) -> [Effect] {
    switch outcome {
    case .open: return []
    case .closed: palette = nil
    case .copied(let line): return [.copy(Array(line.utf8), what: line)]
    case .searched(let words): return [.findFlows(words, for: .palette)]
    case .refused(let reason): notice = Notice(.info, reason)
    case .chosen(let entry):
      palette = nil
      remember(entry)
      // Before what it does: that may end the program.
      return [.keepRecent(recent)] + run(entry)
    }
    return []
  }

  /// Takes in what was chosen in earlier runs, behind what was chosen in this one.
  mutating func recall(_ lines: [String]) {
    recent = Array((recent + lines.filter { !recent.contains($0) }).prefix(Self.mostRecent))
  }

  private static let mostRecent = 50

  private mutating func run(_ entry: PaletteEntry) -> [Effect] {
    switch entry.action {
    case .command(let command): return run(command)
    case .line(let text): return runLine(text)
    case .open(let flow): return open(flow, .overview)
    case .article(let article):
      dialog = Dialog(
        title: article.title, lines: article.paragraphs.map { .init($0) }, choices: [],
        refusal: "close")
      return []
    }
  }

  private mutating func remember(_ entry: PaletteEntry) {
    recent.removeAll { $0 == entry.identity }
    recent.insert(entry.identity, at: 0)
    recent = Array(recent.prefix(Self.mostRecent))
  }

  // MARK: Entries

  private func commands(in contexts: [KeyContext]) -> [Command] {
    Command.allCases.filter { !$0.contexts.filter(contexts.contains).isEmpty }
  }

  private func entry(for command: Command) -> PaletteEntry {
    let keys = settings.bindings.keys(for: command, in: focus.context).first
    let isPlace: Set<Command> = [.showChatflows, .showChatbots, .showOutbox, .showActivity]
    return PaletteEntry(
      group: isPlace.contains(command) ? .go : .run, title: command.title,
      detail: liveDetail(of: command) ?? command.help,
      keys: keys.map { KeyLabel.text($0) } ?? ":\(command.rawValue)", help: command.help,
      action: .command(command), refusal: futility(of: command))
  }

  /// Pushes that the plain command does not do.
  private var pushEntries: [PaletteEntry] {
    guard counts.outbox > 0 else { return [] }
    func entry(_ title: String, _ detail: String, _ line: String, _ help: String) -> PaletteEntry {
      PaletteEntry(
        group: .run, title: title, detail: detail, keys: "", help: help, action: .line(line),
        refusal: refusal(of: .push))
    }
    var entries: [PaletteEntry] = []
    if let target, target.state.attention != .none {
      let reference = LineWords.quoted(target.remoteID ?? target.localID)
      entries.append(
        entry(
          "Push \(target.name)", target.state.word, "push \(reference)",
          "Shows what would be sent of this flow alone. Nothing is sent before you say so there."))
    }
    entries.append(
      entry(
        "Push everything ready", Wording.count(counts.outbox, "item"), "push all",
        "Shows the plan of everything that waits, marked or not."))
    entries.append(
      entry(
        "Push: show the plan only", "nothing is sent", "push --dry-run",
        "Shows what a push would send, and nothing else."))
    return entries
  }

  private var settingEntries: [PaletteEntry] {
    ScreenSetting.allCases.map { setting in
      let now = value(of: setting)
      let next = nextValue(of: setting)
      let line = "set \(setting.name)" + (next.map { " \($0)" } ?? "")
      return PaletteEntry(
        group: .set, title: setting.title, detail: next.map { "\(now) -> \($0)" } ?? "\(now) -> …",
        keys: ":set \(setting.name)",
        help: setting.help + " Kept by a line of \(settings.path(of: "config.json5")).",
        action: .line(line))
    }
  }

  /// What a command is about now; nil: its help says all.
  private func liveDetail(of command: Command) -> String? {
    switch command {
    case .push:
      let marked = focus == .outbox ? outbox.marks.count : focus == .list ? list.marks.count : 0
      return marked > 0
        ? "\(marked) marked" : "\(Wording.count(counts.outbox, "change")) in the outbox"
    case .refresh:
      return servers.compactMap(\.pulledAt).min().map { "last \(Wording.ago($0, now: now))" }
    case .showChatflows: return Wording.count(counts.chatflows, "flow")
    case .showChatbots: return Wording.count(counts.chatbots, "bot")
    case .showOutbox: return Wording.count(counts.outbox, "item")
    case .delete where targets.count > 1: return "\(targets.count) marked flows"
    case .unmarkAll where focus == .list: return "\(list.marks.count) marked"
    case .filter where !list.filterText.isEmpty && focus == .list: return "now: \(list.filterText)"
    case .switchProfile: return settings.profile.map { "now: \($0)" }
    case .edit, .rename, .duplicate, .delete, .undo, .exportFlow, .showHistory, .showGraph,
      .compareWithServer, .copyName, .editOutside:
      return target?.name
    default: return nil
    }
  }
}

extension PaletteEntry {
  /// Something to read.
  static func article(_ article: HelpArticle) -> PaletteEntry {
    PaletteEntry(
      group: .help, title: article.title, detail: "", keys: "",
      help: article.paragraphs.first ?? "", action: .article(article))
  }
}
