package import FlowModel
import JSONText

/// FlowNally: chatbots with a draft, published versions, and a status.
package final class FlowNallyService: FlowService {
  package let kind = FlowKind.chatbot
  private let client: ServiceClient

  private static let rowsKey = "chatbots"
  private static let memberKeys: Set = ["nextPageToken", "totalSize"]

  package init(settings: ServiceSettings, transport: any HTTPTransport) {
    client = ServiceClient(.flownally, settings: settings, transport: transport)
  }

  // MARK: Where it is

  package func connect() throws(APIError) -> ServerFacts {
    var search = BasePathSearch()
    let candidates = BasePathSearch.candidates(
      known: client.basePath, address: try client.addressPath(), steps: ["", "/v1"])
    for base in candidates {
      let isHere = try search.ask { () throws(APIError) in try hasList(at: base) }
      if search.isTokenRefused, let failure = search.failure { throw failure }
      guard isHere != nil else { continue }
      client.basePath = base
      return ServerFacts(basePath: base, versionText: nil)
    }
    throw search.failure ?? .unreadable("nothing answers at this address")
  }

  private func hasList(at base: String) throws(APIError) -> Bool {
    let endpoints = FlowNallyEndpoints(base: base)
    _ = try askingForSize(1) { (size) throws(APIError) in
      try page(endpoints.list(size: size, token: nil), tag: nil, rowsKey: Self.rowsKey) { _ in
        .stop
      }
    }
    return true
  }

  private func endpoints() throws(APIError) -> FlowNallyEndpoints {
    if let base = client.basePath { return FlowNallyEndpoints(base: base) }
    return FlowNallyEndpoints(base: try connect().basePath)
  }

  // MARK: Reading

  package func list(
    _ request: ListRequest, row: (ArraySlice<UInt8>) -> ListStep
  ) throws(APIError) -> ListAnswer {
    let endpoints = try endpoints()
    return try askingForSize(request.limit ?? 100, token: request.pageToken) {
      (size) throws(APIError) in
      try page(
        endpoints.list(size: size, token: request.pageToken), tag: request.tag,
        rowsKey: Self.rowsKey, row: row)
    }
  }

  private func page(
    _ path: String, tag: String?, rowsKey: String, row: (ArraySlice<UInt8>) -> ListStep
  ) throws(APIError) -> ListAnswer {
    var splitter = ListSplitter(rowsKey: rowsKey, memberKeys: Self.memberKeys)
    let (head, frame, wasStopped) = try client.list(
      try client.request(.get, path, tag: tag, limit: ServiceClient.listLimit),
      splitter: &splitter, row: row)
    return ListAnswer(head, frame, totalKey: "totalSize", wasStopped: wasStopped)
  }

  /// Asks with a page size, and without one where the server refuses it. With a `token` a 400 is
  /// about the token: the first page has already shown what the server thinks of sizes.
  private func askingForSize<Answer>(
    _ size: Int, token: String? = nil, _ ask: (Int?) throws(APIError) -> Answer
  ) throws(APIError) -> Answer {
    if client.refusesPageSize { return try ask(nil) }
    do {
      return try ask(size)
    } catch {
      guard case .answered(let refusal) = error, refusal.status == 400, token == nil else {
        throw error
      }
      let answer = try ask(nil)
      client.refusesPageSize = true
      return answer
    }
  }

  package func fetch(_ id: String, tag: String?) throws(APIError) -> FetchAnswer {
    let path = try endpoints().flow(id)
    let request = try client.request(.get, path, tag: tag, limit: ServiceClient.recordLimit)
    return try client.fetch(request)
  }

  package func versions(_ id: String, pageToken: String?) throws(APIError) -> VersionPage {
    let endpoints = try endpoints()
    var versions: [[UInt8]] = []
    let answer = try askingForSize(100, token: pageToken) { (size) throws(APIError) in
      versions = []
      return try page(
        endpoints.versions(of: id, size: size, token: pageToken), tag: nil,
        rowsKey: "chatbotVersions"
      ) { row in
        versions.append(Array(row))
        return .proceed
      }
    }
    return VersionPage(versions: versions, nextPageToken: answer.nextPageToken)
  }

  package func version(_ id: String, _ versionID: String) throws(APIError) -> RemoteRecord {
    let path = try endpoints().version(versionID, of: id)
    let request = try client.request(.get, path, limit: ServiceClient.recordLimit)
    return try client.wholeRecord(request)
  }

  // MARK: Writing

  package func create(_ body: [UInt8]) throws(APIError) -> RemoteRecord {
    try client.written(.post, try endpoints().list(size: nil, token: nil), body)
  }

  package func update(_ id: String, _ body: [UInt8]) throws(APIError) -> RemoteRecord {
    try client.written(.patch, try endpoints().flow(id), body)
  }

  package func delete(_ id: String) throws(APIError) {
    try client.deleted(try endpoints().flow(id))
  }

  package func publish(_ id: String) throws(APIError) -> RemoteRecord {
    try client.written(.post, try endpoints().order("publish", for: id), nil)
  }

  package func activate(_ id: String) throws(APIError) -> RemoteRecord {
    try client.written(.post, try endpoints().order("activate", for: id), nil)
  }

  package func pause(_ id: String) throws(APIError) -> RemoteRecord {
    try client.written(.post, try endpoints().order("pause", for: id), nil)
  }

  // MARK: What FlowNally does not have

  package func openedByKey(
    _ key: Secret, keyOnly: Bool, row: (ArraySlice<UInt8>) -> ListStep
  ) throws(APIError) -> ListAnswer {
    throw .notAllowed("FlowNally has no list by API key")
  }

  package func hasChanged(_ id: String, since stamp: String) throws(APIError) -> Bool {
    throw .notAllowed("FlowNally does not tell whether a chatbot has changed")
  }

  package func forgetToken() { client.forgetToken() }
  package func cancel() { client.transport.cancel() }
  package func resume() { client.transport.resume() }
}
