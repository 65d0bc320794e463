import FlowModel
import Testing

@Suite("Moments from dates of servers")
struct CivilTimeTests {
  @Test(
    "reads the stamps of both services",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:00:00.000Z", 951_825_600_000),
      ("2026-04-30T10:12:01.999Z", 1_777_543_921_000),
    ])
  func stamps(text: String, moment: Milliseconds) {
    #expect(CivilTime.milliseconds(ofStamp: text) == moment)
  }

  @Test(
    "reads nothing else",
    arguments: [
      "", "yesterday", "2026-13-01T00:00:00Z", "2026-04-30T10:12:01+02:00", "2026-04-30 10:12:01Z",
      "20२6-04-30T10:12:01Z",
    ])
  func others(text: String) {
    #expect(CivilTime.milliseconds(ofStamp: text) == nil)
  }
}
