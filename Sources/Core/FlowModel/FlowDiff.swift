import JSONText

/// One place in which two records differ, as a person reads it.
package struct FlowDifference: Hashable, Sendable {
  /// Dotted, through fields that hold JSON in a string: `flowData.nodes[3].data.inputs.temperature`.
  package var path: String
  /// The label of the node it is in; nil outside nodes.
  package var node: String?
  package var kind: Kind
  /// The values as JSON, secrets masked; nil where there is none. Lists get them shortened.
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
  /// - Parameters:
  ///   - includesLayout: whether moved and resized nodes count.
  ///   - limit: values are shortened to so many characters; nil: they are whole.
  /// - Returns: in the order of the newer record; empty when either is not JSON.
  package static func differences(
    from before: [UInt8], to after: [UInt8], kind: FlowKind, includesLayout: Bool = true,
    limit: Int? = shortened
  ) -> [FlowDifference] {
    guard let old = try? JSONDocument(parsing: before).root,
      let new = try? JSONDocument(parsing: after).root
    else { return [] }
    let changes = JSONDiff.changes(from: old, to: new, embedded: FlowFields.embedded)
    if changes.isEmpty { return [] }
    let labels = Labels(old: old, new: new, kind: kind)
    var maskedOld = MaskedRecord(of: before)
    var maskedNew = MaskedRecord(of: after)
    return changes.compactMap { change in
      guard let first = change.path.steps.first, case .key(let field) = first,
        FlowFields.isClientOwned(field, of: kind.service)
      else { return nil }
      let path = change.path.dotted
      if !includesLayout, isLayout(path) { return nil }
      let after = change.after.map {
        maskedNew.text(of: $0, at: change.path) ?? SecretMask.masked($0)
      }
      let isSecret = after != change.after
      let oldPath = labels.oldPath(of: change)
      let before = change.before.flatMap { maskedOld.text(of: $0, at: oldPath) }
      let old = change.before.map { before ?? hidden($0, isSecret) }
      let start = limit.map { beginning(of: old ?? [], after ?? [], limit: $0) } ?? 0
      return FlowDifference(
        path: path, node: labels.label(of: change),
        kind: FlowDifference.Kind(change.kind),
        before: old.map { shown($0, from: start, at: change.path, limit) },
        after: after.map { shown($0, from: start, at: change.path, limit) })
    }
  }

  /// How long a value may be where it is one of many.
  package static let shortened = 200

  /// Whether a dotted path is about where something is drawn (sync.md 2.10.1, cosmetic paths).
  package static func isLayout(_ path: String) -> Bool {
    let parts = path.split(whereSeparator: { $0 == "." || $0 == "[" })
    if parts.contains("viewport") { return true }
    guard let nodes = parts.firstIndex(of: "nodes"), parts.count > nodes + 2 else { return false }
    let field = parts[nodes + 2]
    if field == "data" { return parts.count == nodes + 4 && parts[nodes + 3] == "selected" }
    return FlowFields.nodeLayout.contains(String(field))
  }

  /// A value of which is not known where it stood: a secret where the newer one is.
  private static func hidden(_ value: [UInt8], _ isSecret: Bool) -> [UInt8] {
    isSecret ? JSONString.literal(SecretMask.mark) : SecretMask.masked(value)
  }

  /// Where two values that are too long begin to be told: at their beginning, or a little before
  /// the place where they differ when that is far behind.
  private static func beginning(of old: [UInt8], _ new: [UInt8], limit: Int) -> Int {
    let end = min(old.count, new.count)
    guard end > 0, max(old.count, new.count) > limit else { return 0 }
    var same = 0
    while same < end, old[same] == new[same] { same += 1 }
    guard same < max(old.count, new.count), same > limit / 4 else { return 0 }
    var start = same - limit / 8
    // Neither in the middle of a character nor of an escape of two letters.
    while start > 0, old[start] & 0xC0 == 0x80 || old[start - 1] == UInt8(ascii: "\\") {
      start -= 1
    }
    return start
  }

  private static func shown(
    _ value: [UInt8], from start: Int, at path: JSONPath, _ limit: Int?
  ) -> String {
    if case .key(let name)? = path.steps.last, isSecretName(name), value.first == 0x22 {
      return String(decoding: JSONString.literal(SecretMask.mark), as: UTF8.self)
    }
    guard let limit else { return String(decoding: value, as: UTF8.self) }
    let part = value.dropFirst(start).prefix(20 * limit)
    let isString = value.first == UInt8(ascii: "\"")
    let text =
      (start == 0 ? "" : isString ? "\"…" : "…") + String(decoding: part, as: UTF8.self)
    return text.count > limit ? String(text.prefix(limit - 1)) + "…" : text
  }

  /// Where no `inputParams` tell that an input is a password, its name may.
  private static func isSecretName(_ name: String) -> Bool {
    let folded = name.lowercased()
    return ["apikey", "password", "token", "secret", "authorization", "cookie", "x-api-key"]
      .contains { folded.contains($0) }
  }

  /// Finds the node that a path is in.
  private struct Labels {
    private let old: [FlowGraph.Node]
    private let new: [FlowGraph.Node]
    private let oldIndexes: [String: Int]

    init(old: JSONNode, new: JSONNode, kind: FlowKind) {
      self.old = Self.nodes(of: old, kind: kind)
      self.new = Self.nodes(of: new, kind: kind)
      oldIndexes = Dictionary(self.old.map { ($0.id, $0.index) }) { first, _ in first }
    }

    func label(of change: JSONChange) -> String? {
      guard let (_, index) = Self.place(in: change.path) else { return nil }
      return (isRemovedElement(change) ? old : new).first { $0.index == index }?.label
    }

    /// A whole element that is gone is told by where it stood; what is gone from inside an element by
    /// where that stands now.
    private func isRemovedElement(_ change: JSONChange) -> Bool {
      guard let (step, _) = Self.place(in: change.path) else { return false }
      return change.kind == .removed && change.path.steps.count == step + 1
    }

    /// Where the value stood before, when its node had another number then.
    func oldPath(of change: JSONChange) -> JSONPath {
      if let origin = change.origin { return origin }
      guard !isRemovedElement(change), let (step, index) = Self.place(in: change.path),
        let node = new.first(where: { $0.index == index }), let before = oldIndexes[node.id]
      else { return change.path }
      var path = change.path
      path.steps[step] = .index(before)
      return path
    }

    /// The step that numbers the node, and its number.
    private static func place(in path: JSONPath) -> (step: Int, index: Int)? {
      for (step, next) in zip(path.steps, path.steps.indices.dropFirst()) {
        guard case .key("nodes") = step, case .index(let index) = path.steps[next] else { continue }
        return (next, index)
      }
      return nil
    }

    private static func nodes(of record: JSONNode, kind: FlowKind) -> [FlowGraph.Node] {
      FlowBody.text(in: record, kind: kind).flatMap { FlowGraph(body: $0)?.nodes } ?? []
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
