import JSONText

/// An error of the chatbots API: `application/problem+json`.
struct ProblemResponse: Error {
  let status: Int
  let title: String
  let detail: String

  init(_ status: Int, _ title: String, _ detail: String) {
    self.status = status
    self.title = title
    self.detail = detail
  }

  init(_ error: ServerError) { self.init(500, "Internal error", error.sentence) }

  static func notFound(_ what: String) -> Self {
    .init(404, "Not found", "\(what) does not exist.")
  }

  var response: Response {
    let body = JSONValue.object([
      ("type", .string("about:blank")), ("title", .string(title)), ("status", .integer(status)),
      ("detail", .string(detail)),
    ])
    var response = Response.json(body.bytes(), status: status)
    response.headers = [("Content-Type", "application/problem+json")]
    if status == 401 { response.headers.append(("WWW-Authenticate", "Bearer")) }
    return response
  }
}

/// The chatbots API as its reference describes it.
struct FlowNallyRoutes: Sendable {
  static let prefix = "/v1"

  let store: SharedStore
  let access: Access
  let hidesDrafts: Bool

  init(store: SharedStore, options: ServerOptions) {
    self.store = store
    access = Access(token: options.token, viewToken: options.viewToken)
    hidesDrafts = options.hidesDrafts
  }

  func answer(_ request: Request, shape: ListShape) -> Response {
    do throws(ProblemResponse) {
      guard request.path != nil else {
        throw ProblemResponse(400, "Bad request", "The path has a malformed escape.")
      }
      guard let role = access.role(of: request) else {
        throw ProblemResponse(401, "Unauthorized", "A valid bearer token is needed.")
      }
      // The first segment is the prefix.
      return try dispatch(request, Array(request.segments.dropFirst()), role: role, shape: shape)
    } catch {
      return error.response
    }
  }

  /// The answer of a scripted refusal.
  static func scripted(status: Int, retryAfter: Int?) -> Response {
    var response = ProblemResponse(status, "Scripted", "Scripted failure \(status).").response
    if let retryAfter { response.headers.append(("Retry-After", String(retryAfter))) }
    return response
  }

  private func dispatch(
    _ request: Request, _ path: [String], role: Role, shape: ListShape
  ) throws(ProblemResponse) -> Response {
    guard path.first == "chatbots", path.count <= 4 else { throw .notFound(request.target) }
    let id = path.count > 1 ? path[1] : ""
    switch (request.verb, path.count, path.count > 2 ? path[2] : "") {
    case ("GET", 1, _):
      return try list(request, shape: shape)
    case ("POST", 1, _):
      try require("journey:create", role)
      return try create(request)
    case ("GET", 2, _):
      return .json(object(try chatbot(id), withDraft: !hidesDrafts))
    case ("PATCH", 2, _):
      try require("journey:update", role)
      return try update(id, request)
    case ("DELETE", 2, _):
      try require("journey:delete", role)
      return try delete(id)
    case ("POST", 3, "publish"):
      try require("journey:publish", role)
      return try publish(id)
    case ("POST", 3, "activate"):
      try require("journey:activate", role)
      return try activate(id)
    case ("POST", 3, "pause"):
      try require("journey:activate", role)
      return try pause(id)
    case ("GET", 3, "versions"):
      return try versions(id, request, shape: shape)
    case ("GET", 4, "versions"):
      return try version(path[3], of: id)
    case (_, 1...2, _), (_, 3...4, "versions"), (_, 3, "publish"), (_, 3, "activate"),
      (_, 3, "pause"):
      throw ProblemResponse(405, "Method not allowed", "\(request.method) is not possible here.")
    default: throw .notFound(request.target)
    }
  }

  private func require(_ scope: String, _ role: Role) throws(ProblemResponse) {
    guard role == .all else {
      throw ProblemResponse(403, "Forbidden", "The token lacks the scope \(scope).")
    }
  }

  func use<Result: Sendable>(
    _ body: (ServerStore) throws(ServerError) -> Result
  ) throws(ProblemResponse) -> Result {
    do throws(ServerError) {
      return try store.use(body)
    } catch {
      throw ProblemResponse(error)
    }
  }

  func chatbot(_ id: String) throws(ProblemResponse) -> ChatbotRow {
    guard let row = try use({ (store) throws(ServerError) in try store.chatbot(id) }) else {
      throw .notFound("The chatbot \(id)")
    }
    return row
  }

  // MARK: objects

  /// Only the answer to a GET by id carries the draft, as the reference describes it; its examples
  /// show none anywhere.
  func value(_ row: ChatbotRow, withDraft: Bool = false) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .string(row.id)), ("name", .raw(row.name)),
      ("status", .string(row.status.rawValue)), ("teamIds", .raw(row.teams)),
    ]
    if withDraft {
      if let version = row.activeVersion, row.status == .active {
        members.append(("activeVersionId", .string(version)))
      }
      if let draft = row.draft { members.append(("draft", .raw(draft))) }
    }
    members.append(("createdAt", .string(ServerDate.text(row.created, fraction: false))))
    members.append(("updatedAt", .string(ServerDate.text(row.updated, fraction: false))))
    return .object(members)
  }

  func object(_ row: ChatbotRow, withDraft: Bool = false) -> [UInt8] {
    value(row, withDraft: withDraft).bytes()
  }

  func value(_ row: VersionRow) -> JSONValue {
    .object([
      ("id", .string(row.id)), ("chatbotId", .string(row.chatbot)),
      ("definition", .raw(row.definition)),
      ("createdAt", .string(ServerDate.text(row.created))),
      ("updatedAt", .string(ServerDate.text(row.created))),
    ])
  }
}
