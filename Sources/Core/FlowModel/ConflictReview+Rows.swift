import JSONText

extension ConflictReview {
  /// Reads a conflict. Merges it twice and masks its records: a few tens of milliseconds for a
  /// large flow, so not on a thread that draws.
  package init(_ conflict: Conflict, of kind: FlowKind) {
    self.init(
      conflict: conflict.id, flow: conflict.flow, name: conflict.name, kind: conflict.kind,
      openedAt: conflict.openedAt, rows: [])
    choices = conflict.choices
    remoteVersion = conflict.remoteVersion
    baseStamp = Self.stamp(of: conflict.base, kind)
    serverStamp = Self.stamp(of: conflict.remote, kind)
    guard let merge = ConflictMerge(conflict, of: kind) else {
      rows = Self.changes(in: conflict, of: kind)
      return
    }
    obstacle = merge.obstacle?.sentence
    refusal = merge.refusal
    problems = merge.chosen.problems.map(\.sentence)
    guard obstacle == nil else { return }
    var builder = ConflictRows(conflict, merge, kind)
    rows = builder.rows()
    results = builder.results(of: rows)
  }

  /// A merge gives every place a name; what is only looked at needs none.
  private static func changes(in conflict: Conflict, of kind: FlowKind) -> [Row] {
    let other = conflict.kind == .editGone ? conflict.local : conflict.remote
    guard conflict.kind != .createTwin, let base = conflict.base, let other else { return [] }
    return FlowDiff.differences(from: base, to: other, kind: kind, includesLayout: false).map {
      change in
      let isMine = conflict.kind == .editGone
      let before = change.before.map(Value.init(excerpt:))
      let after = change.after.map(Value.init(excerpt:))
      return Row(
        path: (try? JSONPath(parsing: change.path)) ?? JSONPath(), place: change.path,
        clashes: false, canBeChosen: false, base: before, mine: isMine ? after : nil,
        theirs: isMine ? nil : after, outcome: isMine ? .mine : .theirs)
    }
  }

  private static func stamp(of record: [UInt8]?, _ kind: FlowKind) -> String? {
    record.flatMap { try? FlowProjection(reading: $0, kind: kind) }?.stamp
  }
}

/// Puts the rows of a review together.
struct ConflictRows {
  private let merge: ConflictMerge
  private let kind: FlowKind
  private var base: MaskedCopy?
  private var local: MaskedCopy?
  private var remote: MaskedCopy?
  private var result: MaskedCopy?

  init(_ conflict: Conflict, _ merge: ConflictMerge, _ kind: FlowKind) {
    self.merge = merge
    self.kind = kind
    base = conflict.base.flatMap { MaskedCopy($0, kind) }
    local = conflict.local.flatMap { MaskedCopy($0, kind) }
    remote = conflict.remote.flatMap { MaskedCopy($0, kind) }
    result = MaskedCopy(merge.chosen.record, kind)
  }

  mutating func rows() -> [ConflictReview.Row] {
    let open = Set(merge.chosen.clashes.map(\.path))
    let sides = Dictionary(merge.chosen.rows.map { ($0.path, $0.side) }) { first, _ in first }
    var rows: [ConflictReview.Row] = []
    for clash in merge.plain.clashes {
      let outcome = open.contains(clash.path) ? .open : outcome(sides[clash.path], at: clash.path)
      rows.append(row(clash.path, clashes: true, outcome: outcome))
    }
    let merged = merge.plain.rows.filter { !$0.isCosmetic } + merge.plain.rows.filter(\.isCosmetic)
    for change in merged {
      rows.append(
        row(
          change.path, clashes: false, isCosmetic: change.isCosmetic,
          canBeChosen: change.canBeChosen,
          outcome: outcome(sides[change.path] ?? change.side, at: change.path)))
    }
    return rows
  }

  private mutating func row(
    _ path: JSONPath, clashes: Bool, isCosmetic: Bool = false, canBeChosen: Bool = true,
    outcome: ConflictReview.Outcome
  ) -> ConflictReview.Row {
    let place = remote?.path(path) ?? local?.path(path) ?? base?.path(path) ?? path
    return ConflictReview.Row(
      path: path, place: place.dotted, clashes: clashes, isCosmetic: isCosmetic,
      canBeChosen: canBeChosen, base: base?.value(path), mine: local?.value(path),
      theirs: remote?.value(path), outcome: outcome, isChosen: merge.choices[path] != nil)
  }

  private mutating func outcome(
    _ side: JSONMergeRow.Side?, at path: JSONPath
  ) -> ConflictReview.Outcome {
    switch side {
    case .local: .mine
    case .base: .base
    case .both: .both
    case .own: result?.value(path).map { .own($0) } ?? .mine
    // A choice that says what the server says is no change of its record.
    case .remote, nil: .theirs
    }
  }

  // MARK: The result

  /// The texts of the fields that have rows.
  mutating func results(of rows: [ConflictReview.Row]) -> [String: MergedText] {
    var texts: [String: MergedText] = [:]
    let fields = Dictionary(grouping: rows.indices) { rows[$0].path.field }
    for (field, numbers) in fields {
      texts[field] = result?.text(of: field, rows, numbers, kind)
    }
    return texts
  }
}

extension JSONPath {
  /// The field of a record that it leads into; empty for the record itself.
  package var field: String {
    guard case .key(let field)? = steps.first else { return "" }
    return field
  }
}
