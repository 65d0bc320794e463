import CellGrid
import FlowModel

/// `:set`: settings that can be changed while the program runs.
extension AppState {
  /// What a setting is now.
  func value(of setting: ScreenSetting) -> String {
    switch setting {
    case .theme: settings.theme.name
    case .glyphs: settings.glyphChoice
    case .merge: settings.mergesByItself ? "auto" : "ask"
    case .mouse: settings.capturesMouse ? "on" : "off"
    case .editorMode: settings.isEditorModal ? "vim" : "plain"
    }
  }

  /// The value that comes next; nil: the theme, which is chosen from a list.
  func nextValue(of setting: ScreenSetting) -> String? {
    let values = values(of: setting).filter { refusal(ofValue: $0, for: setting) == nil }
    guard setting != .theme, let place = values.firstIndex(of: value(of: setting)) else {
      return setting == .theme ? nil : values.first
    }
    return values[(place + 1) % values.count]
  }

  func values(of setting: ScreenSetting) -> [String] {
    setting == .theme ? settings.themeNames : setting.values
  }

  /// Why a setting cannot have this value here; nil when it can.
  private func refusal(ofValue value: String, for setting: ScreenSetting) -> String? {
    let hasOnlyASCII = settings.terminalGlyphs == .ascii
    guard setting == .glyphs, value == "unicode", hasOnlyASCII else { return nil }
    return
      "weir began with plain signs: the locale or \(settings.path(of: "config.json5")) says so."
  }

  /// `set NAME`, `set NAME VALUE`, `set NAME=VALUE`, `set NAME!`, `set NAME?`, `set noNAME`.
  mutating func runSet(_ line: LineWords) -> [Effect] {
    var words = line.arguments.flatMap {
      $0.split(separator: "=", maxSplits: 1).map(String.init)
    }
    guard var name = words.first else { return run(.showSettings) }
    words.removeFirst()
    let isNext = name.hasSuffix("!")
    if isNext || name.hasSuffix("?") { name.removeLast() }
    if name.hasPrefix("no"), let setting = ScreenSetting(named: String(name.dropFirst(2))),
      setting == .mouse
    {
      (name, words) = (setting.name, ["off"])
    }
    guard let setting = ScreenSetting(named: name) else { return tellUnknownSetting(name) }
    guard words.count < 2 else {
      say(.warning, "\(setting.name) takes one value, not \"\(words.joined(separator: " "))\".")
      return []
    }
    guard let wanted = words.first ?? (isNext ? nextValue(of: setting) : nil) else {
      return setting == .theme && !line.isDryRun ? [.listThemes] : tellValue(of: setting)
    }
    return set(setting, to: wanted, isDryRun: line.isDryRun)
  }

  private mutating func tellValue(of setting: ScreenSetting) -> [Effect] {
    let others = values(of: setting).joined(separator: ", ")
    notice = Notice(.info, "\(setting.name) is \(value(of: setting)). It takes \(others).")
    return []
  }

  private mutating func tellUnknownSetting(_ name: String) -> [Effect] {
    if ScreenSetting.readAtStart.contains(name) {
      say(
        .warning, "\(name) is read at the start: change it in \(settings.path(of: "config.json5"))."
      )
      return []
    }
    let known = ScreenSetting.allCases.map(\.name)
    let near = Suggestion.nearest(to: name, among: known)
    say(
      .warning,
      "There is no setting \"\(name)\". "
        + (near.map { "Did you mean \($0)?" } ?? "They are \(known.joined(separator: ", "))."))
    return []
  }

  /// Changes a setting until the program ends, and says how to keep it.
  mutating func set(_ setting: ScreenSetting, to wanted: String, isDryRun: Bool = false) -> [Effect]
  {
    let known = values(of: setting)
    if setting != .theme || !known.isEmpty, !known.contains(wanted) {
      let near = Suggestion.nearest(to: wanted, among: known)
      say(
        .warning,
        "\(setting.name) takes \(known.joined(separator: ", ")), not \"\(wanted)\"."
          + (near.map { " Did you mean \($0)?" } ?? ""))
      return []
    }
    if let reason = refusal(ofValue: wanted, for: setting) {
      say(.warning, reason)
      return []
    }
    if isDryRun {
      notice = Notice(
        .info, "\(setting.name) would go from \(value(of: setting)) to \(wanted). It was not set.")
      return []
    }
    switch setting {
    case .theme: return [.loadTheme(wanted, .chosen)]
    case .glyphs:
      settings.glyphChoice = wanted
      settings.glyphs = wanted == "ascii" ? .ascii : settings.terminalGlyphs
    case .merge: settings.mergesByItself = wanted == "auto"
    case .mouse:
      if settings.capturesMouse != (wanted == "on") { return run(.toggleMouse) }
    case .editorMode: settings.isEditorModal = wanted == "vim"
    }
    let late = setting == .editorMode && editor != nil ? " The next text opens so." : ""
    say(.info, "\(setting.name) is \(wanted).\(late) \(keeping(setting, wanted)) keeps it.")
    return setting == .merge ? [.mergeByItself(wanted == "auto")] : []
  }

  /// The line of `config.json5` that keeps a value.
  func keeping(_ setting: ScreenSetting, _ value: String) -> String {
    let parts = setting.rawValue.split(separator: ".")
    let written = setting == .mouse ? (value == "on" ? "true" : "false") : "\"\(value)\""
    let line =
      parts.count > 1 ? "\(parts[0]): { \(parts[1]): \(written) }" : "\(parts[0]): \(written)"
    return "\(line) in \(settings.path(of: "config.json5"))"
  }
}
