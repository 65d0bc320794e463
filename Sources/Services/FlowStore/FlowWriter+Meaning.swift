import FlowModel

extension FlowWriter {
  /// The semantic digest of a document (sync.md 2.4): computed at the first question, then kept.
  ///
  /// - Returns: nil when its bytes are no JSON; two such documents are equal only as bytes.
  package func meaning(of document: DocumentID) throws(StoreError) -> [UInt8]? {
    let found = try database.first("SELECT sem, bytes FROM doc WHERE id = ?", [document.row]) {
      // The bytes are read only when they are needed.
      row in
      row.optionalBytes(0).map { ($0, true) } ?? (row.bytes(1), false)
    }
    guard let (bytes, isDigest) = found else { throw .notFound }
    if isDigest { return bytes }
    guard let digest = Self.meaning(of: bytes) else { return nil }
    try database.run("UPDATE doc SET sem = ? WHERE id = ?", [digest, document.row])
    return digest
  }

  /// The semantic digest of a record that is not stored yet; nil when it is no JSON.
  static func meaning(of record: [UInt8]) -> [UInt8]? {
    SemanticForm.bytes(of: record).map { Digest.sha256($0) }
  }
}
