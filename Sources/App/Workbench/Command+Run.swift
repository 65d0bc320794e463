import CellGrid
import FlowModel
import JSONText

extension AppState {
  /// Runs a command, or says why it cannot run now.
  ///
  /// - Parameter count: what was typed before the key, as in `5j`.
  package mutating func run(_ command: Command, count: Int? = nil) -> [Effect] {
    let effects = settleRange(before: command)
    // Rows that are still being read are not marked yet: an order would miss them.
    if !effects.isEmpty, !command.isMotion {
      notice = Notice(.info, "The rows of the range are being marked: once more, please.")
      return effects
    }
    return effects + perform(command, count: count)
  }

  private mutating func perform(_ command: Command, count: Int?) -> [Effect] {
    if let reason = refusal(of: command) {
      notice = Notice(.info, reason)
      return []
    }
    let times = count ?? 1
    switch command {
    case .moveDown: return scroll(.rows(times))
    case .moveUp: return scroll(.rows(-times))
    case .halfPageDown: return scroll(.pages(0.5 * Double(times)))
    case .halfPageUp: return scroll(.pages(-0.5 * Double(times)))
    case .pageDown: return scroll(.pages(Double(times)))
    case .pageUp: return scroll(.pages(-Double(times)))
    case .moveToTop: return scroll(.to(0))
    case .moveToBottom: return scroll(.to(count.map { $0 - 1 } ?? .max))
    case .moveLeft, .moveRight, .panLeft, .panDown, .panUp, .panRight, .nextEdge, .previousEdge,
      .followEdge, .comeBack, .zoomIn, .zoomOut, .fitAll, .otherLayout,
      .toggleMinimap, .toggleInputs, .upstream, .downstream, .textTwin:
      return inGraph(command, count)
    case .scrollToMiddle where focus == .graph, .jump where focus == .graph,
      .findNext where focus == .graph,
      .findPrevious where focus == .graph:
      return inGraph(command, count)
    case .find where focus == .graph: return ask(.findNode)
    case .editEdge: return editEdge()
    case .toggleFull: return toggleFull()
    case .showGraph: return showGraph()
    case .scrollToMiddle: return scrollList(to: .middle)
    case .scrollToTop: return scrollList(to: .top)
    case .scrollToBottom: return scrollList(to: .bottom)
    case .open: return open()
    case .edit: return edit()
    case .editOutside: return editOutside()
    case .editRecord: return edit(field: "")
    case .create where settings.profile == nil: return askForServer()
    case .create: return ask(.create(list.kind))
    case .duplicate:
      return ask(target.map { .duplicate($0.id) }, text: "\(target?.name ?? "") (copy)")
    case .rename where target?.state == .goneOnServer: return askToRestore()
    case .rename: return ask(target.map { .rename($0.id) }, text: target?.name ?? "")
    case .delete: return askToDelete()
    case .undo: return undo()
    case .redo: return redo()
    case .showHistory: return showHistory()
    case .applyAgain: return targetID.map { [.applyAgain($0)] } ?? []
    case .closeNotices: return targetID.map { [.closeNotices($0)] } ?? []
    case .restore: return askToRestore()
    case .copyName, .copyID, .copyLink, .copyBody, .copySettingPath, .copySettingValue, .showLink:
      return copy(by: command)
    case .compareWithServer: return targetID.map { [.compareWithServer($0)] } ?? []
    case .showVersions: return showVersions()
    case .changeSetting: return changeSetting()
    case .compareVersions where focus == .versions: return openVersion(compared: true)
    case .compareVersions: return history?.compareWithOther() ?? []
    case .nextTab: return switchTab(by: 1)
    case .previousTab: return switchTab(by: -1)
    case .showGone: return showGone()
    case .publish: return order(.publish)
    case .activate: return order(.activate)
    case .pause: return order(.pause)
    case .showInOutbox: return showInOutbox()
    case .filter where focus == .activity:
      return ask(.filterActivity(old: activity.filterText), text: activity.filterText)
    case .filter: return ask(.filter(old: list.filterText), text: list.filterText)
    case .sort: return askForOrder()
    case .reverseSort: return reverseOrder()
    case .mark: return markRow()
    case .unmarkAll: return unmarkAll()
    case .markRange, .extendDown, .extendUp, .invertMarks, .jump, .nextMatch, .previousMatch,
      .sortNextColumn, .sortPreviousColumn:
      return runInList(command, times: times)
    case .push: return planPush()
    case .retry: return outbox.selected.map { [.retry($0.change.id)] } ?? []
    case .discard: return askToDiscard()
    case .copyRequest: return outbox.selected.map { [.copyRequest($0.change.id)] } ?? []
    case .resolve: return showConflict()
    case .chooseMine: return choose(.mine, orWhole: .mine)
    case .chooseTheirs: return choose(.theirs, orWhole: .theirs)
    case .chooseBoth: return askToResolve(.both)
    case .chooseBase: return choose(.base)
    case .writeOwn: return writeOwn()
    case .nextOpen: return moveToOpen(forward: true)
    case .previousOpen: return moveToOpen(forward: false)
    case .chooseAllMine: return askToChooseAll(.mine)
    case .chooseAllTheirs: return askToChooseAll(.theirs)
    case .undoChoice: return undoChoice()
    case .saveMerge: return saveMerge()
    case .save: return saveText(andClose: false)
    case .saveAndClose: return saveText(andClose: true)
    case .saveOver: return saveText(andClose: false, overwriting: true)
    case .closeUnsaved: return closeEditor(dropping: true)
    case .restoreUnsaved: return restoreUnsaved()
    case .goToPath where editor == nil: return editAtPath()
    case .changeValue, .openString, .unfold, .fold, .toggleFold, .unfoldAll, .foldAll, .unfoldTo,
      .goToPath, .followReference, .listReferences, .nextSibling, .previousSibling, .nextSameKey,
      .previousSameKey, .addBelow, .addAbove, .deleteEntry, .pasteEntry, .duplicateEntry,
      .renameKey, .moveEntryDown, .moveEntryUp, .switchToText, .copyPath, .copyPathJq,
      .copyPathBrackets, .copyPathPointer, .copyValue, .copyText, .copyKey, .nextProblem,
      .previousProblem, .applyFix, .revealSecrets, .undoText, .redoText, .find, .findNext,
      .findPrevious:
      return inEditor { $0.run(command, count: count) }
    case .showChatflows: return show(.chatflows)
    case .showChatbots: return show(.chatbots)
    case .showOutbox: return show(.outbox)
    case .showActivity: return show(.activity)
    case .lastView: return goToLastView()
    case .goBack: return goBack()
    case .goForward: return goForward()
    case .switchProfile: return askForProfile()
    case .editProfile: return askForServerToEdit()
    case .chooseTheme: return [.listThemes]
    case .showSettings: return showSettings()
    case .showKeys: return showAllKeys()
    case .exportFlow: return askForExport()
    case .importFlow: return ask(.importFlow)
    case .growPane: return resizePane(bigger: true)
    case .shrinkPane: return resizePane(bigger: false)
    case .nextPane: return switchPane(forward: true)
    case .previousPane: return switchPane(forward: false)
    case .refresh: return pull()
    case .actions: return showActions()
    case .commandLine: return ask(.command)
    case .palette: return showPalette()
    case .help: return showHelp()
    case .explain: return explain()
    case .back: return back()
    case .closeView: return closeView()
    case .stop: return stop()
    case .toggleMouse: return toggleMouse()
    case .redraw: return [.redraw]
    case .suspend: return suspend()
    }
  }

  private mutating func toggleMouse() -> [Effect] {
    settings.capturesMouse.toggle()
    let isOurs = settings.capturesMouse
    notice = Notice(
      .info,
      (isOurs
        ? "The mouse is weir's: click, scroll. " : "The mouse is the terminal's: select text. ")
        + "\(keeping(.mouse, isOurs ? "on" : "off")) keeps it.")
    return []
  }
}
