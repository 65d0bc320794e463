import FlowModel
import FlowSync
import Testing

@testable import Subcommands

@Suite("The exit status of a push")
struct PushStatusTests {
  private func report(_ outcomes: [(PushReport.Outcome, String?)]) -> PushReport {
    PushReport(
      entries: outcomes.enumerated().map { place, outcome in
        PushReport.Entry(
          change: ChangeID(sequence: Int64(place)), flow: FlowID(row: 1), name: "Triage",
          localID: "l", remoteID: nil, verb: .update, outcome: outcome.0, code: outcome.1)
      })
  }

  @Test(
    "the first of the manual's order counts",
    arguments: [
      ([], .done),
      ([(.applied, nil)], .done),
      ([(.inDoubt, nil), (.conflict, "conflict"), (.failed, "invalid")], .unreachable),
      ([(.conflict, "conflict"), (.applied, nil)], .needsPerson),
      ([(.blocked, "confirm"), (.applied, nil)], .needsPerson),
      ([(.blocked, "auth"), (.inDoubt, nil)], .authentication),
      ([(.blocked, "permission")], .authentication),
      ([(.blocked, "quarantined")], .refused),
      ([(.blocked, "quarantined"), (.applied, nil)], .partial),
      ([(.failed, "invalid")], .refused),
      ([(.failed, "invalid"), (.failed, "invalid")], .refused),
      ([(.failed, "invalid"), (.applied, nil)], .partial),
      ([(.queued, "busy"), (.applied, nil)], .partial),
    ] as [([(PushReport.Outcome, String?)], Subcommands.ExitStatus)])
  func statuses(
    of outcomes: [(PushReport.Outcome, String?)], is status: Subcommands.ExitStatus
  ) {
    #expect(ExitStatus.first(of: PushStatus.statuses(of: report(outcomes))) == status)
  }

  @Test(
    "a line says what became of an order, and in a sentence why",
    arguments: [
      (.applied, 200, nil, "Triage: update done (200)"),
      (
        .queued, 500, "The server answered 500: busy",
        "Triage: update waits for the next push (500). The server answered 500: busy."
      ),
      (
        .inDoubt, nil, "The answer was lost: it ended before it was whole",
        "Triage: update in doubt, the next push reads what became of it. "
          + "The answer was lost: it ended before it was whole."
      ),
      (.conflict, nil, nil, "Triage: update held. It changed here and on the server."),
      (.failed, 400, "No.", "Triage: update refused (400). No."),
      (.blocked, nil, "", "Triage: update held"),
    ] as [(PushReport.Outcome, Int?, String?, String)])
  func line(of outcome: PushReport.Outcome, status: Int?, error: String?, is text: String) {
    var entry = report([(outcome, nil)]).entries[0]
    entry.status = status
    entry.error = error
    #expect(PushText.line(entry) == text)
  }
}
