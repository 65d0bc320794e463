import FlowAPI
import Synchronization

/// A network that gives prepared answers in order and remembers what it was asked.
final class CannedTransport: HTTPTransport {
  struct Answer: Sendable {
    var status = 200
    var fields = [HTTPField("Content-Type", "application/json; charset=utf-8")]
    var body = ""

    init(_ body: String, status: Int = 200, type: String? = nil, fields: [HTTPField] = []) {
      self.body = body
      self.status = status
      if let type { self.fields = [HTTPField("content-type", type)] }
      self.fields += fields
    }
  }

  private struct State: Sendable {
    var answers: [Result<Answer, APIError>]
    var asked: [HTTPRequest] = []
  }

  private let state: Mutex<State>

  init(_ answers: [Answer]) { state = Mutex(State(answers: answers.map { .success($0) })) }
  init(failing error: APIError) { state = Mutex(State(answers: [.failure(error)])) }

  var asked: [HTTPRequest] { state.withLock { $0.asked } }

  /// `GET /api/v1/version` and so on.
  var lines: [String] { asked.map { "\($0.method.rawValue) \($0.target)" } }

  func field(_ name: String, of index: Int) -> String? {
    asked[index].fields.first { $0.name == name }?.value
  }

  func send(
    _ request: HTTPRequest,
    receive: (HTTPHead, UnsafeRawBufferPointer) throws(APIError) -> ListStep
  ) throws(APIError) -> HTTPHead {
    let next = state.withLock { state in
      state.asked.append(request)
      return state.answers.isEmpty
        ? .failure(APIError.neverConnected("nothing is prepared")) : state.answers.removeFirst()
    }
    let answer = try next.get()
    let head = HTTPHead(status: answer.status, fields: answer.fields)
    // In pieces, as from a network.
    let bytes = Array(answer.body.utf8)
    for start in stride(from: 0, to: bytes.count, by: 7) {
      let piece = Array(bytes[start..<min(start + 7, bytes.count)])
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: piece.count, alignment: 1)
      defer { buffer.deallocate() }
      buffer.copyBytes(from: piece)
      if try receive(head, UnsafeRawBufferPointer(buffer)) == .stop { break }
    }
    return head
  }

  func cancel() {}
  func resume() {}
}

/// Settings of a service at an address that nothing is ever sent to.
func settings(
  _ origin: String = "https://flows.example", basePath: String? = nil,
  token: (@Sendable () throws(TokenError) -> Secret)? = nil
) -> ServiceSettings {
  ServiceSettings(origin: origin, basePath: basePath, token: token, userAgent: "weir/test")
}

/// The error of a call that must fail.
func failure<Value>(_ call: () throws -> Value) -> APIError? {
  do {
    _ = try call()
    return nil
  } catch {
    return error as? APIError
  }
}
