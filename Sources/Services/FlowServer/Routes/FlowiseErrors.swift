import JSONText

/// Why a chatflow request is refused.
struct Refusal: Error {
  let status: Int
  let message: String

  init(_ status: Int, _ message: String) {
    self.status = status
    self.message = message
  }

  /// What a failing database turns into.
  init(_ error: ServerError) {
    self.init(500, error.sentence)
  }
}

/// Error bodies of the chatflows API.
struct FlowiseErrors: Sendable {
  let rules: DialectRules

  func response(_ refusal: Refusal) -> Response {
    response(status: refusal.status, message: refusal.message)
  }

  func response(status: Int, message: String) -> Response {
    switch rules.errorShape {
    case .fourFields:
      return .json(
        JSONValue.object([
          ("statusCode", .integer(status)), ("success", .boolean(false)),
          ("message", .string(message)), ("stack", .object([])),
        ]).bytes(), status: status)
    case .message:
      return .json(JSONValue.object([("message", .string(message))]).bytes(), status: status)
    }
  }

  var unauthorized: Response {
    switch rules.errorShape {
    case .fourFields: .json(Array(#"{"error":"Unauthorized Access"}"#.utf8), status: 401)
    case .message: response(status: 401, message: "Unauthorized")
    }
  }

  var forbidden: Response { .json(Array(#"{"message":"Forbidden"}"#.utf8), status: 403) }

  /// The answer of a scripted refusal.
  func scripted(status: Int, retryAfter: Int?) -> Response {
    var response =
      switch status {
      case 401: unauthorized
      case 403: forbidden
      case 404: self.response(status: 404, message: "Chatflow not found in the database!")
      case 413: self.response(status: 413, message: "request entity too large")
      case 429: self.response(status: 429, message: "Too many requests")
      default: self.response(status: status, message: "Error: scripted failure \(status)")
      }
    if let retryAfter { response.headers.append(("Retry-After", String(retryAfter))) }
    return response
  }

  /// What Flowise answers to anything it does not know: its web application, with status 200.
  static var webPage: Response {
    .text(
      200,
      """
      <!DOCTYPE html>
      <html lang="en"><head><title>Flowise - Build AI Agents, Visually</title></head>
      <body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body></html>

      """, type: "text/html; charset=UTF-8")
  }
}
