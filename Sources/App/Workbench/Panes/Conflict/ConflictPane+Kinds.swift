import CellGrid
import FlowModel

/// Conflicts that are settled as a whole: what happened, and what each key does about it.
extension ConflictPane {
  func drawKinds(_ review: ConflictReview, on canvas: inout Canvas, _ context: DrawContext) {
    let isTight = canvas.rows < 9
    var row = isTight ? 0 : 1
    for text in [review.kind.sentence, review.obstacle].compactMap(\.self) {
      row += canvas.paragraph(
        text, row: row, column: 1, columns: canvas.columns - 2, style: context[.text])
    }
    if !isTight { row += 1 }
    for (command, resolution) in [
      (Command.chooseMine, Resolution.mine), (.chooseTheirs, .theirs), (.chooseBoth, .both),
    ] {
      guard row < canvas.rows, let effect = review.kind.effect(of: resolution) else { continue }
      canvas.text(
        "\(context.label(of: command)) \(command.hint)", row: row, column: 1, columns: 9,
        style: context[.hintKey])
      row += canvas.paragraph(
        effect, row: row, column: 11, columns: canvas.columns - 12, style: context[.text])
    }
    guard !isTight, row + 1 < canvas.rows else { return }
    canvas.paragraph(
      "Nothing is sent and nothing is lost before you choose. "
        + "Every version stays in the local history.", row: row + 1, column: 1,
      columns: canvas.columns - 2, style: context[.muted])
  }
}

extension Conflict.Kind {
  /// What happened on both sides.
  var sentence: String {
    switch self {
    case .editEdit: "It was edited here and on the server."
    case .editGone: "You edited it here; on the server it is gone."
    case .deleteEdit: "You deleted it here; on the server it was edited meanwhile."
    case .createTwin:
      "You made it here, and more than one like it stands on the server. The oldest counts as yours."
    case .liveMerge: "Both sides edited it, and it is live: look before it is merged."
    case .pinChanged: "The server's draft is not the one you saw when you gave the order."
    case .writeRace: "Somebody else wrote it while yours was being sent."
    }
  }

  /// What a decision about the whole flow does; nil where it is no choice of its own.
  func effect(of resolution: Resolution) -> String? {
    switch (self, resolution) {
    case (.editGone, .mine):
      "Makes it anew at the next push, as you edited it. It gets a new id."
    case (.editGone, .theirs): "Lets it be gone. Your edits stay in the local history."
    case (.editGone, .both): nil
    case (.deleteEdit, .mine): "Deletes it at the next push, with the edit that was made there."
    case (.deleteEdit, .theirs): "Takes your deletion back: the edited flow stays, here too."
    case (.deleteEdit, .both): "Keeps the edited flow, and yours beside it as a new flow."
    case (.createTwin, .mine): "Puts this note away. Delete in the list what is one too many."
    case (.createTwin, _): nil
    case (_, .mine): "Keeps yours: the next push sends it over the server's."
    case (_, .theirs): "Takes the server's. Yours stays in the local history."
    case (_, .both): "Takes the server's and keeps yours beside it as a new flow."
    }
  }
}
