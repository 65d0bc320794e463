package import JSONText

/// What becomes of a flow that changed here and there (sync.md 2.10). Pure; sends and stores
/// nothing. Values in it may be secrets: who shows them masks them.
package struct FlowMerge: Sendable, Equatable {
  /// The server's record with all that is taken from here; at open clashes the server's value.
  package let record: [UInt8]
  /// Where a person must choose, in the order of the record.
  package let clashes: [JSONClash]
  /// All other changes, and whose they are. Fields that only the server writes are not told.
  package let rows: [JSONMergeRow]
  /// What does not hold in `record`, though it does on one side at least.
  package let problems: [FlowMergeProblem]
  /// Whether it may be taken without asking.
  package let verdict: Verdict

  /// Who decides.
  package enum Verdict: Sendable, Equatable {
    case automatic
    /// Never empty.
    case asks([Reason])
  }

  /// Why a person is asked.
  package enum Reason: Sendable, Hashable {
    /// Both changed the same thing, or one removed what the other changed.
    case clash
    /// Taken together the two sides break something: see ``FlowMerge/problems``.
    case broken
    /// Somebody uses the flow now.
    case live
    /// The setting says so.
    case setting
    /// Too large to merge.
    case tooMuch
    /// A copy is not JSON.
    case notJSON(JSONMergeCopy)
  }

  /// What was allowed beforehand.
  package enum Consent: Sendable, Hashable, CaseIterable {
    /// `merge: "ask"` in the configuration.
    case none
    /// `merge: "auto"`: what is not live.
    case standing
    /// `--merge auto` with this very command.
    case given
  }

  /// Merges three records of one flow.
  ///
  /// - Parameters:
  ///   - isLive: whether somebody uses the flow now (sync.md 2.15).
  ///   - choices: what a person chose, by ``JSONClash/path``; also for places without a clash. They
  ///     hold for other copies of the same flow too.
  /// - Throws: ``JSONMergeError/invalidChoice(_:_:)`` and no other: what cannot be merged asks.
  package static func merge(
    base: [UInt8], local: [UInt8], remote: [UInt8], kind: FlowKind, isLive: Bool,
    consent: Consent = .standing, choices: [JSONPath: JSONMergeChoice] = [:]
  ) throws(JSONMergeError) -> FlowMerge {
    let result: JSONMergeResult
    do throws(JSONMergeError) {
      result = try JSONMerge.merge(
        base: base, local: local, remote: remote, rules: FlowMergeRules.rules(kind),
        choices: choices)
    } catch {
      switch error {
      case .notJSON(let copy, _): return FlowMerge(keeping: remote, because: .notJSON(copy))
      case .tooMuch: return FlowMerge(keeping: remote, because: .tooMuch)
      case .invalidChoice: throw error
      }
    }
    // If only one side did more than looks, order or what the other did too, nothing is put
    // together: the result says what that side says.
    let rows = result.rows.filter { !$0.isCosmetic && $0.kind != .moved && $0.side != .both }
    let sides = Set(rows.map(\.side))
    let isCombined =
      !result.clashes.isEmpty || sides.count > 1
      || sides.contains(.own) || sides.contains(.base)
    let problems =
      isCombined ? Self.problems(of: result, base, local, remote, kind: kind) : []
    var reasons: [Reason] = []
    if !result.clashes.isEmpty { reasons.append(.clash) }
    if !problems.isEmpty { reasons.append(.broken) }
    if isCombined, isLive, consent != .given { reasons.append(.live) }
    if isCombined, consent == .none { reasons.append(.setting) }
    return FlowMerge(
      record: result.text, clashes: result.clashes, rows: result.rows, problems: problems,
      verdict: reasons.isEmpty ? .automatic : .asks(reasons))
  }

  private init(
    record: [UInt8], clashes: [JSONClash], rows: [JSONMergeRow], problems: [FlowMergeProblem],
    verdict: Verdict
  ) {
    self.record = record
    self.clashes = clashes
    self.rows = rows
    self.problems = problems
    self.verdict = verdict
  }

  private init(keeping remote: [UInt8], because reason: Reason) {
    self.init(record: remote, clashes: [], rows: [], problems: [], verdict: .asks([reason]))
  }

  /// What does not hold in the merged record. What holds on neither side is no work of the merge.
  private static func problems(
    of result: JSONMergeResult, _ base: [UInt8], _ local: [UInt8], _ remote: [UInt8],
    kind: FlowKind
  ) -> [FlowMergeProblem] {
    func check(_ record: [UInt8]) -> FlowMergeCheck? {
      (try? JSONDocument(parsing: record).root).map { FlowMergeCheck($0, kind: kind) }
    }
    guard let merged = check(result.text) else { return [.unreadable(field: "")] }
    let gone =
      removedNodes(in: result, kind: kind)
      ?? [base, local, remote].reduce(into: []) { $0.formUnion(check($1)?.nodeIDs ?? []) }
    let problems = merged.problems(gone: gone)
    if problems.isEmpty { return [] }
    let common = [local, remote].map { Set(check($0)?.problems(gone: gone) ?? []) }
    return problems.filter { problem in !common.allSatisfy { $0.contains(problem) } }
  }

  /// The ids of the nodes that some copy has and not all have.
  ///
  /// - Returns: nil if the nodes were not merged one by one.
  private static func removedNodes(in result: JSONMergeResult, kind: FlowKind) -> Set<[UInt8]>? {
    let list = JSONPath([.key(kind.bodyField), .key("nodes")])
    var ids: Set<[UInt8]> = []
    for path in result.clashes.map(\.path) + result.rows.filter({ $0.kind != .moved }).map(\.path) {
      if path.steps.count <= 2, list.steps.starts(with: path.steps) { return nil }
      guard path.parent == list, case .key(let id)? = path.steps.last else { continue }
      ids.insert(Array(id.utf8))
    }
    return ids
  }
}
