import CellGrid
import FlowModel

extension AppState {
  /// Sends a key to what lies on top: dialog, palette, prompt, help, editor, then the commands.
  mutating func press(_ key: Key) -> [Effect] {
    let before = place
    defer { note(leaving: before) }
    notice = dialog == nil ? nil : notice
    prompt?.remark = nil
    let told = notice
    let effects = give(key)
    // The row of messages is the prompt's now.
    if notice != told { prompt?.remark = notice }
    return effects
  }

  private mutating func give(_ key: Key) -> [Effect] {
    if let plain = settings.bindings.withoutAlt(key) {
      return give(.escape) + give(plain)
    }
    if key == .control("c"), !editorCopies { return run(.stop) }
    stopPressedAt = nil
    if layout.isTooSmall { return key == Key("q") ? run(.closeView) : [] }
    if dialog != nil { return pressDialog(key) }
    if isSuspending(key) { return run(.suspend) }
    if jump != nil { return pressJump(key) }
    if palette != nil { return pressPalette(key) }
    if picker != nil { return pressPicker(key) }
    if prompt != nil { return pressPrompt(key) }
    if help != nil { return pressHelp(key) }
    if focus == .graph, let answer = graph?.pressJump(key) { return follow(answer) }
    if keys.isIdle, let answer = editor?.press(key) {
      if answer.isHandled { return follow(answer) }
      // The editor had taken the beginning of a sequence that is a command.
      for begun in answer.begun { _ = read(begun) }
    }
    return read(key)
  }

  private mutating func read(_ key: Key) -> [Effect] {
    let reading = keys.read(key, in: focus.context, by: settings.bindings)
    let effects = followSequence()
    switch reading {
    case .command(.unfoldTo, _): return run(.unfoldTo, count: key.typed?.wholeNumberValue)
    case .command(let command, let count): return run(command, count: count)
    case .line(let text): return runLine(text)
    case .waiting, .nothing: return effects
    }
  }

  /// What lies over the panes takes keys for itself, but going to the shell leaves it as it is.
  private func isSuspending(_ key: Key) -> Bool {
    guard prompt != nil || palette != nil || picker != nil || help != nil, key.typed == nil else {
      return false
    }
    return settings.bindings.keys(boundTo: .suspend, in: .everywhere).contains([key])
  }

  /// Whether the editor lies on top and takes Ctrl-c for a copy.
  private var editorCopies: Bool {
    let isOnTop = dialog == nil && palette == nil && picker == nil && prompt == nil && help == nil
    return isOnTop && editor?.copiesWithControlC == true
  }

  /// Text belongs into a text: a prompt, a filter or the editor. Elsewhere it is refused, or its
  /// letters would run as commands.
  mutating func paste(_ bytes: [UInt8]) -> [Effect] {
    if dialog?.requiredWord != nil {
      dialog?.typed.paste(bytes)
    } else if dialog != nil {
      notice = Notice(.info, "Pasted text answers no question.")
    } else if let outcome = palette?.paste(bytes) {
      return follow(outcome)
    } else if picker != nil {
      _ = picker?.list.paste(bytes)
    } else if prompt != nil {
      prompt?.line.paste(bytes)
      return promptEdited()
    } else if help != nil {
      help?.paste(bytes)
    } else if let answer = editor?.paste(bytes) {
      return follow(answer)
    } else {
      notice = Notice(.info, "Pasted text is not taken as keys. Open a flow with e to paste there.")
    }
    return []
  }

  private mutating func pressDialog(_ key: Key) -> [Effect] {
    guard let outcome = dialog?.press(key) else { return [] }
    if outcome != .open { notice = nil }
    switch outcome {
    case .open: return []
    case .unknown:
      notice = Notice(.info, "That is no answer: \(dialog?.answers ?? "")")
      return []
    case .refused:
      dialog = nil
      return []
    case .copied(let text): return [.copy(Array(text.utf8), what: "the list")]
    case .answered(let answer):
      dialog = nil
      return take(answer)
    }
  }

  private mutating func pressHelp(_ key: Key) -> [Effect] {
    guard let outcome = help?.press(key) else { return [] }
    switch outcome {
    case .open: return []
    case .closed: help = nil
    case .chosen(let command):
      help = nil
      return run(command)
    case .refused(let reason): notice = Notice(.info, reason)
    }
    return []
  }

  mutating func receive(_ event: MouseEvent) -> [Effect] {
    jump = nil
    guard dialog == nil, palette == nil, picker == nil, prompt == nil, help == nil,
      !layout.isTooSmall
    else {
      return []
    }
    let main = layout.main
    if let answer = editor?.receive(event, in: main) { return follow(answer) }
    if let effects = graphReceives(event) { return effects }
    switch event.action {
    case .wheelUp: return scroll(.rows(-3))
    case .wheelDown: return scroll(.rows(3))
    case .press where event.button == .left: return click(event.point)
    case .press where event.button == .right:
      return click(event.point) + (tab.kind == nil ? [] : run(.actions))
    case .doubleClick where event.button == .left:
      return click(event.point) + (focus == .list ? run(.open) : [])
    default: return []
    }
  }

  private mutating func click(_ point: GridPoint) -> [Effect] {
    if point.row == 0 {
      let tab = StatusBar(self).tab(at: point.column)
      return tab.map { show($0) } ?? []
    }
    let layout = layout
    conflict?.select(line: point.row - layout.main.row)
    if focus == .outbox { return outbox.select(line: point.row - layout.main.row - 2) }
    guard tab.kind != nil, conflict == nil else { return [] }
    if let clicked = detailTab(at: point) { return show(clicked) }
    if layout.detail?.contains(point) == true {
      if !isDetailFocused { return focusDetail() }
      return selectLine(at: point)
    }
    guard layout.list.contains(point), !isDetailAlone else { return [] }
    isDetailFocused = false
    let firstRow = layout.list.row + layout.list.rows - layout.listRows
    return list.select(line: point.row - firstRow) ? followCursor() : []
  }
}
