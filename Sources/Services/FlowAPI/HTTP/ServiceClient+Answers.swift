import JSONText

/// Requests that both services make in the same way.
extension ServiceClient {
  func fetch(_ request: HTTPRequest) throws(APIError) -> FetchAnswer {
    try record(request).map { .record($0) } ?? .notModified
  }

  /// A request that is answered with the record, whatever was known before.
  func wholeRecord(_ request: HTTPRequest) throws(APIError) -> RemoteRecord {
    if let record = try record(request) { return record }
    throw .unreadable("the server sent no record")
  }

  func written(
    _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8]?
  ) throws(APIError) -> RemoteRecord {
    try wholeRecord(try request(method, path, body: body, limit: Self.recordLimit))
  }

  /// Any good status will do: what proves a deletion is reading.
  func deleted(_ path: String) throws(APIError) {
    let request = try request(.delete, path, limit: Self.recordLimit)
    let head = try answer(to: request, takesAnyType: true).head
    if head.status == 304 { try expectTag(in: request) }
  }
}

extension ListAnswer {
  init(_ head: HTTPHead, _ frame: ListSplitter.Frame, totalKey: String, wasStopped: Bool) {
    let total = frame.members[totalKey].flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    self.init(
      isNotModified: head.status == 304, shape: frame.shape, total: total,
      nextPageToken: frame.members["nextPageToken"].flatMap(Self.token), rowCount: frame.rowCount,
      oversizedRowCount: frame.oversizedRowCount, oversizedRows: frame.oversizedRows,
      wasStopped: wasStopped, tag: head.tag,
      serverDate: head["date"], byteCount: frame.byteCount)
  }

  private static func token(_ literal: [UInt8]) -> String? {
    guard literal.count > 2, literal.first == UInt8(ascii: "\"") else { return nil }
    return String(decoding: JSONString.decoded(literal[...]), as: UTF8.self)
  }
}
