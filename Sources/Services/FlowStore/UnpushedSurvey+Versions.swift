import FlowModel

/// Versions of any age, compared by the digest of what they say (sync.md 2.4).
extension UnpushedSurvey {
  private static let batch = 50

  /// Whether the history has a version of this content. A body is read once, for the digest that it
  /// has not yet, and then only to prove that it is what its digest says.
  func hasVersion(saying record: [UInt8], of flow: FlowID) throws(StoreError) -> Bool {
    guard let meaning = FlowWriter.meaning(of: record) else { return false }
    if try isKept(meaning, of: flow) { return true }
    return try isUnread(meaning, of: flow)
  }

  private func isKept(_ meaning: [UInt8], of flow: FlowID) throws(StoreError) -> Bool {
    let same = try database.all(
      """
      SELECT DISTINCT d.id FROM history AS h JOIN doc AS d ON d.id = h.doc_id
      WHERE h.rid = ? AND d.sem = ?
      """, [flow.row, meaning]
    ) { DocumentID(row: $0.integer(0)) }
    for version in same where try self.meaning(of: version) == meaning { return true }
    return false
  }

  private func isUnread(_ meaning: [UInt8], of flow: FlowID) throws(StoreError) -> Bool {
    let unread = try database.all(
      """
      SELECT DISTINCT d.id FROM history AS h JOIN doc AS d ON d.id = h.doc_id
      WHERE h.rid = ? AND d.sem IS NULL AND d.cover = 'full' ORDER BY d.id DESC
      """, [flow.row]
    ) { DocumentID(row: $0.integer(0)) }
    var found: [(version: DocumentID, meaning: [UInt8])] = []
    var isHere = false
    for version in unread {
      guard let digest = try self.meaning(of: version) else { continue }
      found.append((version, digest))
      isHere = digest == meaning
      if isHere || found.count == Self.batch {
        try keep(found)
        found.removeAll()
      }
      if isHere { break }
    }
    try keep(found)
    return isHere
  }

  private func meaning(of version: DocumentID) throws(StoreError) -> [UInt8]? {
    let bytes = try database.first("SELECT bytes FROM doc WHERE id = ?", [version.row]) {
      $0.bytes(0)
    }
    return bytes.flatMap { FlowWriter.meaning(of: $0) }
  }

  private func keep(
    _ found: [(version: DocumentID, meaning: [UInt8])]
  ) throws(StoreError) {
    guard let writer, !found.isEmpty else { return }
    try writer.transaction { () throws(StoreError) in
      for (version, meaning) in found {
        try database.run("UPDATE doc SET sem = ? WHERE id = ?", [meaning, version.row])
      }
    }
  }
}
