package import FlowModel
import JSONText

/// What to do with an edit, after looking at what stands on the server now. Pure.
package enum PushDecision: Equatable, Sendable {
  /// Nobody wrote: send. (Fields that only the server writes may have moved.)
  case send
  /// The server already holds what we want: nothing to send.
  case settle
  /// Somebody else changed other things: ours goes on top of theirs without asking.
  case merge(FlowMerge)
  /// A person chooses; `paths` are those that both sides changed, dotted.
  case hold(Conflict.Kind, paths: [String])

  /// Four situations:
  /// 1. remote = base     nobody else wrote     → send
  /// 2. remote = local    same edit twice       → settle
  /// 3. both moved, apart from each other       → merge, if `consent` covers it
  /// 4. both moved, at one place                → hold
  package static func decide(
    base: RecordContent, local: RecordContent, remote: RecordContent,
    consent: FlowMerge.Consent
  ) -> PushDecision {
    if base.isSameContent(as: remote) { return base.isSameContent(as: local) ? .settle : .send }
    if local.isSameContent(as: remote) { return .settle }
    // No choices are given, so none of them can be invalid.
    let found = try? FlowMerge.merge(
      base: base.bytes, local: local.bytes, remote: remote.bytes, kind: local.service.kind,
      isLive: base.isLive || remote.isLive, consent: consent)
    guard let merge = found else { return .hold(.editEdit, paths: []) }
    switch merge.verdict {
    case .automatic: return .merge(merge)
    case .asks(let reasons):
      let isAboutUse = reasons.allSatisfy { $0 == .live || $0 == .setting }
      return .hold(
        isAboutUse && reasons.contains(.live) ? .liveMerge : .editEdit,
        paths: merge.clashes.map(\.place))
    }
  }
}

extension JSONClash {
  /// Where it stands, for people: dotted, elements by position; ours, where ours has it.
  fileprivate var place: String { ((local ?? remote ?? base)?.path ?? path).dotted }
}

extension FlowMerge {
  /// Dotted paths of what came from the server and says more than how something looks.
  package var taken: [String] {
    rows.filter { $0.side == .remote && !$0.isCosmetic && $0.kind != .moved }.map(\.path.dotted)
  }

  /// Whether nothing but the looks differs from `base` on the server's side.
  package static func isCosmetic(
    from base: RecordContent, to remote: RecordContent
  ) -> Bool {
    let found = try? merge(
      base: base.bytes, local: base.bytes, remote: remote.bytes, kind: base.service.kind,
      isLive: false)
    return found?.verdict == .automatic
      && (found?.rows.allSatisfy { $0.isCosmetic || $0.kind == .moved } ?? false)
  }
}
