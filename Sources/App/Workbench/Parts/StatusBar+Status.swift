import CellGrid
import FlowModel

/// The row above the last: a question, a message, or what is under the cursor.
extension StatusBar {
  func drawStatus(on canvas: inout Canvas) {
    if let prompt = state.prompt {
      let end = canvas.text(prompt.label, row: 0, column: 1, style: theme[.promptPrefix])
      prompt.shownLine.draw(
        on: &canvas, row: 0, column: end, columns: max(canvas.columns - end - 1, 1),
        style: theme[.promptText])
      if remarkBelow == nil, let remark = remark(of: prompt),
        case let room = room(besides: prompt, canvas.columns),
        room >= min(CharacterWidth.of(remark.text), 12)
      {
        let width = min(CharacterWidth.of(remark.text), room)
        canvas.text(
          remark.text, row: 0, column: canvas.columns - width - 1, columns: width,
          style: theme[remark.weight.role])
      }
      return
    }
    let right = rightText
    let width = CharacterWidth.of(right)
    canvas.text(right, row: 0, column: canvas.columns - width - 1, style: theme[.muted])
    let room = canvas.columns - width - (width > 0 ? 4 : 2)
    if let notice = state.notice {
      canvas.text(notice.text, row: 0, column: 1, columns: room, style: theme[notice.weight.role])
    } else if let editor = state.editor {
      let pieces = editor.status.map { StyledText($0.text, theme[$0.role]) }
      canvas.line(pieces, row: 0, column: 1, columns: room)
    } else {
      canvas.text(leftText, row: 0, column: 1, columns: room, style: theme[.text])
    }
  }

  /// What is wrong with what was typed: of a filter at once, of the rest when it was refused.
  private func remark(of prompt: Prompt) -> Notice? {
    if let remark = prompt.remark { return remark }
    guard case .filter = prompt.purpose else { return nil }
    return FlowFilter(prompt.line.text).problem.map { Notice(.warning, $0) }
  }

  /// Cells that the label and the text of a prompt leave.
  private func room(besides prompt: Prompt, _ columns: Int) -> Int {
    columns - CharacterWidth.of(prompt.label) - CharacterWidth.of(prompt.shownLine.text) - 4
  }

  /// A remark that would be cut beside the prompt has the row below, in place of the keys.
  var remarkBelow: Notice? {
    guard let prompt = state.prompt, let remark = remark(of: prompt),
      CharacterWidth.of(remark.text) > room(besides: prompt, state.size.columns)
    else { return nil }
    return remark
  }

  private var leftText: String {
    switch state.focus {
    case .list, .detail: return flowText
    case .graph: return state.graph?.status ?? ""
    case .history, .config, .versions:
      guard let flow = state.target else { return "" }
      return flow.state == .clean ? flow.name : "\(flow.name): \(flow.state.clause)"
    case .outbox:
      // Where the rows leave no room for it, an error is told here.
      if state.outbox.layout.lines.rows == 0, let text = state.outbox.selected?.change.errorText {
        return text
      }
      let ready = state.outbox.readyCount
      return ready == 0
        ? ""
        : Wording.count(ready, "change is", "changes are")
          + " ready. P shows the plan before anything is sent."
    case .conflict: return state.conflictText
    case .activity, .outline, .editor: return ""
    }
  }

  private var flowText: String {
    guard let flow = state.target else { return "" }
    let marks = state.list.markCount
    let marked = (marks == 0 ? "" : "\(Wording.number(marks)) marked.  ") + hiddenText
    if flow.state == .clean {
      return marked
        + (state.unsaved.contains(flow.id) ? "Unsaved text is kept: e continues." : "")
    }
    switch state.layout.shape {
    case .wide: return marked + "\(flow.name): \(flow.state.clause)"
    // The four lines above say it already.
    case .stacked where state.layout.detail != nil: return marked
    case .stacked, .single: return marked + flow.state.sentence
    }
  }

  /// How many flows the filter leaves out; an empty list says more in its place.
  private var hiddenText: String {
    guard state.focus == .list, !state.list.filterText.isEmpty, state.list.count > 0,
      let kind = state.tab.kind, state.list.query.states?.contains(.goneOnServer) != true
    else { return "" }
    let all = kind == .chatflow ? state.counts.chatflows : state.counts.chatbots
    let hidden = all - state.list.count
    if hidden <= 0 { return "" }
    return "The filter hides \(Wording.number(hidden)).  "
  }

  private var rightText: String {
    if state.isBusy { return state.step?.sentence ?? "Connecting; Ctrl-c stops" }
    if let editor = state.editor, state.help == nil { return editor.place }
    if let conflict = state.conflict, conflict.isAboutValues, state.layout.shape != .single {
      return conflict.place
    }
    if state.focus == .graph, state.help == nil {
      if state.layout.shape == .single { return "" }
      return state.graph?.seen(isShort: state.layout.shape != .wide) ?? ""
    }
    guard state.focus == .list, state.list.count > 0, state.help == nil else { return "" }
    // A narrow screen needs the row for the sentence.
    if state.layout.shape == .single, state.notice != nil || !leftText.isEmpty { return "" }
    return "\(Wording.number(state.list.cursor + 1)) of \(Wording.number(state.list.count))"
  }
}

extension SyncStep {
  /// What the sync is doing.
  var sentence: String {
    switch self {
    case .connecting(let service): "Connecting to \(service.title)"
    case .pulling(let service, let seen, let total):
      "Reading \(service.title): \(Wording.number(seen))"
        + (total.map { " of \(Wording.number($0))" } ?? "")
    case .pushing(let done, let total, let name):
      "Pushing \(done + 1 > total ? total : done + 1) of \(total): \(name)"
    case .waiting(let service, let reason, let seconds):
      "\(service.title): \(reason), again in \(seconds)s"
    }
  }
}
