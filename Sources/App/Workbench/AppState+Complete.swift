import FlowModel

/// Completing a command line with Tab.
extension AppState {
  /// The word that is typed now, and what stands before it.
  private struct Open {
    let before: String
    let word: String
    /// nil: it is the name of the command.
    let argument: LineArgument?
    let name: String
  }

  mutating func completeLine() -> [Effect] {
    guard let open = openWord else { return [] }
    switch open.argument {
    case nil: complete(with: Self.lineNames)
    case .flow?: return [.findFlows(open.word, for: .completion)]
    case .pushed?:
      complete(with: ["all", "marked"].filter { $0.hasPrefix(open.word) })
      return open.word.isEmpty ? [] : [.findFlows(open.word, for: .completion)]
    case .tab?: complete(with: DetailTab.allCases.map { $0.title.lowercased() })
    case .theme?: complete(with: settings.themeNames)
    case .profile?: complete(with: settings.profiles.map(\.name))
    case .paneSize?: complete(with: ["normal", "half", "full"])
    case .copied?: complete(with: ["name", "id", "url", "json"])
    case .setting?: complete(with: ScreenSetting.allCases.map(\.name))
    case .settingValue?:
      let setting = ScreenSetting(named: open.name)
      complete(with: setting.map { values(of: $0) } ?? [])
    case .filter?: complete(with: Self.filterWords)
    case .file?: return [.listFiles(open.word)]
    }
    return []
  }

  /// Takes names that were looked for, unless something else is typed by now.
  mutating func take(completions names: [String], for word: String) {
    guard prompt?.purpose == .command, openWord?.word == word else { return }
    let own = openWord?.argument == .pushed ? ["all", "marked"] : []
    complete(with: own + names)
  }

  private static let filterWords =
    SyncState.allCases.filter { $0 != .discarded }.map { "state:\($0.word)" }
    + [
      "type:", "node:", "category:", "kind:", "deployed:yes", "live:yes", "nodes>", "size>", "re:",
    ]

  private var openWord: Open? {
    guard let text = prompt?.line.beforeCaret else { return nil }
    let words = LineWords.words(of: text)
    guard let first = words.first else {
      return Open(before: "", word: "", argument: nil, name: "")
    }
    let isBetween = text.hasSuffix(" ") && !Self.isInQuotes(text)
    guard words.count > 1 || isBetween else {
      return Open(before: "", word: first.text, argument: nil, name: "")
    }
    let name = first.text.hasSuffix("!") ? String(first.text.dropLast()) : first.text
    guard let command = LineCommand(rawValue: name), !command.arguments.isEmpty else { return nil }
    let place = words.count - (isBetween ? 1 : 2)
    let word = isBetween ? nil : words.last
    // The last kind may be repeated: a filter has many words.
    let argument = command.arguments[min(place, command.arguments.count - 1)]
    return Open(
      before: String(text.prefix(word?.start ?? text.count)), word: word?.text ?? "",
      argument: argument, name: words.count > 1 ? words[1].text : "")
  }

  private static func isInQuotes(_ text: String) -> Bool {
    var quote: Character?
    for character in text where quote == nil || character == quote {
      if quote != nil { quote = nil } else if "\"'".contains(character) { quote = character }
    }
    return quote != nil
  }

  /// Puts what all fitting words have in common into the line; several are told in the hint row.
  private mutating func complete(with known: [String]) {
    guard let open = openWord, let prompt else { return }
    let isPlain = PlainLetters.isPlain(open.word)
    let folded = { (word: String) in isPlain ? PlainLetters.of(word) : word.lowercased() }
    let key = folded(open.word)
    var seen: Set<String> = []
    let fitting = known.filter { folded($0).hasPrefix(key) && seen.insert($0).inserted }
    guard let first = fitting.first else {
      notice = Notice(.info, "Nothing begins with \"\(open.word)\".")
      return
    }
    let isWhole = fitting.count == 1
    let common = fitting.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    let behind = String(prompt.line.text.dropFirst(prompt.line.beforeCaret.count))
    // A file's folder and a filter's key go on.
    let goesOn = first.hasSuffix("/") || first.hasSuffix(":") || first.hasSuffix(">")
    let word = isWhole ? LineWords.quoted(first) : Self.open(quoting: common, instead: open.word)
    self.prompt?.line = LineText(
      open.before + word + (isWhole && !goesOn && behind.isEmpty ? " " : "") + behind)
    self.prompt?.candidates = isWhole ? [] : Array(fitting.prefix(20))
  }

  /// A word that is not whole: its quote stays open.
  private static func open(quoting common: String, instead typed: String) -> String {
    let word = common.count >= typed.count ? common : typed
    return word.contains(" ") ? "\"\(word)" : word
  }
}

extension String {
  /// Without regard to case: names are typed in small letters.
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0.lowercased() == $1.lowercased() }.map(\.0))
  }
}
