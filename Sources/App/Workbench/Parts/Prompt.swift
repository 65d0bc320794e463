import CellGrid
package import FlowModel

/// A one-line question in the status row.
package struct Prompt: Hashable, Sendable {
  package enum Purpose: Hashable, Sendable {
    /// Shows as you type; Esc brings the old filter back.
    case filter(old: String)
    case create(FlowKind)
    case rename(FlowID)
    case duplicate(FlowID)
    case command
    /// In the graph, by its name.
    case findNode
    case editor(EditorQuestion)
    case ownValue(OwnValue)
  }

  package let purpose: Purpose
  package var line: LineText

  package init(_ purpose: Purpose, text: String = "") {
    self.purpose = purpose
    line = LineText(text)
  }

  var label: String {
    switch purpose {
    case .filter: "filter: "
    case .create(.chatflow): "name of the new chatflow: "
    case .create(.chatbot): "name of the new chatbot: "
    case .rename: "new name: "
    case .duplicate: "name of the copy: "
    case .command: ":"
    case .findNode: "find node: "
    case .editor(let question): question.label
    case .ownValue(let question): question.label
    }
  }

  var hints: [(key: String, text: String)] {
    switch purpose {
    case .filter:
      [
        ("Enter", "keep"), ("Esc", "show all as before"), ("Down", "to the list"),
        ("", "state:waiting, state:gone"),
      ]
    case .command: [("Enter", "run"), ("Tab", "complete"), ("Esc", "cancel")]
    case .findNode: [("Enter", "go there"), ("Esc", "cancel"), ("", "n and N go on")]
    case .create: [("Enter", "make it here"), ("Esc", "cancel")]
    case .rename: [("Enter", "rename here"), ("Esc", "cancel")]
    case .duplicate: [("Enter", "copy here"), ("Esc", "cancel")]
    case .editor(let question): [("Enter", "take"), ("Esc", "leave as it is"), ("", question.hint)]
    case .ownValue(let question):
      [
        ("Enter", "choose it"), ("Esc", "leave as it is"),
        ("", question.isText ? "text, without quotes" : "JSON"),
      ]
    }
  }
}
