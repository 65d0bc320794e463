import FlowAPI
import FlowModel
import FlowSync
import Testing

/// The table of sync.md 2.7.7 and of flowise-api.md 10.1, row by row.
@Suite("what an answer to a write means")
struct AnswerMeaningTests {
  private func verdict(
    _ status: Int, _ message: String = "", retryAfter: Int? = nil, _ verb: Change.Verb = .update,
    _ service: Service = .flowise
  ) -> WriteVerdict {
    AnswerMeaning.verdict(
      of: .answered(
        Refusal(service: service, status: status, message: message, retryAfter: retryAfter)),
      verb: verb)
  }

  @Test("rejected content is read back, then failed", arguments: [400, 412, 422, 418])
  func rejected(status: Int) {
    #expect(verdict(status) == .doubtful(then: .fail(code: "refused"), isOver: true))
  }

  @Test("rights and limits block")
  func blocked() {
    let permission = WriteVerdict.doubtful(then: .block(code: "permission"), isOver: true)
    #expect(verdict(403) == permission)
    #expect(verdict(500, "You do not have permission to delete this type", .delete) == permission)
    let quota = WriteVerdict.doubtful(then: .block(code: "quota"), isOver: true)
    #expect(verdict(402, .create) == quota)
    #expect(verdict(429, "Limit exceeded: flows", .create) == quota)
    #expect(verdict(401) == .unauthorized)
  }

  @Test("not found is gone, by 404 or by Flowise's 500, but never for a create")
  func gone() {
    #expect(verdict(404) == .gone)
    #expect(verdict(500, "Error: Chatflow x not found in the database!", .delete) == .gone)
    #expect(
      verdict(500, "not found", .update, .flownally)
        == .doubtful(then: .queue(retryAfter: nil), isOver: true))
    #expect(verdict(404, .create) == .doubtful(then: .fail(code: "refused"), isOver: true))
  }

  @Test("a busy server is asked again, and told times are kept")
  func busy() {
    #expect(
      verdict(429, retryAfter: 9) == .doubtful(then: .queue(retryAfter: 9), isOver: true))
    #expect(verdict(425) == .doubtful(then: .queue(retryAfter: 1), isOver: true))
    #expect(verdict(409) == .doubtful(then: .checkAgain, isOver: true))
    #expect(verdict(413) == .doubtful(then: .fail(code: "too-large"), isOver: true))
  }

  @Test(
    "behind a proxy that gave up, the request may still be served", arguments: [408, 502, 503, 504])
  func proxy(status: Int) {
    #expect(verdict(status) == .doubtful(then: .queue(retryAfter: nil), isOver: false))
  }

  @Test("only a connection that never opened proves that nothing was sent")
  func connections() {
    #expect(
      AnswerMeaning.verdict(of: .neverConnected("x"), verb: .update) == .notSent(.unreachable))
    #expect(
      AnswerMeaning.verdict(of: .lost("x"), verb: .create)
        == .doubtful(then: .queue(retryAfter: nil), isOver: false))
    #expect(
      AnswerMeaning.verdict(of: .cancelled, verb: .create)
        == .doubtful(then: .queue(retryAfter: nil), isOver: false))
    #expect(
      AnswerMeaning.verdict(of: .notJSON(status: 200, contentType: "text/html"), verb: .update)
        == .doubtful(then: .block(code: "not-json"), isOver: true))
  }

  private func verdict(_ status: Int, _ verb: Change.Verb) -> WriteVerdict {
    verdict(status, "", verb)
  }

  private func verdict(_ status: Int, _ message: String, _ verb: Change.Verb) -> WriteVerdict {
    verdict(status, message, retryAfter: nil, verb)
  }

  private func verdict(
    _ status: Int, _ message: String, _ verb: Change.Verb, _ service: Service
  ) -> WriteVerdict {
    verdict(status, message, retryAfter: nil, verb, service)
  }
}
