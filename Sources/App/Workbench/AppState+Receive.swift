import CellGrid
import FlowModel

extension AppState {
  /// Takes in what happened and says what to do about it.
  package mutating func receive(_ event: AppEvent) -> [Effect] {
    let effects = take(event)
    followLastOrder(after: event)
    layOut()
    return effects
  }

  private mutating func take(_ event: AppEvent) -> [Effect] {
    switch event {
    case .started(let now): return start(at: now)
    case .timePassed(let now):
      self.now = now
      timePassedInSequence()
      return (editor?.timePassed(now: now) ?? []) + pullWhenDue()
    case .screen(let event): return receive(event)
    case .windowLoaded(let window, let kind, let request): return loaded(window, kind, request)
    case .rowsToMarkRead(let rows, let query, let change):
      chatflows.mark(rows, change, of: query)
      chatbots.mark(rows, change, of: query)
      return []
    case .matchFound(let flow, let isWrapped): return found(flow, isWrapped: isWrapped)
    case .flowFound(let flow, let goal): return found(flow, for: goal)
    case .flowsFound(let flows, let text):
      palette?.take(flows, for: text)
      return []
    case .completionsFound(let names, let word):
      take(completions: names, for: word)
      return []
    case .statusLoaded(let counts, let servers):
      self.counts = counts
      self.servers = servers
      hasStatus = true
      return []
    case .unsavedTextsFound(let flows):
      let isNew = flows != unsaved
      unsaved = flows
      guard isNew, showsDetail, let flow = detail.detail?.summary.id else { return [] }
      return [.loadDetail(flow, afterRest: false)]
    case .detailLoaded(let detail):
      guard detail.summary.kind == tab.kind else { return [] }
      self.detail.show(detail)
      return followTab()
    case .graphLoaded(let flow, let content):
      return flow == graph?.flow ? graph?.receive(content, now: now) ?? [] : []
    case .graphLaidOut(let sheet):
      graph?.receive(sheet)
      return []
    case .comparedWithServer(let flow, let differences):
      show(differences, of: flow)
      return []
    case .mentionsLoaded(let flow, let names):
      dialog?.note(names, calling: flow)
      return []
    case .settingsLoaded(let flow, let settings):
      if flow == config?.flow { config?.show(settings) }
      return []
    case .publishedLoaded(let flow, let versions):
      if flow == self.versions?.flow { self.versions?.show(versions) }
      return []
    case .publishedContentLoaded(let flow, let version, let content):
      if flow == versions?.flow { versions?.show(content, of: version) }
      return []
    case .bodyTextLoaded(let flow, let lines):
      show(lines, of: flow)
      return []
    case .historyLoaded(let flow, let page, let before):
      return flow == history?.flow ? history?.receive(page, before: before) ?? [] : []
    case .versionChangesLoaded(let flow, let changes):
      if flow == history?.flow { history?.show(changes) }
      return []
    case .versionTextLoaded(let flow, let text):
      if flow == history?.flow { history?.show(text) }
      return []
    case .outboxLoaded(let entries): return outbox.show(entries)
    case .deliveryLoaded(let change, let delivery):
      outbox.show(delivery, of: change)
      return []
    case .activityLoaded(let page, let before):
      return activity.show(page, before: before)
    case .differencesLoaded(let flow, let differences):
      outbox.show(differences, of: flow)
      return []
    case .conflictLoaded(let review, let flow): return loaded(review, flow)
    case .choiceStored(let review, let flow): return stored(review, flow)
    case .ordered(let sentence, let flow):
      // Something else was done since: redo is about that again.
      (dropped, lastOrder) = (nil, nil)
      return ordered(sentence, flow)
    case .orderedTogether(let flows, let sentence):
      dropped = nil
      remember(orderOf: flows)
      return ordered(sentence, nil)
    case .dropped(let flow, let sentence):
      dropped = flow
      remember(orderOf: [flow])
      return ordered(sentence, nil)
    case .pushPlanned(let proposal): return planned(proposal)
    case .syncStepped(let step):
      if isBusy { self.step = step }
      return []
    case .pullEnded(let outcome): return ended(outcome, isPush: false)
    case .pushEnded(let outcome): return ended(outcome, isPush: true)
    case .localCopyChanged: return reloadViews()
    case .editor(let event): return receive(event)
    case .outsideEditEnded(_, let sentence):
      if let sentence { say(.success, sentence) }
      return reloadViews()
    case .clipboardNeedsTerminal(let bytes, let what): return [.copyByTerminal(bytes, what: what)]
    case .copyRefused(let bytes, let what):
      offerFile(for: bytes, what)
      return []
    case .recentLoaded(let lines):
      recall(lines)
      return []
    case .themeLoaded(let theme, let purpose, let problems):
      take(theme, purpose, problems)
      return []
    case .personalSettingsLoaded(let personal):
      take(personal)
      return []
    case .profileAdded(let name): return added(name)
    case .themesListed(let names): return chooseTheme(among: names)
    case .themeFilesChanged: return reloadTheme()
    case .failed(let problem): return failed(problem)
    case .noticed(let notice):
      say(notice.weight, notice.text)
      return []
    }
  }

  private mutating func start(at now: Milliseconds) -> [Effect] {
    self.now = now
    guard settings.profile != nil else { return [] }
    var effects = list.reload() + [.loadStatus, .loadRecent]
    if settings.pullsAtStart, !settings.services.isEmpty { effects += pull() }
    return effects
  }

  private mutating func receive(_ event: ScreenEvent) -> [Effect] {
    switch event {
    case .key(let key): return press(key)
    case .paste(let bytes): return paste(bytes)
    case .mouse(let event): return receive(event)
    case .resize(let size):
      self.size = size
      layOut()
      return followCursor()
    case .focus, .wakeUp: return []
    case .signal(.suspend): return suspend()
    case .signal(.reload): return [.loadPersonalSettings]
    case .signal(let signal):
      exitStatus = signal.exitStatus ?? 0
      return end()
    }
  }

  private mutating func end() -> [Effect] {
    let effects = closeEditor(dropping: false)
    isFinished = true
    return effects + (isBusy ? [.stopSync] : []) + [.quit]
  }

  private mutating func loaded(_ window: FlowWindow, _ kind: FlowKind, _ request: Int) -> [Effect] {
    let effects =
      kind == .chatflow
      ? chatflows.receive(window, request: request) : chatbots.receive(window, request: request)
    guard kind == tab.kind else { return effects }
    if list.count == 0 { detail.clear() }
    return effects + followCursor()
  }

  private mutating func ordered(_ sentence: String, _ flow: FlowID?) -> [Effect] {
    notice = Notice(.success, sentence)
    conflict = nil
    list.marks = [:]
    let effects = reloadViews()
    guard let flow, tab.kind != nil else { return effects }
    // What was made must be seen, also when its name does not fit the filter.
    if !list.rows.contains(where: { $0.id == flow }) { list.clearFilter() }
    return list.find(flow) + effects.filter { if case .loadWindow = $0 { false } else { true } }
  }

  private mutating func ended(_ outcome: SyncOutcome, isPush: Bool) -> [Effect] {
    if isPush { isPushing = false } else { isPulling = false }
    if !isBusy { step = nil }
    let weight: Notice.Weight? =
      switch outcome.weight {
      case .quiet: nil
      case .success: .success
      case .warning: .warning
      case .error: .error
      }
    for line in outcome.details { activity.add(Notice(weight ?? .info, line), at: now) }
    if weight == .success {
      // The audit trail tells what was read and sent, in this run and the next.
      notice = Notice(.success, outcome.sentence)
    } else if let weight {
      say(weight, outcome.sentence)
    } else {
      activity.add(Notice(.info, outcome.sentence), at: now)
    }
    return reloadViews() + (isPush ? [] : [.noteContents])
  }

  private mutating func failed(_ problem: Problem) -> [Effect] {
    chatflows.windowFailed()
    chatbots.windowFailed()
    versions?.failed()
    activity.readingFailed()
    let notice = Notice(problem)
    self.notice = notice
    activity.add(notice, at: now)
    return conflict?.failed() ?? []
  }

  /// Does what the editor asked for.
  mutating func follow(_ answer: EditorPane.Answer) -> [Effect] {
    if let notice = answer.notice {
      self.notice = notice
      // What is saved stands in the audit trail; the rest is for the moment.
      if notice.weight == .warning || notice.weight == .error { activity.add(notice, at: now) }
    }
    if let dialog = answer.dialog { self.dialog = dialog }
    if let prompt = answer.prompt { self.prompt = prompt }
    if let line = answer.commandLine { prompt = Prompt(.command, text: line) }
    let copies = answer.copied.map { [Effect.copy($0, what: "the text")] } ?? []
    guard answer.closes else { return answer.effects + copies }
    if editor?.ownValue != nil { return endOwnValue(answer.effects + copies) }
    editor = nil
    return answer.effects + copies + reloadViews()
  }

  /// Reads afresh what is on the screen; what is not is read when it comes to the front.
  mutating func reloadViews() -> [Effect] {
    var effects: [Effect] = [.loadStatus]
    staleLists = [.chatflow, .chatbot]
    effects += showList()
    if tab == .outbox { effects.append(.loadOutbox) }
    if tab == .activity { effects.append(.loadActivity(before: nil)) }
    if let conflict { effects.append(.loadConflict(conflict.flow)) }
    if showsDetail, let flow = isDetailFocused ? detail.detail?.summary.id : list.selected?.id {
      effects.append(.loadDetail(flow, afterRest: false))
    }
    return effects
  }

  /// Reads the list in front when it was never read or something changed.
  mutating func showList() -> [Effect] {
    guard let kind = tab.kind, staleLists.contains(kind) || !list.isLoaded else { return [] }
    staleLists.remove(kind)
    return list.reload()
  }

  /// Asks for the detail of the flow under the cursor, once the cursor rests.
  func followCursor() -> [Effect] {
    guard showsDetail, !isDetailFocused, let flow = list.selected else { return [] }
    return [.loadDetail(flow.id, afterRest: detail.detail != nil)]
  }
}
