import FlowModel
import JSONText

/// What to do with an edit, after looking at what stands on the server now. Pure.
package enum PushDecision: Hashable, Sendable {
  /// Nobody wrote: send. (Fields that only the server writes may have moved.)
  case send
  /// The server already holds what we want: nothing to send.
  case settle
  /// Somebody else's change. A person chooses; `paths` are those that both sides changed.
  case hold(paths: [String])

  /// Three situations:
  /// 1. remote = base     nobody else wrote     → send
  /// 2. remote = local    same edit twice       → settle
  /// 3. both moved                              → hold
  package static func decide(
    base: RecordContent, local: RecordContent, remote: RecordContent
  ) -> PushDecision {
    if base.isSameContent(as: remote) { return base.isSameContent(as: local) ? .settle : .send }
    if local.isSameContent(as: remote) { return .settle }
    return .hold(paths: Clash.paths(base: base, local: local, remote: remote))
  }
}

/// The places that both sides changed.
package enum Clash {
  /// Dotted paths, in the local side's order; empty when the changes lie apart or cannot be
  /// compared.
  package static func paths(
    base: RecordContent, local: RecordContent, remote: RecordContent
  ) -> [String] {
    let mine = changes(from: base, to: local)
    let theirs = changes(from: base, to: remote)
    var changedThere: Set<JSONPath> = []
    var holdsChangeThere: Set<JSONPath> = []
    for path in theirs {
      changedThere.insert(path)
      holdsChangeThere.formUnion(beginnings(of: path))
    }
    return mine.filter { path in
      holdsChangeThere.contains(path)
        || beginnings(of: path).contains { changedThere.contains($0) }
    }.map(\.dotted)
  }

  private static func changes(from: RecordContent, to: RecordContent) -> [JSONPath] {
    guard let old = from.root, let new = to.root else { return [] }
    return JSONDiff.changes(from: old, to: new, embedded: FlowFields.embedded).map(\.path)
      .filter { path in
        guard case .key(let field)? = path.steps.first else { return false }
        return FlowFields.isClientOwned(field, of: from.service)
      }
  }

  /// Every path that leads to or through `path`'s end: itself and what stands above it.
  private static func beginnings(of path: JSONPath) -> [JSONPath] {
    path.steps.indices.map { JSONPath(Array(path.steps[...$0])) }
  }
}
