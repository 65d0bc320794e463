import FlowModel

extension APIError {
  /// What happened, in one sentence for a person. It may hold what a server said: sanitise it.
  package var sentence: String {
    switch self {
    case .neverConnected(let reason): "The server cannot be reached: \(reason)."
    case .lost(let reason): "The answer was lost: \(reason)."
    case .answered(let refusal): refusal.sentence
    case .notJSON(let status, let contentType): Self.noJSON(status, contentType)
    case .redirected(let host):
      "The server points to \(host.isEmpty ? "another address" : host); "
        + "no redirect is followed, put the right address into the profile."
    case .unreadable(let reason), .malformed(_, let reason):
      "The answer is not what it must be: \(reason)."
    case .tooLarge(let limit): "The answer is larger than \(limit) bytes and was broken off."
    case .notAllowed(let reason): "Not sent: \(reason)."
    case .noToken(let reason): "There is no token: \(reason)."
    case .cancelled: "Cancelled."
    }
  }

  private static func noJSON(_ status: Int, _ contentType: String) -> String {
    let kind = contentType.isEmpty ? "something without a type" : contentType
    let isPage = contentType.hasPrefix("text/html")
    return isPage
      ? "The server answered \(status) with a web page instead of JSON: "
        + "the address is not that of the API, or a login stands before it."
      : "The server answered \(status) with \(kind) instead of JSON."
  }
}

extension Refusal {
  /// "Flowise answered 403: Forbidden."
  package var sentence: String {
    let reason = message.isEmpty ? "" : ": \(message)"
    return "\(service.title) answered \(status)\(reason)" + (reason.hasSuffix(".") ? "" : ".")
  }
}
