import CellGrid
import FlowModel

extension AppState {
  mutating func pressPrompt(_ key: Key) -> [Effect] {
    switch key {
    case .escape, .control("g"): return cancelPrompt()
    case .enter: return acceptPrompt()
    case .tab where prompt?.purpose == .command:
      completeCommand()
      return []
    case Key(.down), Key(.up):
      // The list is seen under its filter: the arrows go there at once.
      guard prompt?.purpose.isFilter == true else { return [] }
      prompt = nil
      return scroll(.rows(key == Key(.down) ? 1 : -1))
    default:
      if key == .backspace, prompt?.line.isEmpty == true { return cancelPrompt() }
      return prompt?.line.press(key) == true ? promptEdited() : []
    }
  }

  /// The filter shows what it means while it is typed.
  mutating func promptEdited() -> [Effect] {
    guard prompt?.purpose.isFilter == true, let text = prompt?.line.text else { return [] }
    return setFilter(text)
  }

  mutating func setFilter(_ text: String) -> [Effect] {
    if focus == .activity { return activity.filter(text) }
    if !text.isEmpty { lastFilter = text }
    return text == list.filterText ? [] : list.filter(text)
  }

  private mutating func cancelPrompt() -> [Effect] {
    guard let purpose = prompt?.purpose else { return [] }
    prompt = nil
    switch purpose {
    case .filter(let old), .filterActivity(let old): return setFilter(old)
    default: return []
    }
  }

  private mutating func acceptPrompt() -> [Effect] {
    guard let prompt else { return [] }
    self.prompt = nil
    let text = prompt.line.text
    switch prompt.purpose {
    case .filterActivity: return []
    case .filter:
      if let problem = FlowFilter(text).problem { say(.warning, problem) }
      return []
    case .command: return runLine(text)
    case .create(let kind): return named(text, prompt) { .create(name: $0, kind: kind) }
    case .rename(let flow): return named(text, prompt) { .rename(flow, to: $0) }
    case .duplicate(let flow): return named(text, prompt) { .duplicate(flow, name: $0) }
    case .findNode: return find(node: text)
    case .editor(let question): return inEditor { $0.answer(question, text) }
    case .ownValue(let question): return acceptOwnValue(question, text, prompt)
    case .serverAddress(let service): return acceptAddress(text, service, prompt)
    case .profileName(let server): return acceptProfileName(text, server, prompt)
    case .token(let server): return acceptToken(text, server, prompt)
    case .setting(let setting, let flow): return acceptSetting(setting, of: flow, text, prompt)
    }
  }

  private mutating func named(
    _ text: String, _ prompt: Prompt, _ effect: (String) -> Effect
  ) -> [Effect] {
    let name = String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    guard !name.isEmpty else {
      self.prompt = prompt
      notice = Notice(.warning, "A name needs at least one letter. Esc cancels.")
      return []
    }
    return [effect(name)]
  }

  /// `:flows state:waiting type:agent`
  private mutating func showFiltered(_ tab: Tab, _ filter: Substring) -> [Effect] {
    if let reason = refusal(of: tab == .chatflows ? .showChatflows : .showChatbots) {
      notice = Notice(.info, reason)
      return []
    }
    let effects = show(tab)
    let text = String(filter.drop { $0 == " " })
    if let problem = FlowFilter(text).problem { say(.warning, problem) }
    return effects + setFilter(text)
  }

  // MARK: The command line

  private mutating func completeCommand() {
    guard let text = prompt?.line.text else { return }
    let fitting = Self.lineNames.filter { $0.hasPrefix(text) }
    guard let first = fitting.first else { return }
    let common = fitting.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    prompt?.line = LineText(fitting.count == 1 ? first + " " : common)
  }

  private static let lineNames = (Command.allCases.map(\.rawValue) + ["theme", "set theme"])
    .sorted()

  /// Runs a typed command: a line of the text in front, the name of a command, `theme NAME`, or
  /// `e FIELD`.
  mutating func runLine(_ text: String) -> [Effect] {
    if focus == .editor, let answer = editor?.runLine(text) { return follow(answer) }
    let words = text.split(separator: " ").map(String.init)
    guard let name = words.first else { return [] }
    if name == "theme" || name == "set" && words.dropFirst().first == "theme" {
      guard let theme = words.last, words.count > (name == "set" ? 2 : 1) else {
        return [.listThemes]
      }
      return [.loadTheme(theme, .chosen)]
    }
    if name == "set", words.dropFirst().first?.hasPrefix("mouse") == true {
      return run(.toggleMouse)
    }
    if name == "pane", let size = words.dropFirst().first {
      let sizes: [String: AppLayout.PaneSize] = ["normal": .normal, "half": .half, "full": .full]
      guard let chosen = sizes[size] else {
        say(.warning, "A pane is normal, half or full, not \"\(size)\".")
        return []
      }
      paneSize = chosen
      return followCursor()
    }
    if name == "ctx" {
      return words.count > 1 ? switchProfile(to: words[1]) : run(.switchProfile)
    }
    if let tab = ["flows": Tab.chatflows, "bots": .chatbots][name], words.count > 1 {
      return showFiltered(tab, text.drop { $0 == " " }.drop { $0 != " " })
    }
    if name == "e", editor == nil, let field = words.dropFirst().first {
      return refusal(of: .edit).map { reason in
        notice = Notice(.info, reason)
        return []
      } ?? edit(field: field)
    }
    if name == "copy", words.count == 2, let copy = Command(rawValue: "copy-\(words[1])") {
      return run(copy)
    }
    let aliases = [
      "e": "edit", "quit": "q", "qa": "q", "write": "w", "refresh": "pull", "activity": "log",
    ]
    let saves = focus == .conflict && ["w", "write"].contains(name)
    guard let command = saves ? .saveMerge : Command(rawValue: aliases[name] ?? name) else {
      let near = Command.allCases.max {
        (FuzzyMatch.score(name, in: $0.rawValue) ?? .min)
          < (FuzzyMatch.score(name, in: $1.rawValue) ?? .min)
      }
      let isNear = near.flatMap { FuzzyMatch.score(name, in: $0.rawValue) } != nil
      say(
        .warning,
        "There is no command \"\(name)\"."
          + (isNear ? " Did you mean :\(near?.rawValue ?? "")?" : ""))
      return []
    }
    return run(command)
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
