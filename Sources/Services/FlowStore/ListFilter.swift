import FlowModel

/// What a list asks of its rows beside their state, as terms of SQL and as rows that were chosen
/// before.
struct ListFilter: Hashable {
  /// `?` stands for the value.
  private struct Term: Hashable {
    let sql: String
    let value: Value
  }

  private enum Value: Hashable {
    case text(String)
    case number(Int)
  }

  private let terms: [Term]
  /// Rows that fit the conditions SQL cannot say, as a JSON array; nil: there are none.
  private let chosen: String?
  /// SQL that gives the ids of rows to leave out; our own words only.
  var excluded: String?

  /// - Parameter chosen: the rows that fit those conditions that no column answers.
  init(_ conditions: [FlowCondition], chosen: [Int64]?) {
    terms = conditions.compactMap { condition in
      Self.term(of: condition.test).map { sql, value in
        // NULL is no answer: a count that is not known is neither more nor less.
        Term(sql: "\(condition.isNegated ? "NOT " : "")coalesce(\(sql), 0)", value: value)
      }
    }
    self.chosen = chosen.map { "[\($0.map(String.init).joined(separator: ","))]" }
  }

  /// Whether counting needs to look at rows.
  var looksAtRows: Bool { !terms.isEmpty || chosen != nil }

  /// Terms for a WHERE clause, each behind `AND`.
  ///
  /// - Parameter first: the number of the first parameter.
  func sql(from first: Int) -> String {
    var text = ""
    for (index, term) in terms.enumerated() {
      text += " AND " + term.sql.replacing("?", with: "?\(first + index)")
    }
    if chosen != nil {
      text += " AND rid IN (SELECT value FROM json_each(?\(first + terms.count)))"
    }
    if let excluded { text += " AND rid NOT IN (\(excluded))" }
    return text
  }

  /// The values of ``sql(from:)``, in order.
  var values: [(any SQLBindable)?] {
    var values: [(any SQLBindable)?] = terms.map { term in
      switch term.value {
      case .text(let text): text
      case .number(let number): Int64(number)
      }
    }
    if let chosen { values.append(chosen) }
    return values
  }

  /// Whether SQL can answer a condition from the columns of a list.
  static func isColumn(_ condition: FlowCondition) -> Bool { term(of: condition.test) != nil }

  /// nil: no column tells.
  private static func term(of test: FlowCondition.Test) -> (sql: String, value: Value)? {
    switch test {
    case .name(let text): ("instr(name_key, ?) > 0", .text(text))
    case .type(let text):
      (
        "(coalesce(instr(lower(subtype), ?) = 1, 0) OR coalesce(instr(lower(status), ?) = 1, 0))",
        .text(text)
      )
    case .kind(let kind):
      (
        "server_no IN (SELECT v.server_no FROM server AS v WHERE v.server_kind = ?)",
        .text(kind.service.rawValue)
      )
    case .category(let text): ("instr(lower(category), ?) > 0", .text(text))
    case .id(let text):
      ("(instr(luid, ?) = 1 OR coalesce(instr(server_id, ?) = 1, 0))", .text(text))
    case .live(let value): ("live = ?", .number(value ? 1 : 0))
    case .number(let field, let comparison, let bound):
      ("\(column(of: field)) \(comparison.rawValue) ?", .number(bound))
    case .spelling, .pattern, .deployed, .node: nil
    }
  }

  private static func column(of field: FlowCondition.Number) -> String {
    switch field {
    case .nodes: "nodes"
    case .edges: "edges"
    case .teams: "teams"
    case .size: "bytes"
    }
  }
}
