import FlowModel
import FlowWorkspace

/// Links of printed flows to their pages, for terminals that open them (OSC 8). Everywhere else nothing
/// is printed but the text.
struct WebLinks: Sendable {
  private let servers: [ServerID: Server]

  /// None: no text becomes a link.
  static let none = WebLinks(servers: [:])

  private init(servers: [ServerID: Server]) { self.servers = servers }

  /// - Returns: ``none`` where links are not wanted.
  init(for context: CommandContext, in workspace: Workspace) async throws(Problem) {
    self = .none
    guard Self.areWanted(context) else { return }
    let known = try await workspace.servers()
    self.init(servers: Dictionary(known.map { ($0.id, $0) }) { first, _ in first })
  }

  /// Terminals that are known to skip what they do not understand.
  private static let terminals = [
    "xterm", "tmux", "screen", "alacritty", "foot", "wezterm", "rxvt", "vte", "konsole", "st-",
  ]

  private static func areWanted(_ context: CommandContext) -> Bool {
    guard context.console.isOutputTerminal, (context.environment["NO_COLOR"] ?? "").isEmpty,
      let type = context.environment["TERM"]
    else { return false }
    return terminals.contains { type.hasPrefix($0) }
  }

  /// The text as a link to the flow's page.
  ///
  /// - Parameter text: passed the sanitiser.
  func link(_ text: String, to flow: FlowSummary) -> String {
    guard let server = servers[flow.server], let address = WebLink.address(of: flow, on: server)
    else { return text }
    return TerminalText.link(text, to: address)
  }

  /// A line whose end is the id of a flow, with the id as a link.
  func linkingID(of flow: FlowSummary, in line: String) -> String {
    guard let id = flow.remoteID.map({ TerminalText.line($0) }), line.hasSuffix(id) else {
      return line
    }
    return line.dropLast(id.count) + link(id, to: flow)
  }
}
