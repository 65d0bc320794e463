import Dispatch
import FlowModel
import MainLoop
import Synchronization
import TestKit
import Testing
import Workbench

@Suite struct EffectRunnerTests {
  /// Collects what was performed, in order.
  final class Diary: Sendable {
    let effects = Mutex<[Effect]>([])
    func note(_ effect: Effect) { effects.withLock { $0.append(effect) } }
    var noted: [Effect] { effects.withLock { $0 } }
  }

  /// Waits on a thread of its own, for the same reason.
  static func finish(_ runner: EffectRunner) async -> Bool {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "finish").async {
        continuation.resume(returning: runner.finish(seconds: 120))
      }
    }
  }

  @Test("of several effects of one slot only the last is performed")
  func slots() async {
    let diary = Diary()
    let runner = EffectRunner(mailbox: Mailbox {}) { effect, _ in diary.note(effect) }
    let asked = (1...50).map { Effect.loadDetail(FlowID(row: $0), afterRest: false) }
    runner.start(asked + [.rename(FlowID(row: 1), to: "a")])
    #expect(await Self.finish(runner))
    #expect(diary.noted.contains(.rename(FlowID(row: 1), to: "a")))
    #expect(diary.noted.count { if case .loadDetail = $0 { true } else { false } } <= 1)
  }

  @Test("what waits for a rest is performed once, and only the newest")
  func resting() async {
    let (stream, feed) = AsyncStream.makeStream(of: Effect.self)
    let runner = EffectRunner(mailbox: Mailbox {}) { effect, _ in feed.yield(effect) }
    for row in 1...20 { runner.start([.loadDetail(FlowID(row: Int64(row)), afterRest: true)]) }
    var performed = stream.makeAsyncIterator()
    #expect(await performed.next() == .loadDetail(FlowID(row: 20), afterRest: true))
    // One that does not wait takes the place of one that does.
    runner.start([.loadDetail(FlowID(row: 21), afterRest: true)])
    runner.start([.loadDetail(FlowID(row: 22), afterRest: false)])
    #expect(await performed.next() == .loadDetail(FlowID(row: 22), afterRest: false))
    runner.start([.wake(afterMilliseconds: 60_000)])
    runner.start([.wake(afterMilliseconds: 1)])
    #expect(await performed.next() == .wake(afterMilliseconds: 1))
    #expect(await Self.finish(runner))
  }

  @Test("what waits for a rest is not waited for at the end")
  func restingAtTheEnd() async {
    let diary = Diary()
    let runner = EffectRunner(mailbox: Mailbox {}) { effect, _ in diary.note(effect) }
    runner.start([.wake(afterMilliseconds: 3_600_000)])
    #expect(await Self.finish(runner))
    #expect(diary.noted.isEmpty)
  }

  @Test("what writes is performed one after another, in the order it was asked for")
  func writing() async {
    let diary = Diary()
    let runner = EffectRunner(mailbox: Mailbox {}) { effect, _ in
      // The later ones would overtake the earlier ones if they ran side by side.
      if case .rename(let flow, _) = effect {
        for _ in 0..<(5 - flow.row) * 500 { await Task.yield() }
      }
      diary.note(effect)
    }
    let asked = (1...4).map { Effect.rename(FlowID(row: $0), to: "n") }
    for effect in asked { runner.start([effect]) }
    #expect(await Self.finish(runner))
    #expect(diary.noted == asked)
  }

  @Test("nothing runs any more when it has finished, reading neither")
  func ending() async {
    let begun = Diary()
    let ended = Diary()
    let runner = EffectRunner(mailbox: Mailbox {}) { effect, _ in
      begun.note(effect)
      // Work that does not look at its cancellation, as a query of the database.
      for _ in 0..<2_000 { await Task.yield() }
      ended.note(effect)
    }
    runner.start([.loadStatus, .loadOutbox, .pull])
    #expect(await Self.finish(runner))
    #expect(begun.noted.count == ended.noted.count)
    #expect(ended.noted.contains(.pull))
  }

  @Test("the mailbox wakes the loop once until it is emptied, and keeps the order")
  func mailbox() {
    let wakes = Mutex(0)
    let mailbox = Mailbox { wakes.withLock { $0 += 1 } }
    for number in 1...3 { mailbox.post(.timePassed(now: Int64(number))) }
    #expect(wakes.withLock { $0 } == 1)
    let times = mailbox.drain().compactMap { event -> Int64? in
      if case .timePassed(let now) = event { now } else { nil }
    }
    #expect(times == [1, 2, 3])
    #expect(mailbox.drain().isEmpty)
    mailbox.post(.localCopyChanged)
    #expect(wakes.withLock { $0 } == 2)
  }

  @Test("a change in the data folder is seen, and nothing is polled")
  func watching() async throws {
    let folder = TemporaryFolder()
    let (stream, feed) = AsyncStream.makeStream(of: Void.self)
    let watch = try #require(FolderWatch(path: folder.path) { feed.yield() })
    SessionLog(path: folder.path + "/weir.db", now: { 0 }).write("a line")
    for await _ in stream { break }
    withExtendedLifetime(watch) {}
  }
}
