/// Scheme, host and port: what a token is bound to.
package struct Origin: Hashable, Sendable {
  package enum Scheme: String, Sendable { case http, https }

  package let scheme: Scheme
  /// Lower case; an IPv6 address stands in brackets.
  package let host: String
  /// Nil for the scheme's own port.
  package let port: Int?

  /// `scheme://host[:port]`.
  package var text: String {
    "\(scheme.rawValue)://\(host)" + (port.map { ":\($0)" } ?? "")
  }

  /// This computer itself, by a name or number that nothing outside can redefine: libcurl
  /// resolves `localhost` without asking. Other spellings (`0x7f.1`) do not count.
  package var isLoopback: Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in
        part.count <= 3 && part.utf8.allSatisfy(isDigit) && Int(part).map { $0 < 256 } == true
      }
  }

  package init(scheme: Scheme, host: String, port: Int?) {
    self.scheme = scheme
    self.host = host.lowercased()
    self.port = port == (scheme == .https ? 443 : 80) ? nil : port
  }
}

/// What a person wrote as the place of a server: an origin and perhaps a path.
package struct ServerAddress: Equatable, Sendable {
  package let origin: Origin
  /// Empty, or `/…` without a slash at its end.
  package let path: String

  /// Reads `https://host[:port][/path]`, also without the scheme.
  ///
  /// - Throws: ``APIError/notAllowed(_:)`` for another scheme, a user name, a query, and for any
  ///   character that could make the request go elsewhere.
  package init(parsing text: String) throws(APIError) {
    var rest = Substring(text)
    var scheme: Origin.Scheme?
    if let mark = rest.firstRange(of: "://") {
      scheme = Origin.Scheme(rawValue: rest[..<mark.lowerBound].lowercased())
      guard scheme != nil else { throw .notAllowed("a server address starts with https://") }
      rest = rest[mark.upperBound...]
    }
    let authority = rest.prefix { $0 != "/" }
    let (host, port) = try Self.hostAndPort(authority)
    path = try Self.cleanPath(rest.dropFirst(authority.count))
    let bare = Origin(scheme: .http, host: host, port: port)
    origin = Origin(scheme: scheme ?? (bare.isLoopback ? .http : .https), host: host, port: port)
  }

  private static func hostAndPort(_ text: Substring) throws(APIError) -> (String, Int?) {
    let isBracketed = text.first == "["
    let hostEnd =
      isBracketed
      ? text.firstIndex(of: "]").map { text.index(after: $0) } ?? text.endIndex
      : text.firstIndex(of: ":") ?? text.endIndex
    let host = text[..<hostEnd]
    let allowed = isBracketed ? isIPv6Character : isHostCharacter
    guard !host.isEmpty, host.utf8.count <= 255, host.utf8.allSatisfy(allowed),
      isBracketed == (host.last == "]")
    else {
      throw .notAllowed("the host of a server address is a name in ASCII, or a number")
    }
    let tail = text[hostEnd...]
    if tail.isEmpty { return (String(host), nil) }
    let digits = tail.dropFirst()
    guard tail.first == ":", digits.utf8.count <= 5, digits.utf8.allSatisfy(isDigit),
      let port = Int(digits), (1...65535).contains(port)
    else { throw .notAllowed("the port of a server address is a number from 1 to 65535") }
    return (String(host), port)
  }

  private static func cleanPath(_ text: Substring) throws(APIError) -> String {
    let steps = text.split(separator: "/")
    let isClean = steps.allSatisfy { step in
      step != "." && step != ".." && step.utf8.allSatisfy(isUnreserved)
    }
    guard isClean else {
      throw .notAllowed("the path of a server address has letters, digits and -._~ only")
    }
    return steps.map { "/\($0)" }.joined()
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }

private func isHostCharacter(_ byte: UInt8) -> Bool {
  isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    || byte == UInt8(ascii: "_")
}

private func isIPv6Character(_ byte: UInt8) -> Bool {
  isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
    || [UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: ".")].contains(byte)
}

/// The characters of RFC 3986 that never need an escape.
func isUnreserved(_ byte: UInt8) -> Bool {
  isHostCharacter(byte) || byte == UInt8(ascii: "~")
}
