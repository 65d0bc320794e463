import FlowModel

extension AppState {
  // MARK: Text

  /// - Parameter field: nil: the body; empty: the whole record.
  mutating func edit(field: String? = nil) -> [Effect] {
    if target?.state == .conflict || outbox.selected?.change.state == .conflict && focus == .outbox
    {
      return showConflict()
    }
    if focus == .outbox { return editFromOutbox(field: field) }
    guard let flow = target else { return [] }
    let place = focus == .graph && field == nil ? graph?.place : nil
    let effects = openEditor(of: flow, field: field)
    editor?.graphOpening = place
    return effects
  }

  /// Opens the editor at the edge that Enter would follow.
  mutating func editEdge() -> [Effect] {
    guard let place = graph?.placeOfEdge else { return [] }
    let effects = edit()
    if focus == .editor || focus == .outline { editor?.graphOpening = place }
    return effects
  }

  /// `@` from outside the editor: opens it and asks where to go.
  mutating func editAtPath() -> [Effect] {
    let effects = edit()
    editor?.opensPathSearch = true
    return effects
  }

  private mutating func openEditor(of flow: FlowSummary, field: String?) -> [Effect] {
    editor = EditorPane(flow: flow, field: field, isModal: settings.isEditorModal)
    layOut()
    return [.loadText(flow.id, field: field)]
  }

  /// The outbox knows an order, not a row of the list: what the editor shows of it is enough.
  private mutating func editFromOutbox(field: String?) -> [Effect] {
    guard let change = outbox.selected?.change else { return [] }
    let start = field == nil ? outbox.place?.start(in: change.kind) : nil
    let effects = openEditor(
      of: FlowSummary(
        id: change.flow, server: ServerID(number: 0), kind: change.kind, localID: change.localID,
        remoteID: change.remoteID, name: change.name, nameKey: change.name, type: nil,
        category: nil, status: nil, state: change.state, updated: nil, isLive: change.isLive,
        nodeCount: nil, edgeCount: nil, teamCount: nil, byteCount: 0, changedAt: change.createdAt),
      field: start?.field ?? field)
    editor?.opensAt = start?.paths ?? []
    // What was said stays in sight until the next key.
    if let text = change.errorText { notice = Notice(.error, text) }
    return effects
  }

  mutating func editOutside() -> [Effect] {
    if let answer = editor?.openOutside() { return follow(answer) }
    return targetID.map { [.openExternalEditor($0, field: nil)] } ?? []
  }

  mutating func saveText(andClose: Bool, overwriting: Bool = false) -> [Effect] {
    if editor?.ownValue != nil { return endOwnValue() }
    return inEditor { $0.save(andClose: andClose, overwriting: overwriting) }
  }

  mutating func closeEditor(dropping: Bool) -> [Effect] {
    if dropping, editor?.ownValue != nil {
      editor = nil
      return []
    }
    return inEditor { $0.close(dropping: dropping) }
  }

  mutating func restoreUnsaved() -> [Effect] { inEditor { $0.restoreUnsaved() } }

  mutating func receive(_ event: EditorEvent) -> [Effect] { inEditor { $0.receive(event) } }

  /// Lets the editor act and does what it asks for; nothing where no editor is open.
  mutating func inEditor(_ act: (inout EditorPane) -> EditorPane.Answer) -> [Effect] {
    guard var pane = editor.take() else { return [] }
    let answer = act(&pane)
    editor = pane
    return follow(answer)
  }

  // MARK: Orders

  func order(_ verb: Change.Verb) -> [Effect] {
    target.map { [.order(verb, $0.id)] } ?? []
  }

  mutating func ask(_ purpose: Prompt.Purpose?, text: String = "") -> [Effect] {
    prompt = purpose.map { Prompt($0, text: text) }
    return []
  }

  // MARK: Servers

  mutating func pull() -> [Effect] {
    guard !isPulling else { return [] }
    isPulling = true
    pulledAt = now
    return [.pull]
  }

  func planPush() -> [Effect] {
    if focus == .list, !list.marks.isEmpty { return [.planPush(targets.map(\.id))] }
    if focus == .outbox, !outbox.marks.isEmpty { return [.planPush(outbox.markedFlows)] }
    return [.planPush(nil)]
  }

  /// Does what a dialog was asked for.
  mutating func take(_ answer: Dialog.Answer) -> [Effect] {
    switch answer {
    case .delete(let flows): return [.delete(flows)]
    case .push(let flows, let confirmed):
      isPushing = true
      return [.push(flows, confirmed: confirmed)]
    case .discard(let changes): return [.discard(changes)]
    case .resolve(let flow, let resolution): return [.resolve(flow, resolution)]
    case .choose(let choices, let flow):
      return conflict?.flow == flow ? conflict?.send(.choose(choices, flow)) ?? [] : []
    case .restore(let flow, let version): return [.restore(flow, version)]
    case .sort(let order):
      var query = list.query
      query.order = order
      query.isReversed = false
      return list.reorder(query)
    case .usePublished(let flow, let version): return [.usePublished(flow, version)]
    case .addServer(let service): return ask(.serverAddress(service))
    case .askForAddress(let service): return askForAddress(of: service)
    case .editServer(let server): return [.editServer(server)]
    case .run(let command): return run(command)
    case .quit:
      isFinished = true
      return [.stopSync, .quit]
    }
  }
}
