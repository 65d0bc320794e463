/// Cells of one line, gathered until a field is full.
struct CellLine {
  private(set) var cells: [Cell] = []
  /// Cells taken so far.
  private(set) var width = 0
  /// There was more text than the field holds.
  private(set) var isCut = false
  private let columns: Int

  /// - Parameter columns: how many cells are wanted.
  init(columns: Int) {
    self.columns = columns
    cells.reserveCapacity(columns + 1)
  }

  /// Nothing more is of use.
  var isFull: Bool { width > columns || isCut }

  /// Adds foreign text, made visible.
  mutating func append(_ text: String, style: Style) {
    let kept = useful(text)
    if VisibleText.isCommon(kept) {
      CellText.forEachCell(common: kept, style: style) { cell, _ in append(cell) }
    } else {
      append(VisibleText(kept), style: style)
    }
  }

  /// Adds text that is visible already.
  mutating func append(_ visible: VisibleText, style: Style) {
    let text = useful(visible.text)
    var marks = visible.marks[...]
    CellText.forEachCell(of: text, style: style) { cell, offset in
      while let mark = marks.first, mark.upperBound <= offset { marks.removeFirst() }
      var cell = cell
      if let mark = marks.first, mark.contains(offset) { cell.style = style.marked }
      append(cell)
    }
  }

  /// Drops what is beyond `columns` and ends with `mark` instead.
  mutating func cut(to columns: Int, ending mark: String) {
    var ending: [Cell] = []
    let style = cells.last?.style ?? .plain
    CellText.forEachCell(of: mark, style: style) { cell, _ in ending.append(cell) }
    let room = columns - ending.count
    guard room >= 0 else { return cut(to: columns, ending: "") }
    while width > room, let last = cells.popLast() { width -= Int(last.width) }
    if !ending.isEmpty, let style = cells.last?.style {
      for index in ending.indices { ending[index].style = style }
    }
    cells += ending
    width += ending.count
  }

  private mutating func append(_ cell: Cell) {
    guard width <= columns else { return }
    cells.append(cell)
    width += Int(cell.width)
    if width > columns { isCut = true }
  }

  /// The beginning that can show: a cell holds five scalars, so a text with far more bytes than
  /// that for each cell is cut before work is done on it.
  private mutating func useful(_ text: String) -> String {
    let limit = (columns + 1) * 32
    guard text.utf8.count > limit else { return text }
    isCut = true
    return String(decoding: text.utf8.prefix(limit), as: UTF8.self)
  }
}
