import JSONText

/// What filters ask of a record that the columns of a list do not hold.
package struct FlowContents: Hashable, Sendable {
  /// Components and labels of the nodes, each once, in lower case.
  package var nodeNames: [String]
  package var isDeployed: Bool

  /// - Parameter record: bytes of the record. What cannot be understood has no nodes.
  package init(of record: [UInt8], kind: FlowKind) {
    nodeNames = []
    isDeployed = false
    guard let root = try? JSONDocument(parsing: record).root, root.kind == .object else { return }
    isDeployed =
      kind == .chatbot ? root["status"]?.string == "active" : root["deployed"]?.boolean ?? false
    guard let body = FlowBody.text(in: root, kind: kind), let graph = FlowGraph(body: body) else {
      return
    }
    let names = graph.nodes.flatMap { [$0.component, $0.label] }
    nodeNames = Set(names.map { $0.lowercased() }).sorted()
  }
}
