package import FlowModel
import FlowStore
import FlowSync

extension Workspace {
  /// What became of an order so far, oldest first.
  package func delivery(of change: ChangeID) async throws(Problem) -> [DeliveryStep] {
    try await read { (reader) throws(StoreError) in try reader.delivery(of: change) }
  }

  /// The request that an order would make now, for a shell: curl, with the token left to a variable.
  /// Its body is what would be sent, secrets included.
  package func requestText(of id: ChangeID) async throws(Problem) -> String {
    let parts = try await read { (reader) throws(StoreError) -> (Change, Server, [UInt8]?)? in
      guard let change = try reader.change(id) else { return nil }
      let number = try reader.serverID(of: change.flow)
      guard let server = try reader.servers().first(where: { $0.id == number }) else { return nil }
      let flow = try reader.existing(change.flow)
      let local = RecordContent(flow.record, service: server.service)
      switch change.verb {
      case .create: return (change, server, RequestBody.create(local).bytes)
      case .update:
        let base = RecordContent(flow.base ?? [], service: server.service)
        return (change, server, RequestBody.update(from: base, to: local)?.bytes)
      case .delete, .publish, .activate, .pause: return (change, server, nil)
      }
    }
    guard let (change, server, body) = parts else {
      throw Problem(.failed, "This change is not in the outbox any more.")
    }
    return CurlText.text(of: change, to: server, body: body)
  }
}

/// A request as a command line.
enum CurlText {
  static func text(of change: Change, to server: Server, body: [UInt8]?) -> String {
    let isChatflow = server.service == .flowise
    let base = server.basePath ?? (isChatflow ? "/api/v1" : "/v1")
    var path = base + (isChatflow ? "/chatflows" : "/chatbots")
    if change.verb != .create { path += "/\(change.remoteID ?? "ID")" }
    let method =
      switch change.verb {
      case .create: "POST"
      case .update: isChatflow ? "PUT" : "PATCH"
      case .delete: "DELETE"
      case .publish, .activate, .pause: "POST"
      }
    if [.publish, .activate, .pause].contains(change.verb) { path += "/\(change.verb.rawValue)" }
    var text =
      "curl -X \(method) \(quoted(server.origin + path)) -H \"Authorization: Bearer $TOKEN\""
    guard let body else { return text + "\n" }
    text += " -H 'Content-Type: application/json' --data-binary @- <<'\(mark(for: body))'\n"
    return text + String(decoding: body, as: UTF8.self) + "\n\(mark(for: body))\n"
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
