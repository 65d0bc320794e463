import FlowModel
import Synchronization
import Workbench

/// Which effects only the newest of matters; a newer one takes the place of an older one.
enum TaskSlot: Hashable, Sendable {
  case window(FlowKind?)
  case status, detail, graph, layout, outbox, differences, delivery, activity, conflict, history,
    version, text, check, paths, unsaved, wake, plan, body, match, settings, published, keys, theme,
    server, contents, names, reference
}

extension Effect {
  /// nil: every one is performed, in order.
  var slot: TaskSlot? {
    switch self {
    case .loadWindow(let query, _, _, _): .window(query.kind)
    case .loadStatus: .status
    case .loadDetail: .detail
    case .loadGraph: .graph
    case .layOutGraph: .layout
    case .loadOutbox: .outbox
    case .loadDifferences: .differences
    case .loadDelivery: .delivery
    case .loadActivity: .activity
    case .loadConflict: .conflict
    case .loadHistory: .history
    case .loadVersionChanges, .loadVersionText: .version
    case .loadText: .text
    case .checkText: .check
    case .findPaths: .paths
    case .wake: .wake
    case .wakeForKeys: .keys
    case .planPush: .plan
    case .loadTheme(_, .preview): .theme
    case .loadBodyText: .body
    case .loadSettings: .settings
    case .loadPublished, .loadPublishedContent: .published
    case .compareWithServer: .server
    case .findMatch: .match
    case .noteContents: .contents
    case .findFlows, .listFiles: .names
    case .findFlow: .reference
    default: nil
    }
  }

  /// How long to wait for a newer one before this is performed.
  var delay: Duration? {
    switch self {
    case .loadDetail(_, afterRest: true): .milliseconds(60)
    case .loadDifferences, .loadDelivery, .loadVersionChanges: .milliseconds(30)
    case .checkText: .milliseconds(80)
    case .noteContents: .seconds(2)
    case .wake(let milliseconds), .wakeForKeys(let milliseconds): .milliseconds(milliseconds)
    default: nil
    }
  }

  /// Whether it writes, so that quitting waits for it.
  var mustFinish: Bool {
    switch self {
    case .create, .duplicate, .rename, .delete, .undo, .redo, .restore, .order, .discard, .retry,
      .resolve, .choose, .undoChoice, .saveMerge, .applyAgain, .closeNotices, .changeSetting,
      .usePublished, .exportFlow, .importFlow,
      .saveText,
      .keepUnsaved, .dropUnsaved, .writeText, .checkpoint, .keepRecent:
      true
    default: false
    }
  }
}

/// The running task of each slot.
final class TaskSlots: Sendable {
  private let running = Mutex<[TaskSlot: Task<Void, Never>]>([:])

  /// Starts `task` in the slot; the one before is cancelled first.
  func replace(_ slot: TaskSlot, with task: () -> Task<Void, Never>) {
    running.withLock { running in
      running[slot]?.cancel()
      running[slot] = task()
    }
  }

  func cancelAll() {
    running.withLock { running in
      for task in running.values { task.cancel() }
      running = [:]
    }
  }
}
