import FlowModel

/// What stands below the delivery: the sync that runs, the servers, and what the local copy holds.
enum ServerLines {
  /// What is known of them at the moment.
  struct Status: Hashable {
    var servers: [Server]
    var counts: FlowCounts
    /// What a running sync is doing; nil when none runs.
    var step: String?
    /// Flows that text is kept for that was not saved.
    var unsavedCount = 0
  }

  static func lines(of status: Status, now: Milliseconds) -> [DeliveryLine] {
    var lines: [DeliveryLine] = []
    if let step = status.step {
      lines.append(DeliveryLine(name: "syncing", text: step, role: .spinner))
    }
    lines += status.servers.map { server in
      let isLost = server.isReachable == false
      return DeliveryLine(
        name: "server", text: text(of: server, now: now), role: isLost ? .headerOffline : .text)
    }
    if let text = unsaved(status.unsavedCount) {
      lines.append(DeliveryLine(name: "unsaved", text: text, role: .messageWarning))
    }
    return lines + [DeliveryLine(name: "cache", text: text(of: status.counts), role: .text)]
  }

  /// Text that waits for no push, because it was never saved; nil where there is none.
  static func unsaved(_ count: Int) -> String? {
    count == 0
      ? nil
      : "Text of \(Wording.count(count, "flow")) is kept but not saved "
        + "(\(ListPane.unsavedSign) in the lists): e goes on with it."
  }

  private static func text(of server: Server, now: Milliseconds) -> String {
    let name = [server.service.title, server.versionText].compactMap(\.self).joined(separator: " ")
    let pulled = server.pulledAt.map { "last full pull \(Wording.ago($0, now: now))" }
    switch server.isReachable {
    case true?: return "\(name), \(pulled ?? "never pulled whole")"
    case false?:
      let failed = server.failedAt.map { " " + Wording.ago($0, now: now) } ?? ""
      let what =
        server.obstacle == .silence ? "was not reached" : server.outage ?? "was not reached"
      return "\(name) \(what)\(failed); \(pulled ?? "never pulled whole")"
    case nil: return "\(name), never asked"
    }
  }

  private static func text(of counts: FlowCounts) -> String {
    [
      counts.chatflows > 0 ? Wording.count(counts.chatflows, "chatflow") : nil,
      counts.chatbots > 0 ? Wording.count(counts.chatbots, "chatbot") : nil,
      counts.outbox > 0 ? Wording.count(counts.outbox, "change") + " not sent" : nil,
    ].compactMap(\.self).joined(separator: ", ")
  }
}
