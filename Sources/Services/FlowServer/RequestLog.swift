import Synchronization

/// One request as the server saw it, with what it answered.
package struct LoggedRequest: Sendable, Equatable {
  package let method: String
  /// Path and query as sent.
  package let target: String
  /// The decoded path, without the query.
  package let path: String
  /// What stands behind `?`, as sent; empty when nothing does.
  package let query: String
  /// Names only, lower case, in order of arrival: a log must not hold tokens.
  package let headerNames: [String]
  package let body: [UInt8]
  /// 0 when the connection was closed without an answer.
  package let status: Int
  /// Milliseconds since 1970, by the server's clock.
  package let when: Int64
}

/// What was asked, in order of the answers.
final class RequestLog: Sendable {
  private let entries = Mutex<[LoggedRequest]>([])

  var all: [LoggedRequest] { entries.withLock { $0 } }

  func add(_ entry: LoggedRequest) { entries.withLock { $0.append(entry) } }

  func clear() { entries.withLock { $0 = [] } }
}
