package import FlowModel
import JSONText

/// A file that holds one flow: `{nodes, edges}` as Flowise exports and imports it, or a whole record.
package struct FlowFile: Hashable, Sendable {
  package let kind: FlowKind
  package let name: String
  /// The fields a create sends.
  let record: [UInt8]
  /// Of the body; nil when its shape tells none.
  package let nodeCount: Int?
  /// Flowise's type, where there is one.
  package let type: String?
  /// What `weir export` wrote; nil: a file of another program.
  var origin: Origin?

  /// The record that a flow's folder holds, as it was on its server.
  struct Origin: Hashable, Sendable {
    /// nil: it was never sent.
    let id: String?
    let record: [UInt8]
  }

  /// - Parameters:
  ///   - fileName: names the flow where the file does not.
  ///   - wanted: what a body becomes; a record says itself what it is.
  /// - Throws: what the file is instead, and what to do.
  package init(
    reading bytes: [UInt8], fileName: String, wanted: FlowKind
  ) throws(Problem) {
    try self.init(
      root: try Self.root(of: bytes, fileName: fileName), fileName: fileName, wanted: wanted)
  }

  /// Everything that a file holds: one flow, or those of an export of a whole Flowise workspace,
  /// `{"ChatFlow": [record, …], "AgentFlow": […], …}`.
  static func all(
    reading bytes: [UInt8], fileName: String, wanted: FlowKind
  ) throws(Problem) -> [FlowFile] {
    let root = try root(of: bytes, fileName: fileName)
    var records: [JSONNode] = []
    if root.kind == .object, root["nodes"] == nil, root[FlowKind.chatflow.bodyField] == nil {
      for member in root.members where member.value.kind == .array {
        records += member.value.elements.filter {
          $0.kind == .object && $0[FlowKind.chatflow.bodyField] != nil
        }
      }
    }
    guard !records.isEmpty else {
      return [try FlowFile(root: root, fileName: fileName, wanted: wanted)]
    }
    var files: [FlowFile] = []
    for record in records {
      files.append(try FlowFile(root: record, fileName: fileName, wanted: .chatflow))
    }
    return files
  }

  private static func root(of bytes: [UInt8], fileName: String) throws(Problem) -> JSONNode {
    do {
      return try JSONDocument(parsing: bytes).root
    } catch {
      throw Problem(
        .failed, "\(fileName) is not JSON: \(error.sentence).", advice: "Nothing was made.")
    }
  }

  private init(root: JSONNode, fileName: String, wanted: FlowKind) throws(Problem) {
    guard root.kind == .object else { throw Self.notOne(fileName) }
    let name = root["name"]?.string ?? ""
    self.name = name.isEmpty ? Self.name(from: fileName) : name
    if root["nodes"]?.kind == .array {
      kind = wanted
      type = wanted == .chatflow ? Self.type(of: root).rawValue : nil
      record = NewRecord.bytes(name: self.name, kind: kind, type: type, body: Self.body(of: root))
      nodeCount = Self.nodeCount(of: root)
    } else if let kind = FlowKind.allCases.first(where: { root[$0.bodyField] != nil }) {
      self.kind = kind
      type = kind == .chatflow ? root["type"]?.string : nil
      record = NewRecord.copy(of: root, named: self.name, kind: kind)
      let body = FlowBody.text(in: root, kind: kind) ?? []
      nodeCount = (try? JSONDocument(parsing: body).root).flatMap { Self.nodeCount(of: $0) }
    } else {
      throw Self.notOne(fileName, holdsLists: root.members.contains { $0.value.kind == .array })
    }
  }

  /// The members that Flowise takes, as they are written; without blanks, as Flowise stores them.
  private static func body(of root: JSONNode) -> [UInt8] {
    let members = root.members.filter { ["nodes", "edges", "viewport"].contains($0.key) }
    let edges: [(String, JSONValue)] = root["edges"] == nil ? [("edges", .array([]))] : []
    return JSONValue.object(
      members.map { ($0.key, .raw(JSONFormatter.compact($0.value))) } + edges
    ).bytes(escapingControls: false)
  }

  private static func nodeCount(of body: JSONNode) -> Int? {
    guard let nodes = body["nodes"], nodes.kind == .array else { return nil }
    return nodes.elements.reduce(0) { count, _ in count + 1 }
  }

  /// Flowise names the canvas by what stands on it.
  private static func type(of root: JSONNode) -> ChatflowType {
    guard let nodes = root["nodes"] else { return .chatflow }
    for node in nodes.elements {
      if node["type"]?.string == "agentFlow" { return .agentflow }
      let category = node["data"]?["category"]?.string ?? ""
      if ["Multi Agents", "Sequential Agents"].contains(category) { return .multiagent }
    }
    return .chatflow
  }

  /// `Support triage Agents.json`, as Flowise calls its files, is "Support triage".
  private static func name(from fileName: String) -> String {
    var name = fileName[...]
    if let slash = name.lastIndex(of: "/") { name = name[name.index(after: slash)...] }
    for ending in [".json", " Chatflow", " Agents"] where name.hasSuffix(ending) {
      name = name.dropLast(ending.count)
    }
    return name.isEmpty ? "Imported flow" : String(name)
  }

  private static func notOne(_ fileName: String, holdsLists: Bool = false) -> Problem {
    Problem(
      .failed, "\(fileName) does not hold one flow.",
      detail: holdsLists
        ? "It may be an export of a whole workspace." : "A flow has nodes and edges.",
      advice: "Nothing was made.")
  }
}
