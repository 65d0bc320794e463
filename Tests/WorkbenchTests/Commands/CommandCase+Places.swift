import CellGrid
import FlowModel
import TestKit

@testable import Workbench

extension CommandCase {
  /// "Support triage" as a drawing over the whole screen, on its first node.
  private static let drawn = "G g G"

  private static func node(_ app: AppDriver) -> String {
    guard let graph = app.state.graph, let focus = graph.focus else { return "" }
    return graph.content?.graph.nodes[focus].node.id ?? ""
  }

  private static func goes(_ before: String, to target: String) -> CommandCase {
    CommandCase(before) { node($0) != target && node($1) == target }
  }

  private static func pans(_ holds: @escaping (GraphViewport, GraphViewport) -> Bool) -> CommandCase
  {
    CommandCase(drawn + " + +") { before, after in
      guard let old = before.state.graph?.viewport, let new = after.state.graph?.viewport else {
        return false
      }
      return holds(old, new)
    }
  }

  static func graph(_ command: Command) -> CommandCase? {
    switch command {
    case .showGraph: sees("G") { $0.focus == .graph && $0.isGraphFull }
    case .moveRight: goes(drawn, to: "classify")
    case .moveLeft: goes(drawn + " l", to: "start")
    case .panRight: pans { $0 != $1 }
    case .panDown:
      CommandCase("small" + drawn + " + +") {
        $0.state.graph?.viewport != $1.state.graph?.viewport
      }
    case .panLeft:
      CommandCase(drawn + " + + L L") { $0.state.graph?.viewport != $1.state.graph?.viewport }
    case .panUp:
      CommandCase("small" + drawn + " + + J J") {
        $0.state.graph?.viewport != $1.state.graph?.viewport
      }
    case .nextEdge: CommandCase(drawn + " l") { $1.state.graph?.edge != $0.state.graph?.edge }
    case .previousEdge:
      CommandCase(drawn + " l Tab") { $1.state.graph?.edge != $0.state.graph?.edge }
    case .followEdge: goes(drawn, to: "classify")
    case .comeBack: goes(drawn + " Enter", to: "start")
    case .zoomIn:
      CommandCase(drawn) { $1.picture != $0.picture && $1.state.graph?.options.zoom != nil }
    case .zoomOut:
      CommandCase(drawn + " + +") { $1.state.graph?.options.zoom != $0.state.graph?.options.zoom }
    case .fitAll:
      CommandCase(drawn + " + +") {
        $0.row(1).contains("sheets 4 of 4") && !$1.row(1).contains("sheets 4 of 4")
      }
    case .otherLayout:
      CommandCase(drawn) { $1.state.graph?.options.kind != $0.state.graph?.options.kind }
    case .toggleMinimap: sees(drawn) { $0.graph?.options.showsMinimap == false }
    case .toggleInputs: sees(drawn) { $0.graph?.options.showsInputs == false }
    case .upstream: sees(drawn + " l") { $0.graph?.highlight != nil }
    case .downstream: sees(drawn) { $0.graph?.highlight != nil }
    case .editEdge:
      CommandCase(drawn) { _, after in
        after.state.editor != nil
          && after.effects.contains { if case .loadText = $0 { true } else { false } }
      }
    case .textTwin: sees(drawn) { $0.graph?.options.showsTwin == true }
    case .toggleFull: sees(drawn) { !$0.isGraphFull }
    default: nil
    }
  }

  static func places(_ command: Command) -> CommandCase? {
    switch command {
    case .showChatflows: sees("3") { $0.tab == .chatflows }
    case .showChatbots: sees { $0.tab == .chatbots }
    case .showOutbox: sees { $0.tab == .outbox }
    case .showActivity: sees { $0.tab == .activity }
    case .lastView: sees("3 1") { $0.tab == .outbox }
    case .goBack: sees("3") { $0.tab == .chatflows }
    case .goForward: sees("3 H") { $0.tab == .outbox }
    case .growPane: sees { $0.paneSize == .half }
    case .shrinkPane: sees("+") { $0.paneSize == .normal }
    case .nextPane: sees { $0.isDetailFocused }
    case .previousPane: sees { $0.isDetailFocused }
    case .switchProfile: sees { $0.picker?.list.title == "Profile" }
    case .editProfile: sees { $0.question?.title == "Which server?" }
    case .chooseTheme: sees { $0.picker?.list.title == "Theme" }
    case .showSettings: sees { $0.palette?.title == "Settings" }
    case .showKeys: sees { $0.help?.place == "all keys" }
    case .refresh: asks([.pull])
    case .actions: sees { $0.palette?.title == "Actions: Advanced structured output" }
    case .commandLine: sees { $0.prompt?.purpose == .command }
    case .palette: sees { $0.palette?.title == "Command" }
    case .help: sees { $0.help?.place == "list" }
    case .explain: sees { $0.question?.title == "Advanced structured output" }
    case .back: sees("Space") { $0.list.marks.isEmpty }
    case .closeView: sees { $0.isFinished }
    case .stop:
      CommandCase {
        !$0.statusRow.contains("Nothing runs") && $1.statusRow.contains("Nothing runs")
      }
    case .toggleMouse: sees { !$0.settings.capturesMouse }
    case .redraw: asks([.redraw])
    case .suspend: asks([.suspend])
    default: nil
    }
  }
}
