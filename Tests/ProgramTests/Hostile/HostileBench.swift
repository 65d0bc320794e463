import FlowModel
import FlowStore
import FlowWorkspace
import Glibc
import HostileKit
import TestKit
import Testing

/// A server that answers well until a token names a case, and homes whose copies were pulled from
/// it. One server for all cases: a copy belongs to one origin.
final class HostileBench: Sendable {
  private let server: ScriptedServer
  /// Where redirects point: nobody may come.
  let elsewhere: ScriptedServer
  private let template = TemporaryFolder()
  private static let variable = "WEIR_TEST_TOKEN"

  init(_ cases: (_ elsewhere: String) -> [HostileCase]) throws {
    elsewhere = ScriptedServer { connection, _ in
      while connection.readRequest() != nil, connection.send(Answer.json("[]")) {}
    }
    self.cases = cases("127.0.0.1:\(elsewhere.port)")
    let cases = self.cases
    server = ScriptedServer { connection, _ in
      while let request = connection.readRequest() {
        let request = HostileRequest(request)
        if let index = request.caseIndex, request.isFor(cases[index].target) {
          cases[index].answer(connection, request.text)
          return
        }
        guard connection.send(request.goodAnswer) else { return }
      }
    }
    for service in Service.allCases { try prepare(service) }
  }

  let cases: [HostileCase]

  /// A profile for each service, its flows pulled, one of them edited.
  private func prepare(_ service: Service) throws {
    let profile = service.rawValue
    let base = server.url + (service == .flowise ? "/api/v1" : "/v1")
    for words in [
      ["profile", "add", profile, "--\(profile)", base, "--\(profile)-token-env", Self.variable],
      ["-p", profile, "pull"],
      ["-p", profile, "rename", HeldFlows.edited, HeldFlows.editedName],
    ] {
      let ended = try run(words, home: template.path, token: "canary-well")
      let said = String(decoding: ended.errors + ended.output, as: UTF8.self)
      try #require(ended.status == 0, "\(words): \(said)")
    }
  }

  private func run(
    _ words: [String], home: String, token: String, interruptAfter: Int? = nil
  ) throws -> MeasuredRun {
    try MeasuredRun(
      [Programs.weir()] + words, Self.environment(home, token: token), folder: home,
      interruptAfter: interruptAfter)
  }

  private static func environment(_ home: String, token: String) -> [String: String] {
    Programs.environment([
      "WEIR_HOME": home + "/home", "HOME": home, "TMPDIR": home, variable: token,
    ])
  }

  /// A copy of the template, and the environment in which the server answers with this case.
  func home(for index: Int) throws -> (folder: TemporaryFolder, environment: [String: String]) {
    let folder = TemporaryFolder()
    _ = try Ended(
      ["cp", "-a", template.path + "/home", folder.path + "/home"], Programs.environment())
    return (folder, Self.environment(folder.path, token: HostileRequest.token(of: index)))
  }

  /// Runs a case in a copy of the template.
  ///
  /// - Returns: everything that is not as it must be.
  func findings(_ index: Int) throws -> [String] {
    let (one, folder) = (cases[index], try home(for: index).folder)
    let profile = one.service.rawValue
    let token = HostileRequest.token(of: index)
    let words = ["-p", profile] + one.words
    let ended = try run(
      words, home: folder.path, token: token, interruptAfter: one.interruptAfter)
    var found = HostileFindings(token: token)
    found.look(at: ended, "weir \(one.words.joined(separator: " "))", exits: one.exits)
    let location = StoreLocation(
      dataFolder: folder.path + "/home/data/\(profile)",
      lockFolder: folder.path + "/home/state/locks", profile: profile)
    try found.look(at: location, of: one.service, keepsHeld: one.keepsHeld)
    let list = try run(["-p", profile, "list"], home: folder.path, token: "canary-well")
    found.look(at: list, "weir list", exits: [0])
    if !String(decoding: list.output, as: UTF8.self).contains(HeldFlows.editedName) {
      found.add("weir list shows the edit no more")
    }
    return found.all
  }
}

/// A request as the bench's server reads it.
struct HostileRequest {
  let text: String
  private let method: Substring
  private let path: Substring

  init(_ text: String) {
    self.text = text
    let words = text.prefix { $0 != "\r\n" }.split(separator: " ")
    method = words.first ?? ""
    path = (words.count > 1 ? words[1] : "").prefix { $0 != "?" }
  }

  static func token(of index: Int) -> String { "canary-case-\(index)-7f3a9c51" }

  var caseIndex: Int? {
    guard let mark = text.firstRange(of: "canary-case-") else { return nil }
    return Int(text[mark.upperBound...].prefix(while: \.isNumber))
  }

  private var service: Service { path.hasPrefix("/v1") ? .flownally : .flowise }

  /// The id in the path; nil for a list.
  private var id: String? {
    let parts = path.split(separator: "/")
    let place = parts.firstIndex { $0 == "chatflows" || $0 == "chatbots" }
    guard let place, parts.count == place + 2 else { return nil }
    return String(parts[place + 1])
  }

  private var isList: Bool {
    method == "GET" && (path.hasSuffix("/chatflows") || path.hasSuffix("/chatbots"))
  }

  func isFor(_ target: HostileCase.Target) -> Bool {
    switch target {
    case .list: isList
    case .record: method == "GET" && id != nil
    case .write: method != "GET"
    case .everything: true
    }
  }

  var goodAnswer: [UInt8] {
    if isList { return Answer.json(HeldFlows.list(of: service)) }
    if path.hasSuffix("/version") { return Answer.json(#"{"version":"3.0.11"}"#) }
    if let id, HeldFlows.ids.contains(id) { return Answer.json(HeldFlows.record(id, of: service)) }
    return Answer.json(#"{"message":"not found"}"#, status: "404 Not Found")
  }
}
