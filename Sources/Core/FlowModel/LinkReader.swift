import JSONText

/// Collects the uses of a body, in the order of its text.
struct LinkReader {
  private let kind: FlowKind
  private let numbers: [String: Int]
  private let scanner: ReferenceScanner
  private var names: NodeNames
  private var uses: [FlowUse] = []

  static func uses(
    _ root: JSONNode, _ kind: FlowKind, _ nodes: [FlowLinks.Node], _ edges: [FlowLinks.Edge],
    _ numbers: [String: Int]
  ) -> [FlowUse] {
    let isEdgesFirst =
      root["edges"].map { $0.range.lowerBound } ?? .max
      < root["nodes"].map { $0.range.lowerBound } ?? .max
    return root.bytes.withUnsafeBufferPointer { source in
      var reader = LinkReader(
        kind: kind, numbers: numbers,
        scanner: ReferenceScanner(source: source, origin: root.range.lowerBound),
        names: NodeNames(nodes))
      if isEdgesFirst { reader.read(edges: edges) }
      for (number, node) in nodes.enumerated() { reader.read(node: node.element, number) }
      if !isEdgesFirst { reader.read(edges: edges) }
      return reader.uses
    }
  }

  private init(
    kind: FlowKind, numbers: [String: Int], scanner: ReferenceScanner, names: NodeNames
  ) {
    self.kind = kind
    self.numbers = numbers
    self.scanner = scanner
    self.names = names
  }

  // MARK: Edges

  private mutating func read(edges: [FlowLinks.Edge]) {
    for (number, edge) in edges.enumerated() {
      let start = uses.count
      readEnd(.source, edge.source, number)
      readHandle(.sourceHandle, edge.sourceHandle, number)
      readEnd(.target, edge.target, number)
      readHandle(.targetHandle, edge.targetHandle, number)
      uses[start...].sort { $0.range.lowerBound < $1.range.lowerBound }
    }
  }

  private mutating func readEnd(_ kind: FlowUse.Kind, _ member: JSONMember?, _ owner: Int) {
    guard let member, let id = member.value.string, let range = member.value.textRange,
      !id.isEmpty
    else { return }
    append(kind, owner, numbers[id], range, reach: member.range)
  }

  private mutating func readHandle(_ kind: FlowUse.Kind, _ member: JSONMember?, _ owner: Int) {
    guard let member, let id = member.value.string, let range = member.value.textRange,
      !id.isEmpty
    else { return }
    guard let handle = FlowHandle(id) else {
      // The target handles of agentflow v2; other handles name no node.
      guard let number = numbers[id] else { return }
      return append(kind, owner, number, range, reach: member.range)
    }
    let end = min(range.lowerBound + handle.node.utf8.count, range.upperBound)
    append(kind, owner, numbers[handle.node], range.lowerBound..<end, reach: member.range)
  }

  private mutating func append(
    _ kind: FlowUse.Kind, _ owner: Int, _ node: Int?, _ range: Range<Int>, reach: Range<Int>
  ) {
    uses.append(FlowUse(kind: kind, owner: owner, node: node, range: range, reach: reach))
  }

  // MARK: Nodes

  private mutating func read(node: JSONNode, _ owner: Int) {
    for member in node.members {
      let key = member.keyBytes
      if key.spells("id"), let id = member.value.string, let range = member.value.textRange {
        append(.definition, owner, numbers[id], range, reach: range)
      } else if key.spells("parentNode") {
        readEnd(.parent, member, owner)
      } else if key.spells("data") {
        readData(member.value, owner)
      }
    }
  }

  /// What a component declares is left out: defaults and anchors refer to nothing.
  private mutating func readData(_ data: JSONNode, _ owner: Int) {
    for member in data.members {
      let key = member.keyBytes
      guard !Self.declarations.contains(where: { key.spells($0) }) else { continue }
      readValues(member, owner, hasReferences: kind == .chatbot || key.spells("inputs"))
    }
  }

  private static let declarations: [StaticString] = [
    "inputParams", "inputAnchors", "outputAnchors", "baseClasses",
  ]

  private mutating func readValues(_ member: JSONMember, _ owner: Int, hasReferences: Bool) {
    for scalar in ValueWalk(member.value, key: member.keyBytes) {
      guard let range = scalar.node.textRange, !range.isEmpty else { continue }
      if Self.isCredentialKey(scalar.key) {
        let start = min(scalar.keyStart, range.lowerBound)
        append(.credential, owner, nil, range, reach: start..<scalar.node.range.upperBound)
      } else if scalar.key.spells("loopBackToNode") {
        readLoop(scalar, range, owner)
      } else if hasReferences {
        readReferences(range, owner)
      }
    }
  }

  /// `llmAgentflow_0-Supervisor`: the id and the label of a node.
  private mutating func readLoop(_ scalar: ValueWalk.Scalar, _ range: Range<Int>, _ owner: Int) {
    guard let text = scalar.node.string else { return }
    let id = FlowLoopTarget.id(of: text)
    let end = min(range.lowerBound + id.utf8.count, range.upperBound)
    append(
      .loop, owner, numbers[id], range.lowerBound..<end, reach: scalar.node.range)
  }

  private mutating func readReferences(_ range: Range<Int>, _ owner: Int) {
    let scanner = scanner
    scanner.scan(range) { piece in
      let name = scanner.text(at: piece.name)
      let number = numbers[name]
      guard number != nil || piece.isInstance || (!piece.isMention && names.mayBeNode(name)) else {
        return
      }
      uses.append(
        FlowUse(
          kind: piece.isMention ? .mention : .reference, owner: owner, node: number,
          range: piece.name, reach: piece.whole))
    }
  }

  private static func isCredentialKey(_ key: ArraySlice<UInt8>) -> Bool {
    credentialKeys.contains { key.spells($0) }
  }

  private static let credentialKeys: [StaticString] = [
    "credential", "credentialId", "FLOWISE_CREDENTIAL_ID",
  ]
}

/// Tells the names of nodes from those of variables: `{{llmAgentflow_3}}` names a node also when
/// there is none, `{{chat_history}}` and `{{step_1}}` do not.
struct NodeNames {
  /// What stands before the counters of the ids.
  private lazy var stems = Set(nodes.compactMap { $0.id.flatMap(Self.stem) })
  private let nodes: [FlowLinks.Node]

  init(_ nodes: [FlowLinks.Node]) {
    self.nodes = nodes
  }

  /// Whether a name has the form of an id: the component of a node of this flow, `_`, and a counter.
  mutating func mayBeNode(_ name: String) -> Bool {
    guard let stem = Self.stem(of: name) else { return false }
    return stems.contains(stem) || stem.hasSuffix("Agentflow")
  }

  /// `chatOpenAI` of `chatOpenAI_0`; nil for what does not end in a counter.
  static func stem(of id: String) -> Substring? {
    guard let bar = id.utf8.lastIndex(of: UInt8(ascii: "_")) else { return nil }
    let counter = id.utf8[id.utf8.index(after: bar)...]
    guard !counter.isEmpty, counter.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    return id[..<bar]
  }
}
