import FlowModel

extension FlowWriter {
  /// Whether two documents say the same.
  func isSameMeaning(
    _ left: DocumentID, _ right: DocumentID, kind: FlowKind
  ) throws(StoreError) -> Bool {
    left == right
  }
}
