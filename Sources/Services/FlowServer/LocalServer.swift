/// A server on 127.0.0.1 that speaks the chatflows API of Flowise and the chatbots API of
/// FlowNally.
///
/// One port answers both. Rows are in SQLite, in memory or in a file. It serves from `init` until
/// ``stop()``.
package final class LocalServer: Sendable {
  /// Flowise's default limit of a request body, in bytes.
  private static let bodyLimit = 50 << 20

  let core: ServerCore
  private let daemon: Daemon
  private let dialect: Dialect

  /// Starts listening; fills an empty database with flows first.
  package init(options: ServerOptions) throws(ServerError) {
    let core = try ServerCore(options: options)
    try core.store.use { (store) throws(ServerError) in try store.seed(options) }
    self.core = core
    dialect = options.dialect
    daemon = try Daemon(port: options.port, bodyLimit: Self.bodyLimit) { request, isTooLarge in
      core.answer(request, isTooLarge: isTooLarge)
    }
  }

  package var port: UInt16 { daemon.port }

  /// The host of the chatflows API. Its base path is `/api/v1` below it, or nothing in the bare
  /// dialect.
  package var flowiseURL: String { "http://127.0.0.1:\(port)" }

  /// The base of the chatbots API.
  package var flownallyURL: String { "http://127.0.0.1:\(port)\(FlowNallyRoutes.prefix)" }

  /// Closes every connection, ends every delay, waits for the threads. Further calls do nothing.
  package func stop() {
    core.pause.end()
    daemon.stop()
  }

  /// Replaces the scripted faults, from the next request on.
  package func setFaults(_ faults: [Fault]) { core.faults.replace(with: faults) }

  /// The same from their text form; see ``Fault``.
  package func setFaults(parsing specifications: [String]) throws(ServerError) {
    var faults: [Fault] = []
    for text in specifications { faults.append(try Fault(parsing: text)) }
    setFaults(faults)
  }

  /// What was asked so far, in order.
  package var log: [LoggedRequest] { core.log.all }

  /// Forgets what was asked so far.
  package func clearLog() { core.log.clear() }

  deinit { stop() }
}
