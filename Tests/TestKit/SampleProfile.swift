package import FlowModel
import JSONText
import TextEditing
package import Workbench

/// A profile in memory that answers effects as a workspace would, at once.
package struct SampleProfile {
  package var chatflows = SampleFlows.chatflows
  package var chatbots = SampleFlows.chatbots
  package var outbox = SampleFlows.outbox
  /// The versions of every flow, newest first.
  package var history = SampleFlows.history
  /// What the engine did, newest first.
  package var events: [PastEvent] = []
  package var conflict = SampleConflict()
  /// What was chosen in it.
  package var choices = ConflictChoices()
  /// Who calls a flow.
  package var mentions: [FlowID: [String]] = [:]
  /// The record whose settings the tab Config shows.
  package var settings = Array(
    #"""
    {"category":"support","isPublic":true,"apiConfig":"{\"rateLimit\":{\"status\":true,\"limitMax\":20}}",
    "chatbotConfig":"{\"starterPrompts\":{\"0\":{\"prompt\":\"Hello?\"}},\"botMessage\":{\"color\":\"#fff\"}}",
    "analytic":"{\"langSmith\":{\"status\":false,\"projectName\":\"weir\"}}"}
    """#.utf8)
  package var answersPublished = true
  package var published = [
    PublishedLine(
      id: "v2", createdAt: "2026-09-14T10:02:00.000Z", nodeCount: 5, byteCount: 66_000),
    PublishedLine(id: "v1", createdAt: nil, nodeCount: nil, byteCount: 61_000),
  ]
  /// The nodes and edges of every flow; nil: it has no body.
  package var graph = SampleGraph.graph()
  /// Whether drawings of graphs come at once; if not, they never do.
  package var answersLayouts = true
  /// What the editor opens; nil: it waits for a text that the test sends.
  package var text: String?
  /// Whether the servers answered last time.
  package var isOnline = true

  package init() {}

  /// What comes back of an effect; nothing for those that write or talk to servers.
  package func answers(to effect: Effect) -> [AppEvent] {
    switch effect {
    case .loadWindow(let query, let anchor, let limit, let request):
      let window = window(of: query, anchor, limit)
      return [.windowLoaded(window, kind: query.kind ?? .chatflow, request: request)]
    case .readRowsToMark(let query, let rows, let change):
      let window = window(of: query, .index(rows.lowerBound), rows.count)
      return [.rowsToMarkRead(window.rows, query, change)]
    case .findMatch(let query, let anchor):
      let isBefore = if case .before = anchor { true } else { false }
      let near = window(of: query, anchor, 1).rows.first
      let end = window(of: query, isBefore ? .end : .start, 1).rows.first
      return [.matchFound(near ?? end, isWrapped: near == nil)]
    case .loadText(let id, let field):
      guard let text else { return [] }
      return [.editor(.textLoaded(editorText(of: id, field: field, Array(text.utf8))))]
    case .checkText(let text, let version, let kind, let base):
      guard self.text != nil else { return [] }
      return [
        .editor(.textChecked(TextCheck(of: text, version: version, kind: kind, base: base)))
      ]
    case .findPaths(let text, let query):
      return [.editor(.pathsFound(PathSearch(of: text, for: query)))]
    case .findFlow(let reference, let goal, _):
      let found = (chatflows + chatbots).filter {
        $0.name == reference || $0.remoteID?.hasPrefix(reference) == true
      }
      guard let flow = found.first, found.count == 1 else {
        return [.failed(Problem(.failed, "No flow has the name or the id \"\(reference)\"."))]
      }
      return [.flowFound(flow, goal)]
    case .findFlows(let words, let search):
      let flows = (chatflows + chatbots).filter { flow in
        words.split(separator: " ").allSatisfy {
          flow.nameKey.contains(FlowName.key(of: String($0)))
        }
      }
      return search == .palette
        ? [.flowsFound(Array(flows.prefix(50)), for: words)]
        : [.completionsFound(flows.prefix(50).map(\.name), for: words)]
    case .listThemes: return [.themesListed(["dusk", "paper", "terminal"])]
    case .compareWithServer(let id):
      return flow(id).map {
        [.comparedWithServer($0, $0.state == .dirty ? SampleFlows.differences : [])]
      } ?? []
    case .loadMentions(let id): return [.mentionsLoaded(id, mentions[id] ?? [])]
    case .loadSettings(let id):
      return [.settingsLoaded(id, FlowSettings.all(of: settings))]
    case .changeSetting(let id, _, _):
      return [.ordered("Changed here.", nil), .settingsLoaded(id, FlowSettings.all(of: settings))]
    case .loadPublished where !answersPublished: return []
    case .loadPublished(let id): return [.publishedLoaded(id, published)]
    case .loadPublishedContent(let id, let version, let isCompared):
      return [
        .publishedContentLoaded(
          id, version: version,
          isCompared
            ? .changes(SampleFlows.differences) : .text(["{"] + (1...60).map { "  \($0)," } + ["}"])
        )
      ]
    case .loadBodyText(let id):
      return [.bodyTextLoaded(id, ["{"] + (1...60).map { "  \"line\": \($0)," } + ["}"])]
    case .loadStatus: return [.statusLoaded(counts, servers)]
    case .loadDetail(let id, _): return flow(id).map { [.detailLoaded(detail(of: $0))] } ?? []
    case .loadGraph(let id):
      guard let flow = flow(id) else { return [] }
      return [.graphLoaded(id, graph.flatMap { GraphFlow(flow: flow, graph: $0) })]
    case .layOutGraph(let request):
      guard answersLayouts else { return [] }
      return GraphSheet(request).map { [.graphLaidOut($0)] } ?? []
    case .loadOutbox:
      return [
        .outboxLoaded(
          outbox.map {
            OutboxEntry(
              change: $0, summary: "2 paths", byteCount: $0.verb == .delete ? nil : 66_123)
          })
      ]
    case .loadDelivery(let id):
      return outbox.first { $0.id == id }.map { [.deliveryLoaded(id, delivery(of: $0))] } ?? []
    case .loadActivity(let event):
      let older = events.filter { known in event.map { known.id < $0 } ?? true }
      return [.activityLoaded(Array(older.prefix(ActivityPane.pageRows)), before: event)]
    case .loadDifferences(let id): return [.differencesLoaded(id, SampleFlows.differences)]
    case .loadConflict(let id):
      return [.conflictLoaded(flow(id).map { conflict.review(of: $0, choices) }, id)]
    case .choose(_, let id), .undoChoice(let id):
      return flow(id).map { [.choiceStored(conflict.review(of: $0, choices), id)] } ?? []
    case .loadHistory(let id, let before):
      let older = history.filter { version in before.map { version.id < $0 } ?? true }
      return [
        .historyLoaded(id, Array(older.prefix(HistoryPane.pageRows)), before: before)
      ]
    case .loadVersionChanges(let id, let version, let comparison):
      let isOldest = comparison == .before && version == history.last?.id
      return [
        .versionChangesLoaded(
          id,
          VersionChanges(
            version: version, comparison: comparison,
            differences: isOldest ? nil : SampleFlows.differences))
      ]
    case .loadVersionText(let id, let version):
      let lines = ["{"] + (1...40).map { "  \"line\": \($0)," } + ["}"]
      return [.versionTextLoaded(id, VersionText(version: version, lines: lines))]
    case .planPush(let flows): return [.pushPlanned(plan(of: flows))]
    default: return []
    }
  }

  /// Keeps what an effect writes, before its answers are asked for.
  package mutating func note(_ effect: Effect) {
    switch effect {
    case .choose(let new, _):
      for path in new.keys.sorted(by: { $0.pointer < $1.pointer }) { choices[path] = new[path] }
    case .undoChoice: choices.removeLast()
    default: break
    }
  }

  private func editorText(of flow: FlowID, field: String?, _ text: [UInt8]) -> EditorText {
    let check = TextCheck(of: TextBuffer(text), version: 0, kind: .chatflow)
    return EditorText(
      flow: flow, field: field ?? "flowData", text: text, version: 7, isJSON: true, check: check)
  }

  private func flow(_ id: FlowID) -> FlowSummary? {
    (chatflows + chatbots).first { $0.id == id }
  }

  /// The window of a list, as the store gives it: `firstIndex` only where it costs nothing.
  private func window(_ rows: [FlowSummary], _ anchor: WindowAnchor, _ limit: Int) -> FlowWindow {
    func slice(from start: Int, isKnown: Bool = true) -> FlowWindow {
      let first = max(0, min(start, rows.count))
      let part = Array(rows[first..<min(first + limit, rows.count)])
      return FlowWindow(rows: part, firstIndex: isKnown ? first : nil, count: rows.count)
    }
    switch anchor {
    case .start: return slice(from: 0)
    case .end: return slice(from: rows.count - limit)
    case .index(let index): return slice(from: index)
    case .around(let id):
      return slice(from: (rows.firstIndex { $0.id == id } ?? 0) - limit / 2)
    case .after(let row):
      let place = rows.firstIndex { ($0.nameKey, $0.id) > (row.nameKey, row.id) } ?? rows.count
      return slice(
        from: rows.firstIndex { $0.id == row.id }.map { $0 + 1 } ?? place, isKnown: false)
    case .before(let row):
      let place = rows.firstIndex { ($0.nameKey, $0.id) >= (row.nameKey, row.id) } ?? rows.count
      let end = rows.firstIndex { $0.id == row.id } ?? place
      let part = Array(rows[max(end - limit, 0)..<end])
      return FlowWindow(rows: part, firstIndex: nil, count: rows.count)
    }
  }

  private func window(of query: FlowQuery, _ anchor: WindowAnchor, _ limit: Int) -> FlowWindow {
    var rows = query.kind == .chatbot ? chatbots : chatflows
    rows = rows.filter { row in query.conditions.allSatisfy { $0.holds(for: row) != false } }
    rows = rows.filter { row in
      query.states?.contains(row.state) ?? (row.state != .goneOnServer)
    }
    if query.isReversed { rows.reverse() }
    return window(rows, anchor, limit)
  }

  private var counts: FlowCounts {
    var counts = FlowCounts()
    counts.chatflows = chatflows.count { $0.state != .goneOnServer }
    counts.chatbots = chatbots.count
    counts.outbox = outbox.count
    for flow in chatflows + chatbots {
      switch flow.state.attention {
      case .waiting: counts.waiting += 1
      case .needsPerson: counts.needsPerson += 1
      case .refused: counts.refused += 1
      case .none: break
      }
    }
    return counts
  }

  private var servers: [Server] {
    Service.allCases.enumerated().map { index, service in
      Server(
        id: ServerID(number: Int64(index + 1)), service: service,
        origin: "https://flow.example.com", reachedAt: SampleFlows.now - 120_000,
        failedAt: isOnline ? nil : SampleFlows.now, pulledAt: SampleFlows.now - 120_000)
    }
  }

  private func detail(of flow: FlowSummary) -> FlowDetail {
    let isEdited = flow.state == .dirty
    return FlowDetail(
      summary: flow, changes: outbox.filter { $0.flow == flow.id },
      differences: isEdited ? SampleFlows.differences : [],
      problems: isEdited
        ? [
          FlowProblem(
            .link, path: JSONPath([.key("edges"), .index(2)]), "leads to a node that is not there")
        ] : [],
      facts: [FlowDetail.Fact(name: "category", value: "support; email")],
      nodes: [
        NodeLine(label: "Start", name: "startAgentflow", targets: ["Classify"]),
        NodeLine(label: "Classify", name: "conditionAgent", targets: ["Billing", "Technical"]),
        NodeLine(label: "Billing", name: "agentAgentflow"),
      ],
      history: [
        FlowVersion(
          id: VersionID(number: 2), source: "edit", note: nil, at: SampleFlows.now - 120_000,
          byteCount: 66_123),
        FlowVersion(
          id: VersionID(number: 1), source: "pull", note: nil,
          at: SampleFlows.now - 540_000_000, byteCount: 65_000),
      ], hasConflict: flow.state == .conflict)
  }

  private func delivery(of change: Change) -> Delivery {
    let isRefused = change.status == .failed
    let tried: [DeliveryStep] = [
      DeliveryStep(at: SampleFlows.now - 120_000, kind: .begun("PUT")),
      DeliveryStep(at: SampleFlows.now - 120_000, kind: .notApplied),
    ]
    return Delivery(
      request: "PUT /api/v1/chatflows/8c0e1f6a-7d0b-4b7e-9c2e-000000000007", byteCount: 66_123,
      baseStamp: change.verb == .create ? nil : "2026-09-14T10:02:11.000Z",
      checkedAt: SampleFlows.now - 120_000,
      steps: [DeliveryStep(at: change.createdAt, kind: .ordered)] + (isRefused ? tried : []))
  }

  private func plan(of flows: [FlowID]?) -> PushProposal {
    let wanted = outbox.filter { change in flows.map { $0.contains(change.flow) } ?? true }
    return PushProposal(
      flows: flows,
      entries: wanted.map { change in
        PushProposal.Entry(
          change: change, summary: "2 paths",
          warning: change.verb == .delete
            ? "it deletes the flow and its chats on the server"
            : change.isLive ? "it is live" : nil,
          isReady: change.isReady)
      })
  }
}
