/// Where a server is, as a person typed it, taken apart (RFC 3986, the parts weir accepts).
package struct ServerAddress: Hashable, Sendable {
  /// `http` or `https`.
  package let scheme: String
  /// Lower case; an IPv6 address keeps its brackets.
  package let host: String
  /// nil: the scheme's own.
  package let port: Int?
  /// Begins with `/` and does not end with one, or is empty.
  package let path: String

  /// `scheme://host[:port]`, without a default port: what a token is bound to.
  package var origin: String {
    port.map { "\(scheme)://\(host):\($0)" } ?? "\(scheme)://\(host)"
  }

  /// The origin and the path: the address as it is asked.
  package var text: String { origin + path }

  /// Whether a request to it stays on this computer.
  package var isLoopback: Bool {
    host == "localhost" || host == "[::1]" || host.hasSuffix(".localhost")
      || isLoopbackNumber(host)
  }

  /// Reads `flow.example.com`, `https://host:3000`, `http://127.0.0.1:3000/api/v1`.
  ///
  /// Without a scheme it is https, or http for this computer.
  package init(parsing typed: String) throws(ServerAddressError) {
    var rest = Substring(typed)
    var given: String?
    if let mark = rest.range(of: "://") {
      given = rest[..<mark.lowerBound].lowercased()
      rest = rest[mark.upperBound...]
    }
    if let given, given != "http", given != "https" { throw .scheme(given) }
    guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else {
      throw .unexpectedCharacter
    }
    if rest.contains("?") || rest.contains("#") { throw .query }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = rest[..<slash].lowercased()
    if authority.contains("@") { throw .userInfo }
    let (host, port) = try Self.hostAndPort(of: authority)
    self.host = host
    let isLocal = host == "localhost" || host == "[::1]" || isLoopbackNumber(host)
    scheme = given ?? (isLocal ? "http" : "https")
    self.port = port == (scheme == "https" ? 443 : 80) ? nil : port
    var path = String(rest[slash...])
    while path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  private static func hostAndPort(of authority: String) throws(ServerAddressError) -> (String, Int?) {
    var host = authority[...]
    var port: Int?
    if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
      let digits = authority[authority.index(after: colon)...]
      guard let number = Int(digits), (1...65535).contains(number) else {
        throw .port(String(digits))
      }
      port = number
      host = authority[..<colon]
    }
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    let isName = host.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
        || $0 == 0x5F
    }
    guard !host.isEmpty, isBracketed || isName else { throw .host(String(host)) }
    return (String(host), port)
  }
}

/// What is wrong with a URL that a person gave.
package enum ServerAddressError: Error, Hashable, Sendable {
  case scheme(String), unexpectedCharacter, query, userInfo, port(String), host(String)

  /// What is wrong, as a sentence.
  package var sentence: String {
    switch self {
    case .scheme(let scheme): "weir speaks http and https, not \(scheme)."
    case .unexpectedCharacter: "The address holds a blank or a character that must be escaped."
    case .query: "The address must not hold ? or #."
    case .userInfo: "The address must not hold a user name or a password."
    case .port(let text): "\"\(text)\" is not a port: a number from 1 to 65535."
    case .host(let text):
      text.isEmpty ? "The address holds no host." : "\"\(text)\" is not a host name."
    }
  }
}

/// 127.0.0.0/8, written as four decimal numbers.
private func isLoopbackNumber(_ host: String) -> Bool {
  let parts = host.split(separator: ".", omittingEmptySubsequences: false)
  return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
}

extension Substring {
  /// The first place where `text` stands.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
