import JSONText

/// How records are merged (sync.md 2.10.1).
enum FlowMergeRules {
  /// The rules for the records of a service.
  static func rules(_ kind: FlowKind) -> JSONMergeRules { kind == .chatflow ? chatflow : chatbot }

  private static let chatflow: JSONMergeRules = {
    var members = owned(by: .flowise)
    members[FlowKind.chatflow.bodyField] = body(edges: [JSONMergeKey("id")])
    return JSONMergeRules(.object(members), embedded: FlowFields.embedded)
  }()

  private static let chatbot: JSONMergeRules = {
    // An edge needs no id there, and what joins the same two handles is the same edge.
    let ends = JSONMergeKey("source", "target", optional: ["sourceHandle", "targetHandle"])
    var members = owned(by: .flownally)
    for field in FlowFields.flownallyTaken { members[field] = .object([:]) }
    members["teamIds"] = .set
    members[FlowKind.chatbot.bodyField] = body(edges: [JSONMergeKey("id"), ends])
    return JSONMergeRules(
      .object(members, others: .remote), embedded: FlowFields.embedded)
  }()

  private static func owned(by service: Service) -> [String: JSONMergeRule] {
    Dictionary(
      uniqueKeysWithValues: FlowFields.serverOwned(by: service).map { ($0, JSONMergeRule.remote) })
  }

  private static func body(edges: [JSONMergeKey]) -> JSONMergeRule {
    let anchors = JSONMergeRule.keyed(by: [JSONMergeKey("id"), JSONMergeKey("name")])
    var members = Dictionary(
      uniqueKeysWithValues: FlowFields.nodeLayout.map { ($0, JSONMergeRule.cosmetic) })
    members["data"] = .object([
      "selected": .cosmetic, "inputParams": anchors, "inputAnchors": anchors,
      "outputAnchors": anchors,
    ])
    return .object([
      "nodes": .keyed(by: [JSONMergeKey("id")], elements: .object(members)),
      "edges": .keyed(by: edges), "viewport": .cosmetic,
    ])
  }
}
