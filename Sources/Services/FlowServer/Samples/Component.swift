import JSONText

/// One setting of a component as the canvas shows it.
struct ComponentParameter: Sendable {
  let label: String
  let name: String
  let type: String
  var details: [(String, JSONValue)] = []
  /// What a new node holds.
  var standard: JSONValue = .string("")
}

/// A place where an edge ends.
struct ComponentAnchor: Sendable {
  let label: String
  let name: String
  let type: String
  var isOptional = false
  var isList = false
}

/// A kind of node, with the definition that the canvas saves into every flow that uses it.
struct Component: Sendable {
  enum Family: Sendable {
    /// Classic chains and agents: anchors on both sides.
    case classic
    /// Agentflow V2: a target is just a node.
    case agentFlow
  }

  let name: String
  let label: String
  let type: String
  let baseClasses: [String]
  let category: String
  let description: String
  var version: JSONValue = .integer(1)
  var family = Family.classic
  var color = "#7EE787"
  var parameters: [ComponentParameter] = []
  var anchors: [ComponentAnchor] = []
  /// Numbered outputs of a node that branches; 1 for all others.
  var outputCount = 1
  var size: (width: Int, height: Int) = (300, 480)

  func outputHandle(of id: String, branch: Int = 0) -> String {
    switch family {
    case .classic: "\(id)-output-\(name)-\(([type] + baseClasses).joined(separator: "|"))"
    case .agentFlow:
      outputCount > 1 ? "\(id)-output-\(branch)" : "\(id)-output-\(name)"
    }
  }

  func inputHandle(of id: String, _ input: String) -> String {
    guard family == .classic, let anchor = anchors.first(where: { $0.name == input }) else {
      return id
    }
    return "\(id)-input-\(anchor.name)-\(anchor.type)"
  }

  /// The `data` object of a node, with these inputs in place of the standard ones.
  func data(id: String, label: String, inputs: [String: JSONValue]) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .string(id)), ("label", .string(label)), ("version", version),
      ("name", .string(name)), ("type", .string(type)),
    ]
    if family == .agentFlow { members.append(("color", .string(color))) }
    members += [
      ("baseClasses", .array(([type] + baseClasses).map(JSONValue.string))),
      ("category", .string(category)), ("description", .string(description)),
      ("inputParams", .array(parameters.map { Self.value($0, id: id) })),
      ("inputAnchors", .array(anchors.map { Self.value($0, id: id) })),
      ("inputs", .object(self.inputs(inputs))),
      ("outputAnchors", .array((0..<outputCount).map { output(id: id, branch: $0) })),
      ("outputs", .object([])), ("selected", .boolean(false)),
    ]
    return .object(members)
  }

  private func inputs(_ given: [String: JSONValue]) -> [(String, JSONValue)] {
    parameters.map { ($0.name, given[$0.name] ?? $0.standard) }
      + anchors.map { ($0.name, given[$0.name] ?? .string("")) }
  }

  private func output(id: String, branch: Int) -> JSONValue {
    .object([
      ("id", .string(outputHandle(of: id, branch: branch))), ("name", .string(name)),
      ("label", .string(outputCount > 1 ? String(branch) : label)),
      ("description", .string(description)),
      ("type", .string(([type] + baseClasses).joined(separator: " | "))),
    ])
  }

  private static func value(_ parameter: ComponentParameter, id: String) -> JSONValue {
    .object(
      [
        ("label", .string(parameter.label)), ("name", .string(parameter.name)),
        ("type", .string(parameter.type)),
      ] + parameter.details
        + [("id", .string("\(id)-input-\(parameter.name)-\(parameter.type)"))])
  }

  private static func value(_ anchor: ComponentAnchor, id: String) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("label", .string(anchor.label)), ("name", .string(anchor.name)),
      ("type", .string(anchor.type)),
    ]
    if anchor.isOptional { members.append(("optional", .boolean(true))) }
    if anchor.isList { members.append(("list", .boolean(true))) }
    members.append(("id", .string("\(id)-input-\(anchor.name)-\(anchor.type)")))
    return .object(members)
  }
}
