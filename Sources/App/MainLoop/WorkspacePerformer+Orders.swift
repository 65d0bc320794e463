import FlowModel
import FlowWorkspace
import Workbench

extension WorkspacePerformer {
  /// Puts an order into the outbox, or takes one out, and tells it in a sentence.
  func order(
    _ effect: Effect, _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    switch effect {
    case .create(let name, let kind):
      let type = kind == .chatflow ? ChatflowType.agentflow.rawValue : nil
      let flow = try await workspace.create(name: name, kind: kind, type: type, body: nil)
      post(.ordered("Made here: \(flow.name). P sends it.", flow.id))
    case .duplicate(let id, let name):
      let flow = try await workspace.duplicate(id, name: name)
      post(.ordered("Copied here: \(flow.name). P sends it.", flow.id))
    case .rename(let id, let name):
      let outcome = try await workspace.rename(id, to: name)
      post(.ordered(outcome.sentence(done: "Renamed here"), id))
    case .delete(let flows): try await delete(flows, post)
    case .undo(let flows):
      try await eachOf(flows, post) { (flow) throws(Problem) in try await workspace.undo(flow) }
    case .redo(let flows):
      try await eachOf(flows, post) { (flow) throws(Problem) in try await workspace.redo(flow) }
    case .restore(let id, let version):
      let outcome = try await workspace.restore(version, of: id)
      let name = try await workspace.summary(id).name
      post(.ordered("\(name): \(outcome.sentence)", outcome.isNew ? id : nil))
    case .changeSetting, .usePublished: try await change(effect, post)
    case .order(let verb, let id):
      try await orderOfBot(verb, id)
      post(.ordered("Waits for a push: \(verb.rawValue). u takes it back.", id))
    case .discard(let changes): try await discard(changes, post)
    case .retry(let change):
      try await workspace.retry(change)
      post(.ordered("Back in line. P sends it.", nil))
    case .resolve(let id, let resolution):
      try await workspace.resolve(id, resolution)
      post(.ordered(resolution.sentence, nil))
    case .applyAgain(let id):
      let undone = try await notices(of: id).filter { $0.code == .undoneByLaterSave }
      guard !undone.isEmpty else {
        throw Problem(.failed, "No change of this flow was undone by a later save.")
      }
      for notice in undone { _ = try await workspace.applyAgain(notice) }
      post(.ordered("Made again here. P sends it.", id))
    case .closeNotices(let id):
      for notice in try await notices(of: id) { try await workspace.closeNotice(notice) }
      post(.ordered("Its notices are closed.", nil))
    default: break
    }
  }

  private func notices(of flow: FlowID) async throws(Problem) -> [FlowNotice] {
    try await workspace.flowNotices().filter { $0.flow == flow }
  }

  /// Does the same to each flow; where some refuse, the others are done and the reason is told.
  private func eachOf(
    _ flows: [FlowID], _ post: @escaping @Sendable (AppEvent) -> Void,
    _ act: (FlowID) async throws(Problem) -> String
  ) async throws(Problem) {
    if flows.count == 1 { return try await one(flows[0], post, act) }
    var sentences: [String] = []
    var refusal: Problem?
    for flow in flows {
      do throws(Problem) { sentences.append(try await act(flow)) } catch { refusal = error }
    }
    if sentences.isEmpty, let refusal { throw refusal }
    var text = sentences.count == 1 ? "1 flow: " : "\(sentences.count) flows: "
    text += Set(sentences).count == 1 ? sentences[0] : "the last thing done to each was taken back."
    if let refusal { text += " Not of \(flows.count - sentences.count): \(refusal.title)" }
    post(.orderedTogether(flows, text))
  }

  /// A flow that is in no list any more is remembered, so that redo finds it.
  private func one(
    _ flow: FlowID, _ post: @escaping @Sendable (AppEvent) -> Void,
    _ act: (FlowID) async throws(Problem) -> String
  ) async throws(Problem) {
    let name = try await workspace.summary(flow).name
    let sentence = "\(name): \(try await act(flow))"
    let isDropped = try await workspace.summary(flow).state == .discarded
    post(isDropped ? .dropped(flow, sentence) : .orderedTogether([flow], sentence))
  }

  private func delete(
    _ flows: [FlowID], _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    for (index, flow) in flows.enumerated() {
      do throws(Problem) {
        try await workspace.delete(flow)
      } catch {
        guard index > 0 else { throw error }
        throw Problem(
          error.kind, "\(index) of \(flows.count) marked deleted, then: \(error.title)",
          detail: error.detail, advice: error.advice)
      }
    }
    if let only = flows.first, flows.count == 1,
      try await workspace.summary(only).state == .discarded
    {
      let name = try await workspace.summary(only).name
      post(.dropped(only, "\(name): dropped, it was never sent. Ctrl-r brings it back."))
      return
    }
    let sentence =
      flows.count == 1
      ? "Marked deleted here. P deletes on the server, u brings it back."
      : "\(flows.count) marked deleted here. P deletes on the server, u brings them back."
    post(.orderedTogether(flows, sentence))
  }

  /// Drops orders; undo brings back what was made or edited, and an order is given anew.
  private func discard(
    _ changes: [ChangeID], _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    let open = try await workspace.outbox()
    for (index, change) in changes.enumerated() {
      do throws(Problem) {
        try await workspace.discard(change)
      } catch {
        guard index > 0 else { throw error }
        throw Problem(
          error.kind, "\(index) of \(changes.count) dropped, then: \(error.title)",
          detail: error.detail, advice: error.advice)
      }
    }
    let contents = open.filter { changes.contains($0.id) && $0.isContent }
    let sentence =
      changes.count == 1
      ? "The change was dropped. It is not sent."
      : "\(changes.count) changes were dropped. They are not sent."
    let way =
      contents.isEmpty
      ? ""
      : contents.count < changes.count
        ? " u brings the edits back." : " u brings \(changes.count == 1 ? "it" : "them") back."
    post(.orderedTogether(contents.map(\.flow), sentence + way))
  }

  private func orderOfBot(_ verb: Change.Verb, _ flow: FlowID) async throws(Problem) {
    switch verb {
    case .publish: try await workspace.publish(flow)
    case .activate: try await workspace.activate(flow)
    case .pause: try await workspace.pause(flow)
    case .create, .update, .delete: break
    }
  }
}

extension Change {
  /// It is about what a flow holds: the local history has that.
  fileprivate var isContent: Bool { verb == .create || verb == .update }
}

extension SaveOutcome {
  /// "Saved here. 2 changes wait." and what speaks against a push.
  func sentence(done: String) -> String {
    switch self {
    case .unchanged: "Nothing was changed."
    case .saved(let waiting, let warning):
      "\(done). \(waiting == 1 ? "1 change waits" : "\(waiting) changes wait")."
        + (warning.map { " \($0)" } ?? "")
    }
  }
}

extension RestoreOutcome {
  fileprivate var sentence: String {
    if isUnchanged { return "that is what stands here. Nothing was changed." }
    let kept =
      keptFields.isEmpty ? "" : " Left as they are now: \(keptFields.joined(separator: ", "))."
    return
      (isNew ? "restored as a new flow. P sends it." : "restored. P sends it, u takes it back.")
      + kept + (warning.map { " \($0)" } ?? "")
  }
}

extension Resolution {
  fileprivate var sentence: String {
    switch self {
    case .mine: "Settled: yours stands here and waits. P sends it."
    case .theirs: "Settled: the server's stands here now. Yours is in the local history."
    case .both: "Settled: the server's stands here, yours beside it as a new flow."
    }
  }
}
