import CPosix
import Glibc

/// What a terminal shows and in which modes it is, after all it was sent. It knows what weir may send,
/// by the terminfo entries of the tests, and no more: all else is ``foreign``.
package struct TerminalModel: Sendable {
  package private(set) var rows: Int
  package private(set) var columns: Int
  /// Control functions that are not weir's own.
  package internal(set) var foreign: [String] = []
  /// Titles and clipboard texts (base64) that were set, in order.
  package internal(set) var titles: [String] = []
  package internal(set) var clipboard: [String] = []
  package internal(set) var bells = 0
  package internal(set) var modes = Modes()

  /// What a program must leave as it found it.
  package struct Modes: Hashable, Sendable {
    package internal(set) var isAlternate = false
    package internal(set) var isCursorVisible = true
    package internal(set) var hasKeypad = false
    package internal(set) var isInserting = false
    /// Private modes that are on, by number: mouse, paste, focus, synchronized output, cursor keys.
    package internal(set) var on: Set<Int> = []
    package internal(set) var attributes: Set<Int> = []
    /// Line characters take the place of letters.
    package internal(set) var isShifted = false
    package internal(set) var shape = 0
    /// How many titles were put aside.
    package var keptTitles = 0
    /// Rows that scroll; nil: all.
    package internal(set) var region: Range<Int>?

    package init() {}
  }

  var main: [[String]]
  var alternate: [[String]]
  var row = 0
  var column = 0
  /// The last column was written; the next character goes to the next row.
  var isAtEnd = false
  var kept = (row: 0, column: 0)
  var keptForAlternate = (row: 0, column: 0)
  var last = ""

  package init(rows: Int, columns: Int) {
    setlocale(LC_CTYPE, "C.UTF-8")
    (self.rows, self.columns) = (rows, columns)
    main = Self.blank(rows, columns)
    alternate = main
  }

  /// What a terminal shows after these bytes.
  package init(showing bytes: [UInt8], rows: Int = 24, columns: Int = 80) {
    self.init(rows: rows, columns: columns)
    var parser = TerminalParser()
    for token in parser.tokens(in: bytes) { take(token) }
    if !parser.isAtRest { foreign.append("a sequence that does not end") }
  }

  /// The rows without blanks at their ends.
  package var text: String {
    cells.map { $0.joined().trimmedAtEnd }.joined(separator: "\n")
  }

  package func contains(_ text: String) -> Bool { self.text.contains(text) }

  package var lines: [String] { cells.map { $0.joined().trimmedAtEnd } }

  /// The text of a cell; empty in the right half of a wide character.
  package func cell(row: Int, column: Int) -> String { cells[row][column] }

  package var cursor: (row: Int, column: Int) { (row, column) }

  static func blank(_ rows: Int, _ columns: Int) -> [[String]] {
    Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  var cells: [[String]] {
    get { modes.isAlternate ? alternate : main }
    set { if modes.isAlternate { alternate = newValue } else { main = newValue } }
  }

  package mutating func resize(rows: Int, columns: Int) {
    // What leaves a shell's screen at the top is kept by terminals; its last rows stay.
    let dropped = modes.isAlternate ? 0 : max(0, row + 1 - rows)
    main = Self.resized(Array(main.dropFirst(dropped)), rows, columns)
    alternate = Self.resized(alternate, rows, columns)
    (self.rows, self.columns) = (rows, columns)
    row = min(row - dropped, rows - 1)
    column = min(column, columns - 1)
    isAtEnd = false
    modes.region = nil
  }

  private static func resized(_ cells: [[String]], _ rows: Int, _ columns: Int) -> [[String]] {
    var new = blank(rows, columns)
    for (index, line) in cells.prefix(rows).enumerated() {
      let kept = line.prefix(columns)
      new[index].replaceSubrange(0..<kept.count, with: kept)
    }
    return new
  }

  package mutating func take(_ token: TerminalToken) {
    switch token {
    case .text(let scalar): write(scalar)
    case .control(let byte): control(byte)
    case .escape(let rest): escape(rest)
    case .sequence(let marker, let parameters, let intermediates, let final):
      sequence(marker, parameters, intermediates, final, token)
    case .string(let introducer, let text): string(introducer, text, token)
    case .bad: foreign.append(token.name)
    }
  }

  private mutating func write(_ scalar: Unicode.Scalar) {
    let width = Int(cposix_cell_width(wchar_t(bitPattern: scalar.value)))
    guard width > 0 else {
      // Nothing may combine with what is not there, or be drawn without a width of its own.
      if width < 0 || last.isEmpty { foreign.append("text \(scalar.escaped(asASCII: true))") }
      return combine(scalar)
    }
    put(String(Character(scalar)), width: width)
  }

  private mutating func combine(_ scalar: Unicode.Scalar) {
    var place = isAtEnd ? column : column - 1
    while place > 0, cells[row][place] == "" { place -= 1 }
    guard place >= 0 else { return }
    cells[row][place].unicodeScalars.append(scalar)
  }

  mutating func put(_ text: String, width: Int) {
    if isAtEnd || column + width > columns {
      column = 0
      lineFeed()
    }
    isAtEnd = false
    if modes.isInserting { insertBlanks(width) }
    cells[row][column] = text
    if width == 2 { cells[row][column + 1] = "" }
    last = text
    column += width
    if column == columns {
      column = columns - 1
      isAtEnd = true
    }
  }

  private mutating func control(_ byte: UInt8) {
    last = ""
    switch byte {
    case 0x07: bells += 1
    case 0x08: move(column: column - 1)
    case 0x09: move(column: (column / 8 + 1) * 8)
    case 0x0A: lineFeed()
    case 0x0D: move(column: 0)
    case 0x0E: modes.isShifted = true
    case 0x0F: modes.isShifted = false
    default: foreign.append("C0 \(byte)")
    }
  }

  var region: Range<Int> { modes.region ?? 0..<rows }

  mutating func move(row: Int? = nil, column: Int? = nil) {
    isAtEnd = false
    if let row { self.row = min(max(row, 0), rows - 1) }
    if let column { self.column = min(max(column, 0), columns - 1) }
  }

  mutating func lineFeed() {
    if row == region.upperBound - 1 { scroll(region, by: 1) } else { move(row: row + 1) }
    isAtEnd = false
  }

  /// Moves rows up; down when `count` is negative.
  mutating func scroll(_ part: Range<Int>, by count: Int) {
    let amount = min(abs(count), part.count)
    let blank = Self.blank(amount, columns)
    var lines = Array(cells[part])
    lines = count > 0 ? lines.dropFirst(amount) + blank : blank + lines.dropLast(amount)
    cells.replaceSubrange(part, with: lines)
  }

  mutating func insertBlanks(_ count: Int) {
    let blanks = Array(repeating: " ", count: min(count, columns - column))
    cells[row].insert(contentsOf: blanks, at: column)
    cells[row].removeLast(blanks.count)
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
