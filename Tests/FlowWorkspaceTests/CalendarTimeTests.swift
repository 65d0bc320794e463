import FlowWorkspace
import Testing

@Suite("The calendar")
struct CalendarTimeTests {
  @Test(
    "a moment has its date and time in UTC",
    arguments: [
      (0, "1970-01-01T00:00:00Z"),
      (999, "1970-01-01T00:00:00Z"),
      (-1, "1969-12-31T23:59:59Z"),
      (-86_400_000, "1969-12-31T00:00:00Z"),
      (951_782_399_000, "2000-02-28T23:59:59Z"),
      (951_782_400_000, "2000-02-29T00:00:00Z"),
      (1_772_323_200_000, "2026-03-01T00:00:00Z"),
      (4_107_542_400_000, "2100-03-01T00:00:00Z"),
      (-2_203_891_200_000, "1900-03-01T00:00:00Z"),
      (253_402_300_799_000, "9999-12-31T23:59:59Z"),
    ] as [(Int64, String)])
  func timestamps(_ time: Int64, is text: String) {
    let moment = CalendarTime(time)
    #expect(moment.timestamp == text)
    #expect(moment.date == String(text.prefix(10)))
  }
}
