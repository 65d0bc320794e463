import FlowModel
import JSONText
import Synchronization

/// What both services share: building a request, the token, and judging an answer.
final class ServiceClient: Sendable {
  /// Most bytes of one record, of a whole list, and of a small answer.
  static let recordLimit = 64 << 20
  static let listLimit = 2 << 30
  static let smallLimit = 1 << 20

  let service: Service
  let transport: any HTTPTransport
  private let settings: ServiceSettings
  private let memory: Mutex<Memory>

  private struct Memory: Sendable {
    var token: Secret?
    var basePath: String?
    var refusesPageSize = false
  }

  init(_ service: Service, settings: ServiceSettings, transport: any HTTPTransport) {
    self.service = service
    self.settings = settings
    self.transport = transport
    memory = Mutex(Memory(basePath: settings.basePath))
  }

  // MARK: What was learnt

  var basePath: String? {
    get { memory.withLock { $0.basePath } }
    set { memory.withLock { $0.basePath = newValue } }
  }

  /// The server answered 400 to `pageSize`: it is left out from then on.
  var refusesPageSize: Bool {
    get { memory.withLock { $0.refusesPageSize } }
    set { memory.withLock { $0.refusesPageSize = newValue } }
  }

  func forgetToken() { memory.withLock { $0.token = nil } }

  /// The path that the profile's address itself has.
  func addressPath() throws(APIError) -> String { try ServerAddress(parsing: settings.origin).path }

  private func credential(for origin: Origin) throws(APIError) -> Credential? {
    guard let ask = settings.token else { return nil }
    var token = memory.withLock { $0.token }
    if token == nil {
      do {
        token = try ask()
      } catch {
        throw .noToken(error.message)
      }
      memory.withLock { $0.token = token }
    }
    return token.map { Credential(token: $0, origin: origin, allowsHTTP: settings.allowsHTTP) }
  }

  // MARK: Requests

  /// - Parameter path: below the origin, escaped, with its query.
  func request(
    _ method: HTTPRequest.Method, _ path: String, body: [UInt8]? = nil, tag: String? = nil,
    limit: Int
  ) throws(APIError) -> HTTPRequest {
    let origin = try ServerAddress(parsing: settings.origin).origin
    var request = HTTPRequest(method, origin, path, bodyLimit: limit)
    request.credential = try credential(for: origin)
    request.caFile = settings.caFile
    request.fields = [
      HTTPField("Accept", "application/json, application/problem+json"),
      HTTPField("User-Agent", settings.userAgent),
    ]
    if let tag {
      request.fields.append(HTTPField("If-None-Match", tag))
    } else if method == .get {
      request.fields.append(HTTPField("Cache-Control", "no-cache"))
    }
    if let body {
      request.fields.append(HTTPField("Content-Type", "application/json"))
      request.body = body
    }
    return request
  }

  /// Sends and collects the whole answer.
  ///
  /// - Parameter takesAnyType: an answer that is not read may be of any type.
  func answer(
    to request: HTTPRequest, takesAnyType: Bool = false
  ) throws(APIError) -> (head: HTTPHead, body: [UInt8]) {
    var body: [UInt8] = []
    let head = try transport.send(request) { (head, bytes) throws(APIError) in
      if !takesAnyType, body.isEmpty { try requireJSON(head) }
      body.append(contentsOf: bytes)
      return .proceed
    }
    try refuse(head, body, to: request)
    return (head, body)
  }

  /// Sends and expects one JSON object. Nil when the tag still holds.
  func record(_ request: HTTPRequest) throws(APIError) -> RemoteRecord? {
    let (head, body) = try answer(to: request)
    if head.status == 304 {
      try expectTag(in: request)
      return nil
    }
    _ = try object(in: body)
    return RemoteRecord(bytes: body, tag: head.tag, serverDate: head["date"])
  }

  /// The root of an answer that must be an object.
  func object(in body: [UInt8]) throws(APIError) -> JSONNode {
    if body.isEmpty { throw .unreadable("the answer is empty") }
    let root: JSONNode
    do {
      root = try JSONDocument(parsing: body).root
    } catch {
      let sentence = "the answer is no JSON, \(error.sentence)"
      // What does not even begin as a record is an answer of somebody else's.
      guard body.first(where: { ![0x20, 0x0a, 0x0d, 0x09].contains($0) }) == UInt8(ascii: "{")
      else {
        throw .unreadable(sentence)
      }
      throw .malformed(QuarantineReason(refused: body), sentence)
    }
    guard root.kind == .object else { throw .unreadable("the answer is no JSON object") }
    return root
  }

  /// Sends and gives the rows out while they arrive.
  func list(
    _ request: HTTPRequest, splitter: inout ListSplitter,
    row: (ArraySlice<UInt8>) -> ListStep
  ) throws(APIError) -> (head: HTTPHead, frame: ListSplitter.Frame, wasStopped: Bool) {
    var refusalBody: [UInt8] = []
    var wasStopped = false
    let head = try transport.send(request) { (head, bytes) throws(APIError) in
      guard head.isGood else {
        refusalBody.append(contentsOf: bytes)
        return .proceed
      }
      if splitter.frame.byteCount == 0 { try requireJSON(head) }
      let step = try splitter.feed(bytes, row: row)
      wasStopped = step == .stop
      return step
    }
    try refuse(head, refusalBody, to: request)
    if head.status == 304 { try expectTag(in: request) }
    if wasStopped || head.status == 304 { return (head, splitter.frame, wasStopped) }
    return (head, try splitter.finish(), false)
  }

  // MARK: Judging

  private func requireJSON(_ head: HTTPHead) throws(APIError) {
    guard head.isGood, head.mediaType != "application/json" else { return }
    throw .notJSON(status: head.status, contentType: head.mediaType)
  }

  /// "Nothing changed" answers only who asked so.
  func expectTag(in request: HTTPRequest) throws(APIError) {
    if request.fields.contains(where: { $0.name == "If-None-Match" }) { return }
    throw .unreadable("the server says that nothing changed, and was not asked")
  }

  private func refuse(
    _ head: HTTPHead, _ body: [UInt8], to request: HTTPRequest
  ) throws(APIError) {
    if head.isGood || head.status == 304 { return }
    var refusal = RefusalReader(service: service).refusal(head, body: body)
    if let credential = request.credential {
      refusal.message = credential.masked(refusal.message)
      refusal.code = refusal.code.map(credential.masked)
      refusal.contentType = refusal.contentType.map(credential.masked)
    }
    throw .answered(refusal)
  }
}

extension HTTPHead {
  /// The `ETag`, when it can be sent back as it is.
  var tag: String? {
    guard let text = self["etag"], !text.isEmpty, text.utf8.count <= 1024,
      text.utf8.allSatisfy({ (0x20...0x7e).contains($0) })
    else { return nil }
    return text
  }
}
