import FlowAPI
import FlowModel
import Testing

@Suite("What an answer means")
struct AnswerTests {
  typealias Answer = CannedTransport.Answer

  private func fetch(_ answer: Answer, tag: String? = nil) throws -> FetchAnswer {
    let service = FlowiseService(
      settings: settings(basePath: "/api/v1"), transport: CannedTransport([answer]))
    return try service.fetch("abc", tag: tag)
  }

  private func refusal(_ answer: Answer, _ kind: FlowKind = .chatflow) throws -> Refusal {
    let transport = CannedTransport([answer])
    let service: any FlowService =
      kind == .chatflow
      ? FlowiseService(settings: settings(basePath: ""), transport: transport)
      : FlowNallyService(settings: settings(basePath: ""), transport: transport)
    guard case .answered(let refusal) = failure({ try service.fetch("abc", tag: nil) }) else {
      throw APIError.unreadable("no refusal")
    }
    return refusal
  }

  @Test("a record is kept byte for byte, with its tag and the server's date")
  func record() throws {
    let text = #" { "id" : "abc", "x": 1.10, "é":"\u00e9" } "#
    let fields = [HTTPField("ETag", #"W/"7-x""#), HTTPField("Date", "someday")]
    #expect(
      try fetch(Answer(text, fields: fields))
        == .record(RemoteRecord(bytes: Array(text.utf8), tag: #"W/"7-x""#, serverDate: "someday")))
  }

  @Test("a tag that cannot be sent back is none", arguments: ["", "\"é\"", "a\u{7f}"])
  func oddTag(tag: String) throws {
    guard case .record(let record) = try fetch(Answer("{}", fields: [HTTPField("ETag", tag)]))
    else { throw APIError.unreadable("no record") }
    #expect(record.tag == nil)
  }

  @Test(
    "2xx with another type is no JSON, whatever the bytes say",
    arguments: [
      "text/html; charset=utf-8", "text/plain", "application/jsonp", "", "application/problem+json",
    ])
  func wrongType(type: String) {
    let media = String(type.prefix { $0 != ";" })
    #expect(
      failure { try fetch(Answer("{}", type: type)) }
        == .notJSON(status: 200, contentType: media))
  }

  @Test(
    "2xx that is no JSON object is unreadable",
    arguments: [
      "", "[]", "null", "<html>", "7x",
    ])
  func wrongShape(body: String) {
    guard case .unreadable = failure({ try fetch(Answer(body)) }) else {
      Issue.record("\(body) was taken")
      return
    }
  }

  @Test(
    "a record that cannot be read is told apart from an answer of somebody else's",
    arguments: [
      (#"{"a":"#, QuarantineReason.notJSON), ("{}{}", .notJSON), (#" {"a":1,}"#, .notJSON),
      (
        String(repeating: #"{"a":"#, count: 600) + "1" + String(repeating: "}", count: 600),
        .tooDeep
      ),
    ])
  func malformed(body: String, reason: QuarantineReason) {
    #expect(failure { try fetch(Answer(body)) }?.quarantine == reason)
  }

  @Test("304 answers only who asked with a tag")
  func notModified() throws {
    let answer = Answer("", status: 304)
    #expect(try fetch(answer, tag: "\"a\"") == .notModified)
    guard case .unreadable = failure({ try fetch(answer) }) else {
      Issue.record("an unasked 304 was taken")
      return
    }
  }

  @Test(
    "finds the message in every known form",
    arguments: [
      (#"{"statusCode":404,"success":false,"message":"Chatflow x","stack":{}}"#, "Chatflow x"),
      (#"{"error":"Unauthorized Access"}"#, "Unauthorized Access"),
      (#"{"error":{"message":"inner","code":"c"}}"#, "inner"),
      (#"{"title":"Bad","detail":"It is."}"#, "Bad: It is."),
      (#""just text""#, "just text"),
      (#"{"message":{"a":1}}"#, ""), (#"{"mess"#, ""), ("", ""),
    ])
  func message(body: String, message: String) throws {
    #expect(try refusal(Answer(body, status: 400)).message == message)
  }

  @Test("a token that the server repeats is masked", arguments: ["application/json", "text/plain"])
  func repeatedToken(type: String) throws {
    var settings = settings(basePath: "")
    settings.token = { () throws(TokenError) in Secret("canary-1") }
    let body =
      type == "text/plain" ? "no canary-1" : #"{"message":"no canary-1","code":"canary-1"}"#
    let service = FlowiseService(
      settings: settings,
      transport: CannedTransport([
        CannedTransport.Answer(body, status: 400, type: type)
      ]))
    guard case .answered(let refusal) = failure({ try service.fetch("abc", tag: nil) }) else {
      throw APIError.unreadable("no refusal")
    }
    #expect(refusal.message == "no ••••••")
    #expect(refusal.code == (type == "text/plain" ? nil : "••••••"))
  }

  @Test("plain text is the message, a web page is none")
  func otherTypes() throws {
    #expect(
      try refusal(Answer("URI malformed", status: 500, type: "text/plain")).message
        == "URI malformed")
    let page = try refusal(Answer("<h1>Bad</h1>", status: 502, type: "text/html"))
    #expect(page.message.isEmpty)
    #expect(page.contentType == "text/html")
  }

  @Test("problem details give their code; a message has at most 4 KiB and whole characters")
  func problemDetails() throws {
    let long = String(repeating: "é", count: 3000)
    let body = #"{"title":"\#(long)","code":"too_long","status":422}"#
    let answer = Answer(body, status: 422, type: "application/problem+json")
    let refusal = try refusal(answer, .chatbot)
    #expect(refusal.code == "too_long")
    #expect(refusal.message == String(repeating: "é", count: 2048))
  }

  @Test(
    "gone is 404, and on Flowise a 500 that says so",
    arguments: [
      (404, "", FlowKind.chatflow, true), (404, "", .chatbot, true),
      (500, "Chatflow x not found in the database", .chatflow, true),
      (500, "Chatflow x Not Found", .chatflow, true), (500, "x not found", .chatbot, false),
      (500, "boom", .chatflow, false), (403, "not found", .chatflow, false),
    ])
  func gone(status: Int, message: String, kind: FlowKind, isGone: Bool) throws {
    let answer = Answer(#"{"message":"\#(message)"}"#, status: status)
    #expect(try refusal(answer, kind).isGone == isGone)
  }

  @Test(
    "tells a limit of the plan from a busy server",
    arguments: [
      (402, nil, true), (429, nil, true), (429, "3", false), (500, nil, false),
    ])
  func planLimit(status: Int, retryAfter: String?, isPlanLimit: Bool) throws {
    let answer = Answer(
      #"{"message":"Limit exceeded: flows"}"#, status: status,
      fields: retryAfter.map { [HTTPField("Retry-After", $0)] } ?? [])
    #expect(try refusal(answer).isPlanLimit == isPlanLimit)
  }

  @Test(
    "the wait is in seconds, or up to a date by the server's own clock",
    arguments: [
      ("120", 120), ("0", 0), ("99999999999999999999", 2_147_483_647), ("-5", nil), ("soon", nil),
      ("", nil), ("Wed, 21 Oct 2015 07:28:30 GMT", 30), ("Wed, 21 Oct 2015 07:27:00 GMT", 0),
      ("Wednesday, 21-Oct-15 07:29:00 GMT", 60),
    ])
  func retryAfter(text: String, seconds: Int?) throws {
    let answer = Answer(
      "{}", status: 503,
      fields: [
        HTTPField("Retry-After", text), HTTPField("Date", "Wed, 21 Oct 2015 07:28:00 GMT"),
      ])
    #expect(try refusal(answer).retryAfter == seconds)
  }

  @Test("a date without the server's clock says nothing")
  func retryAfterAlone() throws {
    let fields = [HTTPField("Retry-After", "Wed, 21 Oct 2015 07:28:30 GMT")]
    #expect(try refusal(Answer("{}", status: 503, fields: fields)).retryAfter == nil)
  }

  @Test("each error explains itself; a web page says what may be wrong")
  func sentences() {
    let page = APIError.notJSON(status: 200, contentType: "text/html").sentence
    #expect(page.contains("web page") && page.contains("address"))
    let refusal = Refusal(service: .flownally, status: 403, message: "Forbidden")
    #expect(APIError.answered(refusal).sentence == "FlowNally answered 403: Forbidden.")
    #expect(APIError.redirected(host: "b.example").sentence.contains("b.example"))
  }
}
