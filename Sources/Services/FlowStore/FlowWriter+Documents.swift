/// Names one stored document: bytes that never change (table `doc`).
package struct DocumentID: Hashable, Sendable {
  package let row: Int64

  package init(row: Int64) { self.row = row }
}

/// How much of a record a document holds.
package enum DocumentCover: String, Sendable {
  case full
  /// From a list that leaves fields out.
  case partial
}

extension FlowWriter {
  /// Stores `bytes` once: the same bytes and cover give the same document. Nothing is copied.
  ///
  /// - Parameter meaning: their semantic digest, when it is known already.
  package func document(
    _ bytes: [UInt8], cover: DocumentCover = .full, meaning: [UInt8]? = nil
  ) throws(StoreError) -> DocumentID {
    let digest = bytes.withUnsafeBytes { Digest.sha256(cover.rawValue, $0) }
    if let known = try document(digest: digest) { return known }
    return try bytes.withUnsafeBufferPointer { body throws(StoreError) in
      try insertDocument(
        UnsafeRawBufferPointer(body), digest: digest, cover: cover, meaning: meaning)
    }
  }

  /// The same for bytes inside a larger buffer, such as a list that is being read.
  package func document(
    _ bytes: ArraySlice<UInt8>, cover: DocumentCover = .full
  ) throws(StoreError) -> DocumentID {
    let digest = bytes.withUnsafeBytes { Digest.sha256(cover.rawValue, $0) }
    if let known = try document(digest: digest) { return known }
    return try bytes.withUnsafeBufferPointer { body throws(StoreError) in
      try insertDocument(UnsafeRawBufferPointer(body), digest: digest, cover: cover)
    }
  }

  /// The stored document with this digest (SHA-256 of cover, then bytes), when there is one.
  func document(digest: [UInt8]) throws(StoreError) -> DocumentID? {
    try database.first("SELECT id FROM doc WHERE hash = ?", [digest]) {
      DocumentID(row: $0.integer(0))
    }
  }

  private func insertDocument(
    _ body: UnsafeRawBufferPointer, digest: [UInt8], cover: DocumentCover,
    meaning: [UInt8]? = nil
  ) throws(StoreError) -> DocumentID {
    try database.run(
      "INSERT INTO doc (hash, sem, cover, bytes) VALUES (?, ?, ?, ?)",
      [digest, meaning, cover.rawValue], body: body)
    return DocumentID(row: database.lastInsertedRow)
  }
}
