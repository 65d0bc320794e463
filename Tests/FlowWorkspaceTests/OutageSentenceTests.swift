import FlowAPI
import FlowModel
import FlowSync
import FlowWorkspace
import Testing

/// What a pull or push that did not reach its server says.
@Suite struct OutageSentenceTests {
  @Test("that a server is not reached is said once, then why, then what to do")
  func once() {
    let why = AnswerMeaning.text(of: .neverConnected("Failed to connect to 127.0.0.1 port 9"))
    let problem = Problem(SyncError.unreachable(why), service: .flowise, isWaiting: true)
    #expect(
      problem.sentence == "The Flowise server could not be reached. Failed to connect to 127.0.0.1 "
        + "port 9. Nothing is lost: what waits is sent when it is back.")
    let idle = Problem(SyncError.unreachable(why), service: .flowise, isWaiting: false)
    #expect(!idle.sentence.contains("Nothing is lost"))
    #expect(idle.sentence.hasSuffix("`weir profile add NAME --flowise URL …` changes its address."))
  }
}
