/// What the bearer of a token may do.
enum Role: Sendable {
  case all
  /// Reading only.
  case view
}

/// The tokens of the server.
struct Access: Sendable {
  let token: String
  let viewToken: String?

  /// Ids that flows carry in `apikeyid` when they are bound to the key.
  static let fullKeyID = "3c9a41f0-58d2-4b7e-a6f1-0e2d9b7c4a18"
  static let viewKeyID = "9e07b6d3-2f14-4c5a-8b90-71a5c3e8d264"

  /// The role of a request; nil without a token that is known. The scheme is case-sensitive, as in
  /// Flowise.
  func role(of request: Request) -> Role? {
    guard let header = request.header("authorization"), header.hasPrefix("Bearer ") else {
      return nil
    }
    let sent = String(header.dropFirst("Bearer ".count))
    if sent == token { return .all }
    return sent == viewToken ? .view : nil
  }

  /// The id of a key; nil when there is no such key.
  func keyID(of key: String) -> String? {
    if key == token { return Self.fullKeyID }
    return key == viewToken ? Self.viewKeyID : nil
  }
}
