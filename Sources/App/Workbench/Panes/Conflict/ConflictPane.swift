import CellGrid
package import FlowModel
import JSONText

/// A flow that changed here and on the server: both sides, place by place, what was chosen, and
/// what would be saved.
///
/// ```
/// 1 2 3 e A B u ──▶ .choose, .undoChoice ──▶ the workspace stores and merges ──▶ show(_:)
/// ```
///
/// The pane computes no merge: it shows the ``ConflictReview`` that came last.
package struct ConflictPane: Sendable {
  package let flow: FlowID
  package let name: String
  /// nil while it is being read.
  package private(set) var review: ConflictReview?
  package internal(set) var cursor = RowCursor()
  /// The values have the focus, at this side; nil: the table has it.
  package private(set) var focusedSide: ConflictSide?
  private(set) var values = ConflictValues()
  private(set) var size = GridSize(rows: 0, columns: 0)
  /// Choices that were sent and not answered yet: a review read before them would take them back.
  private var underWay = 0
  private var wasOutrun = false

  package init(flow: FlowID, name: String) {
    self.flow = flow
    self.name = name
  }

  package var selected: ConflictReview.Row? {
    guard let rows = review?.rows, rows.indices.contains(cursor.index) else { return nil }
    return rows[cursor.index]
  }

  /// "3 of 12": the row under the cursor.
  var place: String {
    guard let count = review?.rows.count, count > 0 else { return "" }
    return "\(Wording.number(cursor.index + 1)) of \(Wording.number(count))"
  }

  /// Whether a choice is on its way.
  var isSending: Bool { underWay > 0 }

  /// Whether sides are taken value by value; if not, only as a whole.
  package var isAboutValues: Bool { review?.canBeMerged == true }

  // MARK: What is read

  /// Takes a review that was read by itself.
  package mutating func show(_ review: ConflictReview) {
    if underWay > 0 {
      wasOutrun = true
    } else {
      take(review)
    }
  }

  /// Takes the answer to a choice.
  package mutating func answered(_ review: ConflictReview) -> [Effect] {
    underWay = max(underWay - 1, 0)
    take(review)
    guard underWay == 0, wasOutrun else { return [] }
    wasOutrun = false
    return [.loadConflict(flow)]
  }

  /// An effect failed: what stands is read afresh.
  mutating func failed() -> [Effect] {
    guard underWay > 0 else { return [] }
    underWay = 0
    wasOutrun = false
    return [.loadConflict(flow)]
  }

  /// Asks for a choice.
  mutating func send(_ effect: Effect) -> [Effect] {
    underWay += 1
    return [effect]
  }

  private mutating func take(_ new: ConflictReview) {
    let old = selected?.path
    let isFirst = review == nil
    review = new
    cursor.setCount(new.rows.count)
    if isFirst {
      cursor.move(to: new.rows.firstIndex { $0.outcome == .open } ?? 0)
    } else if let place = new.rows.firstIndex(where: { $0.path == old }) {
      cursor.move(to: place)
    }
    values = ConflictValues()
    layOut()
  }

  // MARK: Moving

  mutating func setSize(_ size: GridSize) {
    self.size = size
    layOut()
  }

  var layout: ConflictLayout {
    ConflictLayout(
      size, rows: review?.rows.count ?? 0, isAboutValues: isAboutValues,
      hasSentence: review.map { $0.kind != .editEdit } ?? false)
  }

  private mutating func layOut() {
    let layout = layout
    cursor.setHeight(layout.table.rows)
    if let side = focusedSide, !sides.contains(side) { focusedSide = nil }
    values.show(selected, in: layout, side: focusedSide)
  }

  mutating func scroll(_ step: ScrollStep) {
    if focusedSide == nil {
      cursor.move(step)
      layOut()
    } else {
      values.scroll(step, rows: layout.sideRows)
    }
  }

  /// Goes to the next place that nobody chose yet, or the one before; round the end.
  ///
  /// - Returns: false when there is none.
  mutating func moveToOpen(forward: Bool) -> Bool {
    guard let rows = review?.rows else { return false }
    let count = rows.count
    for step in 1...max(count, 1) {
      let index = (cursor.index + (forward ? step : count - step)) % max(count, 1)
      if rows.indices.contains(index), rows[index].outcome == .open {
        focusedSide = nil
        cursor.move(to: index)
        layOut()
        return true
      }
    }
    return false
  }

  /// The sides that can have the focus.
  private var sides: [ConflictSide] {
    guard isAboutValues, selected != nil else { return [] }
    return layout.columns == 3 ? [.mine, .base, .server] : [.mine, .server]
  }

  /// Moves the focus: table, the sides from left to right, table.
  mutating func switchFocus(forward: Bool) {
    let places: [ConflictSide?] = [nil] + sides
    let now = places.firstIndex { $0 == focusedSide } ?? 0
    focusedSide = places[(now + (forward ? 1 : places.count - 1)) % places.count]
    values.show(selected, in: layout, side: focusedSide)
  }

  /// Puts the cursor on the row of the table that was clicked.
  mutating func select(line: Int) {
    let index = cursor.visible.lowerBound + line - layout.table.row
    guard line >= layout.table.row, cursor.visible.contains(index) else { return }
    focusedSide = nil
    cursor.move(to: index)
    layOut()
  }
}

/// One of the three versions.
package enum ConflictSide: Hashable, Sendable {
  case mine, base, server
}
