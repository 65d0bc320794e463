import FlowModel

/// How far a pane moves.
enum ScrollStep {
  case rows(Int)
  /// Whole or half pages.
  case pages(Double)
  /// A row, counted from 0; beyond the end is the last one.
  case to(Int)
}

extension RowCursor {
  mutating func move(_ step: ScrollStep) {
    switch step {
    case .rows(let rows): move(by: rows)
    case .pages(let pages): page(by: pages)
    case .to(let row): move(to: row)
    }
  }
}

extension AppState {
  /// Moves the pane that has the focus.
  mutating func scroll(_ step: ScrollStep) -> [Effect] {
    switch focus {
    case .list:
      let effects =
        switch step {
        case .rows(let rows): list.move(by: rows)
        case .pages(let pages): list.page(by: pages)
        case .to(let row): list.moveCursor(to: row)
        }
      return effects + followCursor()
    case .detail where shownTab == .json: bodyText?.scroll(step)
    case .detail:
      switch step {
      case .rows(let rows): detail.move(by: rows)
      case .pages(let pages): detail.page(by: pages)
      case .to(let row): detail.scroll(to: row)
      }
      return []
    case .graph: graph?.scroll(step)
    case .history: return history?.scroll(step) ?? []
    case .config: config?.cursor.move(step)
    case .versions: versions?.scroll(step)
    case .outbox: return outbox.scroll(step)
    case .activity: return activity.scroll(step)
    case .conflict: conflict?.scroll(step)
    case .outline: return inEditor { $0.scroll(step) }
    case .editor: break
    }
    return []
  }

  mutating func scrollList(to place: ListPane.Place) -> [Effect] {
    list.scrollCursor(to: place)
    return []
  }

  // MARK: Places

  mutating func show(_ tab: Tab) -> [Effect] {
    conflict = nil
    if tab != self.tab {
      self.tab = tab
      isDetailFocused = false
      detail.clear()
    }
    switch tab {
    case .chatflows, .chatbots:
      // The layout of the list is new, so its height is set before rows are asked for.
      layOut()
      return showList() + followCursor()
    case .outbox: return [.loadOutbox]
    case .activity: return [.loadActivity(before: nil)]
    }
  }

  /// Opens what is under the cursor.
  mutating func open() -> [Effect] {
    switch focus {
    case .list: return focusDetail()
    case .outbox:
      guard let change = outbox.selected?.change else { return [] }
      if change.state == .conflict { return showConflict() }
      return reveal(change.flow, change.kind)
    case .activity: return activity.flow.map { reveal($0.id, $0.kind) } ?? []
    case .history: return history?.open() ?? []
    case .versions: return openVersion(compared: false)
    case .config: return run(.changeSetting)
    case .detail, .graph, .conflict, .outline, .editor: return []
    }
  }

  mutating func focusDetail() -> [Effect] {
    guard let flow = list.selected else { return [] }
    list.hold()
    isDetailFocused = true
    if detail.detail?.summary.id != flow.id { detail.show(FlowDetail(summary: flow)) }
    return [.loadDetail(flow.id, afterRest: false)] + followTab()
  }

  /// Goes from a change, or from what happened, to its flow.
  private mutating func reveal(_ flow: FlowID, _ kind: FlowKind) -> [Effect] {
    let effects = show(kind == .chatflow ? .chatflows : .chatbots)
    staleLists.remove(kind)
    let loads = effects.filter { if case .loadWindow = $0 { false } else { true } }
    list.clearFilter()
    return loads + list.find(flow)
  }

  mutating func showInOutbox() -> [Effect] {
    guard let flow = targetID else { return [] }
    return show(.outbox) + outbox.select(flow)
  }

  mutating func switchPane(forward: Bool) -> [Effect] {
    if editor != nil { return inEditor { $0.switchFocus() } }
    conflict?.switchFocus(forward: forward)
    if focus == .outbox { outbox.switchFocus() }
    guard tab.kind != nil, editor == nil, conflict == nil else { return [] }
    if isDetailFocused {
      isDetailFocused = false
      return followCursor()
    }
    return layout.isSideBySide ? focusDetail() : []
  }

  // MARK: Back and out

  /// Cancels, clears the filter, unmarks, goes back: one of them, in this order.
  mutating func back() -> [Effect] {
    if editor != nil { return inEditor { $0.back() } }
    if conflict != nil { return leaveConflict() }
    if focus == .history, history?.closeText() == true { return [] }
    if focus == .history, history?.comparison == .present {
      return history?.compareWithOther() ?? []
    }
    if focus == .versions, versions?.closeVersion() == true { return [] }
    if focus == .graph, graph?.cancel() == true { return [] }
    if isDetailFocused {
      isGraphFull = false
      isDetailFocused = false
      return followCursor()
    }
    if focus == .list, list.range != nil {
      list.dropRange()
      return []
    }
    if focus == .list, !list.filterText.isEmpty {
      guard let flow = list.selected, flow.state != .goneOnServer else { return setFilter("") }
      list.clearFilter()
      return list.find(flow.id)
    }
    if focus == .activity, !activity.filterText.isEmpty { return setFilter("") }
    if focus == .list, !list.marks.isEmpty { return unmarkAll() }
    if focus == .outbox, outbox.isChangeFocused {
      outbox.switchFocus()
      return []
    }
    if focus == .outbox, !outbox.marks.isEmpty { return unmarkAll() }
    if tab.kind == nil { return show(firstTab) }
    return []
  }

  /// The first tab with a server behind it.
  private var firstTab: Tab { settings.services == [.flownally] ? .chatbots : .chatflows }

  mutating func closeView() -> [Effect] {
    if editor != nil || conflict != nil || history?.shown != nil || versions?.showsVersion == true
      || isDetailFocused
    {
      return back()
    }
    if tab.kind == nil { return show(firstTab) }
    if isBusy {
      dialog = quitDialog
      return []
    }
    if settings.isTemporary, counts.outbox > 0 {
      dialog = endDialog
      return []
    }
    isFinished = true
    return [.quit]
  }

  /// Stops what runs; on an idle screen the second press within a second quits.
  mutating func stop() -> [Effect] {
    if isBusy { return [.stopSync] }
    if let pressed = stopPressedAt, now - pressed <= 1_000 {
      let effects = closeEditor(dropping: false)
      isFinished = true
      return effects + [.quit]
    }
    stopPressedAt = now
    notice = Notice(.info, "Nothing runs. Ctrl-c once more quits.")
    return []
  }
}
