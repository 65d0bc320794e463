import CellGrid
import FlowModel
import JSONText
import TestKit

@testable import Workbench

extension CommandCase {
  /// The outline on a value: what is typed into the search for it.
  private static func at(_ path: String) -> String { "e @ \(path) Enter" }

  private static func bytes(_ app: AppDriver) -> String {
    String(decoding: app.state.editor?.bytes ?? [], as: UTF8.self)
  }

  private static func path(_ app: AppDriver) -> String {
    app.state.editor?.current?.path.dotted ?? ""
  }

  private static func rows(_ app: AppDriver) -> Int { app.state.editor?.outline.rows.count ?? 0 }

  /// The cursor goes from one value to another.
  private static func goes(_ before: String, to target: String) -> CommandCase {
    CommandCase(before) { path($0) != target && path($1) == target }
  }

  /// The text becomes another one, in which this stands, or stands no more.
  private static func edits(
    _ before: String, _ text: String, isGone: Bool = false
  ) -> CommandCase {
    CommandCase(before) {
      bytes($0).contains(text) == isGone && bytes($1).contains(text) != isGone
    }
  }

  private static func copies(_ before: String, _ text: String) -> CommandCase {
    CommandCase(before) { _, after in
      after.effects.contains { effect in
        if case .copy(let bytes, _) = effect { bytes == Array(text.utf8) } else { false }
      }
    }
  }

  /// Whether the second node stands before the first.
  private static func isBackFirst(_ app: AppDriver) -> Bool {
    bytes(app).split(separator: "\"Ask\"").first?.contains("\"Back\"") == true
  }

  private static let label = "nodes[0].data.label"
  private static let second = "nodes[1].data.temperature"

  static func outline(_ command: Command) -> CommandCase? {
    switch command {
    case .changeValue: sees(at(label)) { $0.prompt?.line.text == "Ask" }
    case .openString: sees(at("nodes[0].data.prompt")) { $0.editor?.inner.count == 1 }
    case .unfold: CommandCase("e z M g g j") { rows($1) > rows($0) }
    case .fold: CommandCase("e z R g g j") { rows($1) < rows($0) }
    case .toggleFold: CommandCase("e z R g g j") { rows($1) < rows($0) }
    case .unfoldAll: CommandCase("e z M") { rows($1) > rows($0) }
    case .foldAll: CommandCase("e z R") { rows($1) < rows($0) }
    case .unfoldTo: CommandCase("e z R") { rows($1) < rows($0) }
    case .nextSibling: goes(at("nodes[0].id"), to: "nodes[0].data")
    case .previousSibling: goes(at("nodes[0].data"), to: "nodes[0].id")
    case .nextSameKey: goes(at(label), to: "nodes[1].data.label")
    case .previousSameKey: goes(at("nodes[1].data.label"), to: label)
    case .addBelow: sees(at(label)) { $0.prompt?.label == "key of the new entry: " }
    case .addAbove: sees(at(label)) { $0.prompt?.label == "key of the new entry: " }
    case .deleteEntry: edits(at(label), "\"Ask\"", isGone: true)
    case .pasteEntry:
      CommandCase(at(label) + " d d") { !bytes($0).contains("Ask") && bytes($1).contains("Ask") }
    case .duplicateEntry:
      CommandCase(at("nodes[1]")) { before, after in
        func count(_ app: AppDriver) -> Int { bytes(app).split(separator: "\"Back\"").count }
        return count(after) == count(before) + 1
      }
    case .renameKey: sees(at(label)) { $0.prompt?.line.text == "label" }
    case .moveEntryDown:
      CommandCase(at("nodes[0]")) { isBackFirst($1) && !isBackFirst($0) }
    case .moveEntryUp: goes(at("nodes[1]"), to: "nodes[0]")
    case .switchToText: sees(at(label)) { $0.focus == .editor }
    case .copyPath: copies(at(label), label)
    case .copyPathJq: copies(at(label), "." + label)
    case .copyPathBrackets: copies(at(label), "[\"nodes\"][0][\"data\"][\"label\"]")
    case .copyPathPointer: copies(at(label), "/nodes/0/data/label")
    case .copyValue: copies(at(label), "\"Ask\"")
    case .copyText: copies(at("nodes[0].data.prompt"), "Say\nthis")
    case .copyKey: copies(at(label), "label")
    default: nil
    }
  }

  static func text(_ command: Command) -> CommandCase? {
    let saved: (Effect) -> Bool = {
      if case .saveText(_, _, _, _, false) = $0 { true } else { false }
    }
    let savedOver: (Effect) -> Bool = {
      if case .saveText(_, _, _, _, true) = $0 { true } else { false }
    }
    return switch command {
    case .followReference: goes(at("edges[0].source"), to: "nodes[0]")
    case .listReferences: sees(at("nodes[0].id")) { $0.editor?.chooser != nil }
    case .nextProblem: CommandCase("e") { path($0) != path($1) && path($1).hasPrefix("edges[0]") }
    case .previousProblem:
      CommandCase("e") { path($0) != path($1) && path($1).hasPrefix("edges[0]") }
    case .applyFix: edits(at("edges[0].target"), "lost", isGone: true)
    case .revealSecrets: sees("e") { $0.editor?.showsSecrets == true }
    case .undoText: edits(at(label) + " d d", "\"Ask\"")
    case .redoText: edits(at(label) + " d d u", "\"Ask\"", isGone: true)
    case .find: sees("e") { if case .search? = $0.editor?.mode { true } else { false } }
    case .findNext: goes("e / Back Enter g g", to: "nodes[1].data.label")
    case .findPrevious: goes("e / Back Enter g g", to: "nodes[1].data.label")
    case .save: CommandCase(at(label) + " d d") { $1.effects.contains(where: saved) }
    case .saveAndClose:
      CommandCase(at(label) + " d d") {
        $1.effects.contains(where: saved) && $1.state.editor?.closesWhenSaved != false
      }
    case .saveOver: CommandCase(at(label) + " d d") { $1.effects.contains(where: savedOver) }
    case .closeUnsaved:
      CommandCase(at(label) + " d d") { before, after in
        after.state.question != nil || after.state.editor == nil
          || after.statusRow != before.statusRow
      }
    case .restoreUnsaved: CommandCase("e") { _, after in after.statusRow.contains("unsaved") }
    default: nil
    }
  }
}
