package import FlowModel

extension FlowReader {
  /// How many flows are in each state; states that none is in are left out.
  ///
  /// - Complexity: O(*n*) in flows: for `status`, never for a frame of the screen.
  package func stateCounts() throws(StoreError) -> [SyncState: Int] {
    let rows = try database.all("SELECT state, count(*) FROM item_state GROUP BY state") { row in
      (SyncState(rawValue: row.text(0)), Int(row.integer(1)))
    }
    var counts: [SyncState: Int] = [:]
    for case (let state?, let count) in rows where state != .discarded { counts[state] = count }
    return counts
  }
}
