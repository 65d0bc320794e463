import HostileKit
import TestKit
import Testing

/// The screen of the real program while a server answers for ever (promise 45). How long a key
/// takes is measured by `weir-bench alive`; here it only has to be answered.
@Suite("The screen stays alive under hostile answers", .serialized)
struct LiveScreenTests {
  private static let rows = ["Flow held-flow-1", "Flow held-flow-2", HeldFlows.editedName]

  private static let answers: [HostileCase] = [
    HostileCase(name: "one byte a while", exits: []) { connection, _ in
      connection.send(Answer.ok + "\r\n[")
      while connection.send(" "), !connection.isClosed(withinMilliseconds: 50) {}
    },
    .flood("a flood of blanks", Answer.ok + "\r\n", [UInt8](repeating: 0x20, count: 1 << 16)),
    HostileCase(name: "100 MB in large flows", exits: []) { connection, _ in
      let text = String(repeating: "b", count: 1_000_000)
      connection.send(Answer.ok + "\r\n[")
      for number in 0..<100 {
        let members = "\"zz\",\"analytic\":\"\(text)\""
        let row = HostileCase.flow("zz-large-\(number)", "name", members)
        guard connection.send(row + ",") else { return }
      }
      connection.waitForClose()
    },
    HostileCase(name: "flows without end", exits: []) { connection, _ in
      connection.send(Answer.ok + "\r\n[")
      var number = 0
      while connection.send(HostileCase.flow("zz-small-\(number)", "name", "\"zz\"") + ",") {
        number += 1
      }
    },
  ]

  @Test(
    "keys are answered while the answer comes, Ctrl-c ends it, and the program stays small",
    arguments: answers.indices)
  func keys(_ index: Int) throws {
    let bench = try HostileBench { _ in Self.answers }
    let (folder, environment) = try bench.home(for: index)
    let terminal = try Tmux(environment)
    try terminal.enter("\(Programs.weir()) -p flowise")
    // It pulls by itself when it starts.
    try wait(terminal, at: 0)
    for (key, row) in [("j", 1), ("j", 2), ("k", 1), ("k", 0), ("j", 1), ("j", 2)] {
      try terminal.type(key)
      try wait(terminal, at: row)
    }
    try terminal.type("?")
    try terminal.wait("the help") { $0.contains("Help: list") && $0.contains("syncing") }
    try terminal.press("Escape")
    try wait(terminal, at: 2)
    let process = try #require(Processes.holding(folder.path, named: "weir").first)
    #expect(MeasuredRun.peak(of: process) <= HostileFindings.limitInKilobytes)
    try terminal.press("C-c")
    try terminal.wait(for: "Stopped. What was done so far is kept.")
    try terminal.type("q")
    try terminal.waitForPrompt()
  }

  /// The cursor stands on a row, and the pull goes on.
  private func wait(_ terminal: Tmux, at row: Int) throws {
    try terminal.wait("row \(row), and a pull") {
      isAt(row, $0) && $0.contains("syncing")
    }
  }

  private func isAt(_ row: Int, _ screen: String) -> Bool {
    screen.split(separator: "\n").contains {
      $0.hasPrefix(">") && $0.contains(Self.rows[row])
    }
  }
}
