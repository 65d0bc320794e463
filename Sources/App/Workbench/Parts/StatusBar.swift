import CellGrid
import FlowModel

/// The three rows that are always there: where we are and how the sync stands; the message or
/// question; the keys that work now.
struct StatusBar {
  let state: AppState
  var theme: Theme { state.settings.theme }

  init(_ state: AppState) { self.state = state }

  func drawHeader(on canvas: inout Canvas) {
    let summary = summary(on: canvas)
    let width = summary.reduce(0) { $0 + CharacterWidth.of($1.text) }
    canvas.line(summary, row: 0, column: max(canvas.columns - width - 1, 0))
    let room = canvas.columns - width - 2
    canvas.line(taggedPieces(columns: room).map(\.0), row: 0, columns: room)
  }

  /// The tab drawn at a column of row 1.
  func tab(at column: Int) -> Tab? {
    var end = 0
    var canvas = Canvas(
      size: GridSize(rows: 1, columns: state.size.columns), glyphs: state.settings.glyphs)
    let width = summary(on: canvas).reduce(0) { $0 + CharacterWidth.of($1.text) }
    canvas.hideCursor()
    for (piece, tab) in taggedPieces(columns: state.size.columns - width - 2) {
      end += CharacterWidth.of(piece.text)
      if column < end { return tab }
    }
    return nil
  }

  /// What the left half may tell, from the longest form to the shortest.
  private enum HeaderForm: CaseIterable {
    case withHost, withBrand, short, tight, alone

    /// Columns of a screen for it.
    var leastColumns: Int {
      switch self {
      case .withHost, .withBrand: 100
      case .short, .tight: 60
      case .alone: 0
      }
    }
  }

  /// The first form that fits, or the shortest.
  private func taggedPieces(columns: Int) -> [(StyledText, Tab?)] {
    var pieces: [(StyledText, Tab?)] = []
    for form in HeaderForm.allCases where form.leastColumns <= state.size.columns {
      pieces = taggedPieces(in: form)
      if pieces.reduce(0, { $0 + CharacterWidth.of($1.0.text) }) <= columns { break }
    }
    return pieces
  }

  private func taggedPieces(in form: HeaderForm) -> [(StyledText, Tab?)] {
    let isLong = form == .withHost || form == .withBrand
    let place = place(withBrand: isLong, withHost: form == .withHost)
    switch form {
    case .withHost, .withBrand, .short: return place + tabs(isLong: isLong)
    case .tight: return place + tightTabs
    case .alone where state.settings.profile == nil: return place
    case .alone: return place + [tab(state.tab, isLong: false, isAlone: true)]
    }
  }

  private func place(withBrand: Bool, withHost: Bool) -> [(StyledText, Tab?)] {
    let settings = state.settings
    var pieces: [(StyledText, Tab?)] = [(StyledText(" "), nil)]
    if withBrand { pieces.append((StyledText("weir  ", theme[.headerBrand]), nil)) }
    guard let profile = settings.profile else {
      return pieces + [(StyledText("no profile  ", theme[.muted]), nil)]
    }
    let role: StyleRole = settings.isProtected ? .headerProfileProtected : .headerProfile
    pieces.append((StyledText(profile, badge(theme[role])), nil))
    let mode: (String, StyleRole) =
      settings.isReadOnly ? (" RO", .headerReadOnly) : (" RW", .headerReadWrite)
    pieces.append((StyledText(mode.0, theme[mode.1]), nil))
    if withHost, let host = host { pieces.append((StyledText("  \(host)", theme[.muted]), nil)) }
    return pieces + [(StyledText("  "), nil)]
  }

  /// The profile's own colour, where it has one; a protected one stands out by the theme alone.
  private func badge(_ style: Style) -> Style {
    guard let color = state.settings.profileColor, !state.settings.isProtected else { return style }
    return Style(
      foreground: color, background: style.background,
      attributes: style.attributes.union(.bold))
  }

  private func tabs(isLong: Bool) -> [(StyledText, Tab?)] {
    shownTabs.map { tab($0, isLong: isLong, isAlone: false) }
  }

  /// Only the tab in front says how many it holds.
  private var tightTabs: [(StyledText, Tab?)] {
    shownTabs.map { shown in
      if shown == state.tab { return tab(shown, isLong: false, isAlone: false) }
      let names = ["Flows", "Bots", "Outbox", "Log"]
      return (
        StyledText("\(shown.rawValue) \(names[shown.rawValue - 1]) ", theme[.headerTab]), shown
      )
    }
  }

  /// Tabs with a server behind them; a tab keeps its number when another one is missing.
  private var shownTabs: [Tab] {
    if state.settings.profile == nil { return [] }
    return Tab.allCases.filter { tab in
      guard let kind = tab.kind else { return true }
      return state.settings.services.contains(kind.service) || state.tab == tab
    }
  }

  private func tab(_ tab: Tab, isLong: Bool, isAlone: Bool) -> (StyledText, Tab?) {
    let name: String =
      switch tab {
      case .chatflows: (isLong ? "Chatflows " : "Flows ") + Wording.number(state.counts.chatflows)
      case .chatbots: (isLong ? "Chatbots " : "Bots ") + Wording.number(state.counts.chatbots)
      case .outbox: "Outbox " + Wording.number(state.counts.outbox)
      case .activity: isLong ? "Activity" : "Log"
      }
    let text = "\(tab.rawValue) \(name)"
    if isAlone { return (StyledText(text, theme[.headerTabActive]), tab) }
    let isActive = tab == state.tab
    return (
      StyledText(
        isActive ? "[\(text)] " : " \(text)  ", theme[isActive ? .headerTabActive : .headerTab]),
      tab
    )
  }

  /// The servers of the tab in front; all of them for Outbox and Activity.
  private var servers: [Server] {
    guard let service = state.tab.kind?.service else { return state.servers }
    return state.servers.filter { $0.service == service }
  }

  private var host: String? {
    if let origin = servers.first?.origin {
      let scheme = origin.utf8.firstIndex(of: UInt8(ascii: ":")) ?? origin.startIndex
      return String(origin[scheme...].drop { $0 == ":" || $0 == "/" })
    }
    return state.tab.kind.flatMap { state.settings.hosts[$0.service] }
  }

  /// Waiting, needs you, refused, online or not, and how old the copy is.
  private func summary(on canvas: Canvas) -> [StyledText] {
    let counts = state.counts
    var pieces: [StyledText] = []
    for (sign, count, role) in [
      (canvas.glyphs.waiting, counts.waiting, StyleRole.stateWaiting),
      (canvas.glyphs.conflict, counts.needsPerson, .stateConflict),
      (canvas.glyphs.refused, counts.refused, .stateRefused),
    ] where count > 0 {
      pieces.append(StyledText("\(sign)\(Wording.number(count))", theme[role]))
      pieces.append(StyledText(" "))
    }
    if state.settings.profile == nil { return pieces }
    let isShort = canvas.columns < 100
    if state.isBusy {
      return pieces + [StyledText(isShort ? " sync" : " syncing", theme[.spinner])]
    }
    if let obstacle = servers.compactMap(\.obstacle).first {
      pieces.append(StyledText(Self.word(for: obstacle, isShort), theme[.headerOffline]))
    } else if !servers.isEmpty, servers.allSatisfy({ $0.isReachable == true }) {
      pieces.append(StyledText(isShort ? " on" : " online", theme[.headerOnline]))
    } else {
      pieces.append(StyledText(isShort ? " new" : " not read yet", theme[.muted]))
    }
    if canvas.columns >= 80, let pulled = servers.compactMap(\.pulledAt).min() {
      pieces.append(
        StyledText((isShort ? " " : "  ") + Wording.age(of: pulled, now: state.now), theme[.muted]))
    }
    return pieces
  }

  private static func word(for obstacle: Server.Obstacle, _ isShort: Bool) -> String {
    switch obstacle {
    case .silence: isShort ? " off" : " offline"
    case .access: isShort ? " key?" : " no access"
    case .answer: isShort ? " err" : " error"
    }
  }
}
