import Testing

@testable import Workbench

@Suite struct WordingTests {
  @Test(
    "an age that is greater reads greater: days to two years, then years",
    arguments: [
      (0, "now"), (3, "3m"), (120, "2h"), (1_440, "1d"), (1_051_199, "729d"),
      (1_051_200, "2y"), (1_422_720, "2y"), (5_256_000, "10y"),
    ])
  func age(minutes: Int64, text: String) {
    #expect(Wording.age(of: 0, now: minutes * 60_000) == text)
  }
}
