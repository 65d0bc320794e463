import CellGrid
import FlowModel
import JSONText

/// What the keys of the conflict pane do.
extension AppState {
  mutating func showConflict() -> [Effect] {
    guard let flow = targetID else { return [] }
    let name = focus == .outbox ? outbox.selected?.change.name : target?.name
    conflict = ConflictPane(flow: flow, name: name ?? "")
    return [.loadConflict(flow)]
  }

  mutating func loaded(_ review: ConflictReview?, _ flow: FlowID) -> [Effect] {
    guard conflict?.flow == flow else { return [] }
    guard let review else {
      conflict = nil
      say(.info, "This conflict is settled already.")
      return reloadViews()
    }
    let old = conflict?.review
    conflict?.show(review)
    tellIfMoved(from: old)
    return []
  }

  mutating func stored(_ review: ConflictReview, _ flow: FlowID) -> [Effect] {
    guard conflict?.flow == flow else { return [] }
    let old = conflict?.review
    let effects = conflict?.answered(review) ?? []
    tellIfMoved(from: old)
    return effects
  }

  /// The server changed the flow once more while a person was choosing.
  private mutating func tellIfMoved(from old: ConflictReview?) {
    guard let old, let new = conflict?.review, new.remoteVersion != old.remoteVersion else {
      return
    }
    say(
      .warning,
      "The server changed it once more. What you chose is kept: "
        + (new.openCount == 0 ? "all is chosen." : "\(Self.left(in: new))."))
  }

  /// "2 of 5 left to choose"
  static func left(in review: ConflictReview) -> String {
    "\(Wording.number(review.openCount)) of \(Wording.number(max(review.clashCount, review.openCount))) "
      + "left to choose"
  }

  /// What the status row says while the pane is in front.
  var conflictText: String {
    guard let review = conflict?.review, review.canBeMerged else {
      return "Nothing is sent and nothing is lost before you choose."
    }
    if review.openCount > 0 { return Self.left(in: review) + "." }
    if let refusal = review.refusal { return refusal }
    let key = settings.bindings.keys(for: .saveMerge, in: .conflict).first.map { KeyLabel.text($0) }
    return "All is chosen. \(key ?? ":save-merge") saves the merge into the outbox."
  }

  /// Why a command about single values cannot run now; nil when it can.
  var refusalOfChoice: String? {
    guard let conflict else { return "No conflict is open." }
    guard conflict.review != nil else { return "The conflict is still being read." }
    return conflict.isAboutValues ? nil : "This is settled as a whole: take one of the sides."
  }

  /// Why a side cannot be taken, of a row or of the whole flow; nil when it can.
  func refusalToSettle(by command: Command) -> String? {
    guard let conflict else { return "No conflict is open." }
    guard let review = conflict.review else { return "The conflict is still being read." }
    if command != .chooseBoth, review.canBeMerged { return nil }
    return review.kind.effect(of: command.resolution) == nil
      ? "That is no choice here: take one of the others." : nil
  }

  // MARK: Choosing

  /// Takes a side for the row under the cursor; for the whole flow where it is not about values.
  mutating func choose(_ choice: JSONMergeChoice, orWhole resolution: Resolution) -> [Effect] {
    guard conflict?.isAboutValues == true else { return askToResolve(resolution) }
    return choose(choice)
  }

  mutating func choose(_ choice: JSONMergeChoice) -> [Effect] {
    guard let flow = conflict?.flow, let row = choosableRow() else { return [] }
    return conflict?.send(.choose([row.path: choice], flow)) ?? []
  }

  private mutating func choosableRow() -> ConflictReview.Row? {
    guard let row = conflict?.selected else { return nil }
    guard row.canBeChosen else {
      notice = Notice(.info, "An order follows what stands in it: choose that.")
      return nil
    }
    return row
  }

  mutating func moveToOpen(forward: Bool) -> [Effect] {
    if conflict?.moveToOpen(forward: forward) != true {
      notice = Notice(.info, "Nothing is left to choose.")
    }
    return []
  }

  mutating func askToChooseAll(_ choice: JSONMergeChoice) -> [Effect] {
    guard let conflict, let review = conflict.review else { return [] }
    guard review.canBeMerged else { return askToResolve(choice == .mine ? .mine : .theirs) }
    let rows = review.rows.filter { $0.clashes && $0.canBeChosen }
    guard !rows.isEmpty else {
      notice = Notice(.info, "Nothing clashes here: single values can be taken with their keys.")
      return []
    }
    let chosen = rows.count { $0.outcome != .open }
    let whose = choice == .mine ? "mine" : "the server's"
    var lines = rows.prefix(6).map { row in
      Dialog.Line(
        DetailLines.shortPath(row.place), right: row.outcome == .open ? "" : row.outcome.word)
    }
    if rows.count > 6 {
      lines.append(.init("and \(Wording.number(rows.count - 6)) more", role: .muted))
    }
    lines.append(.init(""))
    if chosen > 0 {
      lines.append(
        .init(
          "\(Wording.count(chosen, "of them was chosen", "of them were chosen")) already: "
            + "chosen anew.", role: .messageWarning))
    }
    lines.append(.init("What merged by itself stays as it is. u takes it back.", role: .muted))
    let choices = Dictionary(rows.map { ($0.path, choice) }) { first, _ in first }
    dialog = Dialog(
      title: "Take \(whose) in \(Wording.count(rows.count, "place"))?", lines: lines,
      choices: [
        .init(Key("y"), "take \(whose)", .choose(choices, conflict.flow), isDangerous: true)
      ], refusal: "not yet")
    return []
  }

  mutating func undoChoice() -> [Effect] {
    guard let flow = conflict?.flow else { return [] }
    guard conflict?.review?.choices.isEmpty == false || conflict?.isSending == true else {
      notice = Notice(.info, "Nothing was chosen yet.")
      return []
    }
    return conflict?.send(.undoChoice(flow)) ?? []
  }

  mutating func saveMerge() -> [Effect] {
    guard let conflict else { return [] }
    // With a choice under way only the workspace knows.
    if !conflict.isSending, let review = conflict.review, let reason = review.refusal {
      let refusal = review.openCount > 0 ? Self.left(in: review) + "." : reason
      notice = Notice(.warning, "Not saved: \(refusal)")
      return []
    }
    return [.saveMerge(conflict.flow, seen: conflict.review?.remoteVersion)]
  }

  /// Esc: it can wait.
  mutating func leaveConflict() -> [Effect] {
    let review = conflict?.review
    conflict = nil
    if let review, review.canBeMerged {
      let kept = review.choices.isEmpty ? "" : " What you chose is kept."
      notice = Notice(.info, "Later: nothing was sent and nothing is lost.\(kept)")
    }
    return []
  }

  mutating func askToResolve(_ resolution: Resolution) -> [Effect] {
    guard let conflict, let review = conflict.review else { return [] }
    guard let what = review.kind.effect(of: resolution) else { return [] }
    dialog = Dialog(
      title: "Settle the conflict of \(conflict.name)?",
      lines: [.init(what)],
      choices: [
        .init(Key("y"), "settle it", .resolve(conflict.flow, resolution), isDangerous: true)
      ], refusal: "not yet")
    return []
  }
}

extension Command {
  /// What it does to a conflict that is settled as a whole.
  fileprivate var resolution: Resolution {
    switch self {
    case .chooseTheirs: .theirs
    case .chooseBoth: .both
    default: .mine
    }
  }
}
