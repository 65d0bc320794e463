package import FlowModel
import FlowStore
import FlowSync

extension Workspace {
  /// What an order would send now, and what became of it so far.
  package func delivery(of id: ChangeID) async throws(Problem) -> Delivery {
    let found = try await read { (reader) throws(StoreError) -> Delivery? in
      guard let request = try OrderRequest(of: id, reader) else { return nil }
      return Delivery(
        request: "\(request.method) \(request.path)", byteCount: request.body?.count,
        baseStamp: request.isCreate ? nil : try reader.summary(request.flow)?.updated,
        checkedAt: request.server.pulledAt, steps: try reader.delivery(of: id))
    }
    guard let found else { throw Self.gone }
    return found
  }

  /// The request that an order would make now, for a shell: curl, with the token left to a variable.
  /// Its body is what would be sent, secrets included.
  package func requestText(of id: ChangeID) async throws(Problem) -> String {
    let request = try await read { (reader) throws(StoreError) in
      try OrderRequest(of: id, reader)
    }
    guard let request else { throw Self.gone }
    return CurlText.text(of: request)
  }

  private static var gone: Problem {
    Problem(.failed, "This change is not in the outbox any more.")
  }
}

/// The request that an order would make now.
struct OrderRequest: Sendable {
  let flow: FlowID
  let isCreate: Bool
  let server: Server
  let method: String
  let path: String
  /// nil: nothing is sent but method and path.
  let body: [UInt8]?

  /// Nil when there is no such order any more.
  init?(of id: ChangeID, _ reader: FlowReader) throws(StoreError) {
    guard let change = try reader.change(id) else { return nil }
    let number = try reader.serverID(of: change.flow)
    guard let server = try reader.servers().first(where: { $0.id == number }) else { return nil }
    self.server = server
    flow = change.flow
    isCreate = change.verb == .create
    let isChatflow = server.service == .flowise
    var path =
      (server.basePath ?? (isChatflow ? "/api/v1" : "/v1"))
      + (isChatflow ? "/chatflows" : "/chatbots")
    if !isCreate { path += "/\(change.remoteID ?? "ID")" }
    switch change.verb {
    case .create, .publish, .activate, .pause: method = "POST"
    case .update: method = isChatflow ? "PUT" : "PATCH"
    case .delete: method = "DELETE"
    }
    if [.publish, .activate, .pause].contains(change.verb) { path += "/\(change.verb.rawValue)" }
    self.path = path
    body = try Self.body(of: change, server.service, reader)
  }

  private static func body(
    of change: Change, _ service: Service, _ reader: FlowReader
  ) throws(StoreError) -> [UInt8]? {
    guard change.verb == .create || change.verb == .update, let flow = try reader.flow(change.flow)
    else { return nil }
    let local = RecordContent(flow.record, service: service)
    if change.verb == .create { return RequestBody.create(local).bytes }
    let base = RecordContent(flow.base ?? [], service: service)
    return RequestBody.update(from: base, to: local)?.bytes
  }
}

/// A request as a command line.
enum CurlText {
  static func text(of request: OrderRequest) -> String {
    let text =
      "curl -X \(request.method) \(quoted(request.server.origin + request.path)) "
      + "-H \"Authorization: Bearer $TOKEN\""
    guard let body = request.body else { return text + "\n" }
    let mark = mark(for: body)
    return text + " -H 'Content-Type: application/json' --data-binary @- <<'\(mark)'\n"
      + String(decoding: body, as: UTF8.self) + "\n\(mark)\n"
  }

  /// Ids and origins are checked text; quoted all the same.
  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  /// A line that the body does not hold.
  private static func mark(for body: [UInt8]) -> String {
    let text = String(decoding: body, as: UTF8.self)
    var mark = "END"
    while text.split(separator: "\n").contains(Substring(mark)) { mark += "_" }
    return mark
  }
}
