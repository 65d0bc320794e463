extension Command {
  /// Lines of the table for files, settings and keys (see `Command+Facts.swift`).
  var files: CommandFacts? {
    switch self {
    case .exportFlow:
      .init(
        "export…",
        "Writes the flow into a file of its own, as Flowise imports it, without its secrets.",
        in: .flows, hint: "export")
    case .importFlow:
      .init(
        "import…",
        "Makes a new flow of a file that Flowise or weir wrote. It waits in the outbox until you push.",
        in: [.list], hint: "import", changes: true)
    case .showSettings:
      .init(
        "settings", "Lists what can be set while weir runs, with its value now and the next one.",
        in: [.everywhere])
    case .editProfile:
      .init(
        "edit profile…",
        "Asks for the address and the token of this profile's server, and opens it again. "
          + "`weir profile add NAME` does the same.", in: [.everywhere])
    case .showKeys:
      .init(
        "all keys", "Lists the keys of every place, those of keys.json5 too.", in: [.everywhere])
    default: nil
    }
  }
}
