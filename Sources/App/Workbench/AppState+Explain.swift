import CellGrid
import FlowModel
import JSONText

/// `K`: what is under the cursor, in words.
extension AppState {
  mutating func explain() -> [Effect] {
    let title = explainedName ?? "This is the \(focus.title)"
    dialog = Dialog(
      title: title, lines: explanation + nextKeys, choices: [], refusal: "close")
    return []
  }

  private var explainedName: String? {
    switch focus {
    case .config: config?.selected.map { "\($0.group), \($0.name)" }
    case .outbox: outbox.selected?.change.name
    default: target?.name
    }
  }

  private var explanation: [Dialog.Line] {
    switch focus {
    case .config:
      guard let setting = config?.selected else { return [] }
      return [
        .init("It stands at \(setting.path.dotted) and takes \(FlowSetting.wanted(setting.kind))."),
        .init(setting.value.map { "Now: \($0)" } ?? "It is not set."),
      ]
    case .outbox:
      guard let entry = outbox.selected else { return [.init("Nothing waits here.")] }
      return [
        .init("Order", right: entry.change.verb.word),
        .init("State", right: entry.change.state.word), .init(entry.change.state.sentence),
      ]
    case .list, .detail, .history, .versions:
      guard let flow = target else { return [.init("The list is empty.")] }
      return lines(about: flow)
    default: return []
    }
  }

  private func lines(about flow: FlowSummary) -> [Dialog.Line] {
    let sign = flow.state.glyph(in: settings.glyphs)
    var lines: [Dialog.Line] = [
      .init("\(sign)  \(flow.state.word)", right: "state:\(flow.state.word)"),
      .init(flow.state.sentence), .init(""),
      .init("Type", right: flow.longType),
      .init("Changed, here or there", right: Wording.ago(flow.changedAt, now: now)),
    ]
    if flow.isLive {
      lines.append(.init("Live: people use it now, so a change asks twice.", role: .messageWarning))
    }
    if list.marks[flow.id] != nil {
      lines.append(.init("Marked: delete and push take all marked rows.", role: .muted))
    }
    return lines
  }

  /// The keys of the hint row with what they do, as far as they can run.
  private var nextKeys: [Dialog.Line] {
    let hints = Hints(state: self).all.prefix(8)
    return [.init(""), .init("Next:", role: .muted)]
      + hints.map { .init("\($0.key)  \($0.text)") }
  }
}
