import FlowModel

extension AppState {
  /// Why a command cannot run now, as a sentence; nil when it can.
  func refusal(of command: Command) -> String? {
    if command.changesFlows, settings.isReadOnly { return "This profile is read-only here." }
    if editor != nil, Self.leavesEditor.contains(command) {
      return "Esc closes the editor first; unsaved text is kept."
    }
    if settings.profile == nil, command == .create { return nil }
    if settings.profile == nil, !Self.worksWithoutProfile.contains(command) {
      return "There is no profile yet."
    }
    switch command {
    case _ where command.contexts == [.graph] && focus != .graph:
      return "This works in the graph of a flow."
    case .showGraph: return refusalOfGraph
    case .edit where focus == .graph && graph?.isOnRemoved == true:
      return "It is removed here; only the server still has it."
    case .editEdge where graph?.placeOfEdge == nil:
      return "No edge of this node stands in the text."
    case .goToPath where editor == nil: return refusalForFlow(of: .edit)
    case .editRecord: return refusalForFlow(of: .edit)
    case .restore: return refusalOfRestore
    case .changeSetting: return refusalOfSetting
    case .copyName, .copyID, .copyLink, .copyBody, .copySettingPath, .copySettingValue, .showLink:
      return refusalOfCopy(by: command)
    case .compareWithServer:
      guard let target else { return "No flow is selected." }
      return target.remoteID == nil ? "It was never sent: there is no server copy." : nil
    case .showVersions:
      guard let target else { return "No chatbot is selected." }
      return target.kind == .chatbot ? nil : "Only chatbots have published versions."
    case .open where focus == .versions: return refusalOfVersion(changing: false)
    case .compareVersions where focus == .versions: return refusalOfVersion(changing: false)
    case .compareVersions:
      return focus == .history ? nil : "No version is selected."
    case .redo where dropped != nil: return nil
    case .undo where !flowsOfUndo.isEmpty, .redo where !flowsOfUndo.isEmpty: return nil
    case .open where focus == .activity:
      guard let flow = activity.flow else { return "This is not about a flow." }
      return flow.isListed
        ? nil : "This flow is in the lists no more: g d there shows what is gone."
    case .edit, .editOutside, .rename, .duplicate, .delete, .undo, .redo, .showHistory, .nextTab,
      .previousTab, .showInOutbox, .open, .applyAgain, .closeNotices, .exportFlow:
      return refusalForFlow(of: command)
    case .publish, .activate, .pause:
      guard let target else { return "No chatbot is selected." }
      return target.kind == .chatbot ? nil : "Only chatbots are published, activated or paused."
    case .retry, .discard, .copyRequest:
      return outbox.selected == nil ? "No change is selected." : nil
    case .resolve:
      guard let change = outbox.selected?.change else { return "No change is selected." }
      return change.state == .conflict ? nil : "This change has no conflict."
    case .chooseMine, .chooseTheirs, .chooseBoth:
      return refusalToSettle(by: command)
    case .chooseBase, .writeOwn, .nextOpen, .previousOpen, .chooseAllMine, .chooseAllTheirs,
      .undoChoice, .saveMerge:
      return refusalOfChoice
    case _
    where command.contexts.contains { [.outline, .editor].contains($0) } && editor == nil
      && !command.contexts.contains(.list) && focus != .graph:
      return "No text is open."
    case .applyFix:
      return editor?.canMend == true ? nil : "No problem here has a fix that is certain."
    case .nextProblem, .previousProblem:
      return editor?.hasProblems == true ? nil : "No problem is known in this text."
    case .editProfile: return refusalOfProfileEdit
    case .push: return isPushing ? "A push is under way." : nil
    case .refresh: return isPulling ? "A pull is under way; Ctrl-c stops it." : nil
    case .showChatflows:
      return settings.services.contains(.flowise) ? nil : "This profile has no Flowise server."
    case .showChatbots:
      return settings.services.contains(.flownally) ? nil : "This profile has no FlowNally server."
    case .filter where focus == .activity: return nil
    case .mark where focus == .outbox, .unmarkAll where focus == .outbox:
      return outbox.selected == nil ? "No change is selected." : nil
    case .create, .importFlow, .filter, .showGone, .sort, .reverseSort, .mark, .unmarkAll,
      .markRange,
      .extendDown, .extendUp, .invertMarks, .nextMatch, .previousMatch, .sortNextColumn,
      .sortPreviousColumn:
      return tab.kind == nil ? "This works in the lists of flows." : nil
    default: return nil
    }
  }

  /// Why a command would do nothing now. The key still asks: what was saved a moment ago may not be
  /// counted yet.
  func futility(of command: Command) -> String? {
    if let reason = refusal(of: command) { return reason }
    return command == .push && hasStatus && counts.outbox == 0 ? "Nothing is waiting." : nil
  }

  private func refusalForFlow(of command: Command) -> String? {
    guard targetID != nil else {
      return focus == .outbox ? "No change is selected." : "No flow is selected."
    }
    guard let state = target?.state else { return nil }
    switch command {
    case .edit: return state == .conflict || state.allowsEdits ? nil : state.sentence
    // There it restores.
    case .rename where state == .goneOnServer: return nil
    case .editOutside, .rename: return state.allowsEdits ? nil : state.sentence
    case .duplicate, .exportFlow: return state == .stub ? state.sentence : nil
    case .delete:
      return state == .pendingDelete
        ? "It is marked deleted already." : state == .goneOnServer ? state.sentence : nil
    default: return nil
    }
  }

  private static let leavesEditor: Set<Command> = [
    .showChatflows, .showChatbots, .showOutbox, .showActivity, .lastView, .goBack, .goForward,
    .editProfile,
  ]

  private static let worksWithoutProfile: Set<Command> = [
    .help, .palette, .commandLine, .closeView, .back, .stop, .suspend, .redraw, .toggleMouse,
    .showActivity, .showChatflows, .showChatbots, .showOutbox, .lastView, .switchProfile,
    .chooseTheme, .explain, .showSettings, .showKeys,
  ]
}

extension PaneID {
  var title: String {
    switch self {
    case .list: "list"
    case .detail: "detail"
    case .graph: "graph"
    case .history: "history"
    case .config: "settings"
    case .versions: "published versions"
    case .outbox: "outbox"
    case .activity: "activity"
    case .conflict: "conflict"
    case .outline: "outline"
    case .editor: "editor"
    }
  }
}
