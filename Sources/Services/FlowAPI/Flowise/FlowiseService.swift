package import FlowModel
import JSONText

/// Flowise, in all its dialects: `/api/v1` or none, plain arrays or `{data,total}`.
package final class FlowiseService: FlowService {
  package let kind = FlowKind.chatflow
  private let client: ServiceClient

  package init(settings: ServiceSettings, transport: any HTTPTransport) {
    client = ServiceClient(.flowise, settings: settings, transport: transport)
  }

  // MARK: Where it is

  package func connect() throws(APIError) -> ServerFacts {
    var search = BasePathSearch()
    let candidates = BasePathSearch.candidates(
      known: client.basePath, address: try client.addressPath(), steps: ["/api/v1", ""])
    for base in candidates {
      let text = try search.ask { () throws(APIError) in try version(at: base) }
      if let text { return found(base, version: text) }
      // Some show their version to nobody else than their own pages: the list has the word. Whoever
      // refuses the token there too refuses it everywhere.
      guard search.isTokenRefused else { continue }
      if try search.ask({ () throws(APIError) in try hasList(at: base) }) != nil {
        return found(base, version: nil)
      }
      if search.refusalCount > 1, let failure = search.failure { throw failure }
    }
    // Servers that follow the OpenAPI description alone tell no version (seed 000).
    for base in candidates {
      let isHere = try search.ask { () throws(APIError) in try hasList(at: base) }
      if isHere != nil { return found(base, version: nil) }
    }
    throw search.failure ?? .unreadable("nothing answers at this address")
  }

  private func found(_ base: String, version: String?) -> ServerFacts {
    client.basePath = base
    return ServerFacts(basePath: base, versionText: version)
  }

  private func version(at base: String) throws(APIError) -> String {
    let path = FlowiseEndpoints(base: base).version
    let request = try client.request(.get, path, limit: ServiceClient.smallLimit)
    let body = try client.answer(to: request).body
    guard let text = try client.object(in: body)["version"]?.string else {
      throw .unreadable("the answer tells no version")
    }
    return text
  }

  private func hasList(at base: String) throws(APIError) -> Bool {
    let path = FlowiseEndpoints(base: base).list(page: 1, limit: 1)
    let request = try client.request(.get, path, limit: ServiceClient.listLimit)
    var splitter = ListSplitter(rowsKey: "data")
    _ = try client.list(request, splitter: &splitter) { _ in .stop }
    return true
  }

  private func endpoints() throws(APIError) -> FlowiseEndpoints {
    if let base = client.basePath { return FlowiseEndpoints(base: base) }
    return FlowiseEndpoints(base: try connect().basePath)
  }

  // MARK: Reading

  package func list(
    _ request: ListRequest, row: (ArraySlice<UInt8>) -> ListStep
  ) throws(APIError) -> ListAnswer {
    let path = try endpoints().list(page: request.page, limit: request.limit)
    var splitter = ListSplitter(rowsKey: "data", memberKeys: ["total"])
    let (head, frame, wasStopped) = try client.list(
      try client.request(.get, path, tag: request.tag, limit: ServiceClient.listLimit),
      splitter: &splitter, row: row)
    return ListAnswer(head, frame, totalKey: "total", wasStopped: wasStopped)
  }

  package func fetch(_ id: String, tag: String?) throws(APIError) -> FetchAnswer {
    let path = try endpoints().flow(id)
    let request = try client.request(
      .get, path, tag: tag, limit: ServiceClient.recordLimit)
    return try client.fetch(request)
  }

  package func openedByKey(
    _ key: Secret, keyOnly: Bool, row: (ArraySlice<UInt8>) -> ListStep
  ) throws(APIError) -> ListAnswer {
    let path = try endpoints().opened(by: key, keyOnly: keyOnly)
    var splitter = ListSplitter(rowsKey: "data", memberKeys: ["total"], takesOneRow: true)
    let (head, frame, wasStopped) = try client.list(
      try client.request(.get, path, limit: ServiceClient.listLimit),
      splitter: &splitter, row: row)
    return ListAnswer(head, frame, totalKey: "total", wasStopped: wasStopped)
  }

  package func hasChanged(_ id: String, since stamp: String) throws(APIError) -> Bool {
    let path = try endpoints().hasChanged(id, since: stamp)
    let request = try client.request(.get, path, limit: ServiceClient.smallLimit)
    let body = try client.answer(to: request).body
    guard let answer = try client.object(in: body)["hasChanged"]?.boolean else {
      throw .unreadable("the answer does not say whether the flow has changed")
    }
    return answer
  }

  // MARK: Writing

  package func create(_ body: [UInt8]) throws(APIError) -> RemoteRecord {
    try client.written(.post, try endpoints().list(page: nil, limit: nil), body)
  }

  package func update(_ id: String, _ body: [UInt8]) throws(APIError) -> RemoteRecord {
    try client.written(.put, try endpoints().flow(id), body)
  }

  package func delete(_ id: String) throws(APIError) {
    try client.deleted(try endpoints().flow(id))
  }

  // MARK: What Flowise does not have

  package func publish(_ id: String) throws(APIError) -> RemoteRecord { throw Self.isUnknown }
  package func activate(_ id: String) throws(APIError) -> RemoteRecord { throw Self.isUnknown }
  package func pause(_ id: String) throws(APIError) -> RemoteRecord { throw Self.isUnknown }

  package func versions(_ id: String, pageToken: String?) throws(APIError) -> VersionPage {
    throw Self.isUnknown
  }

  package func version(_ id: String, _ versionID: String) throws(APIError) -> RemoteRecord {
    throw Self.isUnknown
  }

  private static let isUnknown = APIError.notAllowed("Flowise has no published versions")

  package func forgetToken() { client.forgetToken() }
  package func cancel() { client.transport.cancel() }
  package func resume() { client.transport.resume() }
}
