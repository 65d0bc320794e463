import CellGrid
import JSONText

/// A story as it is played, for `asciinema play`: asciicast v2, one JSON line for each frame
/// (docs.asciinema.org/manual/asciicast/v2).
///
/// The times are those of somebody who types calmly and looks at what is worth a picture, however
/// fast the machine is.
struct Recording {
  /// Seconds between a key and the next, and the pause at what is worth looking at.
  private static let keySeconds = 0.12
  private static let lookSeconds = 2.5

  private let size: GridSize
  private var lines: [String] = []
  private var time = 0.0
  private var shown: Frame?

  init(size: GridSize) { self.size = size }

  /// The program has come to rest after a key.
  mutating func note(_ frame: Frame) {
    guard frame != shown, frame.size == size else { return }
    time += Self.keySeconds
    let text = Self.changes(from: shown, to: frame)
    shown = frame
    let hundredths = Int((time * 100).rounded())
    let fraction = hundredths % 100
    let seconds = "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    lines.append(
      "[\(seconds), \"o\", " + String(decoding: JSONString.literal(text), as: UTF8.self) + "]")
  }

  /// People look at the frame for a while.
  mutating func pause() { time += Self.lookSeconds }

  /// The file.
  var bytes: [UInt8] {
    let head =
      #"{"version": 2, "width": \#(size.columns), "height": \#(size.rows), "title": "weir", "env": {"TERM": "xterm-256color"}}"#
    return Array(([head] + lines).joined(separator: "\n").utf8) + [0x0A]
  }

  /// The rows that differ, each drawn anew.
  private static func changes(from old: Frame?, to new: Frame) -> String {
    var text = old == nil ? "\u{1B}[2J\u{1B}[?25l" : ""
    for row in 0..<new.size.rows {
      let cells = new.grid.row(row)
      if let old, old.grid.row(row).elementsEqual(cells) { continue }
      text += "\u{1B}[\(row + 1);1H"
      var style: Style?
      for cell in cells where cell.width > 0 {
        if cell.style != style { text += sequence(for: cell.style) }
        style = cell.style
        text += cell.text
      }
      text += "\u{1B}[0m"
    }
    return text
  }

  /// Select Graphic Rendition (ECMA-48 8.3.117), with the 256 colours of xterm.
  private static func sequence(for style: Style) -> String {
    var codes = ["0"]
    let attributes: [(Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    for (attribute, code) in attributes where style.attributes.contains(attribute) {
      codes.append(code)
    }
    if let number = number(of: style.foreground) { codes.append("38;5;\(number)") }
    if let number = number(of: style.background) { codes.append("48;5;\(number)") }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }

  private static func number(of color: Color) -> UInt8? {
    switch color {
    case .none: nil
    case .ansi(let number), .indexed(let number): number
    }
  }
}
