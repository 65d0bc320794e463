extension Command {
  /// Lines of the table for the conflict pane.
  var conflicts: CommandFacts? {
    switch self {
    case .chooseMine:
      .init(
        "mine",
        "Takes your value for this row, also where it merged by itself. Where the whole flow is to "
          + "be settled: keeps yours; asks first.", in: [.conflict], changes: true)
    case .chooseTheirs:
      .init(
        "server",
        "Takes the server's value for this row, also where it merged by itself. Where the whole "
          + "flow is to be settled: takes the server's; asks first.", in: [.conflict],
        changes: true)
    case .chooseBase:
      .init(
        "base", "Takes the value that both sides started from.", in: [.conflict], changes: true)
    case .writeOwn:
      .init(
        "write my own",
        "Asks for a value: text for text, JSON for all else. Long text opens in the editor.",
        in: [.conflict], hint: "write", changes: true)
    case .nextOpen:
      .init(
        "next to choose", "Goes to the next row that nobody chose yet.", in: [.conflict],
        hint: "next")
    case .previousOpen:
      .init(
        "previous to choose", "Goes to the row before that nobody chose yet.", in: [.conflict],
        hint: "previous")
    case .chooseAllMine:
      .init(
        "all mine…", "Takes your values wherever both sides changed the same. Asks first.",
        in: [.conflict], changes: true)
    case .chooseAllTheirs:
      .init(
        "all server…",
        "Takes the server's values wherever both sides changed the same. Asks first.",
        in: [.conflict], changes: true)
    case .chooseBoth:
      .init(
        "both…", "Takes the server's flow and keeps yours as a new flow. Asks first.",
        in: [.conflict], changes: true)
    case .undoChoice:
      .init(
        "undo a choice", "Takes back what was chosen last.", in: [.conflict], hint: "undo",
        changes: true)
    case .saveMerge:
      .init(
        "save merge",
        "Puts the result into the outbox, once everything is chosen. Nothing is sent before you "
          + "push.", in: [.conflict], hint: "save", changes: true)
    default: nil
    }
  }
}
