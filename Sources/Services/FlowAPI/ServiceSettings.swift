/// Where a server is and how to be let in.
package struct ServiceSettings: Sendable {
  /// What the profile says: `https://host[:port]`, also with a path, or a host alone (then https;
  /// http for this computer itself).
  package var origin: String
  /// Learnt before: asked first, so that a connect is one request. Nil: found by asking.
  package var basePath: String?
  /// Asked at the first request and kept; nil for a server that wants none.
  package var token: (@Sendable () throws(TokenError) -> Secret)?
  /// The person consented to a token over plain http to another computer.
  package var allowsHTTP: Bool
  /// A file of certificates to trust instead of the system's.
  package var caFile: String?
  /// `weir/<version>`.
  package var userAgent: String

  package init(
    origin: String, basePath: String? = nil,
    token: (@Sendable () throws(TokenError) -> Secret)? = nil,
    allowsHTTP: Bool = false, caFile: String? = nil, userAgent: String
  ) {
    self.origin = origin
    self.basePath = basePath
    self.token = token
    self.allowsHTTP = allowsHTTP
    self.caFile = caFile
    self.userAgent = userAgent
  }
}

/// Why a token could not be had: the command failed, the file is open to others.
package struct TokenError: Error, Equatable, Sendable {
  /// One sentence; it must not hold the token.
  package let message: String

  package init(_ message: String) { self.message = message }
}
