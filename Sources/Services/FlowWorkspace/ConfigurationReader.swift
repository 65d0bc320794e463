import FlowModel
import JSONText

/// Reads a parsed `config.json5`. What it does not understand becomes a warning with its line; the
/// rest holds.
struct ConfigurationReader {
  let text: [UInt8]
  let path: String
  private var configuration = Configuration()

  init(text: [UInt8], path: String) {
    self.text = text
    self.path = path
  }

  mutating func read(_ root: JSONNode) -> Configuration {
    for member in root.members { readTop(member) }
    if let name = configuration.defaultProfile,
      !configuration.profiles.contains(where: { $0.name == name })
    {
      configuration.warnings.append("\(path): profile \"\(name)\" is chosen, but not defined")
    }
    return configuration
  }

  private mutating func readTop(_ member: JSONMember) {
    let value = member.value
    switch member.key {
    case "profile": configuration.defaultProfile = string(member)
    case "theme": readTheme(member)
    case "glyphs":
      if let choice = word(member, Settings.GlyphChoice.self) {
        configuration.settings.glyphs = choice
      }
    case "color":
      if let choice = word(member, Settings.ColorChoice.self) {
        configuration.settings.color = choice
      }
    case "merge":
      if let choice = word(member, Settings.MergeChoice.self) {
        configuration.settings.merge = choice
      }
    case "pullEvery":
      if let minutes = integer(member) { configuration.settings.pullEvery = min(max(0, minutes), 525_600) }
    case "editor": for inner in value.members { readEditor(inner) }
    case "input":
      for inner in value.members {
        if inner.key == "escDelay" {
          configuration.settings.escapeDelay = integer(inner)
        } else {
          unknown(inner, among: ["escDelay"])
        }
      }
    case "terminal": for inner in value.members { readTerminal(inner) }
    case "profiles":
      guard value.kind == .object else { return warn(member, "must be an object") }
      for inner in value.members { readProfile(inner) }
    default:
      unknown(
        member,
        among: [
          "profile", "theme", "glyphs", "color", "merge", "pullEvery", "editor", "input",
          "terminal", "profiles",
        ])
    }
  }

  private mutating func readTheme(_ member: JSONMember) {
    if let dark = member.value["dark"]?.string, let light = member.value["light"]?.string {
      configuration.settings.theme = .byBackground(dark: dark, light: light)
    } else if let name = string(member) {
      configuration.settings.theme = .named(name)
    }
  }

  private mutating func readEditor(_ member: JSONMember) {
    switch member.key {
    case "mode":
      guard let mode = string(member) else { return }
      if mode != "vim", mode != "plain" { warn(member, "must be \"vim\" or \"plain\"") }
      configuration.settings.isEditorModal = mode != "plain"
    case "command": configuration.settings.editorCommand = strings(member)
    default: unknown(member, among: ["mode", "command"])
    }
  }

  private mutating func readTerminal(_ member: JSONMember) {
    switch member.key {
    case "synchronized":
      if let value = boolean(member) { configuration.settings.isSynchronized = value }
    case "mouse": if let value = boolean(member) { configuration.settings.hasMouse = value }
    default: unknown(member, among: ["synchronized", "mouse"])
    }
  }

  private mutating func readProfile(_ member: JSONMember) {
    guard Profile.isName(member.key) else {
      return warn(member, "is not a profile name: letters, digits, . _ - , at most 64")
    }
    guard member.value.kind == .object else { return warn(member, "must be an object") }
    var profile = Profile(name: member.key)
    for inner in member.value.members {
      switch inner.key {
      case "color": profile.color = string(inner)
      case "protected": profile.isProtected = boolean(inner) ?? false
      case "readOnly": profile.isReadOnly = boolean(inner) ?? false
      case "flowise": profile.flowise = server(inner)
      case "flownally": profile.flownally = server(inner)
      default:
        unknown(inner, among: ["color", "protected", "readOnly", "flowise", "flownally"])
      }
    }
    if profile.services.isEmpty { warn(member, "names no server: flowise or flownally") }
    configuration.profiles.append(profile)
  }

  private mutating func server(_ member: JSONMember) -> ServerProfile? {
    guard let url = member.value["url"]?.string else {
      warn(member, "needs a url")
      return nil
    }
    let address: ServerAddress
    do {
      address = try ServerAddress(parsing: url)
    } catch {
      warn(member, error.sentence)
      return nil
    }
    var server = ServerProfile(address: address, token: nil)
    for inner in member.value.members {
      switch inner.key {
      case "url": break
      case "token": server.token = token(inner)
      case "allowHTTP": server.allowsHTTP = boolean(inner) ?? false
      case "caFile": server.caFile = string(inner)
      default: unknown(inner, among: ["url", "token", "allowHTTP", "caFile"])
      }
    }
    return server
  }

  private mutating func token(_ member: JSONMember) -> TokenSource? {
    let value = member.value
    if let name = value["env"]?.string { return .environment(name) }
    if let path = value["file"]?.string { return .file(path) }
    if let command = value.members.first(where: { $0.key == "command" }),
      let arguments = strings(command), !arguments.isEmpty
    {
      return .command(arguments, asks: value["ask"]?.boolean ?? false)
    }
    warn(member, "must be { command: [\"…\"] }, { env: \"NAME\" } or { file: \"PATH\" }")
    return nil
  }

  // What a member holds, or a warning that names its line.

  private mutating func string(_ member: JSONMember) -> String? {
    if let text = member.value.string { return text }
    warn(member, "must be a string")
    return nil
  }

  private mutating func strings(_ member: JSONMember) -> [String]? {
    let texts = member.value.elements.compactMap { $0.string }
    if member.value.kind == .array, texts.count == member.value.count { return texts }
    warn(member, "must be a list of strings")
    return nil
  }

  private mutating func integer(_ member: JSONMember) -> Int? {
    if let number = member.value.integer { return number }
    warn(member, "must be a whole number")
    return nil
  }

  private mutating func boolean(_ member: JSONMember) -> Bool? {
    if let value = member.value.boolean { return value }
    warn(member, "must be true or false")
    return nil
  }

  private mutating func word<Choice: RawRepresentable & CaseIterable>(
    _ member: JSONMember, _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    if let text = member.value.string, let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    warn(member, "must be one of \(words)")
    return nil
  }

  private mutating func unknown(_ member: JSONMember, among known: [String]) {
    let near = Suggestion.nearest(to: String(member.key.prefix(64)), among: known)
    warn(member, "is not a setting weir knows" + (near.map { "; did you mean \($0)?" } ?? ""))
  }

  private mutating func warn(_ member: JSONMember, _ what: String) {
    let line = text[..<member.keyRange.lowerBound].count { $0 == 0x0A } + 1
    configuration.warnings.append("\(path):\(line): \(member.key) \(what)")
  }
}
