import CPosix
import CellGrid
import Glibc

/// Which characters this process and its terminal agree on.
enum TerminalLocale {
  /// Takes the character set of the environment, and UTF-8 where that has none: terminals of
  /// today understand it whatever LANG says. Numbers and dates stay as they are.
  ///
  /// - Returns: the signs that can be drawn in one cell each.
  static func start() -> Glyphs {
    setlocale(LC_CTYPE, "")
    if !isUTF8 { setlocale(LC_CTYPE, "C.UTF-8") }
    // Lines and blocks are of ambiguous width: an East Asian locale gives them two cells.
    let isNarrow = ["─", "┃", "…", "■", "•", "█", "►", "✓", "⇡"].allSatisfy { sign in
      sign.unicodeScalars.allSatisfy { cposix_cell_width(wchar_t(bitPattern: $0.value)) == 1 }
    }
    return isUTF8 && isNarrow ? .unicode : .ascii
  }

  private static var isUTF8: Bool {
    guard let name = nl_langinfo(nl_item(CODESET)) else { return false }
    return String(cString: name) == "UTF-8"
  }
}
