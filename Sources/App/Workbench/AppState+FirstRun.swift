import CellGrid
package import FlowModel

/// A server that somebody names on the first screen. Prints without its token.
package struct NewServer: Hashable, Sendable, CustomStringConvertible {
  package var service: Service
  package var address: ServerAddress
  package var profile = "main"
  /// Empty: none yet.
  package var token = ""

  package init(service: Service, address: ServerAddress) {
    self.service = service
    self.address = address
  }

  package var description: String { "\(profile): \(service.title) at \(address.text)" }
}

/// The first run: a profile is made by answering four questions.
extension AppState {
  mutating func askForServer() -> [Effect] {
    dialog = Dialog(
      title: "Which server?",
      lines: [
        .init("f  Flowise", right: "chatflows"), .init("n  FlowNally", right: "chatbots"),
        .init(""), .init("`weir profile add` makes a profile with both.", role: .muted),
      ],
      choices: [
        .init(Key("f"), "Flowise", .addServer(.flowise)),
        .init(Key("n"), "FlowNally", .addServer(.flownally)),
      ])
    dialog?.listsChoices = true
    return []
  }

  /// Takes the address and asks for a name.
  mutating func acceptAddress(_ text: String, _ service: Service, _ prompt: Prompt) -> [Effect] {
    guard let address = address(in: text, prompt) else { return [] }
    return ask(.profileName(NewServer(service: service, address: address)), text: "main")
  }

  /// What was typed as an address; nil when it is none, which was told then.
  ///
  /// - Parameter host: one that plain http was allowed for.
  mutating func address(
    in text: String, _ prompt: Prompt, allowingHTTPTo host: String? = nil
  ) -> ServerAddress? {
    do throws(ServerAddressError) {
      let address = try ServerAddress(parsing: text)
      if address.scheme == "https" || address.isLoopback || address.host == host { return address }
      _ = refuse(prompt, "Not encrypted: everybody on the way could read the token. Use https.")
    } catch {
      _ = refuse(prompt, error.sentence)
    }
    return nil
  }

  /// Takes the profile's name and asks for the token.
  mutating func acceptProfileName(_ name: String, _ server: NewServer, _ prompt: Prompt) -> [Effect]
  {
    let isName =
      (1...64).contains(name.utf8.count) && !name.hasPrefix(".")
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
    guard isName else {
      return refuse(prompt, "A name has only letters, digits, . - and _, at most 64.")
    }
    var server = server
    server.profile = name
    return ask(.token(server))
  }

  mutating func acceptToken(_ token: String, _ server: NewServer, _ prompt: Prompt) -> [Effect] {
    guard isToken(token, prompt) else { return [] }
    var server = server
    server.token = token
    return [.addServer(server)]
  }

  mutating func isToken(_ token: String, _ prompt: Prompt) -> Bool {
    if token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return true }
    _ = refuse(prompt, "A token is one word of visible ASCII.")
    return false
  }

  mutating func refuse(_ prompt: Prompt, _ sentence: String) -> [Effect] {
    self.prompt = prompt
    notice = Notice(.warning, sentence)
    return []
  }

  /// The profile was made or changed: the next run opens it.
  mutating func added(_ profile: String) -> [Effect] {
    let effects = closeEditor(dropping: false)
    isFinished = true
    nextProfile = profile
    return effects + (isBusy ? [.stopSync] : []) + [.quit]
  }

  func drawFirstRun(on canvas: inout Canvas, _ context: DrawContext) {
    context.drawRule(["No profile yet"], on: &canvas)
    let isTight = canvas.rows < 14
    var row = isTight ? 1 : 2
    for line in [
      "A profile names the servers whose flows you work on.",
      "a  adds a server: its address, a name, a token.",
      "weir demo  shows sample flows on a server of its own.",
      "q quits, ? shows the keys.",
    ] {
      row += canvas.paragraph(
        line, row: row, column: isTight ? 1 : 3, columns: canvas.columns - (isTight ? 2 : 6),
        style: context[.text])
      if !isTight { row += 1 }
    }
  }
}
