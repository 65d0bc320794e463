import JSONText

/// The chatflows API: Flowise 3.1.3, or one of the two documents about it.
struct FlowiseRoutes: Sendable {
  static let version = "3.1.3"

  let store: SharedStore
  let rules: DialectRules
  let access: Access
  let errors: FlowiseErrors

  init(store: SharedStore, options: ServerOptions) {
    self.store = store
    rules = DialectRules(options.dialect)
    access = Access(token: options.token, viewToken: options.viewToken)
    errors = FlowiseErrors(rules: rules)
  }

  var writer: ChatflowWriter { ChatflowWriter(rules: rules) }

  /// - Parameter isHalfCreate: a scripted create that breaks between its two saves.
  func answer(_ request: Request, shape: ListShape, isHalfCreate: Bool) -> Response {
    do throws(Refusal) {
      guard let path = request.path else { throw Refusal(500, "URI malformed") }
      // Express reads the body before it looks at the token.
      let body = try ChatflowBody.parse(request)
      guard let below = route(path) else { return errors.unauthorized }
      guard let segments = below.segments else { return unknownPath }
      if let open = try openRoute(request, segments, shape: shape) { return open }
      guard request.header("x-request-from") != "internal" else {
        return .json(Array(#"{"message":"Invalid or Missing token"}"#.utf8), status: 401)
      }
      guard let role = access.role(of: request) else { return errors.unauthorized }
      return try dispatch(
        request, segments, role: role, body: body, shape: shape, isHalfCreate: isHalfCreate)
    } catch {
      return errors.response(error)
    }
  }

  /// The path below the prefix; no segments outside of it, nil when the prefix is in another
  /// spelling.
  private func route(_ path: String) -> (segments: [String]?, Void)? {
    let segments = path.split(separator: "/").map(String.init)
    let prefix = rules.prefix.split(separator: "/").map(String.init)
    guard segments.count >= prefix.count else { return (nil, ()) }
    let start = Array(segments[..<prefix.count])
    if start == prefix { return (Array(segments[prefix.count...]), ()) }
    return start.map { $0.lowercased() } == prefix ? nil : (nil, ())
  }

  /// Routes that need no token; nil when this is none of them.
  private func openRoute(
    _ request: Request, _ segments: [String], shape: ListShape
  ) throws(Refusal) -> Response? {
    guard request.isRead else { return nil }
    switch segments {
    case ["ping"]: return .text(200, "pong", type: "text/html; charset=utf-8")
    case ["version"]:
      return .json(JSONValue.object([("version", .string(Self.version))]).bytes())
    case ["settings"] where rules.servesWebPage:
      return .json(JSONValue.object([("PLATFORM_TYPE", .string("open source"))]).bytes())
    case let path where path.count == 3 && path[0] == "chatflows" && path[1] == "apikey":
      if rules.keyRouteGivesOne, access.role(of: request) == nil { return errors.unauthorized }
      return try opened(by: path[2], request, shape: shape)
    default: return nil
    }
  }

  private func dispatch(
    _ request: Request, _ segments: [String], role: Role, body: JSONDocument?, shape: ListShape,
    isHalfCreate: Bool
  ) throws(Refusal) -> Response {
    guard segments.first == "chatflows" else { return unknownPath }
    let id = segments.count > 1 ? segments[1] : nil
    switch (request.verb, segments.count) {
    case ("GET", 1): return try list(request, shape: shape)
    case ("GET", 2): return try get(segments[1], request)
    case ("GET", 4) where id == "has-changed" && rules.hasHasChanged:
      guard role == .all else { return errors.forbidden }
      return try hasChanged(segments[2], since: segments[3])
    case ("POST", 1):
      guard role == .all else { return errors.forbidden }
      return try create(body, isHalf: isHalfCreate)
    case ("PUT", 1...2):
      guard role == .all else { return errors.forbidden }
      return try update(id, body)
    case ("DELETE", 1...2):
      guard role == .all else { return errors.forbidden }
      return try delete(id)
    default: return unknownPath
    }
  }

  private var unknownPath: Response {
    rules.servesWebPage
      ? FlowiseErrors.webPage : errors.response(status: 404, message: "Not Found")
  }

  /// Runs a piece of work on the store; a failing database is a 500 like any other.
  func use<Result: Sendable>(
    _ body: (ServerStore) throws(ServerError) -> Result
  ) throws(Refusal) -> Result {
    do throws(ServerError) {
      return try store.use(body)
    } catch {
      throw Refusal(error)
    }
  }
}
