/// One thing that a filter asks of a flow.
package struct FlowCondition: Hashable, Sendable {
  package enum Test: Hashable, Sendable {
    /// The folded name holds this folded text.
    case name(String)
    /// The name holds this text with just these accents; in lower case.
    case spelling(String)
    case pattern(NamePattern)
    case kind(FlowKind)
    /// Flowise type or FlowNally status begins so; in lower case.
    case type(String)
    /// The category holds this; in lower case.
    case category(String)
    /// The server's id or the local one begins so.
    case id(String)
    /// Public, or an active chatbot.
    case live(Bool)
    case number(Number, Comparison, Int)
    // What only the record tells
    /// Flowise's own flag; a chatbot is deployed when it is active.
    case deployed(Bool)
    /// A node whose component or label holds this; in lower case.
    case node(String)
  }

  package enum Number: String, Hashable, Sendable, CaseIterable {
    case nodes, edges, teams
    /// Bytes of the record.
    case size
  }

  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    case less = "<"
    case lessOrEqual = "<="
    case equal = "="
    case moreOrEqual = ">="
    case more = ">"

    func holds(_ left: Int, _ right: Int) -> Bool {
      switch self {
      case .less: left < right
      case .lessOrEqual: left <= right
      case .equal: left == right
      case .moreOrEqual: left >= right
      case .more: left > right
      }
    }
  }

  package var test: Test
  package var isNegated: Bool

  package init(_ test: Test, isNegated: Bool = false) {
    self.test = test
    self.isNegated = isNegated
  }

  /// The name holds this text. Plain letters mean every spelling, an accent means itself.
  package static func name(_ text: String) -> FlowCondition {
    .init(
      PlainLetters.isPlain(text)
        ? .name(FlowName.key(of: text)) : .spelling(FlowName.spelling(of: text)))
  }

  /// Whether the flow is as the condition asks; nil when only its record tells.
  package func holds(for flow: FlowSummary) -> Bool? {
    test.holds(for: flow).map { $0 != isNegated }
  }

  /// The same for what is read from a record.
  package func holds(for contents: FlowContents) -> Bool? {
    let isSo: Bool? =
      switch test {
      case .deployed(let value): contents.isDeployed == value
      case .node(let text): contents.nodeNames.contains { $0.contains(text) }
      default: nil
      }
    return isSo.map { $0 != isNegated }
  }

  /// The same for a name alone; nil when it asks for more, or what a column of a list answers.
  ///
  /// - Parameter key: the folded name (see ``FlowName/key(of:)``).
  package func holds(
    forKey key: @autoclosure () -> String, name: @autoclosure () -> String
  ) -> Bool? {
    test.holds(forKey: key(), name: name()).map { $0 != isNegated }
  }

  /// Plain letters that are in every name for which this holds; nil where none are known.
  package var neededLetters: String? {
    guard case .spelling(let text) = test, !isNegated else { return nil }
    return FlowName.key(of: text)
  }

  /// Whether the record has to be read.
  package var needsRecord: Bool {
    switch test {
    case .deployed, .node: true
    default: false
    }
  }
}

extension FlowCondition.Test {
  fileprivate func holds(
    forKey key: @autoclosure () -> String, name: @autoclosure () -> String
  ) -> Bool? {
    switch self {
    case .spelling(let text): FlowName.spelling(of: name()).contains(text)
    case .pattern(let pattern):
      pattern.matches(pattern.isPlain ? key() : FlowName.spelling(of: name()))
    default: nil
    }
  }

  fileprivate func holds(for flow: FlowSummary) -> Bool? {
    switch self {
    case .name(let text): flow.nameKey.contains(text)
    case .spelling, .pattern: holds(forKey: flow.nameKey, name: flow.name)
    case .kind(let kind): flow.kind == kind
    case .type(let text):
      [flow.type, flow.status].contains { $0?.lowercased().hasPrefix(text) == true }
    case .category(let text): flow.category?.lowercased().contains(text) == true
    case .id(let text): flow.localID.hasPrefix(text) || flow.remoteID?.hasPrefix(text) == true
    case .live(let value): flow.isLive == value
    case .number(let field, let comparison, let bound):
      field.value(of: flow).map { comparison.holds($0, bound) } ?? false
    case .deployed, .node: nil
    }
  }
}

extension FlowCondition.Number {
  fileprivate func value(of flow: FlowSummary) -> Int? {
    switch self {
    case .nodes: flow.nodeCount
    case .edges: flow.edgeCount
    case .teams: flow.teamCount
    case .size: flow.byteCount
    }
  }
}
