package import FlowModel

/// Why a call gave no answer that can be used.
///
/// For a write the cases differ in one thing: only ``neverConnected(_:)``, ``notAllowed(_:)`` and
/// ``noToken(_:)`` prove that nothing was applied. Texts may hold what a server said: they pass
/// the sanitiser before they are shown. No text holds a URL with a key, nor a token.
package enum APIError: Error, Equatable, Sendable {
  /// Unknown name, refused connection, failed TLS handshake: no byte of the request left.
  case neverConnected(String)
  /// Deadline, reset, cut answer, broken HTTP: a write may have been applied.
  case lost(String)
  /// An answer other than 2xx, 304 or 3xx.
  case answered(Refusal)
  /// A 2xx whose body is no JSON: a login page, a captive portal, Flowise's own web page.
  case notJSON(status: Int, contentType: String)
  /// A 3xx. `host` is where it points, visible ASCII only. It was not followed.
  case redirected(host: String)
  /// A 2xx with JSON that is not what it must be.
  case unreadable(String)
  /// A 2xx of the right type whose text is no JSON, or none that weir reads; the reason as a code
  /// and as a clause.
  case malformed(QuarantineReason, String)
  /// An answer over a cap, in bytes; the transfer was broken off.
  case tooLarge(limit: Int)
  /// Refused here, before any connection: an id with odd characters, a token over plain http.
  case notAllowed(String)
  /// The token could not be had; nothing was sent.
  case noToken(String)
  /// ``FlowService/cancel()``. A write may have been applied.
  case cancelled
}

/// An answer by which the server refuses.
package struct Refusal: Equatable, Sendable {
  package var service: Service
  package var status: Int
  /// What the server says, at most 4 KiB, not sanitised; empty when it says nothing readable.
  package var message: String
  /// A code word of the server, where it sends one.
  package var code: String?
  /// Seconds to wait, at least 0; a date is taken relative to the answer's own `Date`.
  package var retryAfter: Int?
  /// The answer's `Date`, exact text.
  package var serverDate: String?
  package var contentType: String?

  package init(
    service: Service, status: Int, message: String = "", code: String? = nil,
    retryAfter: Int? = nil, serverDate: String? = nil, contentType: String? = nil
  ) {
    self.service = service
    self.status = status
    self.message = message
    self.code = code
    self.retryAfter = retryAfter
    self.serverDate = serverDate
    self.contentType = contentType
  }

  /// The flow is not there: 404; on Flowise also a 500 that says "not found" (sync.md 2.6).
  package var isGone: Bool {
    if status == 404 { return true }
    return service == .flowise && status == 500 && message.lowercased().contains("not found")
  }

  /// A limit of the plan, not of the pace: waiting does not help (flowise-api.md 3).
  package var isPlanLimit: Bool {
    if status == 402 { return true }
    return status == 429 && retryAfter == nil && message.contains("Limit exceeded")
  }
}

extension APIError {
  /// The flow is not there (see ``Refusal/isGone``).
  package var isGone: Bool {
    if case .answered(let refusal) = self { return refusal.isGone }
    return false
  }

  /// Why the record that came is not understood; nil where none came, or none is missed.
  package var quarantine: QuarantineReason? {
    switch self {
    case .malformed(let reason, _): reason
    case .tooLarge: .tooLarge
    default: nil
    }
  }
}
