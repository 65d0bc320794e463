import JSONText

extension FlowNallyRoutes {
  private static let standardSize = 25
  private static let largestSize = 100

  func list(_ request: Request, shape: ListShape) throws(ProblemResponse) -> Response {
    let page = try page(request, shape: shape)
    let (rows, total) = try use { (store) throws(ServerError) -> ([ChatbotRow], Int) in
      (
        try store.chatbots(before: page.before, limit: page.size + 1), try store.chatbotCount()
      )
    }
    let shown = rows.prefix(page.size)
    let items = shown.filter { !shape.hidden.contains($0.id) }.prefix(shape.cap ?? .max)
    return pageResponse(
      "chatbots", items.map { value($0) }, next: rows.count > page.size ? shown.last?.seq : nil,
      total: total, page: page, shape: shape)
  }

  func versions(
    _ id: String, _ request: Request, shape: ListShape
  ) throws(ProblemResponse) -> Response {
    _ = try chatbot(id)
    let page = try page(request, shape: shape)
    let (rows, total) = try use { (store) throws(ServerError) -> ([VersionRow], Int) in
      (
        try store.versions(of: id, before: page.before, limit: page.size + 1),
        try store.versionCount(of: id)
      )
    }
    let shown = rows.prefix(page.size)
    let items = shown.filter { !shape.hidden.contains($0.id) }.prefix(shape.cap ?? .max)
    return pageResponse(
      "chatbotVersions", items.map { value($0) },
      next: rows.count > page.size ? shown.last?.seq : nil, total: total, page: page, shape: shape)
  }

  func version(_ version: String, of id: String) throws(ProblemResponse) -> Response {
    _ = try chatbot(id)
    guard
      let row = try use({ (store) throws(ServerError) in try store.version(version, of: id) })
    else { throw .notFound("The version \(version)") }
    return .json(value(row).bytes())
  }

  private struct Page: Sendable {
    let size: Int
    /// Row number to continue below; nil for the first page.
    let before: Int64?
    let token: String?
  }

  private func page(_ request: Request, shape: ListShape) throws(ProblemResponse) -> Page {
    var size = Self.standardSize
    if request.hasParameter("pageSize") {
      guard let sent = request.parameter("pageSize").flatMap(Int.init), sent > 0 else {
        throw ProblemResponse(400, "Bad request", "pageSize must be a positive integer.")
      }
      size = min(sent, Self.largestSize)
    }
    guard let token = request.parameter("pageToken"), !token.isEmpty else {
      return Page(size: size, before: nil, token: nil)
    }
    if shape.tokensExpire {
      throw ProblemResponse(400, "Page token expired", "Start again from the first page.")
    }
    guard let before = Self.position(of: token) else {
      throw ProblemResponse(400, "Bad request", "The page token is not valid.")
    }
    return Page(size: size, before: before, token: token)
  }

  private func pageResponse(
    _ name: String, _ items: [JSONValue], next: Int64?, total: Int, page: Page, shape: ListShape
  ) -> Response {
    var members: [(String, JSONValue)] = [(name, .array(items))]
    if let next {
      let token = shape.tokensLoop ? page.token ?? Self.token(for: next) : Self.token(for: next)
      members.append(("nextPageToken", .string(token)))
    }
    members.append(("totalSize", .integer(shape.total ?? total)))
    return .json(JSONValue.object(members).bytes())
  }

  // Opaque to clients: the row number behind a mark, and a check digit against invented ones.
  private static let tokenMark: UInt64 = 0x5EED_0F_C0_FFEE_11

  private static func token(for seq: Int64) -> String {
    let mixed = UInt64(bitPattern: seq) ^ tokenMark
    return "pt_\(String(mixed, radix: 32))\(String(mixed % 31, radix: 32))"
  }

  private static func position(of token: String) -> Int64? {
    guard token.hasPrefix("pt_"), let check = token.last.flatMap({ UInt64(String($0), radix: 32) }),
      let mixed = UInt64(token.dropFirst(3).dropLast(), radix: 32), mixed % 31 == check
    else { return nil }
    return Int64(bitPattern: mixed ^ tokenMark)
  }
}
