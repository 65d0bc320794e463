import CSQLite
import FlowModel

/// The state of the file an answer was taken from: it holds until somebody writes.
struct FileState: Hashable {
  var dataVersion: Int64
  var ownChanges: Int64
}

/// Rows that were chosen one by one, and from which state of the file.
struct ChosenRows {
  var servers: [ServerID]
  var conditions: [FlowCondition]
  var state: FileState
  var rows: [Int64]
}

/// Conditions that no column answers: rows are looked at in Swift, once for each state of the file.
extension FlowReader {
  func fileState() throws(StoreError) -> FileState {
    FileState(
      dataVersion: try dataVersion(), ownChanges: sqlite3_total_changes64(database.handle))
  }

  /// The filter of a query.
  func filter(
    of query: FlowQuery, _ servers: [ServerID]
  ) throws(StoreError) -> ListFilter {
    let others = query.conditions.filter { !ListFilter.isColumn($0) }
    return ListFilter(
      query.conditions, chosen: others.isEmpty ? nil : try fitting(others, servers))
  }

  /// Whether a flow belongs to the list of a query.
  func shows(
    _ summary: FlowSummary, _ query: FlowQuery, _ servers: [ServerID]
  ) throws(StoreError) -> Bool {
    if let kind = query.kind, kind != summary.kind { return false }
    guard (query.states ?? SyncState.shown).contains(summary.state) else { return false }
    if query.conditions.contains(where: { $0.holds(for: summary) == false }) { return false }
    let unknown = query.conditions.filter { $0.holds(for: summary) == nil }
    if unknown.isEmpty { return true }
    return try fitting(unknown, servers).contains(summary.id.row)
  }

  /// - Complexity: O(*n*) in flows; a record is read only where its contents were not noted.
  private func fitting(
    _ conditions: [FlowCondition], _ servers: [ServerID]
  ) throws(StoreError) -> [Int64] {
    let state = try fileState()
    if let chosenRows, chosenRows.servers == servers, chosenRows.conditions == conditions,
      chosenRows.state == state
    {
      return chosenRows.rows
    }
    let records = conditions.filter(\.needsRecord)
    let patterns = conditions.filter { !$0.needsRecord }
    var found = patterns.isEmpty ? [] : try rows(withNamesFitting: patterns, servers)
    if !records.isEmpty {
      let recorded = try rows(withRecordsFitting: records, servers)
      let named = Set(found)
      found = patterns.isEmpty ? recorded : recorded.filter { named.contains($0) }
    }
    chosenRows = ChosenRows(servers: servers, conditions: conditions, state: state, rows: found)
    return found
  }

  private func rows(
    withNamesFitting conditions: [FlowCondition], _ servers: [ServerID]
  ) throws(StoreError) -> [Int64] {
    // Without their accents SQL finds the few rows that may fit.
    let letters: [(any SQLBindable)?] = conditions.compactMap(\.neededLetters)
    let sql = """
      SELECT rid, name_key, name FROM resource
      WHERE server_no = ?\(letters.map { _ in " AND instr(name_key, ?) > 0" }.joined())
      """
    var rows: [Int64] = []
    for server in servers {
      try database.forEach(sql, [server.number] + letters) { row in
        let fits = conditions.allSatisfy {
          $0.holds(forKey: row.text(1), name: row.text(2)) == true
        }
        if fits { rows.append(row.integer(0)) }
      }
    }
    return rows
  }

  private func rows(
    withRecordsFitting conditions: [FlowCondition], _ servers: [ServerID]
  ) throws(StoreError) -> [Int64] {
    try notedRows(fitting: conditions, servers) + unreadRows(fitting: conditions, servers)
  }

  private func notedRows(
    fitting conditions: [FlowCondition], _ servers: [ServerID]
  ) throws(StoreError) -> [Int64] {
    let terms = conditions.compactMap(Self.term)
    let sql = """
      SELECT r.rid FROM resource AS r JOIN server AS v USING (server_no)
        JOIN contents AS c ON c.doc_id = r.work_doc AND c.server_kind = v.server_kind
      WHERE r.server_no = ? \(terms.map { " AND \($0.sql)" }.joined())
      """
    var rows: [Int64] = []
    for server in servers {
      rows += try database.all(sql, [server.number] + terms.map(\.value)) { $0.integer(0) }
    }
    return rows
  }

  /// nil: not a condition on records.
  private static func term(
    of condition: FlowCondition
  ) -> (sql: String, value: (any SQLBindable)?)? {
    let not = condition.isNegated ? "NOT " : ""
    return switch condition.test {
    case .deployed(let value): ("\(not)c.deployed = ?", value)
    case .node(let text): ("\(not)instr(c.nodes, ?) > 0", text)
    default: nil
    }
  }

  /// Rows whose documents nobody looked at yet: new ones, and all of a copy that cannot be written.
  private func unreadRows(
    fitting conditions: [FlowCondition], _ servers: [ServerID]
  ) throws(StoreError) -> [Int64] {
    let sql = """
      SELECT r.rid, r.work_doc, d.hash, v.server_kind
      FROM resource AS r JOIN doc AS d ON d.id = r.work_doc JOIN server AS v USING (server_no)
      WHERE r.server_no = ? AND NOT EXISTS
        (SELECT 1 FROM contents AS c WHERE c.doc_id = r.work_doc AND c.server_kind = v.server_kind)
      """
    var rows: [Int64] = []
    var seen: [[UInt8]: FlowContents] = [:]
    for server in servers {
      let documents = try database.all(sql, [server.number]) { row in
        (row.integer(0), row.integer(1), row.bytes(2), FlowRow.kind(row, 3))
      }
      for (row, document, hash, kind) in documents {
        if shouldStop() { throw .stopped }
        let known = contentsOfDocuments[hash]
        let contents = if let known { known } else { try read(document, kind) }
        contentsOfDocuments[hash] = contents
        seen[hash] = contents
        if conditions.allSatisfy({ $0.holds(for: contents) == true }) { rows.append(row) }
      }
    }
    // What no flow shows any more is forgotten, and what was noted meanwhile.
    contentsOfDocuments = seen
    return rows
  }

  private func read(_ document: Int64, _ kind: FlowKind) throws(StoreError) -> FlowContents {
    let bytes = try database.first("SELECT bytes FROM doc WHERE id = ?", [document]) {
      $0.bytes(0)
    }
    return FlowContents(of: bytes ?? [], kind: kind)
  }
}
