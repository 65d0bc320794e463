import JSONText

extension FlowNallyRoutes {
  func create(_ request: Request) throws(ProblemResponse) -> Response {
    let body = try ChatbotBody(request)
    guard let name = body.name else {
      throw ProblemResponse(400, "Bad request", "name is required.")
    }
    let row = try use { (store) throws(ServerError) -> ChatbotRow in
      let now = store.now()
      let row = ChatbotRow(
        seq: 0, id: "bot_\(store.newULID())", status: .draft, activeVersion: nil, created: now,
        updated: now, name: name, teams: body.teams ?? Array("[]".utf8), draft: body.draft)
      try store.change { () throws(ServerError) in try store.insert(row) }
      return row
    }
    return .json(object(row), status: 201)
  }

  func update(_ id: String, _ request: Request) throws(ProblemResponse) -> Response {
    let body = try ChatbotBody(request)
    return .json(
      object(
        try change(id) { row, store in
          if let name = body.name { row.name = name }
          if let teams = body.teams { row.teams = teams }
          if let draft = body.draft { row.draft = draft }
          row.updated = store.now()
        }))
  }

  func delete(_ id: String) throws(ProblemResponse) -> Response {
    guard try chatbot(id).status != .active else {
      throw ProblemResponse(409, "Conflict", "An active chatbot must be paused first.")
    }
    _ = try use { (store) throws(ServerError) in
      try store.change { () throws(ServerError) in try store.deleteChatbot(id) }
    }
    return Response(status: 204)
  }

  /// Snapshots the draft of the server, whoever wrote it.
  func publish(_ id: String) throws(ProblemResponse) -> Response {
    let row = try chatbot(id)
    guard let draft = row.draft else {
      throw ProblemResponse(422, "Invalid draft", "The chatbot has no draft to publish.")
    }
    if let fault = Self.fault(in: draft) { throw ProblemResponse(422, "Invalid draft", fault) }
    let version = try use { (store) throws(ServerError) -> VersionRow in
      let version = VersionRow(
        seq: 0, id: "ver_\(store.newULID())", chatbot: id, created: store.now(),
        definition: draft)
      try store.change { () throws(ServerError) in try store.insert(version) }
      return version
    }
    return .json(value(version).bytes())
  }

  /// Runs the newest version.
  func activate(_ id: String) throws(ProblemResponse) -> Response {
    let row = try chatbot(id)
    let newest = try use { (store) throws(ServerError) in
      try store.versions(of: id, before: nil, limit: 1).first
    }
    guard let newest else {
      throw ProblemResponse(409, "Conflict", "The chatbot has no published version.")
    }
    if row.status == .active, row.activeVersion == newest.id { return .json(object(row)) }
    return .json(
      object(
        try change(id) { row, store in
          row.status = .active
          row.activeVersion = newest.id
          row.updated = store.now()
        }))
  }

  func pause(_ id: String) throws(ProblemResponse) -> Response {
    guard try chatbot(id).status == .active else {
      throw ProblemResponse(409, "Conflict", "Only an active chatbot can be paused.")
    }
    return .json(
      object(
        try change(id) { row, store in
          row.status = .paused
          row.updated = store.now()
        }))
  }

  private func change(
    _ id: String, _ edit: (inout ChatbotRow, ServerStore) -> Void
  ) throws(ProblemResponse) -> ChatbotRow {
    let row = try use { (store) throws(ServerError) -> ChatbotRow? in
      guard var row = try store.chatbot(id) else { return nil }
      edit(&row, store)
      return try store.change { () throws(ServerError) in
        try store.update(row)
        return row
      }
    }
    guard let row else { throw .notFound("The chatbot \(id)") }
    return row
  }

  /// Why a draft cannot be published; nil when it can.
  static func fault(in draft: [UInt8]) -> String? {
    let root = JSONDocument(tolerating: draft).root
    guard let nodes = root["nodes"], nodes.kind == .array, nodes.count > 0 else {
      return "nodes must be an array with at least a start node."
    }
    var ids: Set<String> = []
    var hasStart = false
    for (index, node) in nodes.elements.enumerated() {
      guard let id = node["id"]?.string, !id.isEmpty else { return "nodes[\(index)] has no id." }
      guard ids.insert(id).inserted else { return "The node id \(id) is used twice." }
      if node["type"]?.string == "start" { hasStart = true }
    }
    if !hasStart { return "A node of type start is missing." }
    for (index, edge) in (root["edges"].map { Array($0.elements) } ?? []).enumerated() {
      for end in ["source", "target"] {
        if let id = edge[end]?.string, !ids.contains(id) {
          return "edges[\(index)].\(end) names the unknown node \(id)."
        }
      }
    }
    return nil
  }
}

/// The body of a create or update of a chatbot, checked. What is absent is nil.
struct ChatbotBody: Sendable {
  let name: [UInt8]?
  let teams: [UInt8]?
  let draft: [UInt8]?

  init(_ request: Request) throws(ProblemResponse) {
    guard request.header("content-type")?.lowercased().contains("json") == true else {
      throw ProblemResponse(415, "Unsupported media type", "Send application/json.")
    }
    let root: JSONNode
    do {
      root = try JSONDocument(parsing: request.body).root
    } catch {
      throw ProblemResponse(400, "Bad request", error.sentence)
    }
    guard root.kind == .object else {
      throw ProblemResponse(400, "Bad request", "The body must be an object.")
    }
    if let node = root["name"], node.string ?? "" == "" {
      throw ProblemResponse(400, "Bad request", "name must be a string that is not empty.")
    }
    name = root["name"].map { Array($0.bytes) }
    if let node = root["teamIds"], !Self.isListOfStrings(node) {
      throw ProblemResponse(400, "Bad request", "teamIds must be an array of strings.")
    }
    teams = root["teamIds"].map { Array($0.bytes) }
    if let node = root["draft"], !Self.isDefinition(node) {
      throw ProblemResponse(
        400, "Bad request", "draft must be an object with arrays of nodes and edges.")
    }
    draft = root["draft"].map { Array($0.bytes) }
  }

  private static func isListOfStrings(_ node: JSONNode) -> Bool {
    node.kind == .array && node.elements.allSatisfy { $0.kind == .string }
  }

  // A draft may be unfinished, so only its shape is looked at; publishing looks closer.
  private static func isDefinition(_ node: JSONNode) -> Bool {
    node.kind == .object
      && ["nodes", "edges"].allSatisfy { node[$0].map { $0.kind == .array } ?? true }
  }
}
