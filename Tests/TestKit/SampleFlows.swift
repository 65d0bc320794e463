package import FlowModel

/// Flows for pictures and lists. Their times are counted back from ``now``.
package enum SampleFlows {
  package static let now: Milliseconds = 1_800_000_000_000

  /// Seven chatflows, most states among them.
  package static let chatflows: [FlowSummary] = [
    flow(1, "Advanced structured output", .clean, type: "CHATFLOW", hours: 72),
    flow(2, "Branch out, merge in", .stub, hours: 30),
    flow(3, "Customer support team", .conflict, hours: 1),
    flow(4, "Image generation", .failed, type: "CHATFLOW", hours: 2),
    flow(5, "Old helper", .pendingDelete, type: "MULTIAGENT", hours: 0),
    flow(6, "Refund helper", .pendingCreate, hours: 0),
    flow(7, "Support triage", .dirty, hours: 0, isLive: true),
  ]

  package static let chatbots: [FlowSummary] = [
    flow(21, "Front desk", .clean, kind: .chatbot, hours: 5, isLive: true),
    flow(22, "Night shift", .actionPending, kind: .chatbot, hours: 1),
  ]

  /// Any number of flows: "flow 00000", "flow 00001" …
  package static func many(_ count: Int) -> [FlowSummary] {
    (0..<count).map { index in
      let digits = String(index)
      let name = "flow " + String(repeating: "0", count: 6 - digits.count) + digits
      return flow(Int64(index + 1), name, .clean, hours: index % 100)
    }
  }

  package static func flow(
    _ row: Int64, _ name: String, _ state: SyncState, kind: FlowKind = .chatflow,
    type: String = "AGENTFLOW", hours: Int, isLive: Bool = false
  ) -> FlowSummary {
    FlowSummary(
      id: FlowID(row: row), server: ServerID(number: 1), kind: kind, localID: "local-\(row)",
      remoteID: state == .pendingCreate ? nil : "8c0e1f6a-7d0b-4b7e-9c2e-00000000000\(row % 10)",
      name: name, nameKey: FlowName.key(of: name), type: kind == .chatflow ? type : nil,
      category: nil, status: kind == .chatbot ? (isLive ? "active" : "draft") : nil, state: state,
      updated: "2026-09-14T10:02:11.000Z", isLive: isLive, nodeCount: state == .stub ? nil : 5,
      edgeCount: state == .stub ? nil : 4, teamCount: kind == .chatbot ? 2 : nil,
      byteCount: 66_123, changedAt: now - Milliseconds(hours) * 3_600_000)
  }

  package static func change(
    _ sequence: Int64, _ verb: Change.Verb, _ status: Change.Status, of flow: FlowSummary,
    code: String? = nil, error: String? = nil
  ) -> Change {
    Change(
      id: ChangeID(sequence: sequence), flow: flow.id, verb: verb, status: status,
      attempts: status == .failed ? 3 : 0, notBefore: 0, errorCode: code, errorText: error,
      createdAt: now - Milliseconds(sequence) * 300_000, name: flow.name, kind: flow.kind,
      remoteID: flow.remoteID, localID: flow.localID, isLive: flow.isLive)
  }

  /// What waits for the sample chatflows.
  package static var outbox: [Change] {
    [
      change(1, .update, .queued, of: chatflows[6]),
      change(2, .create, .queued, of: chatflows[5]),
      change(3, .update, .blocked, of: chatflows[2], code: "conflict"),
      change(
        4, .update, .failed, of: chatflows[3], code: "invalid",
        error: "HTTP 400: size must be one of 256, 512, 1024"),
      change(5, .delete, .queued, of: chatflows[4]),
    ]
  }

  /// Seven versions, in most of the ways in which one comes to be.
  package static let history: [FlowVersion] = [
    version(31, "edit", minutes: 2), version(30, "restore", minutes: 9, note: "version 21"),
    version(28, "undo", minutes: 40), version(27, "edit", minutes: 41),
    version(22, "ack", minutes: 4_000), version(21, "merge", minutes: 4_100),
    version(9, "pull", minutes: 20_000),
  ]

  package static func version(
    _ number: Int64, _ source: String, minutes: Int64, note: String? = nil
  ) -> FlowVersion {
    FlowVersion(
      id: VersionID(number: number), source: source, note: note, at: now - minutes * 60_000,
      byteCount: 66_123)
  }

  /// A flow that somebody deleted on the server.
  package static let gone = flow(8, "Invoice QA", .goneOnServer, hours: 50)

  package static let differences: [FlowDifference] = [
    FlowDifference(
      path: "flowData.nodes[3].data.inputs.temperature", node: "Billing", kind: .changed,
      before: "0.9", after: "0.2"),
    FlowDifference(
      path: "flowData.nodes[10]", node: "Slack notify", kind: .added, before: nil,
      after: "\"Slack notify\""),
    FlowDifference(
      path: "flowData.edges[4]", node: nil, kind: .removed, before: "\"a -> b\"", after: nil),
  ]
}
