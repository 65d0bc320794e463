import Glibc
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
  private let keepsEntries: Bool
  /// -1 when no file is written.
  private let file: Int32

  init(_ logging: RequestLogging) throws(ServerError) {
    keepsEntries = logging == .memory
    guard case .file(let path) = logging else {
      file = -1
      return
    }
    file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw .cannotLog(path: path, reason: String(cString: strerror(errno)))
    }
  }

  deinit { if file >= 0 { close(file) } }

  /// Whether anything becomes of an entry.
  var isWanted: Bool { keepsEntries || file >= 0 }

  var all: [LoggedRequest] { entries.withLock { $0 } }

  func add(_ entry: LoggedRequest) {
    if keepsEntries { entries.withLock { $0.append(entry) } }
    if file >= 0 { append(entry) }
  }

  func clear() { entries.withLock { $0 = [] } }

  /// One write a line: lines of several threads do not mix. A full disk costs lines, no answers.
  private func append(_ entry: LoggedRequest) {
    let line = Array("\(entry.method) \(entry.target) \(entry.status)\n".utf8)
    _ = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
  }
}
