import FlowModel

/// What filters ask of records beside the columns of a list (table `contents`).
extension FlowWriter {
  /// Notes what filters ask of some records that nobody looked at yet: at most fifty, or 2 MiB.
  ///
  /// Reads them before it takes the writer lock. Call it until it says nil.
  ///
  /// - Parameter last: what the call before returned; nil begins anew.
  /// - Returns: the last document it looked at; nil when none is left behind `last`.
  package func noteContents(after last: DocumentID?) throws(StoreError) -> DocumentID? {
    var found: [(document: DocumentID, kind: FlowKind, contents: FlowContents)] = []
    var room = 2 << 20
    let documents = try database.all(Self.unread, [last?.row ?? 0]) { row in
      (DocumentID(row: row.integer(0)), FlowRow.kind(row, 1))
    }
    for (document, kind) in documents where room > 0 {
      let bytes = try database.first("SELECT bytes FROM doc WHERE id = ?", [document.row]) {
        $0.bytes(0)
      }
      guard let bytes else { continue }
      room -= bytes.count
      found.append((document, kind, FlowContents(of: bytes, kind: kind)))
    }
    guard let end = found.last?.document else { return nil }
    try transaction { () throws(StoreError) in
      for (document, kind, contents) in found { try setContents(contents, of: document, kind) }
    }
    return end
  }

  /// Notes the contents of a document that was just stored.
  func setContents(
    _ contents: FlowContents, of document: DocumentID, _ kind: FlowKind
  ) throws(StoreError) {
    // The document may have gone between the look and the lock.
    try database.run(
      """
      INSERT OR IGNORE INTO contents (doc_id, server_kind, deployed, nodes)
      SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM doc WHERE id = ?1)
      """,
      [
        document.row, kind.service.rawValue, contents.isDeployed,
        contents.nodeNames.joined(separator: "\n"),
      ])
  }

  /// By document, so that a pass over all of them goes on where it stopped.
  private static let unread = """
    SELECT DISTINCT r.work_doc, v.server_kind
    FROM resource AS r JOIN server AS v USING (server_no)
    WHERE r.work_doc > ?1 AND NOT EXISTS
      (SELECT 1 FROM contents AS c WHERE c.doc_id = r.work_doc AND c.server_kind = v.server_kind)
    ORDER BY r.work_doc LIMIT 50
    """
}
