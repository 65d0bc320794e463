import CellGrid
import JSONText

/// Turns the values of a theme file into looks and collects what is wrong.
struct ThemeReader {
  /// A role as the file says it, its colours not looked up yet.
  struct RawLook: Hashable {
    /// nil in one that a parent theme said: its mistakes are told with that file.
    var line: Int?
    var foreground: String?
    var background: String?
    var attributes: Attributes = []
    var sixteen: Style?
    var mono: Attributes?
  }

  let bytes: [UInt8]
  private(set) var problems: [ThemeProblem] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func report(_ message: String, at node: JSONNode) {
    problems.append(ThemeProblem(line: line(of: node), message: message))
  }

  private func line(of node: JSONNode) -> Int {
    1 + bytes[..<node.range.lowerBound].count { $0 == UInt8(ascii: "\n") }
  }

  mutating func palette(_ node: JSONNode?) -> [String: Int] {
    var palette: [String: Int] = [:]
    guard let node else { return palette }
    for member in node.members {
      if let value = member.value.string.flatMap(Self.hex) {
        palette[member.key] = value
      } else {
        report("\"\(member.key)\" must be a colour such as \"#5fafff\"", at: member.value)
      }
    }
    return palette
  }

  mutating func roles(_ node: JSONNode?) -> [String: RawLook] {
    var looks: [String: RawLook] = [:]
    guard let node else { return looks }
    for member in node.members {
      if Self.known.contains(member.key) {
        looks[member.key] = look(member.value)
      } else {
        let nearest = Self.known.min { distance($0, member.key) < distance($1, member.key) }
        report(
          "there is no role \"\(member.key)\"; did you mean \"\(nearest ?? "")\"?", at: member.value
        )
      }
    }
    return looks
  }

  private mutating func look(_ node: JSONNode) -> RawLook {
    var look = RawLook(line: line(of: node))
    if node.kind == .string { look.foreground = node.string }
    for member in node.members {
      switch member.key {
      case "fg": look.foreground = member.value.string
      case "bg": look.background = member.value.string
      case "attr": look.attributes = readAttributes(member.value)
      case "c16": look.sixteen = readSixteen(member.value)
      case "mono": look.mono = readAttributes(member.value)
      default: report("\"\(member.key)\" is none of fg, bg, attr, c16, mono", at: member.value)
      }
    }
    look.sixteen?.attributes.formUnion(look.attributes)
    return look
  }

  /// Looks the colours of a role up in a palette.
  mutating func look(of raw: RawLook, _ palette: [String: Int]) -> ThemeLooks.Look {
    ThemeLooks.Look(
      many: Style(
        foreground: color(raw.foreground, palette, raw.line),
        background: color(raw.background, palette, raw.line), attributes: raw.attributes),
      sixteen: raw.sixteen, mono: raw.mono)
  }

  /// A name of the palette, `#rrggbb`, one of the 16 names, or `default`.
  private mutating func color(_ text: String?, _ palette: [String: Int], _ line: Int?) -> Color {
    guard let text else { return .none }
    if let value = palette[text] ?? Self.hex(text) {
      return .indexed(XtermPalette.nearest(to: value))
    }
    if let color = Self.named(text) { return color }
    if let line {
      problems.append(
        ThemeProblem(
          line: line,
          message: "\"\(text)\" is no colour: not in the palette, not #rrggbb, not a name"))
    }
    return .none
  }

  /// "white on red", "bright-black", with attributes in between: "bold white on red".
  private mutating func readSixteen(_ node: JSONNode) -> Style {
    var style = Style.plain
    var isBackground = false
    for word in (node.string ?? "").split(separator: " ") {
      if word == "on" {
        isBackground = true
      } else if let attribute = Self.attribute(word) {
        style = style.adding(attribute)
      } else if let color = Self.named(String(word)) {
        if isBackground { style.background = color } else { style.foreground = color }
      } else {
        report("\"\(word)\" is not one of the 16 colours", at: node)
      }
    }
    return style
  }

  /// "reverse bold" or ["reverse", "bold"].
  private mutating func readAttributes(_ node: JSONNode) -> Attributes {
    var attributes: Attributes = []
    let texts = node.kind == .array ? node.elements.compactMap(\.string) : [node.string ?? ""]
    for word in texts.flatMap({ $0.split(separator: " ") }) {
      if let attribute = Self.attribute(word) {
        attributes.formUnion(attribute)
      } else if word != "none" {
        report("\"\(word)\" is none of bold, dim, italic, underline, reverse", at: node)
      }
    }
    return attributes
  }

  /// Roles and what some of them begin with.
  private static let known = Set(StyleRole.allCases.flatMap(\.chain))

  private static func hex(_ text: String) -> Int? {
    guard text.utf8.count == 7, text.utf8.first == UInt8(ascii: "#") else { return nil }
    return Int(text.dropFirst(), radix: 16)
  }

  private static func attribute(_ word: Substring) -> Attributes? {
    switch word {
    case "bold": .bold
    case "dim": .dim
    case "italic": .italic
    case "underline": .underline
    case "reverse": .reverse
    default: nil
    }
  }

  private static func named(_ text: String) -> Color? {
    if text == "default" { return Color.none }
    let isBright = text.hasPrefix("bright-")
    let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    guard let index = names.firstIndex(of: isBright ? String(text.dropFirst(7)) : text) else {
      return nil
    }
    return .ansi(UInt8(index + (isBright ? 8 : 0)))
  }

  /// How many letters apart two names are (Levenshtein).
  private func distance(_ one: String, _ other: String) -> Int {
    let other = Array(other.utf8)
    var row = Array(0...other.count)
    for (index, letter) in one.utf8.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in other.indices {
        let above = row[column + 1]
        row[column + 1] = min(
          above + 1, row[column] + 1, diagonal + (letter == other[column] ? 0 : 1))
        diagonal = above
      }
    }
    return row[other.count]
  }
}
