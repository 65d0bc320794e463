import CellGrid
import FlowModel
import JSONText

/// One row of "what will be sent".
struct ChangeLine: Hashable, Sendable {
  enum Sign: Hashable { case added, removed, changed }

  var sign: Sign?
  var text: String
  var role: StyleRole
}

/// The rows that tell what an order would change, fitted to a width.
enum ChangeLines {
  /// Rows of one value; its beginning tells enough.
  private static let valueRows = 40
  /// Places; a flow of a thousand changed nodes must not hold up a frame.
  private static let places = 300

  /// - Parameters:
  ///   - differences: nil while they are being read.
  ///   - columns: cells of a row.
  static func lines(
    of change: Change, _ differences: [FlowDifference]?, columns: Int
  ) -> [ChangeLine] {
    guard change.verb == .update else { return sentence(of: change, columns: columns) }
    guard let differences else { return [] }
    if differences.isEmpty {
      return [ChangeLine(sign: .changed, text: "places and sizes of nodes only", role: .text)]
    }
    var lines: [ChangeLine] = []
    var header = ""
    for difference in differences.prefix(places) {
      lines += rows(of: difference, under: &header, columns)
    }
    if differences.count > places {
      let more = Wording.number(differences.count - places)
      lines.append(ChangeLine(text: "and \(more) places more: weir diff lists all", role: .muted))
    }
    return lines
  }

  /// As many differences as fit.
  ///
  /// - Parameters:
  ///   - rows: rows there are.
  ///   - isCounted: a row is needed below them, whether all fit or not.
  /// - Returns: the rows, one less than there are where something is left out, and how many
  ///   differences they tell whole.
  static func lines(
    of differences: [FlowDifference], columns: Int, rows: Int, isCounted: Bool
  ) -> (lines: [ChangeLine], count: Int) {
    var lines: [ChangeLine] = []
    var header = ""
    for (count, difference) in differences.enumerated() {
      let new = self.rows(of: difference, under: &header, columns)
      let isLast = count == differences.count - 1
      if lines.count + new.count > (isLast && !isCounted ? rows : rows - 1) {
        return (Array((lines + new).prefix(max(rows - 1, 0))), count)
      }
      lines += new
    }
    return (lines, differences.count)
  }

  private static func sentence(of change: Change, columns: Int) -> [ChangeLine] {
    let text =
      switch change.verb {
      case .create: "A new flow: it is sent whole, and gets its id from the server."
      case .delete: "The flow goes, and its chats with it. A copy stays here for 30 days."
      case .publish: "The draft becomes a version that does not change any more."
      case .activate: "It answers people from then on."
      case .pause: "It answers nobody from then on."
      case .update: ""
      }
    return TextRows.wrapped(text, columns: max(columns, 2), limit: 4).map {
      ChangeLine(text: $0.text, role: .text)
    }
  }

  /// What holds the value, unless the row above stands in the same place; then the values.
  private static func rows(
    of difference: FlowDifference, under header: inout String, _ columns: Int
  ) -> [ChangeLine] {
    let path = (try? JSONPath(parsing: DetailLines.shortPath(difference.path))) ?? JSONPath()
    let isElement = if case .index? = path.steps.last { true } else { false }
    let holder = (path.parent?.dotted ?? "") + (isElement ? "[]" : "")
    let node = isElement ? "" : difference.node.map { "  \($0)" } ?? ""
    var lines: [ChangeLine] = []
    if header != holder + node, !holder.isEmpty {
      lines.append(ChangeLine(text: holder + node, role: .diffHeader))
    }
    header = holder + node
    let name = name(of: path.steps.last)
    if difference.kind == .moved {
      return lines + [ChangeLine(sign: .changed, text: "\(name)moved", role: .diffChanged)]
    }
    if let before = difference.before, difference.kind != .added {
      lines += value(name + before, .removed, .diffRemoved, columns)
    }
    if let after = difference.after, difference.kind != .removed {
      lines += value(name + after, .added, .diffAdded, columns)
    }
    return lines
  }

  private static func name(of step: JSONPath.Step?) -> String {
    switch step {
    case .key(let key)?: "\(String(decoding: JSONString.literal(key), as: UTF8.self)): "
    case .index(let position)?: "[\(position)] "
    case nil: ""
    }
  }

  private static func value(
    _ text: String, _ sign: ChangeLine.Sign, _ role: StyleRole, _ columns: Int
  ) -> [ChangeLine] {
    TextRows.wrapped(text, columns: max(columns - 4, 2), limit: valueRows).enumerated().map {
      ChangeLine(sign: $0 == 0 ? sign : nil, text: "  " + $1.text, role: role)
    }
  }
}
