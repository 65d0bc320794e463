import CellGrid
import Workbench

/// One of the pictures that are kept of a scene.
struct Sheet {
  private enum Content {
    case text, roles, attributes
  }

  private let size: GridSize
  private var glyphs = Glyphs.unicode
  private var content = Content.text

  static let sizes = [
    GridSize(rows: 36, columns: 120), GridSize(rows: 24, columns: 80),
    GridSize(rows: 20, columns: 60), GridSize(rows: 10, columns: 40),
  ]

  static let all: [Sheet] =
    sizes.map { Sheet(size: $0) } + [
      Sheet(size: sizes[1], glyphs: .ascii), Sheet(size: sizes[1], content: .roles),
      Sheet(size: sizes[1], content: .attributes),
    ]

  private init(size: GridSize, glyphs: Glyphs = .unicode, content: Content = .text) {
    self.size = size
    self.glyphs = glyphs
    self.content = content
  }

  func text(of scene: Scene) -> String {
    let title = "== \(size.columns)x\(size.rows)"
    switch content {
    case .text:
      let frame = scene.frame(size, theme: RoleTheme.theme, glyphs: glyphs)
      return "\(title)\(glyphs == .ascii ? " ASCII" : "")\n\(frame.text)"
    case .roles:
      let frame = scene.frame(size, theme: RoleTheme.theme, glyphs: glyphs)
      return "\(title) roles\n" + Self.map(of: frame) { RoleTheme.role(of: $0)?.rawValue }
    case .attributes:
      let frame = scene.frame(size, theme: .builtIn(colors: .none), glyphs: glyphs)
      return "\(title) without colour\n" + Self.map(of: frame) { Self.words(of: $0.attributes) }
    }
  }

  /// A letter for each cell that says something, and below what the letters stand for.
  private static func map(of frame: Frame, name: (Style) -> String?) -> String {
    var letters: [String: Character] = [:]
    var legend: [String] = []
    let rows = (0..<frame.size.rows).map { row in
      var line = ""
      for cell in frame.grid.row(row) {
        guard let name = name(cell.style) else {
          line.append(" ")
          continue
        }
        if letters[name] == nil {
          letters[name] = alphabet[letters.count % alphabet.count]
          legend.append("\(letters[name] ?? " ") \(name)")
        }
        line.append(letters[name] ?? " ")
      }
      while line.last == " " { line.removeLast() }
      return line
    }
    return (rows + legend).joined(separator: "\n")
  }

  private static let alphabet = Array(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

  private static func words(of attributes: Attributes) -> String? {
    let words: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
      (.reverse, "reverse"),
    ]
    let found = words.filter { attributes.contains($0.0) }.map(\.1)
    return found.isEmpty ? nil : found.joined(separator: " ")
  }
}

/// A theme in which each role has a colour of its own, so that a frame tells its roles.
enum RoleTheme {
  static let theme = Theme(
    ThemeLooks(
      name: "roles", appearance: .any,
      roles: Dictionary(
        uniqueKeysWithValues: StyleRole.allCases.enumerated().map { number, role in
          (role.rawValue, .init(many: Style(foreground: .indexed(UInt8(number)))))
        })), colors: .indexed)

  /// - Returns: nil for what no role coloured.
  static func role(of style: Style) -> StyleRole? {
    guard case .indexed(let number) = style.foreground, number < StyleRole.allCases.count else {
      return nil
    }
    return StyleRole.allCases[Int(number)]
  }
}
