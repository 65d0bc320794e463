import CellGrid
import FlowModel

/// What a line that names a flow wants of it.
package enum FlowGoal: Hashable, Sendable {
  case open(DetailTab)
  case compare
  case tell
  case plan(isDryRun: Bool)
  case export(FlowExport)
}

/// Where a flow is written to, and how.
package struct FlowExport: Hashable, Sendable {
  package var path: String
  package var keepsSecrets = false
  /// A file that is there is written over.
  package var replaces = false
  /// Only says what would be written.
  package var isDryRun = false

  package init(path: String) { self.path = path }
}

/// The lines that take a flow by its name or the beginning of its id.
extension AppState {
  mutating func runOnFlow(_ word: LineCommand, _ line: LineWords) -> [Effect] {
    let first = line.arguments.first
    switch word {
    case .open:
      guard let first else { return run(.open) }
      guard let tab = DetailTab(named: line.arguments.count > 1 ? line.arguments[1] : "overview")
      else {
        let known = DetailTab.allCases.map { $0.title.lowercased() }.joined(separator: ", ")
        say(.warning, "There is no tab \"\(line.arguments[1])\": \(known).")
        return []
      }
      return find(first, for: .open(tab))
    case .diff: return first.map { find($0, for: .compare) } ?? run(.compareWithServer)
    case .graph:
      let isText = line.options["--text"] != nil
      if let first { return find(first, for: isText ? .tell : .open(.graph)) }
      let effects = run(.showGraph)
      return isText ? effects + tellGraph() : effects
    case .push: return push(first, line)
    case .export: return export(line)
    case .importFile:
      guard let first else { return run(.importFlow) }
      return importFlow(from: first, isDryRun: line.isDryRun)
    default: return []
    }
  }

  /// Asks for the flow that is meant; what it is wanted for is done when it is found.
  private mutating func find(_ reference: String, for goal: FlowGoal) -> [Effect] {
    let leaves =
      switch goal {
      case .open, .tell: true
      case .compare, .plan, .export: false
      }
    if leaves, let reason = refusal(of: .lastView) {
      notice = Notice(.info, reason)
      return []
    }
    guard settings.profile != nil else {
      notice = Notice(.info, "There is no profile yet.")
      return []
    }
    return [.findFlow(reference, goal, preferring: tab.kind)]
  }

  mutating func found(_ flow: FlowSummary, for goal: FlowGoal) -> [Effect] {
    let before = place
    defer { note(leaving: before) }
    switch goal {
    case .open(let tab): return open(flow, tab)
    case .tell: return open(flow, .graph) + tellGraph()
    case .compare:
      guard flow.remoteID != nil else {
        notice = Notice(.info, "It was never sent: there is no server copy.")
        return []
      }
      return [.compareWithServer(flow.id)]
    case .plan(let isDryRun):
      plansOnly = isDryRun
      return [.planPush([flow.id])]
    case .export(let export): return [.exportFlow(flow.id, export)]
    }
  }

  /// Goes to a flow wherever it stands, and shows one of its tabs.
  mutating func open(_ flow: FlowSummary, _ tab: DetailTab) -> [Effect] {
    guard editor == nil else {
      notice = Notice(.info, "Esc closes the editor first; unsaved text is kept.")
      return []
    }
    guard DetailTab.tabs(of: flow.kind).contains(tab) else {
      say(.info, "\(flow.name) has no tab \(tab.title): it is a \(flow.kind.rawValue).")
      return []
    }
    var effects = show(flow.kind == .chatflow ? .chatflows : .chatbots)
    effects.removeAll { if case .loadWindow = $0 { true } else { false } }
    if list.row(of: flow.id) == nil { list.clearFilter() }
    effects += list.find(flow.id)
    isDetailFocused = true
    isGraphFull = tab == .graph
    detailTab = tab
    detail.show(FlowDetail(summary: flow))
    layOut()
    return effects + [.loadDetail(flow.id, afterRest: false)] + followTab()
  }

  private mutating func tellGraph() -> [Effect] {
    graph?.options.showsTwin = true
    return []
  }

  // MARK: Push

  private mutating func push(_ what: String?, _ line: LineWords) -> [Effect] {
    if let reason = refusal(of: .push) {
      notice = Notice(.info, reason)
      return []
    }
    plansOnly = line.isDryRun
    switch what {
    case nil: return planPush()
    case "all"?: return [.planPush(nil)]
    case "marked"?:
      let marked = focus == .outbox ? outbox.markedFlows : list.marks.keys.sorted()
      guard !marked.isEmpty else {
        notice = Notice(.info, "Nothing is marked: Space marks.")
        return []
      }
      return [.planPush(marked)]
    case let reference?: return find(reference, for: .plan(isDryRun: line.isDryRun))
    }
  }

  // MARK: Files

  /// `export FILE` writes the flow under the cursor, `export REF FILE` another.
  private mutating func export(_ line: LineWords) -> [Effect] {
    guard let path = line.arguments.last else {
      return line.isDryRun ? showDryRun(of: .exportFlow) : run(.exportFlow)
    }
    var export = FlowExport(path: path)
    export.replaces = line.isForced
    export.isDryRun = line.isDryRun
    switch line.options["--secrets"] {
    case nil, "strip"?: break
    case "keep"?: export.keepsSecrets = true
    default: return tellUsage(of: .export)
    }
    if line.arguments.count > 1 { return find(line.arguments[0], for: .export(export)) }
    if let reason = refusal(of: .exportFlow) {
      notice = Notice(.info, reason)
      return []
    }
    return targetID.map { [.exportFlow($0, export)] } ?? []
  }

  /// - Parameter path: of a file that Flowise or weir wrote for one flow.
  mutating func importFlow(from path: String, isDryRun: Bool = false) -> [Effect] {
    if let reason = refusal(of: .importFlow) {
      notice = Notice(.info, reason)
      return []
    }
    let kind: FlowKind =
      settings.services == [.flownally] || tab == .chatbots ? .chatbot : .chatflow
    return [.importFlow(path, kind, isDryRun: isDryRun)]
  }

  /// Asks for the file that the flow under the cursor is written to.
  mutating func askForExport() -> [Effect] {
    guard let flow = targetID else { return [] }
    let name = exportName
    let fileName = name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" }
    return ask(.export(flow), text: String(fileName) + ".json")
  }

  private var exportName: String {
    focus == .outbox ? outbox.selected?.change.name ?? "flow" : target?.name ?? "flow"
  }
}

extension DetailTab {
  /// By its title, in any case, or the beginning of it.
  init?(named name: String) {
    let name = name.lowercased()
    let fitting = DetailTab.allCases.filter { $0.title.lowercased().hasPrefix(name) }
    guard !name.isEmpty, let tab = fitting.first,
      fitting.count == 1 || tab.title.lowercased() == name
    else { return nil }
    self = tab
  }
}
