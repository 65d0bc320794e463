package import FlowModel
import FlowStore
import JSONText

/// Everything the detail of a flow shows, read at once. Secrets are masked.
package struct FlowOverview: Hashable, Sendable {
  package var flow: FlowSummary
  /// Names and values worth a line: category, teams, key, deployed, public …
  package var facts: [Fact]
  /// What differs from the server's copy, layout left out.
  package var differences: [FlowDifference]
  package var problems: [FlowProblem]
  package var changes: [Change]
  package var conflict: Conflict?
  /// nil when the body is not JSON or was never read.
  package var graph: FlowGraph?
  /// Newest first, at most ten.
  package var versions: [FlowVersion]
  package var unsaved: [UnsavedText]
  /// What happened to it by itself, newest first.
  package var notices: [FlowNotice]

  package struct Fact: Hashable, Sendable {
    package var name: String
    package var value: String
  }
}

extension Workspace {
  package func overview(of id: FlowID) async throws(Problem) -> FlowOverview {
    let parts = try await read { (reader) throws(StoreError) in
      (
        flow: try reader.existing(id), changes: try reader.openChanges(of: id),
        conflict: try reader.conflict(of: id), versions: try reader.history(of: id, limit: 10),
        unsaved: try reader.unsaved(of: id), notices: try reader.notices(of: id),
        quarantine: try reader.quarantine(of: id)
      )
    }
    let flow = parts.flow
    let kind = flow.summary.kind
    let root = (try? JSONDocument(parsing: flow.record))?.root
    let text = root.flatMap { FlowBody.text(in: $0, kind: kind) }
    let body = text.flatMap { try? JSONDocument(parsing: $0).root }
    let oddity = parts.quarantine.map {
      [FlowOverview.Fact(name: "unread", value: $0.reason.clause)]
    }
    return FlowOverview(
      flow: flow.summary, facts: (oddity ?? []) + (root.map { Self.facts(of: $0) } ?? []),
      differences: Self.differences(of: flow),
      problems: [.stub, .quarantined].contains(flow.summary.state)
        ? [] : Self.problems(of: body, text, kind),
      changes: parts.changes, conflict: parts.conflict,
      graph: body.flatMap { $0.kind == .object ? FlowGraph(body: $0) : nil },
      versions: parts.versions,
      unsaved: parts.unsaved, notices: parts.notices)
  }

  private static func problems(
    of body: JSONNode?, _ text: [UInt8]?, _ kind: FlowKind
  ) -> [FlowProblem] {
    body.map { FlowCheck.problems(in: $0, kind: kind) }
      ?? FlowCheck.problems(inBody: text, kind: kind)
  }

  /// What differs between the server's copy and what stands here, layout left out.
  ///
  /// - Parameter limit: values are shortened to so many characters.
  package func differences(
    of id: FlowID, limit: Int = FlowDiff.shortened
  ) async throws(Problem) -> [FlowDifference] {
    Self.differences(of: try await flow(id), limit: limit)
  }

  private static func differences(
    of flow: Flow, limit: Int = FlowDiff.shortened
  ) -> [FlowDifference] {
    guard let base = flow.base, base != flow.record else { return [] }
    return FlowDiff.differences(
      from: base, to: flow.record, kind: flow.summary.kind, includesLayout: false, limit: limit)
  }

  /// Short fields that a list has no column for.
  private static func facts(of root: JSONNode) -> [FlowOverview.Fact] {
    let shown = [
      ("category", "category"), ("deployed", "deployed"), ("isPublic", "public"),
      ("apikeyid", "key"), ("workspaceId", "workspace"), ("createdDate", "created"),
      ("createdAt", "created"), ("teamIds", "teams"),
    ]
    return shown.compactMap { field, title in
      guard let value = root[field], !value.isNull else { return nil }
      let list = value.kind == .array ? value.elements.compactMap(\.string) : nil
      let text =
        value.string ?? list?.joined(separator: ", ")
        ?? String(decoding: value.bytes.prefix(200), as: UTF8.self)
      return text.isEmpty ? nil : FlowOverview.Fact(name: title, value: text)
    }
  }
}
