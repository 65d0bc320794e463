import FlowModel
import JSONText

/// A profile as `config.json5` spells it.
enum ProfileText {
  static func value(of profile: Profile) -> String {
    var lines: [String] = []
    if let color = profile.color { lines.append("color: \(quoted(color))") }
    if profile.isProtected { lines.append("protected: true") }
    if profile.isReadOnly { lines.append("readOnly: true") }
    for service in profile.services {
      if let server = profile[service] { lines.append("\(service.rawValue): \(text(of: server))") }
    }
    return "{\n" + lines.map { "      \($0),\n" }.joined() + "    }"
  }

  /// Unquoted where JSON5 allows it.
  static func key(_ name: String) -> String {
    let isIdentifier =
      name.utf8.allSatisfy {
        (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
          || $0 == 0x5F
      } && !(name.utf8.first.map { (0x30...0x39).contains($0) } ?? true)
    return isIdentifier ? name : quoted(name)
  }

  static func quoted(_ text: String) -> String {
    String(decoding: JSONString.literal(text), as: UTF8.self)
  }

  private static func text(of server: ServerProfile) -> String {
    var parts = ["url: \(quoted(server.address.text))"]
    if let token = server.token { parts.append("token: \(text(of: token))") }
    if server.allowsHTTP { parts.append("allowHTTP: true") }
    if let file = server.caFile { parts.append("caFile: \(quoted(file))") }
    return "{ " + parts.joined(separator: ", ") + " }"
  }

  private static func text(of token: TokenSource) -> String {
    switch token {
    case .command(let arguments, let asks):
      let list = arguments.map(quoted).joined(separator: ", ")
      return "{ command: [\(list)]\(asks ? ", ask: true" : "") }"
    case .environment(let name): return "{ env: \(quoted(name)) }"
    case .file(let path): return "{ file: \(quoted(path)) }"
    }
  }
}
