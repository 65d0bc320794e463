/// What can be styled. To add a role: one case here, then use it in a `+Draw` file. Themes without
/// it fall back along the dots: `ui.cursor-row.unfocused`, `ui.cursor-row`, then `ui.text`.
package enum StyleRole: String, CaseIterable, Sendable {
  case text = "ui.text"
  case strong = "ui.strong"
  case muted = "ui.muted"
  case faint = "ui.faint"
  case background = "ui.background"
  case panel = "ui.panel"
  case rule = "ui.rule"
  case ruleFocus = "ui.rule.focus"
  case title = "ui.title"
  case titleFocus = "ui.title.focus"
  case columnHeader = "ui.column-header"
  case cursorRow = "ui.cursor-row"
  case cursorRowUnfocused = "ui.cursor-row.unfocused"
  case mark = "ui.mark"
  case match = "ui.match"
  case matchCurrent = "ui.match.current"
  case selection = "ui.selection"
  case scrollbar = "ui.scrollbar"
  case scrollbarThumb = "ui.scrollbar.thumb"
  case link = "ui.link"
  case spinner = "ui.spinner"
  case dimOverlay = "ui.dim-overlay"

  case headerBrand = "header.brand"
  case headerProfile = "header.profile"
  case headerProfileProtected = "header.profile.protected"
  case headerReadWrite = "header.mode.rw"
  case headerReadOnly = "header.mode.ro"
  case headerTab = "header.tab"
  case headerTabActive = "header.tab.active"
  case headerOnline = "header.online"
  case headerOffline = "header.offline"

  case hintKey = "hint.key"
  case hintText = "hint.text"
  case hintSeparator = "hint.separator"
  case hintDisabled = "hint.disabled"

  case promptPrefix = "prompt.prefix"
  case promptText = "prompt.text"
  case promptGhost = "prompt.ghost"
  case promptMatch = "prompt.match-char"

  case popupText = "popup.text"
  case popupBorder = "popup.border"
  case popupTitle = "popup.title"
  case popupButton = "popup.button"
  case popupButtonDefault = "popup.button.default"
  case popupButtonDanger = "popup.button.danger"

  case messageInfo = "message.info"
  case messageSuccess = "message.success"
  case messageWarning = "message.warning"
  case messageError = "message.error"

  case stateSame = "state.same"
  case stateWaiting = "state.waiting"
  case stateNewer = "state.newer"
  case stateConflict = "state.conflict"
  case stateRefused = "state.refused"
  case stateNew = "state.new"
  case stateDeleted = "state.deleted"
  case stateChanged = "state.changed"
  case stateSending = "state.sending"

  case jsonKey = "json.key"
  case jsonString = "json.string"
  case jsonNumber = "json.number"
  case jsonBoolean = "json.boolean"
  case jsonNull = "json.null"
  case jsonPunctuation = "json.punctuation"
  case jsonEscape = "json.escape"
  case jsonMasked = "json.masked"
  case jsonLineNumber = "json.line-number"
  case jsonLineNumberCurrent = "json.line-number.current"
  case jsonFold = "json.fold"
  case jsonBracketMatch = "json.bracket-match"

  case problemError = "problem.error"
  case problemWarning = "problem.warning"
  case problemHint = "problem.hint"

  case diffAdded = "diff.added"
  case diffRemoved = "diff.removed"
  case diffChanged = "diff.changed"
  case diffContext = "diff.context"
  case diffHeader = "diff.header"
  case diffMerged = "diff.merged"
  case diffUnresolved = "diff.unresolved"

  case graphNode = "graph.node"
  case graphNodeFocus = "graph.node.focus"
  case graphNodeStart = "graph.node.start"
  case graphNodeLLM = "graph.node.llm"
  case graphNodeTool = "graph.node.tool"
  case graphNodeAgent = "graph.node.agent"
  case graphNodeCondition = "graph.node.condition"
  case graphNodeHuman = "graph.node.human"
  case graphNodeEnd = "graph.node.end"
  case graphNodeNote = "graph.node.note"
  case graphNodeFrame = "graph.node.frame"
  case graphEdge = "graph.edge"
  case graphEdgeFocus = "graph.edge.focus"
  case graphEdgeUpstream = "graph.edge.upstream"
  case graphEdgeDownstream = "graph.edge.downstream"
  case graphEdgeLabel = "graph.edge.label"
  case graphPort = "graph.port"
  case graphMinimapNode = "graph.minimap.node"
  case graphMinimapView = "graph.minimap.view"

  case caretNormal = "editor.caret.normal"
  case caretInsert = "editor.caret.insert"
  case modeNormal = "editor.mode.normal"
  case modeInsert = "editor.mode.insert"
  case modeVisual = "editor.mode.visual"

  /// Its place in `allCases`. An enum of fewer than 256 plain cases is stored as this one byte;
  /// hashing would go by the text of its name.
  package var number: Int { withUnsafeBytes(of: self) { Int($0[0]) } }

  /// The name and what it falls back to, nearest first: `ui.rule.focus`, `ui.rule`, `ui`.
  var chain: [String] {
    var names = [rawValue]
    while let dot = names[names.count - 1].lastIndex(of: ".") {
      names.append(String(names[names.count - 1][..<dot]))
    }
    return names
  }
}
