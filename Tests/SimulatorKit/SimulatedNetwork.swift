package import FlowAPI
import FlowModel

/// The way of one program's requests to the server and back, with all that happens there.
///
/// It is where the baton changes hands: between leaving and arriving others act.
package final class SimulatedNetwork: HTTPTransport, @unchecked Sendable {
  // Guarded by the baton: one player runs at a time.
  private let baton: Baton
  private let faults: Faults
  private let home: ModelServer
  private let caller: ModelServer.Caller
  /// Ends the program that sends: nothing is written any more.
  package var die: () -> Void = {}
  package var isDead = false
  /// Somebody else acts on this flow just now.
  package var intrude: (String) -> Void = { _ in }
  /// For the tests of the oracles: answers a check from memory, and sends a creation twice.
  var forgetsCheck = false
  var sendsCreationsTwice = false
  /// For the tests of the oracles: waits between check and write.
  var dawdles = false
  private var remembered: [String: ModelServer.Answer] = [:]
  /// The flow that the last answered request of this program read.
  private var lastRead: String?
  private var isCancelled = false
  /// The last list that arrived here was falsely empty.
  private var hasEmptiedList = false
  /// The requests of this pass lead to another workspace.
  private(set) var isElsewhere = false
  private let elsewhere: ModelServer?
  /// The reading that the next write can rely on.
  private var lastCheck: Check?
  private var handledAt: Milliseconds = 0

  /// When the server handled a reading, and when its answer had come back.
  private struct Check {
    var handled: Milliseconds
    var returned: Milliseconds
  }

  /// How often in a row the token was refused in this pass.
  private(set) var refusalCount = 0

  /// How long a program waits for an answer, in milliseconds.
  private static let patience: Milliseconds = 30_000
  /// How long a request may be on its way. Less than 120 s after the patience has ended.
  private static let longestWay = 100_000

  package init(
    _ baton: Baton, _ faults: Faults, _ server: ModelServer, elsewhere: ModelServer?,
    caller: ModelServer.Caller
  ) {
    self.elsewhere = elsewhere
    self.baton = baton
    self.faults = faults
    home = server
    self.caller = caller
  }

  package func cancel() { isCancelled = true }
  package func resume() { isCancelled = false }

  private var server: ModelServer { isElsewhere ? elsewhere ?? home : home }

  /// - Parameter isBound: the copy knows its workspace.
  func beginPass(isBound: Bool) {
    refusalCount = 0
    isElsewhere = elsewhere != nil && isBound && faults.strikes(.otherWorkspace)
  }

  /// Ids of flows that are none of ours.
  var idsElsewhere: [String] { elsewhere?.rows.map(\.id) ?? [] }

  package func send(
    _ request: HTTPRequest,
    receive: (HTTPHead, UnsafeRawBufferPointer) throws(APIError) -> ListStep
  ) throws(APIError) -> HTTPHead {
    guard !isDead, !isCancelled else { throw .cancelled }
    var sent = ModelServer.Request(caller, request.method, request.target)
    sent.body = request.body ?? []
    sent.tag = request.fields.first { $0.name == "If-None-Match" }?.value
    let id = Self.id(in: request.target)
    if dawdles, request.method != .get { try pause(500) }
    if request.method != .get, let id, lastRead == id {
      sent.seen = server.sight(of: id, by: caller)
      sent.check = lastCheck.map { ($0.handled, baton.time - $0.returned) }
    }
    lastRead = nil
    if forgetsCheck, let id {
      if request.method == .get, let answer = remembered[id] {
        let head = HTTPHead(status: answer.status, fields: answer.fields)
        try deliver(answer, head, receive)
        return head
      }
    }
    let refusals = refusalCount
    refusalCount = 0
    let answer = try exchange(sent)
    if forgetsCheck, answer.status == 200, let id { remembered[id] = answer }
    let head = HTTPHead(status: answer.status, fields: answer.fields)
    if (300...399).contains(head.status), head.status != 304 {
      throw .redirected(host: "elsewhere.example")
    }
    if request.method == .get, head.status == 200 {
      lastRead = id
      lastCheck = Check(handled: handledAt, returned: baton.time)
    }
    try deliver(answer, head, receive)
    if answer.status == 401 { refusalCount = refusals + 1 }
    return head
  }

  /// The flow that a path names.
  private static func id(in target: String) -> String? {
    let path = target.prefix { $0 != "?" }
    for mark in ["/chatflows/", "/chatbots/"] {
      if let range = path.firstRange(of: mark) {
        return String(path[range.upperBound...].prefix { $0 != "/" })
      }
    }
    return nil
  }

  // MARK: There and back

  private func exchange(
    _ request: ModelServer.Request
  ) throws(APIError) -> ModelServer.Answer {
    try pause(baton.number(3...40))
    if faults.strikes(.refused) { throw .neverConnected("connection refused") }
    if faults.strikes(.crashBeforeSending) { throw dead() }
    if faults.strikes(.lostRequest) { throw try lose() }
    if faults.strikes(.slowWay) { try pause(baton.number(1_000...25_000)) }
    if faults.strikes(.lateRequest) { return try lateAnswer(to: request) }
    if faults.strikes(.crashAfterSending) {
      arriveLater(Milliseconds(baton.number(0...Self.longestWay)), request)
      throw dead()
    }
    if let answer = proxyAnswer(request) {
      try pause(baton.number(3...40))
      return answer
    }
    let id = Self.id(in: request.target)
    if let id, baton.chance(request.method == .get ? 0.02 : 0.06) { intrude(id) }
    var answer = arrive(request)
    if let id, baton.chance(0.02) { intrude(id) }
    if sendsCreationsTwice, request.method == .post { answer = server.serve(request) }
    if faults.strikes(.doubledRequest) {
      var again = request
      again.isDoubled = true
      answer = server.serve(again)
    }
    if faults.strikes(.slow) { try pause(baton.number(1_000...25_000)) }
    try pause(baton.number(3...40))
    if faults.strikes(.crashBeforeAnswer) { throw dead() }
    if faults.strikes(.lostAnswer) { throw try lose() }
    return spoiled(answer, to: request)
  }

  /// It arrives, but perhaps nobody waits for the answer any more.
  private func lateAnswer(
    to request: ModelServer.Request
  ) throws(APIError) -> ModelServer.Answer {
    let delay = Milliseconds(baton.number(1_000...Self.longestWay))
    guard delay >= Self.patience else {
      try pause(Int(delay))
      return arrive(request)
    }
    arriveLater(delay, request)
    throw try lose()
  }

  private func arrive(_ request: ModelServer.Request) -> ModelServer.Answer {
    handledAt = baton.time
    return Self.arrive(request, at: server, baton)
  }

  /// Nobody waits for the answer any more.
  private func arriveLater(_ delay: Milliseconds, _ request: ModelServer.Request) {
    let (server, baton) = (server, baton)
    baton.later(delay) { _ = Self.arrive(request, at: server, baton) }
  }

  private static func arrive(
    _ request: ModelServer.Request, at server: ModelServer, _ baton: Baton
  ) -> ModelServer.Answer {
    let changes: Set<HTTPRequest.Method> = [.put, .patch, .delete]
    if let check = request.check, changes.contains(request.method) {
      server.ledger.noteWindow(baton.time - check.handled, own: check.own)
    }
    return server.serve(request)
  }

  private func lose() throws(APIError) -> APIError {
    try pause(Int(Self.patience))
    return .lost("no answer within \(Self.patience / 1_000) s")
  }

  private func dead() -> APIError {
    isDead = true
    die()
    return .cancelled
  }

  private func pause(_ milliseconds: Int) throws(APIError) {
    baton.pause(Milliseconds(milliseconds))
    if isDead { throw .cancelled }
  }

  // MARK: What others answer

  private func proxyAnswer(_ request: ModelServer.Request) -> ModelServer.Answer? {
    typealias Answer = ModelServer.Answer
    if faults.strikes(.unauthorized) { return .json(401, #"{"error":"Unauthorized Access"}"#) }
    if faults.strikes(.forbidden) { return .json(403, #"{"message":"Forbidden"}"#) }
    if faults.strikes(.notFound) { return .error(404, "Not Found") }
    if request.method != .get, faults.strikes(.tooLarge) { return .error(413, "too large") }
    if faults.strikes(.busy) {
      var answer = Answer.error(429, "Too many requests")
      if baton.chance(0.7) {
        answer.fields.append(HTTPField("Retry-After", String(baton.pick([1, 5, 30, 400]) ?? 1)))
      }
      return answer
    }
    if faults.strikes(.broken) {
      return .error(baton.pick([500, 502, 503]) ?? 500, "upstream failed")
    }
    if faults.strikes(.redirect) {
      return Answer(status: 302, fields: [HTTPField("Location", "https://elsewhere.example/")])
    }
    return nil
  }

  /// The request was served; this is what arrives instead of the true answer.
  private func spoiled(
    _ answer: ModelServer.Answer, to request: ModelServer.Request
  ) -> ModelServer.Answer {
    var answer = answer
    let wasEmptied = hasEmptiedList
    let path = request.target.prefix { $0 != "?" }
    let isList =
      request.method == .get && (path.hasSuffix("/chatflows") || path.hasSuffix("/chatbots"))
    if isList { hasEmptiedList = false }
    if faults.strikes(.gatewayTimeout) { return .error(504, "Gateway Timeout") }
    if faults.strikes(.webPage) {
      return ModelServer.Answer(
        status: 200, fields: [HTTPField("Content-Type", "text/html; charset=utf-8")],
        body: Array("<!doctype html><title>Flowise</title>".utf8))
    }
    if faults.strikes(.wrongType) {
      let body = baton.pick(["null", "[]", "{}", "7", "[1,null]", ""]) ?? ""
      // A list that is empty and wrong is a lie of the right type: told once, not twice in a row.
      let isEmptied = isList && body == "[]"
      if !isEmptied || !wasEmptied { answer.body = Array(body.utf8) }
      hasEmptiedList = isEmptied && !wasEmptied
    }
    if faults.strikes(.doubledAnswer) { answer.body += answer.body }
    return answer
  }

  private func deliver(
    _ answer: ModelServer.Answer, _ head: HTTPHead,
    _ receive: (HTTPHead, UnsafeRawBufferPointer) throws(APIError) -> ListStep
  ) throws(APIError) {
    let isCut = !answer.body.isEmpty && faults.strikes(.cutAnswer)
    let count = isCut ? baton.number(0...answer.body.count - 1) : answer.body.count
    let step = try Self.pass(answer.body[..<count], head, receive)
    if isCut, step == .proceed { throw .lost("the connection broke") }
  }

  private static func pass(
    _ bytes: ArraySlice<UInt8>, _ head: HTTPHead,
    _ receive: (HTTPHead, UnsafeRawBufferPointer) throws(APIError) -> ListStep
  ) throws(APIError) -> ListStep {
    var rest = bytes
    while !rest.isEmpty {
      let piece = Array(rest.prefix(16_384))
      rest = rest.dropFirst(piece.count)
      let step = try piece.withUnsafeBufferPointer { (buffer) throws(APIError) -> ListStep in
        try receive(head, UnsafeRawBufferPointer(buffer))
      }
      if step == .stop { return .stop }
    }
    return .proceed
  }
}
