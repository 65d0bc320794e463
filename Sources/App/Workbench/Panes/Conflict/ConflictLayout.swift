import CellGrid
import FlowModel

/// Where the parts of the conflict pane stand, from its size alone.
///
/// ```
/// rule, names of the columns
/// table
/// ─ mine ──┬─ base ──┬─ server ──     one, two or three
/// ─ Result ┴─────────┴───────────     where height allows
/// what cannot be lost
/// ```
struct ConflictLayout {
  /// Of a conflict about values that needs a word: what happened.
  let sentence: Int?
  /// The rows of the table, without the names of its columns.
  let table: Region
  /// The values of the row under the cursor, with their rule.
  let sides: Region
  /// With its rule; nil where there is no height for it.
  let result: Region?
  /// The last row, nil where every row is needed.
  let note: Int?
  /// How many values stand side by side: mine, base and server; mine and server; one.
  let columns: Int

  init(_ size: GridSize, rows: Int, isAboutValues: Bool, hasSentence: Bool = false) {
    columns = size.columns >= 100 ? 3 : size.columns >= 80 ? 2 : 1
    let all = Region(size)
    let names = size.rows >= 12 ? 1 : 0
    sentence = isAboutValues && hasSentence && size.rows >= 16 ? 1 : nil
    let top = 1 + names + (sentence == nil ? 0 : 1)
    guard isAboutValues else {
      // What happened and what the keys do stand above the table, and count for more.
      let rows = size.rows < 16 ? 0 : min(rows, size.rows / 3)
      table = all.rows(max(size.rows - rows, 1)..<size.rows)
      (sides, result, note) = (all.rows(0..<0), nil, nil)
      return
    }
    let hasNote = size.rows >= 16
    note = hasNote ? size.rows - 1 : nil
    let room = max(size.rows - top - (hasNote ? 1 : 0), 0)
    let tableRows = min(max(rows, 1), max(room * 3 / 10, 2))
    table = all.rows(top..<min(top + tableRows, size.rows))
    let rest = all.rows(min(table.endRow, size.rows)..<(size.rows - (hasNote ? 1 : 0)))
    if rest.rows >= 12 {
      let sideRows = rest.rows < 20 ? rest.rows / 2 : rest.rows * 2 / 5
      // A blank before the note where there is plenty.
      let end = rest.rows < 20 ? rest.rows : rest.rows - 1
      (sides, result) = (rest.rows(0..<sideRows), rest.rows(sideRows..<end))
    } else {
      (sides, result) = (rest, nil)
    }
  }

  /// The rows of a value, without the rule.
  var sideRows: Int { max(sides.rows - 1, 1) }

  /// The window of one of the values, without the rule.
  func window(_ index: Int) -> Region {
    let start = sides.columns * index / columns + (index > 0 ? 1 : 0)
    let end = sides.columns * (index + 1) / columns
    return sides.inset(top: 1).columns(start..<end)
  }
}

/// Where the columns of the table stand.
struct ConflictColumns {
  let columns: [(name: String, start: Int, width: Int)]

  /// - Parameters:
  ///   - kind: of a conflict that is settled as a whole; nil: value by value.
  ///   - longest: cells of the longest path; what paths do not need the values get.
  init(width: Int, kind: Conflict.Kind? = nil, longest: Int = .max) {
    let names: [String] =
      switch kind {
      case .deleteEdit: ["BASE", "SERVER"]
      case .some: ["BASE", "MINE"]
      case nil where width >= 100: ["BASE", "MINE", "SERVER", "RESULT"]
      case nil: width >= 60 ? ["MINE", "SERVER", "RESULT"] : ["RESULT"]
      }
    var result = kind != nil ? width / 4 : width >= 100 ? 16 : width >= 60 ? 10 : 8
    var value = names.count > 1 ? (width - 4 - result) * 2 / (3 * names.count - 1) : 0
    var path = width - 4 - result - value * (names.count - 1)
    let free = max(path - max(min(longest, width) + 2, 12), 0)
    // The result is a word, unless the conflict is settled as a whole.
    let shares = kind == nil ? names.count - 1 : names.count
    if shares > 0, free >= shares {
      value += names.count > 1 ? free / shares : 0
      if kind != nil { result += free / shares }
      path -= free / shares * shares
    }
    var columns = [("PATH", 4, path - 1)]
    var start = 4 + path
    for (index, name) in names.enumerated() {
      let width = index == names.count - 1 ? result : value
      columns.append((name, start, width - 1))
      start += width
    }
    self.columns = columns
  }
}
