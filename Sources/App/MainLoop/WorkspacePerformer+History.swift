import FlowModel
import FlowWorkspace
import Workbench

extension WorkspacePerformer {
  func detail(
    of flow: FlowID, _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    do throws(Problem) {
      post(.detailLoaded(FlowDetail(try await workspace.overview(of: flow))))
    } catch {
      // Dropped while the list still showed it: the list that comes next tells.
      let summary = try? await workspace.summary(flow)
      guard let summary, summary.state != .discarded else { return }
      throw error
    }
  }

  /// A flow that cannot be read has no graph; the detail, which is read with it, tells why.
  func graph(of id: FlowID, _ post: @escaping @Sendable (AppEvent) -> Void) async {
    guard let flow = try? await workspace.flow(id),
      let graph = ComparedGraph(of: flow.record, base: flow.base, kind: flow.summary.kind)
    else { return post(.graphLoaded(id, nil)) }
    let content = GraphFlow(flow: flow.summary, graph: graph) { Task.isCancelled }
    if let content { post(.graphLoaded(id, content)) }
  }

  /// What the tab History asks for.
  func history(
    _ effect: Effect, _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    switch effect {
    case .loadHistory(let flow, let before):
      let page = try await workspace.history(of: flow, before: before, limit: HistoryPane.pageRows)
      post(.historyLoaded(flow, page, before: before))
    case .loadVersionChanges(let flow, let version, let comparison):
      let differences =
        switch comparison {
        case .before: try await workspace.differences(of: flow, in: version)
        case .present:
          try await workspace.differences(
            of: flow, from: .version(version), includesLayout: true, limit: FlowDiff.shortened)
        }
      post(
        .versionChangesLoaded(
          flow,
          VersionChanges(version: version, comparison: comparison, differences: differences)))
    case .loadVersionText(let flow, let version):
      post(.versionTextLoaded(flow, try await text(of: version, flow)))
    default: break
    }
  }

  /// The body, pretty; the whole record where there is no body.
  private func text(of version: VersionID, _ id: FlowID) async throws(Problem) -> VersionText {
    let record = try await workspace.versionBytes(version, of: id)
    return VersionText(
      version: version, lines: Self.lines(of: record, try await workspace.summary(id)))
  }

  /// What stands here now, as ``text(of:_:)`` shows a version.
  func bodyLines(of id: FlowID) async throws(Problem) -> [String] {
    let flow = try await workspace.flow(id)
    return Self.lines(of: flow.record, flow.summary)
  }

  static func lines(of record: [UInt8], _ summary: FlowSummary) -> [String] {
    let masked = SecretMask.masked(record)
    let flow = Flow(summary: summary, record: masked, base: nil, version: 0)
    let text = (try? EditableText(of: nil, in: flow).text) ?? masked
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }
}
