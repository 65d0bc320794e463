import CellGrid
import FlowModel

/// `--dry-run`: what a command would do, without doing it.
extension AppState {
  /// Tells in a box what a command would change and what becomes of it.
  mutating func showDryRun(of command: Command) -> [Effect] {
    if let reason = refusal(of: command) {
      notice = Notice(.info, reason)
      return []
    }
    guard command.changesFlows || Self.changesMore.contains(command) else {
      notice = Notice(.info, ":\(command.rawValue) changes nothing, so there is nothing to try.")
      return []
    }
    if command == .push {
      plansOnly = true
      return planPush()
    }
    let title = command.title.hasSuffix("…") ? String(command.title.dropLast()) : command.title
    dialog = Dialog(
      title: "Dry run: \(title)",
      lines: subjects(of: command) + [.init(""), .init(command.help), .init("")] + [
        .init("Nothing was changed, here or on a server.", role: .muted)
      ], choices: [], refusal: "close")
    return []
  }

  /// What changes something that is no flow.
  private static let changesMore: Set<Command> = [
    .refresh, .importFlow, .toggleMouse, .chooseTheme, .switchProfile, .exportFlow,
  ]

  /// What it would be done to.
  private func subjects(of command: Command) -> [Dialog.Line] {
    switch command {
    case .refresh:
      return servers.filter { settings.services.contains($0.service) }.map { server in
        .init(server.origin, right: server.service.title)
      }
    case .discard, .retry, .resolve:
      return outbox.selected.map { [line(of: $0.change)] } ?? []
    case .create, .importFlow, .toggleMouse, .chooseTheme, .switchProfile: return []
    case .delete: return targets.map { line(of: $0) }
    case .changeSetting:
      return config?.selected.map { [.init($0.name, right: $0.value ?? "not set")] } ?? []
    case _ where focus == .outbox: return outbox.selected.map { [line(of: $0.change)] } ?? []
    case _ where focus == .conflict: return conflict.map { [.init($0.name)] } ?? []
    default: return target.map { [line(of: $0)] } ?? []
    }
  }

  private func line(of flow: FlowSummary) -> Dialog.Line {
    .init(flow.name, right: flow.state.word)
  }

  private func line(of change: Change) -> Dialog.Line {
    .init("\(change.verb.rawValue)  \(change.name)", right: change.state.word)
  }

  /// The plan of a push with nothing to choose.
  mutating func showPlan(_ lines: [Dialog.Line], count: Int) {
    let host = settings.profile.map { " to \($0)" } ?? ""
    dialog = Dialog(
      title: "Dry run: a push would send \(Wording.count(count, "change"))\(host)",
      lines: lines, choices: [], refusal: "close")
    dialog?.isCopied = true
  }
}
