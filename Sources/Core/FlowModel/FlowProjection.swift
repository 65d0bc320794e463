package import JSONText

/// What lists show of a record, read from it once when it is stored.
///
/// Texts are as the server sent them. A field of a type nobody expects counts as absent: a list
/// never fails because of one row.
package struct FlowProjection: Hashable, Sendable {
  /// The server's id; nil when the record has none, or it is not a string.
  package var remoteID: String?
  package var workspaceID: String?
  package var name: String
  package var nameKey: String
  package var type: String?
  package var category: String?
  package var status: String?
  /// `updatedDate` or `updatedAt`, exact text.
  package var stamp: String?
  /// Public or active (sync.md 2.15, "Live").
  package var isLive: Bool
  /// Whether the record carries its body: a row of a list may leave it out.
  package var hasBody: Bool
  package var nodeCount: Int?
  package var edgeCount: Int?
  package var teamCount: Int?
  package var byteCount: Int

  /// - Throws: what is wrong with the record: not JSON, or not an object.
  package init(reading record: [UInt8], kind: FlowKind) throws(JSONDiagnostic) {
    let root = try JSONDocument(parsing: record).root
    guard root.kind == .object else {
      throw JSONDiagnostic(
        message: "a flow is a JSON object", line: 1, column: 1, byteRange: root.range, hint: nil)
    }
    self.init(of: root, kind: kind)
  }

  /// The same from a record that is parsed already.
  package init(of root: JSONNode, kind: FlowKind) {
    remoteID = nil
    workspaceID = nil
    name = ""
    nameKey = ""
    type = nil
    category = nil
    status = nil
    stamp = nil
    isLive = false
    hasBody = false
    byteCount = root.bytes.count
    for member in root.members { read(member, kind: kind) }
    nameKey = FlowName.key(of: name)
  }


  private mutating func read(_ member: JSONMember, kind: FlowKind) {
    let value = member.value
    switch member.key {
    case "id": remoteID = value.string
    case "name": name = value.string ?? ""
    case "workspaceId": workspaceID = value.string
    case "category" where kind == .chatflow: category = value.string
    case "type" where kind == .chatflow: type = value.string
    case "isPublic" where kind == .chatflow: isLive = value.boolean ?? false
    case "status" where kind == .chatbot:
      status = value.string
      isLive = value.string == "active"
    case "teamIds" where kind == .chatbot:
      teamCount = value.kind == .array ? value.count : nil
    case kind.stampField: stamp = value.string
    case kind.bodyField: readBody(value)
    default: break
    }
  }

  private mutating func readBody(_ value: JSONNode) {
    hasBody = true
    let counter: BodyCounter
    switch value.kind {
    case .string: counter = .counting(literal: value.bytes)
    case .object: counter = .counting(object: value.bytes)
    default: return
    }
    guard counter.isComplete else { return }
    nodeCount = counter.nodeCount
    edgeCount = counter.edgeCount
  }
}
