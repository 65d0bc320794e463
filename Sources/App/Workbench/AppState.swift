package import CellGrid
package import FlowModel

/// One of the four views under the number keys.
package enum Tab: Int, CaseIterable, Sendable {
  case chatflows = 1
  case chatbots, outbox, activity

  var kind: FlowKind? {
    switch self {
    case .chatflows: .chatflow
    case .chatbots: .chatbot
    case .outbox, .activity: nil
    }
  }
}

/// A work area that keys may go to.
package enum PaneID: Sendable, CaseIterable {
  case list, detail, graph, history, outbox, activity, conflict, outline, editor

  package var context: KeyContext {
    switch self {
    case .list: .list
    case .detail: .detail
    case .graph: .graph
    case .history: .history
    case .outbox: .outbox
    case .activity: .activity
    case .conflict: .conflict
    case .outline: .outline
    case .editor: .editor
    }
  }
}

/// Everything the program knows. One thread owns it; ``receive(_:)`` is the only way it changes,
/// ``frame()`` the only way it shows.
package struct AppState: Sendable {
  package internal(set) var settings: AppSettings
  package internal(set) var size: GridSize
  var now: Milliseconds = 0
  package internal(set) var isFinished = false
  /// 0, or 128 and a signal's number.
  package internal(set) var exitStatus: Int32 = 0

  // What is shown
  package internal(set) var tab: Tab
  var lastTab: Tab?
  var chatflows = ListPane(kind: .chatflow)
  var chatbots = ListPane(kind: .chatbot)
  var detail = DetailPane()
  package internal(set) var detailTab = DetailTab.overview
  package internal(set) var history: HistoryPane?
  package internal(set) var graph: GraphPane?
  /// The graph has the whole screen also where it would fit beside the list.
  var isGraphFull = false
  /// Keys go to the detail; where it is not beside the list, it fills the screen.
  var isDetailFocused = false
  var outbox = OutboxPane()
  var activity = ActivityPane()
  package internal(set) var conflict: ConflictPane?
  package internal(set) var editor: EditorPane?

  // What lies over it, the last one on top
  var help: HelpSheet?
  var prompt: Prompt?
  var palette: CommandPalette?
  var dialog: Dialog?
  var notice: Notice?

  // What is known of the profile
  var counts = FlowCounts()
  var servers: [Server] = []
  /// Counts and servers were read.
  var hasStatus = false
  /// What a running pull or push last told; nil when nothing runs.
  var step: SyncStep?
  package internal(set) var isPulling = false
  package internal(set) var isPushing = false

  var keys = KeyReader()
  /// When Ctrl-c was pressed on an idle screen.
  var stopPressedAt: Milliseconds?
  /// The flow that was dropped last, before it was ever sent.
  var dropped: FlowID?
  /// Lists that changed while they were not in front.
  var staleLists: Set<FlowKind> = []

  package init(settings: AppSettings, size: GridSize) {
    self.settings = settings
    self.size = size
    tab = settings.services == [.flownally] ? .chatbots : .chatflows
    layOut()
  }

  package var focus: PaneID {
    if let editor { return editor.showsOutlineKeys ? .outline : .editor }
    if conflict != nil { return .conflict }
    switch tab {
    case .chatflows, .chatbots:
      guard isDetailFocused else { return .list }
      return switch detailTab {
      case .overview: .detail
      case .graph: .graph
      case .history: .history
      }
    case .outbox: return .outbox
    case .activity: return .activity
    }
  }

  package var layout: AppLayout { AppLayout(size) }

  /// Keys go to the detail and it covers the list.
  var isDetailAlone: Bool {
    isDetailFocused && (layout.shape != .wide || detailTab == .graph && isGraphFull)
  }

  /// Where the detail stands, with its rule.
  var detailRegion: Region { isDetailAlone ? layout.main : layout.detail ?? layout.main }

  /// The list in front; the chatflows behind Outbox and Activity.
  var list: ListPane {
    get { tab == .chatbots ? chatbots : chatflows }
    set { if tab == .chatbots { chatbots = newValue } else { chatflows = newValue } }
  }

  /// The flow that commands act on.
  package var target: FlowSummary? {
    switch focus {
    case .list: list.selected
    case .detail, .graph, .history: detail.detail?.summary
    case .outline, .editor: editor?.flow
    case .outbox, .activity, .conflict: nil
    }
  }

  /// The flow that commands act on, where only its id is known.
  var targetID: FlowID? {
    switch focus {
    case .outbox: outbox.selected?.change.flow
    case .conflict: conflict?.flow
    default: target?.id
    }
  }

  /// The marked flows, by name; the one under the cursor when none is marked.
  var targets: [FlowSummary] {
    guard focus == .list, !list.marks.isEmpty else { return target.map { [$0] } ?? [] }
    return list.marks.values.sorted { ($0.nameKey, $0.id) < ($1.nameKey, $1.id) }
  }

  var isBusy: Bool { isPulling || isPushing }

  /// Whether the detail is on the screen, so that it should follow the cursor.
  var showsDetail: Bool {
    tab.kind != nil && editor == nil && conflict == nil && (layout.detail != nil || isDetailFocused)
  }

  mutating func say(_ weight: Notice.Weight, _ text: String) {
    let notice = Notice(weight, text)
    self.notice = notice
    activity.add(notice, at: now)
  }

  /// Tells the panes how much room they have.
  mutating func layOut() {
    let layout = layout
    chatflows.setHeight(layout.listRows)
    chatbots.setHeight(layout.listRows)
    let detailSize = detailRegion.inset(top: 1).size
    detail.setSize(detailSize)
    history?.setSize(rows: detailSize.rows)
    graph?.setSize(detailSize)
    let rows = layout.main.rows
    outbox.cursor.setHeight(OutboxPane.listHeight(in: rows, entries: outbox.entries.count))
    activity.cursor.setHeight(ActivityPane.listHeight(in: rows))
    conflict?.setSize(layout.main.size)
    editor?.setSize(layout.main.size)
    palette?.layOut(rows: size.rows)
  }
}
