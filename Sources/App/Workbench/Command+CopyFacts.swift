extension Command {
  /// Lines of the table for copying and explaining (see `Command+Facts.swift`).
  var copying: CommandFacts? {
    switch self {
    case .copyName:
      .init("copy the name", "Copies the name of the flow.", in: .flows, hint: "name")
    case .copyID:
      .init(
        "copy the id", "Copies the server's id of the flow, or the local one before it was sent.",
        in: .flows, hint: "id")
    case .copyLink:
      .init(
        "copy the web link", "Copies the address of the flow in the web interface of Flowise.",
        in: .flows, hint: "URL")
    case .copyBody:
      .init(
        "copy the JSON", "Copies the body of the flow, pretty; secrets are left out.", in: .flows,
        hint: "JSON")
    case .copySettingPath:
      .init(
        "copy the setting's path", "Copies where the setting stands, as weir set takes it.",
        in: [.config], hint: "path")
    case .copySettingValue:
      .init("copy the setting's value", "Copies the value as shown.", in: [.config], hint: "value")
    case .showLink:
      .init(
        "web link",
        "Opens the flow in the browser: $BROWSER, else xdg-open; where there is none, or over SSH, its "
          + "address is copied.",
        in: .flows, hint: "web link")
    case .explain:
      .init(
        "explain", "Says what is under the cursor, what its signs mean and what can be done next.",
        in: [.everywhere])
    default: nil
    }
  }
}
