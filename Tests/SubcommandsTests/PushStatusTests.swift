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
}
