import FlowServer
import JSONText

/// The ledger against what the server holds in the end.
struct ServerCheck {
  private let server: LocalServer
  /// Each flow's name and the text of all its fields.
  private var flows: [(name: String, id: String, isBot: Bool, text: [UInt8])] = []

  init(_ stage: Stage) throws {
    server = stage.server
    for id in try server.flowIDs() {
      let name = try server.storedField("name", of: id) ?? []
      let body = try server.storedText("flowData", of: id) ?? []
      flows.append((Self.text(name), id, false, name + body))
    }
    for id in try server.chatbotIDs() {
      let name = try server.storedName(of: id)
      flows.append((Self.text(name), id, true, name + (try server.storedDraft(of: id) ?? [])))
    }
  }

  private static func text(_ literal: [UInt8]) -> String {
    String(decoding: JSONString.decoded(literal[...]), as: UTF8.self)
  }

  func check(
    _ ledger: Ledger, _ scenario: Scenario, _ local: LocalCopy, _ fail: (String) -> Void
  ) throws {
    for name in scenario.singles where named(name).count > 1 {
      fail("\(named(name).count) flows are called \(name)")
    }
    for promise in scenario.standing + ledger.promises {
      if let text = try broken(promise, local) { fail(text) }
    }
  }

  private func named(_ name: String) -> [(name: String, id: String, isBot: Bool, text: [UInt8])] {
    flows.filter { $0.name == name }
  }

  /// What is wrong about a promise; nil: it was kept.
  private func broken(_ promise: Promise, _ local: LocalCopy) throws -> String? {
    switch promise {
    case .sent(let name, let text):
      return named(name).contains { Oracles.holds($0.text, text) }
        ? nil
        : "LOST: \(name) lacks \(text) on the server (\(local.holds(text) ? "kept" : "gone") here)"
    case .local(let text):
      return local.holds(text) ? nil : "the local copy lacks \(text)"
    case .kept(let text):
      return local.holds(text) || flows.contains { Oracles.holds($0.text, text) }
        ? nil : "LOST: \(text) is nowhere"
    case .lacks(let name, let text):
      return named(name).contains { Oracles.holds($0.text, text) }
        ? "\(name) has \(text) on the server" : nil
    case .one(let name):
      return named(name).count == 1 ? nil : "\(named(name).count) flows are called \(name), not 1"
    case .none(let name):
      return named(name).isEmpty ? nil : "\(name) is still on the server"
    case .versions(let name, let count):
      guard let bot = named(name).first(where: \.isBot) else { return "\(name) is not there" }
      let found = try server.versionCount(of: bot.id)
      return found == count ? nil : "\(name) has \(found) versions, not \(count)"
    case .status(let name, let status):
      guard let bot = named(name).first(where: \.isBot) else { return "\(name) is not there" }
      let found = try server.chatbotStatus(bot.id)
      return found == status ? nil : "\(name) is \(found), not \(status)"
    }
  }
}
