/// Why the local server could not start or could not do what a test asked of it.
package enum ServerError: Error, Equatable {
  /// The port is taken, or the system gave no socket.
  case cannotListen(port: UInt16)
  /// SQLite refused: the file cannot be opened, is no database, or the disk is full.
  case database(code: Int32, message: String)
  /// A fault specification that cannot be understood; `reason` is a sentence for people.
  case badFault(text: String, reason: String)
  /// The file of the log cannot be opened.
  case cannotLog(path: String, reason: String)
  /// A test named a flow that is not stored.
  case noSuchFlow(String)
  /// A test handed over a value that is not JSON.
  case notJSON(String)

  /// One sentence for people.
  package var sentence: String {
    switch self {
    case .cannotListen(let port): "Cannot listen on 127.0.0.1 port \(port); is it taken?"
    case .database(let code, let message): "The database refused (\(code)): \(message)."
    case .badFault(let text, let reason): "Cannot understand the fault '\(text)': \(reason)"
    case .cannotLog(let path, let reason): "Cannot write the log \(path): \(reason)."
    case .noSuchFlow(let id): "No flow \(id) is stored."
    case .notJSON(let field): "The value of \(field) is not JSON."
    }
  }
}
