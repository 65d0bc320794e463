import CellGrid
import Glibc
import JSONText
import Testing
import Workbench

@Suite struct ThemeTests {
  /// The files of `themes/`, by name.
  static let names = [
    "terminal", "dusk", "paper", "contrast-dark", "contrast-light", "modus-dark", "modus-light",
    "mono",
  ]

  static func read(_ name: String) -> [UInt8]? {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    guard let file = fopen("/\(root)/themes/\(name).json5", "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    return Array(bytes[..<fread(&bytes, 1, bytes.count, file)])
  }

  @Test("every theme file is read without a problem and knows every role", arguments: names)
  func files(name: String) throws {
    let (looks, problems) = try #require(ThemeFile.load(name, read: Self.read))
    #expect(problems.isEmpty)
    #expect(looks.name == name)
    // What falls back along its dots is said; only `ui.text` catches the rest.
    let silent = StyleRole.allCases.filter { role in
      !looks.roles.keys.contains { role.rawValue == $0 || role.rawValue.hasPrefix($0 + ".") }
    }
    let plain: Set<StyleRole> = [.background, .panel, .hintSeparator, .promptText]
    #expect(silent.filter { !plain.contains($0) }.isEmpty)
  }

  @Test("the compiled-in theme says what themes/terminal.json5 says")
  func builtIn() throws {
    let looks = try #require(ThemeFile.load("terminal", read: Self.read)).looks
    for colors in [ScreenAbilities.Colors.none, .sixteen, .indexed] {
      let file = Theme(looks, colors: colors)
      let builtIn = Theme.builtIn(colors: colors)
      for role in StyleRole.allCases { #expect(file[role] == builtIn[role], "\(role.rawValue)") }
    }
  }

  /// Name, its background, and how little contrast text may have (WCAG 2.2, 1.4.3 and 1.4.6).
  static let contrasts: [(name: String, background: UInt8, least: Double)] = [
    ("dusk", 234, 4.5), ("dusk", 16, 4.5), ("paper", 231, 4.5), ("contrast-dark", 16, 7),
    ("contrast-light", 231, 7), ("modus-dark", 234, 4.5), ("modus-light", 231, 4.5),
  ]

  @Test("a role's number is its place among all")
  func numbers() {
    #expect(StyleRole.allCases.map(\.number) == Array(StyleRole.allCases.indices))
  }

  @Test("text has contrast enough to be read", arguments: contrasts)
  func contrast(theme: (name: String, background: UInt8, least: Double)) throws {
    let looks = try #require(ThemeFile.load(theme.name, read: Self.read)).looks
    let styles = Theme(looks, colors: .indexed)
    // Not for text that must be read: lines, and what is there but cannot be used.
    let decoration: Set<StyleRole> = [
      .rule, .faint, .scrollbar, .hintSeparator, .hintDisabled, .promptGhost, .dimOverlay,
      .graphEdge, .jsonLineNumber, .ruleFocus,
    ]
    for role in StyleRole.allCases where !decoration.contains(role) {
      let style = styles[role]
      guard case .indexed(let front) = style.foreground else { continue }
      var back = theme.background
      if case .indexed(let own) = style.background { back = own }
      let ratio = Self.ratio(front, back)
      #expect(ratio >= theme.least, "\(theme.name) \(role.rawValue) has \(ratio)")
    }
  }

  @Test("the contrast computed here is that of the table in screen.md")
  func knownRatios() {
    #expect(abs(Self.ratio(252, 234) - 11.0) < 0.1)
    #expect(abs(Self.ratio(75, 234) - 7.4) < 0.1)
    #expect(abs(Self.ratio(25, 231) - 6.4) < 0.1)
  }

  /// WCAG contrast ratio of two of the 256 colours.
  static func ratio(_ one: UInt8, _ other: UInt8) -> Double {
    let light = [luminance(one), luminance(other)].sorted()
    return (light[1] + 0.05) / (light[0] + 0.05)
  }

  private static func luminance(_ number: UInt8) -> Double {
    let color = XtermPalette.components(of: number)
    func linear(_ value: Int) -> Double {
      let share = Double(value) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }

  @Test("mono has no colour, 16 colours stay within the 16")
  func degrading() throws {
    for name in Self.names {
      let looks = try #require(ThemeFile.load(name, read: Self.read)).looks
      let mono = Theme(looks, colors: .none)
      let sixteen = Theme(looks, colors: .sixteen)
      for role in StyleRole.allCases {
        #expect(mono[role].foreground == .none && mono[role].background == .none)
        for color in [sixteen[role].foreground, sixteen[role].background] {
          if case .indexed = color { Issue.record("\(name) \(role.rawValue)") }
        }
      }
    }
  }

  @Test("states differ without colour too: the cursor row, a conflict, what waits")
  func monoStates() throws {
    let theme = Theme.builtIn(colors: .none)
    #expect(theme[.cursorRow].attributes.contains(.reverse))
    #expect(theme[.stateConflict] != theme[.stateSame])
    #expect(theme[.stateWaiting] != theme[.stateSame])
  }

  @Test("a mistake costs one role and is told with its line and the nearest name")
  func problems() throws {
    let text = """
      {
        palette: { sky: "blue-ish" },
        roles: {
          "ui.txt": "#ffffff",
          "ui.muted": "skye",
          "ui.strong": { fg: "#eeeeee", attr: "blod" },
          "ui.title": "#5fafff",
        },
      }
      """
    let file = try ThemeFile(parsing: Array(text.utf8), name: "mine")
    #expect(file.problems.map(\.line) == [2, 4, 5, 6])
    #expect(file.problems[1].message == "there is no role \"ui.txt\"; did you mean \"ui.text\"?")
    #expect(Theme(file.looks, colors: .indexed)[.title].foreground == .indexed(75))
    #expect(Theme(file.looks, colors: .indexed)[.stateConflict] == .plain)
  }

  @Test("a theme that changes the palette alone changes the roles it inherits")
  func inheriting() throws {
    let files = [
      "parent":
        "{ palette: { ink: \"#ff0000\" }, roles: { \"ui.text\": \"ink\", \"state.new\": \"ink\" } }",
      "child": "{ inherits: \"parent\", palette: { ink: \"#0000ff\" } }",
      "circle": "{ inherits: \"circle\", roles: { \"ui.text\": \"#ffffff\" } }",
      "broken": "{ roles: ",
    ]
    func read(_ name: String) -> [UInt8]? { files[name].map { Array($0.utf8) } }
    let child = try #require(ThemeFile.load("child", read: read))
    #expect(child.problems.isEmpty)
    #expect(Theme(child.looks, colors: .indexed)[.stateNew].foreground == .indexed(21))
    #expect(ThemeFile.load("circle", read: read) != nil)
    #expect(ThemeFile.load("broken", read: read)?.looks == .terminal)
    #expect(ThemeFile.load("broken", read: read)?.problems.count == 1)
    #expect(ThemeFile.load("none", read: read) == nil)
  }
}
