package import FlowModel

/// A version that the server keeps of a chatbot, as a line of a list.
package struct PublishedLine: Hashable, Sendable {
  package let id: String
  /// As the server wrote it.
  package let createdAt: String?
  package let nodeCount: Int?
  package let byteCount: Int

  package init(id: String, createdAt: String?, nodeCount: Int?, byteCount: Int) {
    self.id = id
    self.createdAt = createdAt
    self.nodeCount = nodeCount
    self.byteCount = byteCount
  }
}

/// What is shown of a published version.
package enum PublishedContent: Hashable, Sendable {
  /// Its definition, pretty; secrets are masked.
  case text([String])
  /// What changed from it to the draft that stands here.
  case changes([FlowDifference])
}
