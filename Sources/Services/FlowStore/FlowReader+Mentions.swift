package import FlowModel

extension FlowReader {
  /// Names of flows whose record holds the server's id of a flow: those that call it.
  ///
  /// - Parameter limit: at most so many, by name.
  /// - Complexity: O(bytes of all records): for a question that a person reads, never for a frame.
  package func mentions(of flow: FlowID, limit: Int) throws(StoreError) -> [String] {
    try snapshot { () throws(StoreError) in
      // A short id would be found by chance.
      guard let id = try summary(flow)?.remoteID, id.utf8.count >= 8 else { return [] }
      return try database.all(
        """
        SELECT r.name FROM resource AS r JOIN doc AS d ON d.id = r.work_doc
        WHERE r.rid <> ?1 AND r.presence <> 'gone' AND instr(d.bytes, CAST(?2 AS BLOB)) > 0
        ORDER BY r.name_key, r.rid LIMIT ?3
        """, [flow.row, id, limit]
      ) { $0.text(0) }
    }
  }
}
