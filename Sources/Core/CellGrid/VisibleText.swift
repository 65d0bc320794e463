/// Foreign text made safe to show: the one sanitiser for screens, tables, prompts, errors, logs
/// and the window title.
///
/// Nothing in ``text`` can control a terminal, hide, reorder its neighbours or take cells that
/// were not counted. What was taken out is spelled (`^M`, `<202E>`, `<+3>`) and listed in
/// ``marks``, so that it can be told from the same letters typed by somebody.
///
/// ```
/// "a\u{1B}[2J"      a^[[2J      mark over ^[
/// "pay\u{202E}lru"  pay<202E>lru
/// ```
package struct VisibleText: Hashable, Sendable {
  /// What happens to line feeds.
  package enum Lines: Sendable {
    /// A line feed is spelled `␊`.
    case single
    /// A line feed stays.
    case multiple
  }

  /// Safe to show.
  package private(set) var text: String
  /// UTF-8 offsets in ``text`` of the parts that were made visible, in order.
  package private(set) var marks: [Range<Int>] = []

  /// Tabs become spaces up to the next stop, counted in cells from the start of the line.
  ///
  /// - Parameter tabWidth: cells between stops, at least 1.
  /// - Complexity: O(*n*) in UTF-8 bytes.
  package init(_ foreign: String, lines: Lines = .single, tabWidth: Int = 4) {
    if Self.isCommon(foreign) {
      text = foreign
      return
    }
    var writer = VisibleTextWriter(lines: lines, tabWidth: max(tabWidth, 1))
    for character in foreign { writer.write(character) }
    text = writer.text
    marks = writer.marks
  }

  /// Invalid UTF-8 becomes one U+FFFD for each maximal bad sequence.
  package init(
    bytes foreign: some Collection<UInt8>, lines: Lines = .single, tabWidth: Int = 4
  ) {
    self.init(String(decoding: foreign, as: UTF8.self), lines: lines, tabWidth: tabWidth)
  }

  /// - Parameter text: a part of text that passed the sanitiser.
  init(text: String, marks: [Range<Int>]) {
    self.text = text
    self.marks = marks
  }

  /// The text without its marks' places, for where no style can be given.
  package static func line(_ foreign: String) -> String {
    isPlain(foreign) ? foreign : VisibleText(foreign).text
  }

  /// The text with its line feeds kept, for where no style can be given.
  package static func paragraph(_ foreign: String) -> String {
    isPlain(foreign) ? foreign : VisibleText(foreign, lines: .multiple).text
  }

  /// Whether the text is printable ASCII, which needs nothing done.
  package static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  /// Whether each scalar is a character that needs nothing done, as nearly all names are.
  static func isCommon(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { CharacterClass.common($0) != nil }
  }
}

/// Builds a ``VisibleText``, character by character, each on its own: what a character becomes
/// does not depend on its neighbours, so widths of parts add up.
private struct VisibleTextWriter {
  let lines: VisibleText.Lines
  let tabWidth: Int
  var text = ""
  var marks: [Range<Int>] = []
  /// How far ``text`` was measured, and the column there: tabs must not measure a line again.
  private var measured = (offset: 0, column: 0)

  init(lines: VisibleText.Lines, tabWidth: Int) {
    self.lines = lines
    self.tabWidth = tabWidth
  }

  mutating func write(_ character: Character) {
    if let ascii = character.asciiValue, ascii >= 0x20, ascii < 0x7F {
      text.append(character)
      return
    }
    var cluster = Cluster()
    for scalar in character.unicodeScalars { write(scalar, in: &cluster) }
    endCombining(&cluster)
  }

  /// What of a character is written already.
  private struct Cluster {
    var base: Unicode.Scalar?
    var last: Unicode.Scalar?
    var combining = 0
    /// A joiner waits for what follows: only a pictograph makes it part of an emoji.
    var hasOpenJoiner = false
  }

  private mutating func write(_ scalar: Unicode.Scalar, in cluster: inout Cluster) {
    if cluster.hasOpenJoiner {
      cluster.hasOpenJoiner = false
      if scalar.isPictographic {
        text.unicodeScalars.append("\u{200D}")
      } else {
        mark(code("\u{200D}"), ending: &cluster)
      }
    }
    switch CharacterClass.of(scalar) {
    case .narrow, .wide: writeBase(scalar, in: &cluster)
    case .zeroWidth: writeCombining(scalar, in: &cluster)
    case .unshowable: writeUnshowable(scalar, in: &cluster)
    }
    cluster.last = scalar
  }

  private mutating func writeBase(_ scalar: Unicode.Scalar, in cluster: inout Cluster) {
    endCombining(&cluster)
    if scalar.value == 0xFFFD {
      mark("\u{FFFD}", ending: &cluster)
    } else {
      text.unicodeScalars.append(scalar)
      cluster.base = scalar
    }
  }

  private mutating func writeCombining(_ scalar: Unicode.Scalar, in cluster: inout Cluster) {
    guard cluster.base != nil else { return mark(code(scalar), ending: &cluster) }
    cluster.combining += 1
    if cluster.combining <= 4 { text.unicodeScalars.append(scalar) }
  }

  private mutating func writeUnshowable(_ scalar: Unicode.Scalar, in cluster: inout Cluster) {
    if scalar.isEmojiSelector, let last = cluster.last, last == cluster.base,
      last.properties.isEmoji
    {
      text.unicodeScalars.append(scalar)
    } else if scalar.isJoiner, let base = cluster.base, base.isPictographic {
      cluster.hasOpenJoiner = true
    } else {
      writeControl(scalar, ending: &cluster)
    }
  }

  private mutating func writeControl(_ scalar: Unicode.Scalar, ending cluster: inout Cluster) {
    switch scalar.value {
    case 0x0A where lines == .multiple:
      endCombining(&cluster)
      text.append("\n")
      measured = (text.utf8.count, 0)
      cluster = Cluster()
    case 0x0A: mark("\u{240A}", ending: &cluster)
    case 0x09: writeTab()
    case 0x2028, 0x2029: mark("\u{2423}", ending: &cluster)
    case 0..<0x20, 0x7F:
      mark("^" + String(Unicode.Scalar(UInt8(scalar.value ^ 0x40))), ending: &cluster)
    default: mark(code(scalar), ending: &cluster)
    }
  }

  private mutating func writeTab() {
    let start = text.utf8.index(text.startIndex, offsetBy: measured.offset)
    var column = measured.column
    CellText.forEachCell(of: String(text[start...]), style: .plain) { cell, _ in
      column += Int(cell.width)
    }
    let blanks = tabWidth - column % tabWidth
    text += String(repeating: " ", count: blanks)
    measured = (text.utf8.count, column + blanks)
  }

  private mutating func endCombining(_ cluster: inout Cluster) {
    if cluster.hasOpenJoiner {
      cluster.hasOpenJoiner = false
      mark(code("\u{200D}"), ending: &cluster)
    }
    let cut = cluster.combining - 4
    cluster.combining = 0
    if cut > 0 { mark("<+\(cut)>", ending: &cluster) }
  }

  /// Nothing may combine with a mark, so it ends the cluster.
  private mutating func mark(_ spelled: String, ending cluster: inout Cluster) {
    endCombining(&cluster)
    cluster = Cluster()
    let start = text.utf8.count
    text += spelled
    if let last = marks.last, last.upperBound == start {
      marks[marks.count - 1] = last.lowerBound..<text.utf8.count
    } else {
      marks.append(start..<text.utf8.count)
    }
  }

  private func code(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<" + String(repeating: "0", count: max(0, 2 - digits.count)) + digits + ">"
  }
}
