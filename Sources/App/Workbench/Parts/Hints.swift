import CellGrid
import FlowModel

/// The last row: the keys that work now, the most useful first.
struct Hints {
  let state: AppState

  func draw(on canvas: inout Canvas) {
    let theme = state.settings.theme
    if let remark = StatusBar(state).remarkBelow {
      canvas.text(
        remark.text, row: 0, column: 1, columns: canvas.columns - 2,
        style: theme[remark.weight.role])
      return
    }
    let help = (helpKey ?? "", "help")
    let isCovered =
      state.dialog != nil || state.palette != nil || state.picker != nil
      || state.help != nil
    let needsHelp = helpKey != nil && state.prompt == nil && !isCovered && state.keys.isIdle
    var room = canvas.columns - 1 - (needsHelp ? width(help) : 0)
    var shown: [(key: String, text: String)] = []
    let show = { (hint: (key: String, text: String)) -> Bool in
      if hint == help { return true }
      room -= width(hint)
      if room >= 0 { shown.append(hint) }
      return room >= 0
    }
    if let hints = ownHints { _ = hints.allSatisfy(show) } else { forEachOfPane(show) }
    if needsHelp { shown.append(help) }
    var pieces: [StyledText] = []
    for hint in shown {
      pieces.append(StyledText(hint.key, theme[.hintKey]))
      pieces.append(StyledText(hint.text.isEmpty ? "" : " \(hint.text)", theme[.hintText]))
      pieces.append(StyledText("  "))
    }
    canvas.line(pieces, row: 0, column: 1, overflow: .clip)
  }

  private var helpKey: String? {
    guard let editor = state.editor else { return "?" }
    return editor.helpKey
  }

  private func width(_ hint: (key: String, text: String)) -> Int {
    CharacterWidth.of(hint.key) + CharacterWidth.of(hint.text) + 3
  }

  /// The keys of the pane in front that can run now.
  var all: [(key: String, text: String)] {
    var found: [(key: String, text: String)] = []
    forEachOfPane {
      found.append($0)
      return true
    }
    return found
  }

  /// One after the other while `body` wants more: a row holds few of them, and is drawn after each
  /// key.
  private func forEachOfPane(_ body: ((key: String, text: String)) -> Bool) {
    if state.focus == .graph, let directionHint, !body(directionHint) { return }
    let context = state.focus.context
    for command in commands {
      guard let keys = state.settings.bindings.keys(for: command, in: context).first,
        state.refusal(of: command) == nil
      else { continue }
      guard body((KeyLabel.text(keys), text(of: command))) else { return }
    }
  }

  /// Of what stands over the pane, or of an editor.
  private var ownHints: [(key: String, text: String)]? {
    if state.dialog != nil || state.palette != nil || state.picker != nil { return [] }
    if state.help != nil {
      return [
        ("Esc", "close"), ("Enter", "run the line"), ("Up Down", "move"), ("", "letters filter"),
      ]
    }
    if let prompt = state.prompt { return prompt.hints(columns: state.size.columns) }
    if state.jump != nil { return [("a letter", "goes to its row"), ("Esc", "stay")] }
    if !state.keys.isIdle { return continuations }
    guard let hints = state.editor?.hints, mustSave else { return state.editor?.hints }
    return hints.filter { $0.text == "save" } + hints.filter { $0.text != "save" }
  }

  private var isNarrow: Bool { state.layout.shape == .single }

  /// What is edited must be saved: that is told at every width.
  private var mustSave: Bool { isNarrow && state.editor?.isEdited == true }

  /// What a command means for what is under the cursor.
  private func text(of command: Command) -> String {
    if command == .back, state.focus == .conflict { return "later" }
    if command == .textTwin, state.graph?.options.showsTwin == true { return "drawing" }
    if command == .create, state.settings.profile == nil { return "add a server" }
    return switch (command, state.target?.state) {
    case (.edit, .conflict): "resolve"
    case (.rename, .goneOnServer): "restore…"
    default: command.hint
    }
  }

  /// What may follow the keys pressed so far.
  private var continuations: [(key: String, text: String)] {
    if let count = state.keys.count { return [("\(count)", "times …"), ("Esc", "cancel")] }
    let pending = state.keys.pending
    let next = state.settings.bindings.continuations(of: pending, in: state.focus.context)
    let usable = next.filter { _, action in
      guard case .command(let command) = action else { return true }
      return state.refusal(of: command) == nil
    }
    return usable.map { (KeyLabel.text(pending + [$0.0]), $0.1.hint) } + [("Esc", "cancel")]
  }

  /// The four keys that go to the nearest node, as one hint.
  private var directionHint: (key: String, text: String)? {
    let keys = [Command.moveLeft, .moveDown, .moveUp, .moveRight].compactMap { command in
      state.settings.bindings.keys(for: command, in: .graph).first.map { KeyLabel.text($0) }
    }
    return keys.isEmpty ? nil : (keys.joined(), "node")
  }

  private var graphCommands: [Command] {
    if state.graph?.options.showsTwin == true {
      return [.followEdge, .back, .textTwin, .edit, .find]
    }
    // The way out is told at every width.
    let tabs: [Command] = state.isGraphFull ? [] : [.nextTab]
    let first: [Command] = isNarrow ? [.back] + tabs + [.nextEdge] : [.nextEdge, .back] + tabs
    return first + [
      .followEdge, .edit, .zoomIn, .fitAll, .jump, .comeBack, .find, .otherLayout, .toggleInputs,
      .textTwin,
      .toggleMinimap, .downstream, .actions,
    ]
  }

  private var commands: [Command] {
    let isGone = state.target?.state == .goneOnServer
    switch state.focus {
    case .list where isGone: return [.rename, .open, .nextTab, .back, .filter, .actions]
    case .detail where isGone: return [.back, .rename, .nextTab, .duplicate, .actions]
    case .graph: return graphCommands
    case .history where state.history?.shown != nil: return [.back, .restore, .moveDown]
    case .list where state.settings.profile == nil:
      return [.create, .commandLine, .help, .closeView]
    case .list:
      // Where something waits, the way to send it is told at every width.
      let isTold = isNarrow && state.counts.outbox > 0
      let first: [Command] =
        isTold ? [.open, .push, .edit, .filter] : [.open, .edit, .filter, .push]
      return first + [
        .refresh, .create, .mark, .actions, .commandLine, .undo,
        .closeView,
      ]
    case .detail:
      return [.back, .edit, .nextTab, .editOutside, .push, .undo, .rename, .delete, .actions]
    case .history:
      return [.open, .restore, .compareVersions, .undo, .redo, .nextTab, .back, .actions]
    case .config: return [.changeSetting, .undo, .redo, .push, .nextTab, .back, .actions]
    case .versions where state.versions?.showsVersion == true: return [.back, .restore, .moveDown]
    case .versions: return [.open, .compareVersions, .restore, .nextTab, .back, .actions]
    case .outbox:
      return [
        .push, .open, .resolve, .edit, .undo, .retry, .mark, .discard, .copyRequest, .refresh,
        .actions, .back,
      ]
    case .activity: return [.open, .filter, .back, .refresh, .push, .commandLine]
    case .conflict where state.conflict?.isAboutValues == true:
      return [
        .chooseMine, .chooseTheirs, .chooseBase, .writeOwn, .nextOpen, .saveMerge, .back,
        .chooseAllMine, .chooseAllTheirs, .undoChoice, .chooseBoth, .previousOpen,
      ]
    case .conflict: return [.chooseMine, .chooseTheirs, .chooseBoth, .back]
    case .outline:
      let first: Command = state.editor?.isOnValue == true ? .changeValue : .unfold
      return (mustSave ? [.save, first] : [first, .save]) + [
        .back, .goToPath,
        .switchToText, .nextProblem, .applyFix, .addBelow, .deleteEntry, .undoText, .find,
        .copyPath, .actions,
      ]
    case .editor: return []
    }
  }
}
