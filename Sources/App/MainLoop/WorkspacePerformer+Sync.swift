import FlowModel
import FlowSync
import FlowWorkspace
import Workbench

extension WorkspacePerformer {
  func pull(_ post: @escaping @Sendable (AppEvent) -> Void) async throws(Problem) {
    log.write("pull begins")
    let former = try await workspace.flowNotices()
    let report = try await workspace.pull(acceptDeletions: false) { Self.tell($0, post) }
    log.write("pull ends: \(report.new) new, \(report.changed) changed, \(report.gone) gone")
    let waiting = try await workspace.waitingServices(after: report)
    post(.pullEnded(SyncOutcome(report, waiting: waiting)))
    try await tellNotices(since: former, post)
  }

  /// What happened by itself, a message each: they stay in Activity.
  private func tellNotices(
    since former: [FlowNotice], _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    for notice in try await workspace.flowNotices(since: former).reversed() {
      post(.noticed(Notice(.info, "\(notice.name): \(notice.sentence)")))
    }
  }

  func push(
    _ flows: [FlowID]?, confirmed: Bool, _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    log.write("push begins")
    let former = try await workspace.flowNotices()
    let report = try await workspace.push(
      flows, confirmation: confirmed ? .person : .none, waits: true
    ) { Self.tell($0, post) }
    log.write("push ends: \(report.entries.count) orders, \(report.requests) requests")
    post(.pushEnded(SyncOutcome(report)))
    try await tellNotices(since: former, post)
  }

  func proposal(of flows: [FlowID]?) async throws(Problem) -> PushProposal {
    let plan = try await workspace.pushPlan(of: flows)
    return PushProposal(
      flows: flows,
      entries: plan.entries.map { entry in
        PushProposal.Entry(
          change: entry.change, summary: entry.summary,
          warning: entry.reasons.isEmpty
            ? nil : entry.reasons.map(\.text).joined(separator: "; "),
          isReady: entry.isReady)
      })
  }

  /// Called on the engines' threads.
  private static func tell(
    _ progress: SyncProgress, _ post: @escaping @Sendable (AppEvent) -> Void
  ) {
    switch progress {
    case .connecting(let service): post(.syncStepped(.connecting(service)))
    case .pulling(let service, let seen, _, let total):
      post(.syncStepped(.pulling(service, seen: seen, total: total)))
    case .pushing(let done, let total, let name):
      post(.syncStepped(.pushing(done: done, of: total, name: name)))
    case .waiting(let service, let reason, let seconds):
      post(.syncStepped(.waiting(service, reason: reason, seconds: seconds)))
    case .held, .changed: post(.localCopyChanged)
    case .finished: break
    }
  }
}

extension SyncOutcome {
  /// - Parameter waiting: the servers that orders wait for.
  init(_ report: PullReport, waiting: Set<Service>) {
    var details: [String] = []
    for server in report.servers {
      if let error = server.error {
        let isWaiting = waiting.contains(server.service)
        details.append(
          Problem(error, service: server.service, isWaiting: isWaiting).sentence(after: error))
      }
    }
    if report.held > 0 {
      details.append(
        "\(report.held) flows are missing on the server, too many at once to believe it. "
          + "weir pull --accept-deletions takes it as true.")
    }
    if report.quarantined > 0 {
      details.append(
        "\(report.quarantined == 1 ? "1 flow" : "\(report.quarantined) flows") could not be "
          + "understood: kept here as before, never written. 4 tells more.")
    }
    if report.refused > 0 {
      details.append(
        "\(report.refused == 1 ? "1 row" : "\(report.refused) rows") of the list could not be "
          + "understood; until all are, what is gone there is not looked for.")
    }
    let news = Self.news(of: report)
    if let first = details.first {
      self.init(
        .warning, [news, first].compactMap(\.self).joined(separator: " "),
        details: Array(details.dropFirst()))
    } else {
      self.init(
        news == nil ? .quiet : report.conflicts > 0 ? .warning : .success,
        news ?? "Nothing new on the server.")
    }
  }

  /// "Read 21 flows." at first, then "2 new, 1 changed on the server."; nil when nothing moved.
  private static func news(of report: PullReport) -> String? {
    let moved = [(report.new, "new"), (report.changed, "changed"), (report.gone, "gone")]
      .filter { $0.0 > 0 }
    var sentences: [String] = []
    if moved.count == 1, report.new > 0, report.unchanged + report.conflicts == 0 {
      sentences.append("Read \(report.new) \(report.new == 1 ? "flow" : "flows").")
    } else if !moved.isEmpty {
      let parts = moved.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
      sentences.append("\(parts) on the server.")
      if report.gone > 0 { sentences.append("g d lists what is gone.") }
    }
    switch report.conflicts {
    case 0: break
    case 1: sentences.append("1 flow was changed here and there: e on it shows both sides.")
    default:
      sentences.append("\(report.conflicts) flows were changed here and there: see the outbox.")
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  init(_ report: PushReport) {
    let failed = report.entries.filter { $0.outcome != .applied }
    var details = report.errors.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      Problem($0.value, service: $0.key, isWaiting: true).sentence(after: $0.value)
    }
    details += failed.map { entry in
      "\(entry.name), \(entry.verb.rawValue): \(entry.outcome.word)"
        + (entry.error.map { ". \($0)" } ?? ".")
    }
    let applied = report.entries.count - failed.count
    let parts = PushReport.Outcome.allCases.compactMap { outcome -> String? in
      let count = report.entries.count { $0.outcome == outcome }
      return count == 0 ? nil : "\(count) \(outcome.word)"
    }
    let sentence = parts.isEmpty ? "Nothing was sent." : "Push: \(parts.joined(separator: ", "))."
    let isClean = failed.isEmpty && report.errors.isEmpty
    let reason = report.errors.isEmpty ? "" : " " + (details.first ?? "")
    self.init(
      isClean ? (applied == 0 ? .quiet : .success) : .warning,
      sentence + reason + (failed.isEmpty ? "" : " 4 tells more."), details: details)
  }
}

extension Problem {
  /// With what the screen can do about it. It stands before the reason, whose end may be cut.
  fileprivate func sentence(after error: SyncError) -> String {
    let cure: String
    switch error {
    case .unreachable, .unusableAnswer: cure = ":profile-edit changes its address."
    case .unauthorized where title.hasPrefix("There is no token"):
      cure = ":profile-edit names one."
    case .unauthorized, .forbidden: cure = ":profile-edit changes the token."
    default: return sentence
    }
    var copy = self
    copy.title += " " + cure
    // The same from a shell.
    if copy.advice?.contains("weir profile add NAME --") == true { copy.advice = nil }
    return copy.sentence
  }
}

extension PushReport.Outcome {
  fileprivate var word: String {
    switch self {
    case .applied: "sent"
    case .queued: "left waiting"
    case .inDoubt: "in doubt"
    case .conflict: "held, changed there too"
    case .failed: "refused"
    case .blocked: "needs you"
    }
  }
}
