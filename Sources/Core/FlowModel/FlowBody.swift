package import JSONText

/// The part of a record that holds the nodes and edges.
package enum FlowBody {
  /// The body's own JSON text: `flowData` without the string around it, or `draft` as it stands.
  ///
  /// Either form is taken for either kind: a server that sends an object where the document says
  /// string gets an object back (sync.md 2.15).
  ///
  /// - Returns: nil when the record has no such field or it is null.
  package static func text(in record: JSONNode, kind: FlowKind) -> [UInt8]? {
    guard let field = record[kind.bodyField], !field.isNull else { return nil }
    return field.kind == .string ? field.stringBytes : Array(field.bytes)
  }

  /// What a new flow begins with: the smallest body a server accepts (flowise-api.md 0.6).
  package static func empty(_ kind: FlowKind) -> [UInt8] {
    switch kind {
    case .chatflow: Array(#"{"nodes":[],"edges":[]}"#.utf8)
    case .chatbot: Array(#"{"nodes":[{"id":"start","type":"start","data":{}}],"edges":[]}"#.utf8)
    }
  }
}
