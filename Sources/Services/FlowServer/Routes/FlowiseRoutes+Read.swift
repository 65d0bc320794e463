import JSONText

extension FlowiseRoutes {
  /// Lists of up to this many rows are built at once and so have a length, as all of Flowise's
  /// have.
  private static let shortList = 32

  private struct Selection: Sendable {
    let rows: [Int64]
    let total: Int
    let tag: String
  }

  func list(_ request: Request, shape: ListShape) throws(Refusal) -> Response {
    let paging = try paging(request)
    let known = ["CHATFLOW", "AGENTFLOW", "MULTIAGENT", "ASSISTANT"]
    let type = request.parameter("type").flatMap { known.contains($0) ? $0 : nil }
    let selection = try use { (store) throws(ServerError) -> Selection in
      Selection(
        rows: try store.chatflowList(
          type: type, limit: paging?.limit ?? -1, offset: paging?.offset ?? 0),
        total: try store.chatflowCount(type: type),
        tag: Self.listTag(store, request))
    }
    if shape == ListShape(), matches(request, selection.tag) { return notModified(selection.tag) }
    var rows = selection.rows
    if let cap = shape.cap { rows = Array(rows.prefix(cap)) }
    let isObject = paging != nil && rules.pagesAreObjects
    var writer = writer
    writer.isStub = shape.isStub
    let reader = ChatflowListReader(
      store: store, writer: writer, rows: rows, hidden: shape.hidden,
      prefix: isObject ? #"{"data":["# : "[",
      suffix: isObject ? "],\"total\":\(shape.total ?? selection.total)}" : "]")
    if shape.drifts { try drift() }
    return try response(reader, count: rows.count, tag: shape == ListShape() ? selection.tag : nil)
  }

  func get(_ id: String, _ request: Request) throws(Refusal) -> Response {
    try checkID(id)
    guard let row = try use({ (store) throws(ServerError) in try store.chatflow(id) }) else {
      throw notFound(id)
    }
    let bytes = writer.object(of: row)
    let tag = Self.tag(of: bytes)
    if matches(request, tag) { return notModified(tag) }
    var response = Response.json(bytes)
    response.headers.append(("ETag", tag))
    return response
  }

  func hasChanged(_ id: String, since text: String) throws(Refusal) -> Response {
    try checkID(id)
    guard let row = try use({ (store) throws(ServerError) in try store.chatflow(id) }) else {
      throw notFound(id)
    }
    let date = writer.date(row.updated)
    guard rules.hasChangedTellsDate else {
      return .json(JSONValue.object([("hasChanged", .boolean(date != text))]).bytes())
    }
    guard let since = ServerDate.milliseconds(text) else {
      throw Refusal(400, "Invalid lastUpdatedDateTime")
    }
    return .json(
      JSONValue.object([
        ("hasChanged", .boolean(row.updated > since)), ("lastUpdatedDate", .string(date)),
      ]).bytes())
  }

  /// The flows that an API key opens.
  func opened(by key: String, _ request: Request, shape: ListShape) throws(Refusal) -> Response {
    guard let keyID = access.keyID(of: key) else {
      switch rules.errorShape {
      case .fourFields: return .text(401, "Unauthorized", type: "text/html; charset=utf-8")
      case .message:
        throw Refusal(rules.keyRouteGivesOne ? 404 : 401, "Chatflow not found for this API key")
      }
    }
    // Express takes the bare presence of the parameter; the document wants the word "true".
    let isBound =
      rules.errorShape == .fourFields
      ? request.hasParameter("keyonly") : request.parameter("keyonly") == "true"
    var rows = try use { (store) throws(ServerError) -> [Int64] in
      try store.chatflowsOpened(by: keyID, onlyBound: isBound || rules.keyRouteGivesOne)
    }
    if rows.isEmpty, rules.errorShape == .fourFields {
      throw Refusal(
        500,
        "Error: chatflowsService.getChatflowByApiKey - Chatflow not found in the database!")
    }
    guard rules.keyRouteGivesOne else {
      let reader = ChatflowListReader(
        store: store, writer: writer, rows: rows, hidden: [], prefix: "[", suffix: "]")
      return try response(reader, count: rows.count, tag: nil)
    }
    guard !rows.isEmpty else { throw Refusal(404, "Chatflow not found") }
    rows = [rows[0]]
    let reader = ChatflowListReader(
      store: store, writer: writer, rows: rows, hidden: [], prefix: "", suffix: "")
    return try response(reader, count: 1, tag: nil)
  }

  /// 400 for anything that is not a UUID.
  func checkID(_ id: String) throws(Refusal) {
    let groups = id.split(separator: "-", omittingEmptySubsequences: false)
    let isHex = id.utf8.allSatisfy {
      (48...57).contains($0) || (65...70).contains($0) || (97...102).contains($0) || $0 == 45
    }
    guard groups.map(\.count) == [8, 4, 4, 4, 12], isHex else {
      throw Refusal(400, "Invalid chatflow id \(id)")
    }
  }

  func notFound(_ id: String) -> Refusal {
    rules.errorShape == .fourFields
      ? Refusal(404, "Chatflow \(id) not found in the database!")
      : Refusal(404, "Chatflow not found")
  }

  /// nil: everything at once.
  private func paging(_ request: Request) throws(Refusal) -> (limit: Int, offset: Int)? {
    let page = request.parameter("page").flatMap(Int.init)
    let limit = request.parameter("limit").flatMap(Int.init)
    if (page ?? 0) < 0 || (limit ?? 0) < 0 {
      throw Refusal(412, "Error: page and limit must not be negative")
    }
    if let standard = rules.defaultLimit {
      let size = limit.flatMap { $0 > 0 ? $0 : nil } ?? standard
      return (size, (max(1, page ?? 1) - 1) * size)
    }
    guard rules.pagesAreObjects, let page, let limit, page > 0, limit > 0 else { return nil }
    let (offset, isTooFar) = (page - 1).multipliedReportingOverflow(by: limit)
    return (limit, isTooFar ? .max : offset)
  }

  private func response(
    _ reader: ChatflowListReader, count: Int, tag: String?
  ) throws(Refusal) -> Response {
    var response = Response(status: 200, headers: [Response.jsonType], body: .reader(reader))
    if count <= Self.shortList {
      guard let bytes = reader.readAll() else { throw Refusal(500, "The list could not be read") }
      response.body = .bytes(bytes)
    }
    if let tag { response.headers.append(("ETag", tag)) }
    return response
  }

  private func matches(_ request: Request, _ tag: String) -> Bool {
    let sent = request.header("if-none-match")?.split(separator: ",") ?? []
    return sent.contains { $0.drop { $0 == " " } == tag || $0 == "*" }
  }

  private func notModified(_ tag: String) -> Response {
    Response(status: 304, headers: [("ETag", tag)])
  }

  // No row is read for it: the store counts its changes.
  private static func listTag(_ store: ServerStore, _ request: Request) -> String {
    let words = "\(store.epoch) \(store.revision) \(request.target)"
    return tag(of: Array(words.utf8))
  }

  // FNV-1a: tells contents apart, is no protection against anyone.
  private static func tag(of bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return "W/\"\(String(bytes.count, radix: 16))-\(String(hash, radix: 16))\""
  }

  /// Changes the last row of the list, which moves it to the front.
  private func drift() throws(Refusal) {
    try use { (store) throws(ServerError) in
      guard let last = try store.chatflowList(type: nil).last else { return }
      try store.touchChatflow(last)
    }
  }
}
