package import FlowModel

/// Reads the local copy. Lists never touch bodies. Each method sees one state of the file; several
/// calls see one together inside ``snapshot(_:)``.
package final class FlowReader {
  let database: Database
  /// The last count that took a scan: scrolling asks for the same one again and again.
  var countedList: CountedList?
  /// The last list that was sorted here, for the same reason.
  var sortedList: SortedList?
  var chosenRows: ChosenRows?
  /// What records tell to filters that nobody noted yet, by the digest of the document.
  var contentsOfDocuments: [[UInt8]: FlowContents] = [:]
  /// Whether the question that is being answered is still asked; looked at between records.
  var shouldStop: () -> Bool = { false }

  init(database: Database) { self.database = database }

  /// Runs `body` against one state of the file. Short: while it runs, the log cannot shrink.
  package func snapshot<Result>(
    _ body: () throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    if database.depth > 0 { return try body() }
    return try database.transaction(begin: "BEGIN", body)
  }

  /// Differs from the last answer when another connection changed the file meanwhile.
  package func dataVersion() throws(StoreError) -> Int64 { try database.pragma("data_version") }

  /// The servers of the profile: at most one of each service.
  package func servers() throws(StoreError) -> [Server] {
    try database.all("SELECT \(FlowRow.serverColumns) FROM server ORDER BY server_no") {
      FlowRow.server($0)
    }
  }

  /// The counts of the header.
  ///
  /// - Complexity: the flows with open orders, conflicts or doubts; not the whole list.
  package func counts() throws(StoreError) -> FlowCounts {
    try snapshot { () throws(StoreError) in
      var counts = FlowCounts()
      try database.forEach(
        "SELECT v.server_kind, t.listed FROM server AS v JOIN tally AS t USING (server_no)"
      ) { row in
        switch FlowRow.kind(row, 0) {
        case .chatflow: counts.chatflows = Int(row.integer(1))
        case .chatbot: counts.chatbots = Int(row.integer(1))
        }
      }
      counts.outbox =
        Int(
          try database.first("SELECT count(*) FROM op WHERE done_ms IS NULL") { $0.integer(0) }
            ?? 0)
      let states = """
        SELECT s.state, count(*) FROM item_state AS s WHERE s.rid IN (\(ListSQL.touched))
        GROUP BY s.state
        """
      try database.forEach(states) { row in
        let rows = Int(row.integer(1))
        switch FlowRow.state(row, 0).attention {
        case .waiting: counts.waiting += rows
        case .needsPerson: counts.needsPerson += rows
        case .refused: counts.refused += rows
        case .none: break
        }
      }
      return counts
    }
  }
}
