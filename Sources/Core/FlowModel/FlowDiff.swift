import JSONText

/// One place in which two records differ, as a person reads it.
package struct FlowDifference: Hashable, Sendable {
  /// Dotted, through fields that hold JSON in a string: `flowData.nodes[3].data.inputs.temperature`.
  package var path: String
  /// The label of the node it is in; nil outside nodes.
  package var node: String?
  package var kind: Kind
  /// The values as JSON, shortened to 200 characters, secrets masked; nil where there is none.
  package var before: String?
  package var after: String?

  package init(path: String, node: String?, kind: Kind, before: String?, after: String?) {
    self.path = path
    self.node = node
    self.kind = kind
    self.before = before
    self.after = after
  }

  package enum Kind: String, Sendable, CaseIterable { case added, removed, changed, moved }

  /// Position, size and selection: where a thing is drawn, not what it does.
  package var isLayout: Bool { FlowDiff.isLayout(path) }
}

/// What changed between two records of one flow.
package enum FlowDiff {
  /// - Parameter includesLayout: whether moved and resized nodes count.
  /// - Returns: in the order of the newer record; empty when either is not JSON.
  package static func differences(
    from before: [UInt8], to after: [UInt8], kind: FlowKind, includesLayout: Bool = true
  ) -> [FlowDifference] {
    guard let old = try? JSONDocument(parsing: before).root,
      let new = try? JSONDocument(parsing: after).root
    else { return [] }
    let labels = Labels(old: old, new: new, kind: kind)
    return JSONDiff.changes(from: old, to: new, embedded: FlowFields.embedded).compactMap {
      change in
      guard let first = change.path.steps.first, case .key(let field) = first,
        FlowFields.isClientOwned(field, of: kind.service)
      else { return nil }
      let path = change.path.dotted
      if !includesLayout, isLayout(path) { return nil }
      return FlowDifference(
        path: path, node: labels.label(of: change.path, isRemoved: change.kind == .removed),
        kind: FlowDifference.Kind(change.kind),
        before: change.before.map { excerpt($0, at: change.path) },
        after: change.after.map { excerpt($0, at: change.path) })
    }
  }

  /// Whether a dotted path is about where something is drawn (sync.md 2.10.1, cosmetic paths).
  package static func isLayout(_ path: String) -> Bool {
    let parts = path.split(whereSeparator: { $0 == "." || $0 == "[" })
    if parts.contains("viewport") { return true }
    guard let nodes = parts.firstIndex(of: "nodes"), parts.count > nodes + 2 else { return false }
    let field = parts[nodes + 2]
    if field == "data" { return parts.count == nodes + 4 && parts[nodes + 3] == "selected" }
    return FlowFields.nodeLayout.contains(String(field))
  }

  private static func excerpt(_ value: [UInt8], at path: JSONPath) -> String {
    if case .key(let name)? = path.steps.last, isSecretName(name), value.first == 0x22 {
      return SecretMask.mark
    }
    let text = String(decoding: SecretMask.masked(value).prefix(4000), as: UTF8.self)
    return text.count > 200 ? String(text.prefix(199)) + "…" : text
  }

  /// A value alone does not tell that its input is a password; names that say so are masked.
  private static func isSecretName(_ name: String) -> Bool {
    let folded = name.lowercased()
    return ["apikey", "password", "token", "secret", "authorization", "cookie", "x-api-key"]
      .contains { folded.contains($0) }
  }

  /// Finds the label of the node that a path is in.
  private struct Labels {
    private let old: [String]
    private let new: [String]

    init(old: JSONNode, new: JSONNode, kind: FlowKind) {
      self.old = Self.labels(of: old, kind: kind)
      self.new = Self.labels(of: new, kind: kind)
    }

    func label(of path: JSONPath, isRemoved: Bool) -> String? {
      for (step, next) in zip(path.steps, path.steps.dropFirst()) {
        guard case .key("nodes") = step, case .index(let index) = next else { continue }
        let list = isRemoved ? old : new
        return list.indices.contains(index) ? list[index] : nil
      }
      return nil
    }

    private static func labels(of record: JSONNode, kind: FlowKind) -> [String] {
      guard let body = FlowBody.text(in: record, kind: kind), let graph = FlowGraph(body: body)
      else { return [] }
      let last = graph.nodes.last.map(\.index) ?? -1
      var labels = [String](repeating: "", count: last + 1)
      for node in graph.nodes { labels[node.index] = node.label }
      return labels
    }
  }
}

extension FlowDifference.Kind {
  fileprivate init(_ kind: JSONChange.Kind) {
    switch kind {
    case .added: self = .added
    case .removed: self = .removed
    case .changed: self = .changed
    case .moved: self = .moved
    }
  }
}
