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
  case list, detail, graph, history, config, versions, outbox, activity, conflict, outline, editor

  package var context: KeyContext {
    switch self {
    case .list: .list
    case .detail: .detail
    case .graph: .graph
    case .history: .history
    case .config: .config
    case .versions: .versions
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
  /// The profile that is to be opened after this run.
  package internal(set) var nextProfile: String?
  /// 0, or 128 and a signal's number.
  package internal(set) var exitStatus: Int32 = 0

  // What is shown
  package internal(set) var tab: Tab
  /// Where a person was before, and after going back.
  var places = PlaceHistory()
  /// The place in front was gone to by the history.
  var isTravelling = false
  var paneSize = AppLayout.PaneSize.normal
  /// Letters on the rows of the list.
  var jump: JumpLabels?
  /// What was filtered last, for `n` and `N`.
  var lastFilter = ""
  var chatflows = ListPane(kind: .chatflow)
  var chatbots = ListPane(kind: .chatbot)
  var detail = DetailPane()
  package internal(set) var detailTab = DetailTab.overview
  package internal(set) var history: HistoryPane?
  var bodyText: BodyText?
  package internal(set) var config: ConfigPane?
  package internal(set) var versions: VersionsPane?
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
  /// What was chosen in it, the newest first.
  var recent: [String] = []
  var dialog: Dialog?
  var notice: Notice?
  /// A list to choose from: a theme, a profile.
  var picker: Picker?

  // What is known of the profile
  var counts = FlowCounts()
  var servers: [Server] = []
  /// The flows that unsaved text is kept for.
  var unsaved: Set<FlowID> = []
  /// Counts and servers were read.
  var hasStatus = false
  /// What a running pull or push last told; nil when nothing runs.
  var step: SyncStep?
  package internal(set) var isPulling = false
  /// When a pull was begun last.
  var pulledAt: Milliseconds?
  package internal(set) var isPushing = false

  var keys = KeyReader()
  /// When the last key of a sequence was pressed, and whether the panel shows what may follow.
  var sequenceBegan: Milliseconds?
  var showsWhichKey = false
  /// When Ctrl-c was pressed on an idle screen.
  var stopPressedAt: Milliseconds?
  /// The flow that was dropped last, before it was ever sent.
  var dropped: FlowID?
  /// What the last order was about, while undo means that order.
  var lastOrder: LastOrder?
  /// Lists that changed while they were not in front.
  var staleLists: Set<FlowKind> = []
  /// The plan that was asked for last is only to be looked at.
  var plansOnly = false

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
      return isDetailFocused ? shownTab.pane : .list
    case .outbox: return .outbox
    case .activity: return .activity
    }
  }

  /// The question that waits for an answer.
  package var question: Dialog? { dialog }

  package var layout: AppLayout { AppLayout(size, paneSize: paneSize) }

  /// Keys go to the detail and it covers the list.
  var isDetailAlone: Bool {
    isDetailFocused && (!layout.isSideBySide || detailTab == .graph && isGraphFull)
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
    case .detail, .graph, .history, .config, .versions: detail.detail?.summary
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

  /// Whether servers are being asked: a pull or a push runs.
  package var isBusy: Bool { isPulling || isPushing }

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
    bodyText?.setHeight(detailSize.rows)
    config?.cursor.setHeight(detailSize.rows)
    versions?.setHeight(detailSize.rows)
    history?.setSize(rows: detailSize.rows)
    graph?.setSize(detailSize)
    let rows = layout.main.rows
    outbox.setSize(layout.main.size)
    activity.setHeight(ActivityPane.listHeight(in: rows))
    conflict?.setSize(layout.main.size)
    editor?.setSize(layout.main.size)
    palette?.layOut(rows: size.rows)
    picker?.list.layOut(layout.main.size)
  }
}
