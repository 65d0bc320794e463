import CellGrid

/// The byte strings that ncurses does not write for us, as this terminal knows them.
struct TerminalSequences {
  static let beginFrame = "\u{1B}[?2026h"
  static let endFrame = "\u{1B}[?2026l"

  /// Paste and focus reports on; the title put aside.
  let enter: String
  /// Undoes ``enter``, the mouse and the cursor's shape.
  let leave: String
  /// What `endwin` writes, for when it must not be called: default look, visible cursor, normal
  /// keys, the screen of before.
  let leaveScreen: String
  /// After `endwin` on a terminal with only one screen: the shell goes on below our picture.
  let afterEnd: String
  let mouseOn = "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h"
  let mouseOff = "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l"
  private let hasTitle: Bool
  private let hasShapes: Bool

  /// - Parameters:
  ///   - string: the value of a capability of terminfo, nil when the terminal has none.
  ///   - hasTitle: the terminal understands xterm's title sequences (flag `XT`).
  ///   - bottom: moves the cursor to the last row, for terminals with only one screen.
  init(string: (String) -> String?, hasTitle: Bool, bottom: String?) {
    self.hasTitle = hasTitle
    hasShapes = string("Ss") != nil
    enter = "\u{1B}[?2004h\u{1B}[?1004h" + (hasTitle ? "\u{1B}[22;2t" : "")
    leave =
      Self.endFrame + "\u{1B}[?2004l\u{1B}[?1004l" + mouseOff
      + (hasShapes ? string("Se") ?? "\u{1B}[0 q" : "") + (hasTitle ? "\u{1B}[23;2t" : "")
    afterEnd = string("rmcup") == nil ? "\r\n" : ""
    let end = ["sgr0", "op", "cnorm", "rmkx"].compactMap(string).joined()
    leaveScreen = Self.withoutDelays(end + (string("rmcup") ?? (bottom ?? "") + "\r\n"))
  }

  /// nil when the terminal has no shapes.
  func shape(_ shape: Cursor.Shape) -> String? {
    guard hasShapes else { return nil }
    switch shape {
    case .block: return "\u{1B}[2 q"
    case .underline: return "\u{1B}[4 q"
    case .bar: return "\u{1B}[6 q"
    }
  }

  /// nil when the terminal has no title. The text must have passed the sanitiser.
  func title(_ text: String) -> String? {
    hasTitle ? "\u{1B}]2;" + text + "\u{07}" : nil
  }

  /// The clipboard sequence of xterm, nil when the text is longer than terminals take.
  static func clipboard(_ text: [UInt8]) -> String? {
    let encoded = base64(text)
    return encoded.utf8.count > 74_994 ? nil : "\u{1B}]52;c;" + encoded + "\u{1B}\\"
  }

  /// terminfo marks delays as `$<5>`; for a terminal of today they are noise.
  private static func withoutDelays(_ text: String) -> String {
    var kept = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "$") {
      kept += rest[..<start]
      rest = rest[start...]
      if rest.dropFirst().first == "<", let end = rest.firstIndex(of: ">") {
        rest = rest[rest.index(after: end)...]
      } else {
        kept.append("$")
        rest = rest.dropFirst()
      }
    }
    return kept + rest
  }

  static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var encoded: [UInt8] = []
    encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let bits = part.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - part.count))
      for index in 0..<4 {
        let isPadding = index > part.count
        encoded.append(
          isPadding ? UInt8(ascii: "=") : letters[Int(bits >> UInt32(18 - 6 * index) & 63)])
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
