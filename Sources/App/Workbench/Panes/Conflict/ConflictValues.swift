import CellGrid
import FlowModel

/// The values of one row of a conflict, broken into rows for the windows they stand in. Made when
/// the cursor moves, not when they are drawn.
struct ConflictValues {
  struct Row: Hashable {
    let sign: Sign
    let text: VisibleText
  }

  enum Sign: Hashable {
    case same, added, removed, changed
    /// Nothing stands on this side.
    case missing
  }

  private(set) var sides: [(side: ConflictSide, rows: [Row])] = []
  /// The first visible row.
  private(set) var top = 0
  private var key: Key?

  private struct Key: Hashable {
    let row: ConflictReview.Row
    let widths: [Int]
    let side: ConflictSide?
    let isWhole: Bool
  }

  /// Longer values are cut before and behind the first difference: a key must not wait for them.
  private static let lengthLimit = 16_000
  private static let linesBefore = 20

  mutating func show(
    _ row: ConflictReview.Row?, in layout: ConflictLayout, side: ConflictSide?
  ) {
    guard let row, layout.sides.rows > 1 else {
      (sides, key, top) = ([], nil, 0)
      return
    }
    let widths = (0..<layout.columns).map { max(layout.window($0).columns - 4, 2) }
    let only = layout.columns == 1 ? side : nil
    let key = Key(row: row, widths: widths, side: only, isWhole: side != nil)
    guard key != self.key else { return }
    self.key = key
    let shown: [ConflictSide] =
      switch layout.columns {
      case 3: [.mine, .base, .server]
      case 2: [.mine, .server]
      default: [only ?? Self.mostTelling(row)]
      }
    let style: Difference =
      layout.columns == 3 ? .besideBase : side == nil ? .shortened : .whole
    sides = zip(shown, widths).map { side, width in
      (side, Self.rows(of: side, in: row, width: width, style))
    }
    top = 0
    let first = sides.compactMap { $0.rows.firstIndex { $0.sign != .same } }.min() ?? 0
    if first >= layout.sideRows { top = first - 1 }
  }

  /// The side to show where there is room for one: the one that changed something.
  private static func mostTelling(_ row: ConflictReview.Row) -> ConflictSide {
    row.mine == row.base ? .server : .mine
  }

  mutating func scroll(_ step: ScrollStep, rows: Int) {
    switch step {
    case .rows(let count): top += count
    case .pages(let pages): top += Int(pages * Double(max(rows - 1, 1)))
    case .to(let row): top = min(row, count)
    }
    top = max(0, min(top, count - rows))
  }

  /// The rows of the longest side.
  var count: Int { sides.map(\.rows.count).max() ?? 0 }

  // MARK: One side

  /// How it is told what differs from base.
  private enum Difference {
    /// Base stands in a window of its own: a line that took another's place is one that changed.
    case besideBase
    /// Both lines are shown; what long ones have in common is left out.
    case shortened
    case whole
  }

  private static func rows(
    of side: ConflictSide, in row: ConflictReview.Row, width: Int, _ style: Difference
  ) -> [Row] {
    let value =
      switch side {
      case .mine: row.mine
      case .base: row.base
      case .server: row.theirs
      }
    guard let value else { return [Row(sign: .missing, text: VisibleText("not there"))] }
    var lines: [(sign: Sign, text: String)]
    if side == .base || value == row.base {
      let other = row.mine == row.base ? row.theirs : row.mine
      let place = placeOfChange(value.text, other?.text ?? "")
      lines = cut(value.text, around: place).split(
        separator: "\n", omittingEmptySubsequences: false
      )
      .map { (.same, String($0)) }
    } else if let base = row.base, base.isString == value.isString {
      let place = placeOfChange(base.text, value.text)
      lines = difference(
        from: cut(base.text, around: place), to: cut(value.text, around: place), style)
    } else {
      lines = cut(value.text, around: 0).split(separator: "\n", omittingEmptySubsequences: false)
        .map { (.added, String($0)) }
    }
    return lines.flatMap { line in
      TextRows.wrapped(line.text, columns: width).map { Row(sign: line.sign, text: $0) }
    }
  }

  private static func difference(
    from base: String, to value: String, _ style: Difference
  ) -> [(sign: Sign, text: String)] {
    var shown: [(sign: Sign, text: String)] = []
    var removed: [String] = []
    for line in LineDiff.lines(from: base, to: value) {
      switch line.kind {
      case .removed: removed.append(line.text)
      case .added where removed.isEmpty: shown.append((.added, line.text))
      case .added:
        let old = removed.removeFirst()
        switch style {
        case .besideBase: shown.append((.changed, line.text))
        case .whole: shown += [(.removed, old), (.added, line.text)]
        case .shortened:
          let pair = shortened(old, line.text)
          shown += [(.removed, pair.old), (.added, pair.new)]
        }
      case .same:
        shown += removed.map { (.removed, $0) }
        removed = []
        shown.append((.same, line.text))
      }
    }
    return shown + removed.map { (.removed, $0) }
  }

  /// How much of what both have in common is left around the difference, in characters.
  private static let context = 16

  /// Two lines without most of what they begin and end with alike.
  private static func shortened(_ old: String, _ new: String) -> (old: String, new: String) {
    let (one, other) = (Array(old), Array(new))
    let head = zip(one, other).prefix { $0 == $1 }.count
    let tail = zip(one.dropFirst(head).reversed(), other.dropFirst(head).reversed())
      .prefix { $0 == $1 }.count
    func part(_ line: [Character]) -> String {
      // Two characters less would only be a riddle.
      var start = head > context + 8 ? head - context : 0
      // From the beginning of a word, if one begins there.
      if start > 0, let blank = line[start..<head].firstIndex(of: " ") { start = blank + 1 }
      let end = tail > context + 8 ? line.count - tail + context : line.count
      return (start > 0 ? "…" : "") + String(line[start..<end])
        + (end < line.count ? "…" : "")
    }
    return (part(one), part(other))
  }

  /// How many bytes both begin with.
  private static func placeOfChange(_ one: String, _ other: String) -> Int {
    zip(one.utf8, other.utf8).prefix { $0 == $1 }.count
  }

  /// The part of a long text around a place, from the start of a line.
  private static func cut(_ text: String, around place: Int) -> String {
    guard text.utf8.count > lengthLimit else { return text }
    let bytes = Array(text.utf8)
    var start = min(place, bytes.count)
    var lines = 0
    while start > 0, place - start < lengthLimit / 2 {
      if bytes[start - 1] == 0x0A {
        lines += 1
        if lines > linesBefore { break }
      }
      start -= 1
    }
    // No character is cut in two.
    while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    var end = min(start + lengthLimit, bytes.count)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return (start > 0 ? "…\n" : "") + String(decoding: bytes[start..<end], as: UTF8.self)
      + (end < bytes.count ? "\n…" : "")
  }
}
