package import FlowAPI
package import FlowModel

/// What the failure of a write proves, and what becomes of its order (sync.md 2.7.7;
/// flowise-api.md 10.1). Pure.
///
/// A server may store a write and refuse it afterwards (F7), so a refusal alone never proves that
/// nothing was stored: all but ``notSent(_:)`` are read back.
package enum WriteVerdict: Hashable, Sendable {
  /// No byte of the request left this computer.
  case notSent(NotSent)
  /// The token is not accepted: reading back is impossible too, so all sending stops.
  case unauthorized
  /// The flow is not there (any more). For a delete this is what was asked for.
  case gone
  /// Reading tells. When it shows that the write was not applied, `then` follows.
  ///
  /// `isOver`: the server itself has answered, so nothing of the request is still on its way and
  /// one reading is enough. Otherwise a reading that shows nothing is repeated after the time in
  /// which a lost request may still arrive.
  case doubtful(then: IfNotApplied, isOver: Bool)

  package enum NotSent: Hashable, Sendable { case unreachable, refusedHere, noToken }

  package enum IfNotApplied: Hashable, Sendable {
    /// Waits for the next try, at least this many seconds when the server names them.
    case queue(retryAfter: Int?)
    /// Refused for good; `code` is stored with the order.
    case fail(code: String)
    /// A person must do something first.
    case block(code: String)
    /// The server says that the flow is in another state than we think: check again.
    case checkAgain
  }
}

/// What an answer to a write says about that write.
package enum AnswerMeaning {
  package static func verdict(of error: APIError, verb: Change.Verb) -> WriteVerdict {
    switch error {
    case .neverConnected: .notSent(.unreachable)
    case .notAllowed: .notSent(.refusedHere)
    case .noToken: .notSent(.noToken)
    case .lost, .cancelled: .doubtful(then: .queue(retryAfter: nil), isOver: false)
    case .notJSON: .doubtful(then: .block(code: "not-json"), isOver: true)
    case .redirected: .doubtful(then: .block(code: "redirected"), isOver: true)
    case .unreadable, .malformed, .tooLarge: .doubtful(then: .queue(retryAfter: nil), isOver: true)
    case .answered(let refusal): verdict(of: refusal, verb: verb)
    }
  }

  private static func verdict(of refusal: Refusal, verb: Change.Verb) -> WriteVerdict {
    if refusal.status == 401 { return .unauthorized }
    if refusal.isPlanLimit { return .doubtful(then: .block(code: "quota"), isOver: true) }
    if isPermission(refusal) { return .doubtful(then: .block(code: "permission"), isOver: true) }
    // A POST that makes something new has no id that could be gone: 404 is a missing workspace.
    if refusal.isGone, verb != .create { return .gone }
    switch refusal.status {
    case 409: return .doubtful(then: .checkAgain, isOver: true)
    case 413: return .doubtful(then: .fail(code: "too-large"), isOver: true)
    case 425, 429:
      return .doubtful(then: .queue(retryAfter: refusal.retryAfter ?? 1), isOver: true)
    // A proxy gave up; the server behind it may be at it still.
    case 408, 502, 503, 504:
      return .doubtful(then: .queue(retryAfter: refusal.retryAfter), isOver: false)
    case 500...: return .doubtful(then: .queue(retryAfter: refusal.retryAfter), isOver: true)
    default: return .doubtful(then: .fail(code: "refused"), isOver: true)
    }
  }

  /// Flowise wraps a refused deletion in a 500 (F8).
  private static func isPermission(_ refusal: Refusal) -> Bool {
    refusal.status == 403
      || refusal.status == 500 && refusal.message.lowercased().contains("do not have permission")
  }

  /// The HTTP status of an answer, when there was one.
  package static func status(of error: APIError) -> Int? {
    switch error {
    case .answered(let refusal): refusal.status
    case .notJSON(let status, _): status
    default: nil
    }
  }

  /// How the sentence about a missing token begins.
  package static let noTokenText = "There is no token: "

  /// How the sentence about a server that cannot be reached begins.
  package static let unreachableText = "The server cannot be reached: "

  /// A sentence for people. What a server said is capped; it is sanitised where it is shown.
  package static func text(of error: APIError) -> String {
    switch error {
    case .neverConnected(let why): unreachableText + why
    case .lost(let why): "The answer was lost: \(why)"
    case .answered(let refusal):
      refusal.message.isEmpty
        ? "The server answered \(refusal.status)."
        : "The server answered \(refusal.status): \(refusal.message.prefix(500))"
    case .notJSON(let status, let type):
      "The server answered \(status) with \(type.isEmpty ? "no type" : type) instead of JSON."
    case .redirected(let host): "The server points to \(host); weir follows no redirect."
    case .unreadable(let why), .malformed(_, let why): "The answer cannot be used: \(why)"
    case .tooLarge(let limit): "The answer is larger than \(limit) bytes."
    case .notAllowed(let why): "It was not sent: \(why)"
    case .noToken(let why): noTokenText + why
    case .cancelled: "It was stopped."
    }
  }
}

extension SyncError {
  /// The error of a request that a whole pass depends on.
  package init(_ error: APIError) {
    let text = AnswerMeaning.text(of: error)
    switch error {
    case .neverConnected: self = .unreachable(text)
    case .lost: self = .interrupted(text)
    case .noToken: self = .unauthorized(text)
    case .cancelled: self = .cancelled
    case .notJSON, .redirected, .unreadable, .malformed, .tooLarge, .notAllowed:
      self = .unusableAnswer(text)
    case .answered(let refusal):
      switch refusal.status {
      case 401: self = .unauthorized(text)
      case 403: self = .forbidden(text)
      default: self = .refused(status: refusal.status, message: text)
      }
    }
  }
}
