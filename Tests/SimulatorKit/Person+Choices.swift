import FlowModel
import FlowStore
import FlowSync
import JSONText

/// A conflict that is decided place by place (`weir resolve --choose`).
extension Person {
  /// - Returns: whether that ended the conflict.
  func resolveByPlace(_ conflict: Conflict) throws(StoreError) -> Bool {
    guard let merge = ConflictMerge(conflict, of: kind), merge.obstacle == nil,
      let before = try store.reader.flow(conflict.flow)
    else { return false }
    var choices = conflict.choices
    var own: [UInt8] = []
    for clash in merge.plain.clashes { choices[clash.path] = choice(&own) }
    for row in merge.plain.rows where row.canBeChosen && baton.chance(0.2) {
      choices[row.path] = baton.pick([.mine, .theirs, .base])
    }
    try store.writer.keepChoices(choices, of: conflict.id)
    let refusal = try ConflictResolver(store).saveMerge(
      of: conflict.flow, seen: conflict.remoteVersion)
    if let refusal {
      baton.note("cannot save the merge of \(conflict.name): \(refusal)")
      return false
    }
    try note(conflict, before, own: own)
    return true
  }

  private func choice(_ own: inout [UInt8]) -> JSONMergeChoice {
    guard baton.chance(0.2) else { return baton.pick([.mine, .theirs, .base]) ?? .mine }
    let text = Array("\"own tk\(ledger.fresh())k\"".utf8)
    own += text
    return .own(text)
  }

  /// What the merge left out of either side, the person has seen and let go.
  private func note(
    _ conflict: Conflict, _ before: Flow, own: [UInt8]
  ) throws(StoreError) {
    let record = try store.reader.flow(conflict.flow)?.record ?? []
    let merged = Marks.values(in: record)
    let mine = Marks.values(in: before.record)
    let theirs = Marks.values(in: conflict.remote ?? [])
    ledger.mayGo(theirs.subtracting(merged), in: program.copy)
    ledger.giveUp(mine.subtracting(merged))
    // A value of one's own stands in the record, or its place went with what was chosen above it.
    let kept = Marks.values(in: own).intersection(merged)
    ledger.saved(
      Array(kept.sorted().map { "tk\($0)k" }.joined(separator: " ").utf8), before: [],
      in: program.copy)
    if conflict.kind == .pinChanged { ledger.approve(merged, in: program.copy) }
    baton.note("resolves \(conflict.kind.rawValue) of \(conflict.name) place by place")
  }
}
