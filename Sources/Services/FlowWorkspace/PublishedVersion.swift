import FlowModel
import JSONText

/// A version that the server keeps of a chatbot.
package struct PublishedVersion: Hashable, Sendable {
  package var id: String
  package var createdAt: String?
  package var nodeCount: Int?
  package var byteCount: Int
}

extension PublishedVersion {
  init(record: [UInt8]) {
    let root = (try? JSONDocument(parsing: record))?.root
    let graph = root?["definition"].map { FlowGraph(body: $0) }
    self.init(
      id: root?["id"]?.string ?? "", createdAt: root?["createdAt"]?.string,
      nodeCount: graph?.nodes.count, byteCount: record.count)
  }
}
