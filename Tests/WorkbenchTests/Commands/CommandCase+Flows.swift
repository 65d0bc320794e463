import CellGrid
import FlowModel
import JSONText
import TestKit

@testable import Workbench

extension CommandCase {
  private static func cursor(_ before: String, is row: Int) -> CommandCase {
    sees(before) { $0.list.cursor == row }
  }

  static func list(_ command: Command) -> CommandCase? {
    switch command {
    case .moveDown: cursor("", is: 1)
    case .moveUp: cursor("j j", is: 1)
    case .halfPageDown:
      CommandCase("many") { (10...20).contains($1.state.list.cursor - $0.state.list.cursor) }
    case .halfPageUp:
      CommandCase("many G") { (10...20).contains($0.state.list.cursor - $1.state.list.cursor) }
    case .pageDown:
      CommandCase("many") { (25...35).contains($1.state.list.cursor - $0.state.list.cursor) }
    case .pageUp:
      CommandCase("many G") { (25...35).contains($0.state.list.cursor - $1.state.list.cursor) }
    case .moveToTop: cursor("j j", is: 0)
    case .moveToBottom: cursor("", is: 6)
    case .scrollToMiddle: sees("many 50 j") { $0.list.top == $0.list.cursor - $0.list.height / 2 }
    case .scrollToTop: sees("many 50 j") { $0.list.top == $0.list.cursor }
    case .scrollToBottom:
      sees("many 50 j k k k") { $0.list.top == $0.list.cursor - $0.list.height + 1 }
    case .filter: sees { $0.prompt?.purpose.isFilter == true }
    case .showGone: sees { $0.list.filterText == "state:gone" }
    case .sort: sees { $0.question?.title == "Sort by" }
    case .reverseSort: sees { $0.list.query.isReversed }
    case .sortNextColumn: sees { $0.list.query.order != .name }
    case .sortPreviousColumn: sees { $0.list.query.order != .name }
    case .mark: sees { $0.list.marks.count == 1 && $0.list.cursor == 1 }
    case .unmarkAll: sees("Space j Space") { $0.list.marks.isEmpty }
    case .markRange: sees { $0.list.range?.isHeld == false }
    case .extendDown: sees { $0.list.range?.isHeld == true && $0.list.cursor == 1 }
    case .extendUp: sees("G") { $0.list.range?.isHeld == true && $0.list.cursor == 5 }
    case .invertMarks: sees("Space") { $0.list.marks.count == 6 }
    case .jump: sees { $0.jump != nil }
    case .nextMatch:
      sees("/ sup Enter Esc g g") { $0.list.selected?.name == "Customer support team" }
    case .previousMatch: sees("/ sup Enter Esc g g") { $0.list.selected?.name == "Support triage" }
    default: nil
    }
  }

  static func flow(_ command: Command) -> CommandCase? {
    let name = "Advanced structured output"
    return switch command {
    case .open: sees { $0.focus == .detail }
    case .edit: asks([.loadText(flow, field: nil)])
    case .editOutside: asks([.openExternalEditor(flow, field: nil)])
    case .editRecord: asks([.loadText(flow, field: "")])
    case .goToPath: sees { $0.editor?.chooser != nil }
    case .create: sees { $0.prompt?.purpose == .create(.chatflow) }
    case .duplicate: sees { $0.prompt?.purpose == .duplicate(flow) }
    case .rename: sees { $0.prompt?.purpose == .rename(flow) && $0.prompt?.line.text == name }
    case .delete: sees { $0.question?.title == "Delete this chatflow on prod?" }
    case .undo: asks([.undo([flow])])
    case .redo: asks([.redo([flow])])
    case .showHistory: sees { $0.focus == .history && $0.history?.flow == flow }
    case .applyAgain: asks([.applyAgain(flow)])
    case .closeNotices: asks([.closeNotices(flow)])
    case .restore: sees("g h j") { $0.question?.title.hasPrefix("Restore") == true }
    case .compareVersions: sees("g h") { $0.history?.comparison == .present }
    case .nextTab: sees { $0.detailTab == .json }
    case .previousTab: sees("] ]") { $0.detailTab == .json }
    case .showVersions: sees("2") { $0.focus == .versions && $0.versions?.versions.count == 2 }
    case .compareWithServer: asks([.compareWithServer(flow)])
    case .changeSetting:
      CommandCase("Enter [") { _, after in
        after.state.prompt != nil
          || after.effects.contains { if case .changeSetting = $0 { true } else { false } }
      }
    case .copyName: asks([.copy(Array(name.utf8), what: "the name")])
    case .copyID: asks([.copy(Array("8c0e1f6a-7d0b-4b7e-9c2e-000000000001".utf8), what: "the id")])
    case .copyLink:
      CommandCase { $1.effects.count == 1 && "\($1.effects)".contains("the web link") }
    case .copyBody: asks([.copyBody(flow)])
    case .copySettingPath: CommandCase("Enter [") { "\($1.effects)".contains("the path") }
    case .copySettingValue: CommandCase("Enter [") { "\($1.effects)".contains("the value") }
    case .showLink:
      CommandCase {
        $1.statusRow.contains("https://flow.example.com/canvas/8c0e")
          && !$0.statusRow.contains("https")
      }
    case .exportFlow: sees { $0.prompt?.line.text == "Advanced-structured-output.json" }
    case .importFlow: sees { $0.prompt?.purpose == .importFlow }
    default: nil
    }
  }

  static func orders(_ command: Command) -> CommandCase? {
    let bot = SampleFlows.chatbots[0].id
    let change = SampleFlows.outbox[0].id
    let conflicting = SampleFlows.chatflows[2].id
    func chooses(_ choice: JSONMergeChoice) -> CommandCase {
      CommandCase("j j e") { _, after in
        guard case .choose(let choices, conflicting)? = after.effects.first else { return false }
        return Array(choices.values) == [choice]
      }
    }
    return switch command {
    case .publish: asks([.order(.publish, bot)], "2")
    case .activate: asks([.order(.activate, bot)], "2")
    case .pause: asks([.order(.pause, bot)], "2")
    case .push: sees { $0.question?.title == "Push 3 changes to prod?" }
    case .showInOutbox:
      sees("G") { $0.tab == .outbox && $0.outbox.selected?.change.name == "Support triage" }
    case .retry: asks([.retry(change)], "3")
    case .discard: sees("3") { $0.question?.title == "Drop this change?" }
    case .copyRequest: asks([.copyRequest(change)], "3")
    case .resolve: sees("3 j j") { $0.focus == .conflict }
    case .chooseMine: chooses(.mine)
    case .chooseTheirs: chooses(.theirs)
    case .chooseBase: chooses(.base)
    case .chooseBoth: sees("j j e") { $0.question != nil }
    case .writeOwn: sees("j j e") { $0.prompt?.line.text == "gpt-4o-mini" }
    case .nextOpen:
      CommandCase("j j e") {
        $0.state.conflict?.selected?.path != $1.state.conflict?.selected?.path
      }
    case .previousOpen:
      CommandCase("j j e") {
        $0.state.conflict?.selected?.path != $1.state.conflict?.selected?.path
      }
    case .chooseAllMine:
      sees("j j e") {
        $0.question?.title.contains("mine") == true || $0.question?.title.contains("your") == true
      }
    case .chooseAllTheirs: sees("j j e") { $0.question?.title.contains("server") == true }
    case .undoChoice: asks([.undoChoice(conflicting)], "j j e 1")
    case .saveMerge: asks([.saveMerge(conflicting, seen: 1)], "j j e 1 n 2")
    default: nil
    }
  }
}
