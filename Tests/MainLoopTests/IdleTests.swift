import CellGrid
import FlowModel
import FlowWorkspace
import Glibc
import MainLoop
import Synchronization
import TestKit
import Testing
import Workbench

@Suite("half a minute without anything to do")
struct IdleTests {
  /// What happens in one turn of the loop, so many milliseconds after the turn before.
  struct Turn {
    let pause: Milliseconds
    let keys: String
    let event: AppEvent?

    init(after pause: Milliseconds, keys: String = "", event: AppEvent? = nil) {
      (self.pause, self.keys, self.event) = (pause, keys, event)
    }
  }

  /// Runs a loop whose clock is moved by the turns only.
  ///
  /// - Returns: how long the loop was willing to wait before each turn, in milliseconds (nil: for
  ///   ever), and the number of checkpoints it asked for.
  static func run(
    profile: String? = "prod", _ turns: [Turn]
  ) async -> (waits: [Milliseconds?], checkpoints: Int) {
    let time = Mutex<Milliseconds>(0)
    let checkpoints = Mutex(0)
    let screen = TestScreen(columns: 80, rows: 24)
    let mailbox = Mailbox(wakeUp: screen.wakeUp)
    let sample = SampleProfile()
    let runner = EffectRunner(mailbox: mailbox) { effect, post in
      if effect == .checkpoint { checkpoints.withLock { $0 += 1 } }
      for answer in sample.answers(to: effect) { post(answer) }
    }
    var rest = turns[...]
    var waits: [Milliseconds?] = []
    screen.person = { screen in
      guard !screen.frames.isEmpty else { return [] }
      waits.append(screen.timeouts.last?.map { Milliseconds($0 / .milliseconds(1)) } ?? nil)
      guard let turn = rest.popFirst() else { return [.signal(.terminate)] }
      time.withLock { $0 += turn.pause }
      if let event = turn.event { mailbox.post(event) }
      return [.wakeUp]
        + turn.keys.split(separator: " ").compactMap { Key(named: String($0)) }
        .map { .key($0) }
    }
    _ = await AppLoopTests.run(
      AppLoop(
        state: AppState(
          settings: AppSettings(profile: profile, pullsAtStart: false), size: screen.size),
        screen: screen, mailbox: mailbox, runner: runner,
        clock: AppClock(now: { SampleFlows.now }, monotonic: { time.withLock { $0 } }),
        firstRowsWait: 20_000
      ) { _, _ in nil })
    return (waits, checkpoints.withLock { $0 })
  }

  /// Ages are drawn anew once a minute; nothing else wakes a program that rests.
  static let minute: Milliseconds = 60_000

  @Test("a checkpoint is made once, half a minute after the last key, and then nothing")
  func once() async {
    let (waits, checkpoints) = await Self.run([
      Turn(after: 20_000, keys: "j"), Turn(after: 29_900), Turn(after: 100),
      Turn(after: 60_000), Turn(after: 3_600_000),
    ])
    #expect(waits == [30_000, 30_000, 100, Self.minute, Self.minute, Self.minute])
    #expect(checkpoints == 1)
  }

  @Test("nothing is asked for before half a minute is over")
  func tooEarly() async {
    let turns = [Turn(after: 29_900), Turn(after: 50, keys: "j"), Turn(after: 29_900)]
    #expect(await Self.run(turns).checkpoints == 0)
  }

  @Test("the next key leads to another checkpoint")
  func again() async {
    let turns = [Turn(after: 30_000), Turn(after: 30_000, keys: "j"), Turn(after: 30_000)]
    #expect(await Self.run(turns).checkpoints == 2)
  }

  @Test("what a checkpoint changes in the folder leads to no other one")
  func noEcho() async {
    let (waits, checkpoints) = await Self.run([
      Turn(after: 30_000), Turn(after: 100, event: .localCopyChanged), Turn(after: 30_000),
    ])
    #expect(waits == [30_000, Self.minute, Self.minute, Self.minute])
    #expect(checkpoints == 1)
  }

  @Test("a sync that takes longer is waited for")
  func sync() async {
    let pull = [Turn(after: 100, keys: "R"), Turn(after: 40_000)]
    #expect(await Self.run(pull).checkpoints == 0)
    let (waits, checkpoints) = await Self.run(
      pull + [
        Turn(after: 1_000, event: .pullEnded(SyncOutcome(.quiet, "Nothing new."))),
        Turn(after: 30_000),
      ])
    #expect(waits == [30_000, 30_000, Self.minute, 30_000, Self.minute])
    #expect(checkpoints == 1)
  }

  @Test("without a profile nothing waits for anything")
  func withoutProfile() async {
    let (waits, checkpoints) = await Self.run(profile: nil, [Turn(after: 100), Turn(after: 30_000)])
    #expect(waits == [nil, nil, nil])
    #expect(checkpoints == 0)
  }

  @Test("the write-ahead log is empty afterwards, and nobody is told")
  func log() async throws {
    let desk = try WorkspacePerformerTests.Desk()
    _ = try await desk.create("Refund helper")
    let log = desk.workspace.places.data(of: "demo") + "/weir.db-wal"
    #expect(try Self.size(of: log) > 0)
    #expect(await desk.events(.checkpoint).isEmpty)
    #expect(try Self.size(of: log) == 0)
    _ = try await desk.create("Another one")
  }

  static func size(of path: String) throws -> Int {
    var facts = stat()
    try #require(stat(path, &facts) == 0)
    return Int(facts.st_size)
  }
}
