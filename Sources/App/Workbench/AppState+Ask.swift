import CellGrid
import FlowModel

/// The questions. None is answered by the key that opens it.
extension AppState {
  mutating func askToDelete() -> [Effect] {
    let flows = targets
    guard let first = flows.first else { return [] }
    let noun = first.kind == .chatflow ? "chatflow" : "chatbot"
    let host = settings.profile.map { " on \($0)" } ?? ""
    let filter = FlowFilter(list.filterText)
    var lines = flows.map { flow in
      var facts: [String] = []
      if flow.isLive { facts.append("live") }
      if flow.state == .pendingCreate { facts.append("never sent; only here") }
      switch filter.shows(flow) {
      case false: facts.append("hidden by the filter")
      case nil where list.row(of: flow.id) == nil: facts.append("perhaps hidden by the filter")
      default: break
      }
      return Dialog.Line(flow.name, right: facts.joined(separator: ", "), flow: flow.id)
    }
    lines += [
      .init(""),
      .init("Marked deleted here; gone from the server at the next push.", role: .muted),
      .init(
        flows.count == 1
          ? "Until then u brings it back." : "Until then u brings them back.",
        role: .muted),
    ]
    dialog = Dialog(
      title:
        "Delete \(flows.count == 1 ? "this \(noun)" : Wording.count(flows.count, noun))\(host)?",
      lines: lines,
      choices: [.init(Key("x"), "delete", .delete(flows.map(\.id)), isDangerous: true)],
      refusal: "keep", requiredWord: settings.isProtected ? settings.profile : nil)
    dialog?.isCopied = true
    // For more than a person reads, nobody waits for the search.
    return flows.prefix(20).map { .loadMentions($0.id) }
  }

  mutating func askToDiscard() -> [Effect] {
    let changes = outbox.chosen
    guard !changes.isEmpty else { return [] }
    let isOne = changes.count == 1
    dialog = Dialog(
      title: isOne ? "Drop this change?" : "Drop \(Wording.count(changes.count, "change"))?",
      lines: changes.map { .init("\($0.verb.rawValue)  \($0.name)") } + [
        .init(""),
        .init(
          (isOne ? "It is" : "They are") + " not sent. What stood here stays in the local history.",
          role: .muted),
      ],
      choices: [
        .init(
          Key("x"), isOne ? "drop it" : "drop them", .discard(changes.reversed().map(\.id)),
          isDangerous: true)
      ], refusal: "keep")
    dialog?.isCopied = true
    return []
  }

  var quitDialog: Dialog {
    Dialog(
      title: isPushing ? "A push is under way." : "A pull is under way.",
      lines: [
        .init("Quitting stops it. What was not settled is read again at the next start.")
      ],
      choices: [.init(Key("y"), "stop it and quit", .quit)], refusal: "stay")
  }

  /// Of a profile that is gone when the program ends.
  var endDialog: Dialog {
    let count = counts.outbox
    return Dialog(
      title: "\(Wording.count(count, "change")) not pushed.",
      lines: [
        .init("This profile leaves nothing behind: what waits is gone when you quit.")
      ],
      choices: [.init(Key("y"), "quit", .quit, isDangerous: true)], refusal: "stay")
  }

  // MARK: The plan of a push

  mutating func planned(_ proposal: PushProposal) -> [Effect] {
    let isDryRun = plansOnly
    plansOnly = false
    let ready = proposal.entries.filter(\.isReady)
    let held = proposal.entries.filter { !$0.isReady }
    guard !ready.isEmpty else {
      say(
        .info,
        held.isEmpty
          ? "Nothing waits to be pushed."
          : "\(Wording.count(held.count, "change")) cannot be sent before you settle "
            + "\(held.count == 1 ? "it" : "them"): see the outbox."
      )
      return []
    }
    let warned = ready.filter { $0.warning != nil }
    var lines = ready.map { entry in
      Dialog.Line("\(entry.change.verb.rawValue)  \(entry.change.name)", right: entry.shortSummary)
    }
    if !warned.isEmpty {
      lines += [.init(""), .init("Look twice:", role: .messageWarning)]
      lines += warned.map { .init("\($0.change.name): \($0.warning ?? "")", role: .messageWarning) }
    }
    if !held.isEmpty {
      lines += [.init(""), .init("Not sent, they need you:", role: .muted)]
      lines += held.map { .init("\($0.change.verb.rawValue)  \($0.change.name)", role: .muted) }
    }
    lines += [
      .init(""),
      .init("Each is checked on the server first, and held if it changed there.", role: .muted),
    ]
    if isDryRun {
      showPlan(lines, count: ready.count)
      return []
    }
    dialog = Dialog(
      title:
        "Push \(Wording.count(ready.count, "change"))"
        + "\(settings.profile.map { " to \($0)" } ?? "")?",
      lines: lines,
      choices: [
        .init(
          Key("s"), "send \(ready.count)", .push(proposal.flows, confirmed: !warned.isEmpty),
          isDangerous: !warned.isEmpty)
      ], refusal: "send nothing",
      requiredWord: settings.isProtected && !warned.isEmpty ? settings.profile : nil)
    dialog?.isCopied = true
    return []
  }
}
