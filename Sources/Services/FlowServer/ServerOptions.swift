/// How the chatflows API answers.
package enum Dialect: String, CaseIterable, Sendable {
  /// As Flowise 3.1.3 does.
  case real
  /// As the English documentation of the endpoints says.
  case documented
  /// As the OpenAPI description does: no path prefix, 422, timestamps without milliseconds.
  case bare
}

/// How finely the server's clock moves in the dates it hands out.
package enum DateStep: Sendable {
  case seconds
  case milliseconds
  /// Every date is the moment the server was started.
  case constant
}

/// What becomes of the list of answered requests.
package enum RequestLogging: Hashable, Sendable {
  /// Kept with their bodies, for tests: see ``LocalServer/log``.
  case memory
  /// A line each in a file: method, path with query, status (0: closed without an answer).
  case file(String)
  case none
}

/// What a local server is started with.
package struct ServerOptions: Sendable {
  /// 0 takes any free port.
  package var port: UInt16 = 0
  /// How many chatflows to generate; nil stores the hand-made samples. Ignored when the file
  /// already holds flows.
  package var flows: Int?
  /// Seed of generated flows and of ids.
  package var seed: UInt64 = 1
  /// SQLite file to keep the rows in; nil keeps them in a temporary database that vanishes with the
  /// server.
  package var dataFile: String?
  package var dialect: Dialect = .real
  /// Answers to chatbot requests never carry `draft`.
  package var hidesDrafts = false
  /// Adds flows that a careless client trips over: null or broken `flowData`, control characters in
  /// names, unknown fields.
  package var includesOddities = false
  package var faults: [Fault] = []
  package var logging: RequestLogging = .memory
  /// The token with all rights.
  package var token = "demo"
  /// A token that may read and nothing else.
  package var viewToken: String?
  package var dateStep: DateStep = .seconds
  /// Milliseconds since 1970.
  package var clock: @Sendable () -> Int64 = ServerDate.systemClock

  package init() {}
}
