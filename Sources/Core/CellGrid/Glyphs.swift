/// The signs the program draws with, and their twins for terminals without them.
///
/// Each is one cell wide, but for the ellipsis of ASCII, which is two.
package struct Glyphs: Hashable, Sendable {
  package let same, waiting, newer, conflict, unsure, refused: String
  package let added, removed, changed: String
  package let arrow, folded, unfolded: String
  package let square, hollowSquare, ellipsis, bullet, block: String
  package let light: Lines
  package let heavy: Lines
  /// Light lines with round corners, for graph nodes.
  package let round: Lines

  /// What a line drawing of one weight is made of.
  package struct Lines: Hashable, Sendable {
    package let horizontal, vertical: String
    package let topLeft, topRight, bottomLeft, bottomRight: String
    /// Named by the side their odd arm points to; that arm is light.
    package let teeDown, teeUp, teeRight, teeLeft, cross: String
  }

  package static let unicode = Glyphs(
    same: "✓", waiting: "⇡", newer: "⇣", conflict: "!", unsure: "?", refused: "✗",
    added: "+", removed: "-", changed: "~", arrow: "►", folded: "▸", unfolded: "▾",
    square: "■", hollowSquare: "□", ellipsis: "…", bullet: "•", block: "█",
    light: Lines(
      horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└",
      bottomRight: "┘", teeDown: "┬", teeUp: "┴", teeRight: "├", teeLeft: "┤", cross: "┼"),
    heavy: Lines(
      horizontal: "━", vertical: "┃", topLeft: "┏", topRight: "┓", bottomLeft: "┗",
      bottomRight: "┛", teeDown: "┯", teeUp: "┷", teeRight: "┠", teeLeft: "┨", cross: "┿"),
    round: Lines(
      horizontal: "─", vertical: "│", topLeft: "╭", topRight: "╮", bottomLeft: "╰",
      bottomRight: "╯", teeDown: "┬", teeUp: "┴", teeRight: "├", teeLeft: "┤", cross: "┼"))

  package static let ascii = Glyphs(
    same: "=", waiting: "^", newer: "v", conflict: "!", unsure: "?", refused: "x",
    added: "+", removed: "-", changed: "~", arrow: ">", folded: ">", unfolded: "v",
    square: "#", hollowSquare: "o", ellipsis: "..", bullet: "*", block: "#",
    light: asciiLines("-"), heavy: asciiLines("="), round: asciiLines("-"))

  /// The signs for lines of a weight.
  package func lines(_ weight: LineWeight) -> Lines {
    switch weight {
    case .light: light
    case .heavy: heavy
    case .round: round
    }
  }

  private static func asciiLines(_ horizontal: String) -> Lines {
    Lines(
      horizontal: horizontal, vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
      bottomRight: "+", teeDown: "+", teeUp: "+", teeRight: "+", teeLeft: "+", cross: "+")
  }
}
