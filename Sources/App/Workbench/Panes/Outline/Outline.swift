import JSONText
import TextEditing

/// The values of a JSON text as a tree of rows, beside the text and on the same place in it.
///
/// ```
/// text ──check──▶ document ──folds──▶ rows     the row of a place: the deepest visible one
/// ```
///
/// The document is the text as it was last read; while the text is typed it lags behind until the
/// next check. Nothing here is work on the whole text but ``show(_:)`` and unfolding.
struct Outline: Sendable {
  private(set) var document: JSONDocument?
  private(set) var folds = OutlineFolds()
  private(set) var rows: [OutlineRow] = []
  /// The row under the cursor.
  private(set) var selected = 0
  /// The first visible row.
  private(set) var top = 0
  private(set) var height = 1
  /// What stands out, by where values begin: changed, added, broken. Holds all values around too.
  var signs: [Int: OutlineSign] = [:]

  /// Takes a text as it was read.
  mutating func show(_ document: JSONDocument) {
    if self.document == nil { folds = OutlineFolds.first(for: document.root) }
    self.document = document
    rows = OutlineRows.visible(of: document, folds)
    select(min(selected, rows.count - 1))
  }

  /// Keeps folds at their values while the text changes.
  mutating func move(along change: TextChange) { folds.move(along: change) }

  mutating func setHeight(_ rows: Int) {
    guard max(rows, 1) != height else { return }
    height = max(rows, 1)
    select(selected)
  }

  var visible: Range<Int> { top..<min(top + height, max(rows.count, top)) }

  var selectedRow: OutlineRow? { rows.indices.contains(selected) ? rows[selected] : nil }

  var selectedNode: JSONNode? { selectedRow.flatMap(node) }

  func node(_ row: OutlineRow) -> JSONNode? { document?.node(Int(row.number)) }

  func member(_ row: OutlineRow) -> JSONMember? {
    row.isMember ? document?.member(Int(row.number)) : nil
  }

  /// The path of a row.
  func path(of row: OutlineRow) -> JSONPath {
    var steps: [JSONPath.Step] = []
    var row = row
    while row.parent >= 0 {
      steps.append(member(row).map { .key($0.key) } ?? .index(Int(row.position)))
      row = rows[Int(row.parent)]
    }
    return JSONPath(steps.reversed())
  }

  // MARK: The selected row

  mutating func select(_ index: Int) {
    selected = max(0, min(index, rows.count - 1))
    if selected < top { top = selected }
    if selected >= top + height { top = selected - height + 1 }
    top = max(0, min(top, rows.count - height))
  }

  /// Selects the deepest visible row around a place of the text.
  mutating func select(at offset: Int) {
    guard let index = row(at: offset), index != selected else { return }
    // What is far is shown in the middle of what is around it.
    if index < top - height || index > top + 2 * height { top = max(0, index - height / 2) }
    select(index)
  }

  /// - Complexity: O(log rows + depth).
  func row(at offset: Int) -> Int? {
    guard !rows.isEmpty else { return nil }
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(rows[middle].start) <= offset { low = middle + 1 } else { high = middle }
    }
    var index = max(low - 1, 0)
    while rows[index].parent >= 0, let node = node(rows[index]), node.range.upperBound <= offset {
      index = Int(rows[index].parent)
    }
    return index
  }

  // MARK: Folding

  /// Folds or unfolds a row that holds something.
  ///
  /// - Returns: false when there is nothing to fold, or it is so already.
  mutating func set(_ isOpen: Bool, row index: Int) -> Bool {
    guard rows.indices.contains(index), rows[index].isOpen != isOpen, let document,
      let count = node(rows[index])?.count, count > 0
    else { return false }
    let row = rows[index]
    folds.set(isOpen, at: Int(row.valueStart), depth: Int(row.depth))
    rows = OutlineRows.visible(of: document, folds)
    select(selected)
    return true
  }

  /// Unfolds what is less deep than `depth` and folds the rest; the cursor stays at its place.
  mutating func unfold(toDepth depth: Int) {
    guard let document else { return }
    let place = selectedRow.map { Int($0.valueStart) } ?? 0
    folds.unfold(toDepth: depth)
    rows = OutlineRows.visible(of: document, folds)
    select(at: place)
    select(selected)
  }

  /// Unfolds what is around a place, so that it has a row of its own, and selects that.
  mutating func reveal(_ offset: Int) {
    guard let document, document.root.range.contains(offset) else { return }
    let around = [document.root] + document.way(to: offset).map(\.node)
    for (depth, node) in around.dropLast().enumerated() where node.count > 0 {
      folds.set(true, at: node.range.lowerBound, depth: depth)
    }
    rows = OutlineRows.visible(of: document, folds)
    select(at: offset)
  }
}

/// What is said of a value beside its row.
enum OutlineSign: Int, Sendable, Comparable {
  case changed, added, warning, error

  static func < (left: OutlineSign, right: OutlineSign) -> Bool { left.rawValue < right.rawValue }
}
