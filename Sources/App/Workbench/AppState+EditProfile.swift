import CellGrid
import FlowModel

/// Address and token of a server of the open profile: asked for as on the first screen.
extension AppState {
  /// Why they cannot be changed now; nil when they can.
  var refusalOfProfileEdit: String? {
    if settings.isTemporary { return "The demo has a server of its own." }
    if settings.namedServers.isEmpty { return "This profile names no server." }
    return isPushing ? "A push is under way; Ctrl-c stops it." : nil
  }

  mutating func askForServerToEdit() -> [Effect] {
    let services = Service.allCases.filter { settings.namedServers[$0] != nil }
    guard services.count > 1 else { return services.first.map { askForAddress(of: $0) } ?? [] }
    let keys: [Service: Character] = [.flowise: "f", .flownally: "n"]
    dialog = Dialog(
      title: "Which server?",
      lines: services.map { service in
        .init(
          "\(keys[service] ?? " ")  \(service.title)",
          right: settings.namedServers[service]?.address.text ?? "")
      },
      choices: services.map { service in
        .init(Key(keys[service] ?? " "), service.title, .askForAddress(service))
      })
    dialog?.listsChoices = true
    return []
  }

  mutating func askForAddress(of service: Service) -> [Effect] {
    ask(.newAddress(service), text: settings.namedServers[service]?.address.text ?? "")
  }

  mutating func acceptAddress(
    _ text: String, of service: Service, _ prompt: Prompt
  ) -> [Effect] {
    let old = settings.namedServers[service]
    let host = old?.allowsHTTP == true ? old?.address.host : nil
    guard let address = address(in: text, prompt, allowingHTTPTo: host) else { return [] }
    var server = NewServer(service: service, address: address)
    server.profile = settings.profile ?? ""
    return ask(.newToken(server, old: old?.token), text: old?.variable.map { "$" + $0 } ?? "")
  }

  mutating func acceptNewToken(
    _ token: String, _ server: NewServer, _ prompt: Prompt
  ) -> [Effect] {
    guard isToken(token, prompt) else { return [] }
    var server = server
    server.token = token
    guard let known = copied(by: server) else { return [.editServer(server)] }
    dialog = Dialog(
      title: "Another address for \(server.profile)?",
      lines: [
        .init("The flows of this copy are of \(known.origin)."),
        .init("The profile would name \(server.address.origin)."), .init(""),
        .init("The copy is only read then: nothing is changed, taken or sent until", role: .muted),
        .init(
          "`weir profile rebind \(server.profile)` says that it is the same server, or",
          role: .muted),
        .init(
          "`weir profile rebind \(server.profile) --as NEW` that it is another one.", role: .muted),
      ],
      choices: [.init(Key("x"), "change it", .editServer(server), isDangerous: true)],
      refusal: "leave as it is")
    return []
  }

  /// The server whose flows are here, or which something waits for that it may have seen, when it
  /// stands elsewhere than the new address says. Others move freely (`Workspace.registerServers`).
  private func copied(by server: NewServer) -> Server? {
    servers.first {
      let count = $0.service == .flowise ? counts.chatflows : counts.chatbots
      return $0.service == server.service && $0.origin != server.address.origin
        && ($0.pulledAt != nil || count > 0 || ($0.reachedAt != nil && counts.outbox > 0))
    }
  }
}
