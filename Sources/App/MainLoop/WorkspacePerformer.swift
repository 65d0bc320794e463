package import FlowModel
import FlowSync
package import FlowWorkspace
import Synchronization
package import Workbench

/// Performs effects by calls of ``Workspace``. What a key can do, a subcommand can do, by the same
/// code; here it is only turned into events.
package final class WorkspacePerformer: Sendable {
  let workspace: Workspace
  /// Names unsaved text of this run: two windows do not overwrite each other.
  let owner: String
  let now: @Sendable () -> Milliseconds
  let log: SessionLog
  private let clipboard: Clipboard
  private let themes: ThemeSource
  private let recent: RecentCommands?
  private let browser: Browser
  /// Owners of unsaved text that was offered for a flow: dropped together with our own.
  let offered = Mutex<[FlowID: Set<String>]>([:])
  /// The texts that the editor opened or saved, by the version of the flow: what a merge is made
  /// from when the flow moves on meanwhile.
  let opened = Mutex<[FlowID: [Int64: [UInt8]]]>([:])

  package init(
    workspace: Workspace, owner: String, log: SessionLog, clipboard: Clipboard,
    now: @escaping @Sendable () -> Milliseconds, themes: ThemeSource,
    recent: RecentCommands? = nil, browser: Browser = Browser(environment: [:])
  ) {
    self.workspace = workspace
    self.owner = owner
    self.log = log
    self.clipboard = clipboard
    self.now = now
    self.themes = themes
    self.recent = recent
    self.browser = browser
  }

  /// Performs one effect; see ``EffectRunner/Performer``.
  package func perform(
    _ effect: Effect, post: @escaping @Sendable (AppEvent) -> Void
  ) async {
    do throws(Problem) {
      try await answer(effect, post)
    } catch {
      log.write("problem \(error.kind.rawValue)")
      post(effect.failure(error))
    }
  }

  private func answer(
    _ effect: Effect, _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    switch effect {
    case .noteContents: await noteContents()
    case .loadWindow(let query, let anchor, let limit, let request):
      if query.needsRecord { await noteContents() }
      let window = try await workspace.window(of: query, anchor: anchor, limit: limit)
      post(.windowLoaded(window, kind: query.kind ?? .chatflow, request: request))
    case .readRowsToMark, .findMatch: try await rows(effect, post)
    case .findFlow, .findFlows, .listFiles: try await names(effect, post)
    case .exportFlow, .importFlow: try await file(effect, post)
    case .mergeByItself(let isWanted): workspace.mergeByItself(isWanted)
    case .loadSettings(let flow):
      let record = try await workspace.flow(flow).record
      post(.settingsLoaded(flow, FlowSettings.all(of: SecretMask.masked(record))))
    case .loadPublished, .loadPublishedContent: try await published(effect, post)
    case .loadBodyText(let flow): post(.bodyTextLoaded(flow, try await bodyLines(of: flow)))
    case .loadStatus:
      post(.statusLoaded(try await workspace.counts(), try await workspace.servers()))
      post(.unsavedTextsFound(try await workspace.flowsWithUnsaved()))
    case .loadDetail(let flow, _): try await detail(of: flow, post)
    case .loadGraph(let flow): await graph(of: flow, post)
    case .layOutGraph(let request):
      if let sheet = GraphSheet(request, shouldStop: { Task.isCancelled }) {
        post(.graphLaidOut(sheet))
      }
    case .loadOutbox: post(.outboxLoaded(try await outbox()))
    case .loadDelivery(let change):
      post(.deliveryLoaded(change, try await workspace.delivery(of: change)))
    case .loadActivity(let event):
      let page = try await workspace.events(before: event, limit: ActivityPane.pageRows)
      post(.activityLoaded(page, before: event))
    case .copyRequest(let change):
      let text = Array(try await workspace.requestText(of: change).utf8)
      await copy(text, "the request without the token, its body as it would be sent", post)
    case .loadDifferences(let flow):
      post(.differencesLoaded(flow, try await workspace.differences(of: flow, limit: 2_000)))
    case .loadConflict(let flow):
      let isOpen = try await workspace.conflict(of: flow) != nil
      post(.conflictLoaded(isOpen ? try await workspace.conflictReview(of: flow) : nil, flow))
    case .choose(let choices, let flow):
      post(.choiceStored(try await workspace.choose(choices, in: flow), flow))
    case .undoChoice(let flow):
      post(.choiceStored(try await workspace.undoChoice(in: flow), flow))
    case .saveMerge(let flow, let seen):
      try await workspace.saveMerge(of: flow, seen: seen)
      post(.ordered("The merge waits in the outbox. P sends it, u takes it back.", nil))
    case .loadHistory, .loadVersionChanges, .loadVersionText: try await history(effect, post)
    case .create, .duplicate, .rename, .delete, .undo, .redo, .restore, .order, .discard, .retry,
      .resolve, .applyAgain, .closeNotices, .changeSetting, .usePublished:
      try await order(effect, post)
    case .loadText, .checkText, .findPaths, .saveText, .keepUnsaved, .dropUnsaved, .writeText:
      try await text(effect, post)
    case .pull: try await pull(post)
    case .planPush(let flows): post(.pushPlanned(try await proposal(of: flows)))
    case .push(let flows, let confirmed): try await push(flows, confirmed: confirmed, post)
    case .stopSync: workspace.stopSync()
    case .checkpoint: await checkpoint()
    case .loadTheme, .listThemes, .loadPersonalSettings: try themes.perform(effect, post)
    case .compareWithServer(let flow):
      let differences = try await workspace.differences(
        of: flow, from: .server, limit: FlowDiff.shortened)
      post(.comparedWithServer(try await workspace.summary(flow), differences))
    case .loadMentions(let flow):
      post(.mentionsLoaded(flow, try await workspace.mentions(of: flow)))
    case .copyBody(let flow):
      let lines = try await bodyLines(of: flow)
      await copy(Array(lines.joined(separator: "\n").utf8), "the JSON without its secrets", post)
    case .loadRecent: if let lines = recent?.load(), !lines.isEmpty { post(.recentLoaded(lines)) }
    case .keepRecent(let lines): recent?.keep(lines)
    case .openLink(let address): await openLink(address, post)
    case .wake, .wakeForKeys: post(.timePassed(now: now()))
    case .copy(let bytes, let what): await copy(bytes, what, post)
    case .editServer(let server):
      try workspace.editServer(server.service, at: server.address, token: server.token)
      post(.profileAdded(server.profile))
    case .openExternalEditor, .editTextOutside, .copyByTerminal, .redraw, .suspend, .quit,
      .addServer:
      break
    }
  }

  /// Nobody asked for it, and without it only the log stays long: a failure is for the log file.
  private func checkpoint() async {
    do throws(Problem) {
      try await workspace.checkpoint()
    } catch {
      log.write("checkpoint: \(error.kind.rawValue)")
    }
  }

  private func copy(
    _ bytes: [UInt8], _ what: String, _ post: @escaping @Sendable (AppEvent) -> Void
  ) async {
    if let way = await clipboard.copy(bytes) {
      post(.noticed(Notice(.success, Clipboard.sentence(bytes, what, by: way))))
    } else {
      post(.clipboardNeedsTerminal(bytes, what: what))
    }
  }

  private func openLink(
    _ address: String, _ post: @escaping @Sendable (AppEvent) -> Void
  ) async {
    if let program = await browser.open(address) {
      post(.noticed(Notice(.success, "Opened by \(program): \(address)")))
    } else {
      await copy(Array(address.utf8), address, post)
    }
  }

  private func outbox() async throws(Problem) -> [OutboxEntry] {
    let changes = try await workspace.outbox()
    let plan = try await workspace.pushPlan()
    let summaries = Dictionary(plan.entries.map { ($0.change.id, $0.summary) }) { first, _ in first
    }
    let sizes = try await workspace.outboxSizes()
    var entries: [OutboxEntry] = []
    // Both sides of a flow are read to name the places: only for as much as takes no time.
    var room = 4_000_000
    for change in changes {
      let size = sizes[change.id]
      var summary = summaries[change.id] ?? ""
      if change.verb == .update, let size, size <= room {
        room -= size
        let differences = try await workspace.differences(of: change.flow)
        summary = ChangeSummary.text(of: differences) ?? summary
      }
      entries.append(OutboxEntry(change: change, summary: summary, byteCount: size))
    }
    return entries
  }
}

extension Effect {
  /// How it is told that this failed. Each waiting part of the screen hears its own answer.
  package func failure(_ problem: Problem) -> AppEvent {
    switch self {
    case .loadText: .editor(.loadFailed(problem))
    case .saveText: .editor(.saveFailed(problem))
    case .pull: .pullEnded(SyncOutcome(.error, problem.sentence))
    case .push: .pushEnded(SyncOutcome(.error, problem.sentence))
    default: .failed(problem)
    }
  }
}
