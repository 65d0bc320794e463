package import JSONText

/// The merge behind an open conflict: as it comes out by itself, and with what a person chose.
package struct ConflictMerge: Sendable {
  /// Without choices: what there is to choose.
  package let plain: FlowMerge
  /// With the choices: what would be saved.
  package let chosen: FlowMerge
  /// Those of the choices that still have a place. The others wait: the server may move again.
  package let choices: [JSONPath: JSONMergeChoice]
  private let remote: [UInt8]
  private let kind: FlowKind

  /// Merges the three versions of a conflict.
  ///
  /// - Returns: nil when the conflict is not about three versions: something is gone or there is
  ///   only a twin.
  package init?(_ conflict: Conflict, of kind: FlowKind) {
    guard conflict.kind.isAboutValues, let local = conflict.local, let remote = conflict.remote
    else { return nil }
    let base = conflict.base ?? Array("{}".utf8)
    func merge(_ choices: [JSONPath: JSONMergeChoice]) -> FlowMerge? {
      // A person decides in any case, so what the flow is used for does not count here.
      try? FlowMerge.merge(
        base: base, local: local, remote: remote, kind: kind, isLive: false, consent: .given,
        choices: choices)
    }
    guard let plain = merge([:]) else { return nil }
    self.plain = plain
    self.remote = remote
    self.kind = kind
    let places = Set(plain.clashes.map(\.path) + plain.rows.filter(\.canBeChosen).map(\.path))
    let valid = conflict.choices.byPath.filter { path, choice in
      guard places.contains(path) else { return false }
      guard case .own(let text) = choice else { return true }
      return (try? JSONDocument(parsing: text)) != nil
    }
    choices = valid
    guard !valid.isEmpty, let chosen = merge(valid) else {
      chosen = plain
      return
    }
    self.chosen = chosen
  }

  /// Why nothing could be merged; nil when it could.
  package var obstacle: FlowMerge.Reason? {
    guard case .asks(let reasons) = plain.verdict else { return nil }
    return reasons.first { reason in
      switch reason {
      case .tooMuch, .notJSON: true
      case .clash, .broken, .live, .setting: false
      }
    }
  }

  /// Why this cannot be saved, as a sentence; nil when it can.
  package var refusal: String? {
    if let obstacle { return obstacle.sentence }
    if let clash = chosen.clashes.first {
      let count = chosen.clashes.count
      return count == 1
        ? "\(clash.path.dotted) is not chosen yet."
        : "\(count) places are not chosen yet, the first is \(clash.path.dotted)."
    }
    return chosen.problems.first?.sentence ?? lack
  }

  /// What the server needs and the result would not have. A body that it has already is its own.
  private var lack: String? {
    guard let made = try? JSONDocument(parsing: chosen.record).root else { return nil }
    let body = FlowBody.text(in: made, kind: kind)
    let theirs = try? JSONDocument(parsing: remote).root
    if let theirs, body == FlowBody.text(in: theirs, kind: kind) { return nil }
    return FlowCheck.refusal(ofBody: body, kind: kind).map { "The server would refuse it: \($0)." }
  }
}

extension JSONMergeRow {
  /// The order of an array is told, but taking a side's would take all of its elements.
  package var canBeChosen: Bool { kind != .moved && side != .both }
}

extension Conflict.Kind {
  /// Whether three versions stand side by side, so that a person may choose value by value.
  package var isAboutValues: Bool {
    switch self {
    case .editEdit, .liveMerge, .writeRace, .pinChanged: true
    case .editGone, .deleteEdit, .createTwin: false
    }
  }
}

extension FlowMerge.Reason {
  /// Why somebody must decide.
  package var sentence: String {
    switch self {
    case .clash: "Both sides changed the same."
    case .broken: "Taken together, the two sides break something."
    case .live: "Somebody uses it now."
    case .setting: "The setting says to ask."
    case .tooMuch: "It is too large to be merged value by value."
    case .notJSON(.base): "The version before is not JSON: it cannot be merged."
    case .notJSON(.local): "What stands here is not JSON: it cannot be merged."
    case .notJSON(.remote): "What stands on the server is not JSON: it cannot be merged."
    }
  }
}

extension FlowMergeProblem {
  /// What does not hold, and where.
  package var sentence: String {
    switch self {
    case .danglingEdge(let edge, let node):
      "Edge \(edge) would lead to \(node), which is no node any more."
    case .brokenReference(let node, let target):
      "The text of \(node) would name \(target), which is no node any more."
    case .lostParent(let node, let parent):
      "\(node) would stand in the group \(parent), which is gone."
    case .duplicateID(let id): "Two of them would have the id \(id)."
    case .unreadable(let field):
      field.isEmpty ? "The result would not be JSON." : "\(field) would not be JSON."
    }
  }
}

extension FlowMerge {
  /// What does not hold in a record that a person made of the three, and holds on one side at least.
  package static func problems(
    in record: [UInt8], base: [UInt8], local: [UInt8], remote: [UInt8], kind: FlowKind
  ) -> [FlowMergeProblem] {
    func check(_ record: [UInt8]) -> FlowMergeCheck? {
      (try? JSONDocument(parsing: record).root).map { FlowMergeCheck($0, kind: kind) }
    }
    guard let made = check(record) else { return [.unreadable(field: "")] }
    let sides = [base, local, remote].map(check)
    let gone = sides.reduce(into: Set<[UInt8]>()) { $0.formUnion($1?.nodeIDs ?? []) }
    let common = sides[1...].map { Set($0?.problems(gone: gone) ?? []) }
    return made.problems(gone: gone).filter { problem in
      !common.allSatisfy { $0.contains(problem) }
    }
  }
}
