import TerminalKit
import TestKit
import Testing

/// How much is sent (the budgets of the terminal contract): a slow line must be enough.
@Suite("Bytes per frame", .serialized)
struct TerminalBudgetTests {
  @Test(
    "a whole frame and a step stay below their budgets",
    arguments: [(24, 80, 6_000), (36, 120, 14_000)])
  func budgets(rows: Int, columns: Int, budget: Int) throws {
    let names = (1...50).map { "Flow number \($0) of many, in a list" }
    let shell = try TerminalShell(rows: rows, columns: columns, flows: names)
    let terminal = shell.session
    shell.enter(try Programs.weir())
    try terminal.wait("the list") { $0.contains("Flow number 1 ") && $0.isOnline }
    terminal.settle(200)
    // Down the list, the last ones beyond its last row; then back.
    let steps = Array(repeating: "j", count: rows) + ["k", "k"]
    for (step, key) in steps.enumerated() {
      let bytes = terminal.bytes(quiet: 20) { terminal.type(key) }
      #expect(0 < bytes && bytes <= 1_024, "step \(step): \(bytes) bytes")
    }
    for (keys, sign, draw) in places {
      terminal.type(keys)
      try terminal.wait(for: sign)
      terminal.settle()
      let bytes = terminal.bytes { terminal.type(draw) }
      #expect(300 < bytes && bytes <= budget, "\(sign): \(bytes) bytes")
      terminal.type("\u{1B}\u{1B}")
      terminal.settle()
      terminal.type("1")
      terminal.settle()
    }
    #expect(terminal.model.foreign == [])
  }

  /// Keys to a place, what stands there, and a key by which all of it, or a box on it, is drawn.
  private var places: [(keys: String, sign: String, draw: String)] {
    [
      ("gg", "Flow number", "\u{0C}"), ("\r", "Same as on the server", "\u{0C}"),
      ("e", "OUTLINE", "\u{0C}"), ("3", "Outbox", "\u{0C}"), ("4", "Activity", "\u{0C}"),
      ("1", "Flow number", "?"), ("1", "Flow number", "\u{10}"), ("1", "Flow number", "gG"),
    ]
  }
}
