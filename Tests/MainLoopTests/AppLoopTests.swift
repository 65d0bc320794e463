import CellGrid
import Dispatch
import FlowModel
import MainLoop
import Synchronization
import TestKit
import Testing
import Workbench

@Suite struct AppLoopTests {
  /// A loop over the sample profile; `person` says what is typed after a number of frames.
  static func loop(
    _ screen: TestScreen, profile: SampleProfile = SampleProfile(),
    clock: AppClock = AppClock(
      now: { SampleFlows.now }, monotonic: AppClock.system.monotonic),
    perform: @escaping EffectRunner.Performer = { _, _ in },
    editOutside: @escaping AppLoop.OutsideEditor = { _, _ in nil }
  ) -> AppLoop {
    let mailbox = Mailbox(wakeUp: screen.wakeUp)
    let runner = EffectRunner(mailbox: mailbox) { effect, post in
      for answer in profile.answers(to: effect) { post(answer) }
      await perform(effect, post)
    }
    return AppLoop(
      state: AppState(
        settings: AppSettings(profile: "prod", pullsAtStart: false), size: screen.size),
      screen: screen, mailbox: mailbox, runner: runner, clock: clock,
      // Other tests may keep every processor busy.
      firstRowsWait: 20_000, editOutside: editOutside)
  }

  /// Runs a loop on a thread of its own, as the main thread is: waiting in it must not take a
  /// thread from the tasks it waits for.
  static func run(_ loop: consuming AppLoop) async -> (status: Int32, state: AppState) {
    let box = LoopBox(loop)
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "loop").async {
        box.status = box.loop.run()
        continuation.resume()
      }
    }
    return (box.status, box.loop.state)
  }

  // Guarded by the continuation: used by the queue until it is resumed, then by the test.
  private final class LoopBox: @unchecked Sendable {
    var loop: AppLoop
    var status: Int32 = -1
    init(_ loop: AppLoop) { self.loop = loop }
  }

  /// Types one key after each frame.
  static func typing(_ names: String, on screen: TestScreen) {
    let keys = names.split(separator: " ").compactMap { Key(named: String($0)) }
    var next = 0
    screen.person = { screen in
      guard !screen.frames.isEmpty, next < keys.count else { return [] }
      next += 1
      return [.key(keys[next - 1])]
    }
  }

  @Test("the first frame is whole: it has the rows and the counts")
  func firstFrame() async throws {
    let screen = TestScreen(columns: 80, rows: 24)
    Self.typing("q", on: screen)
    let loop = Self.loop(screen)
    #expect(await Self.run(loop).status == 0)
    let first = try #require(screen.frames.first)
    #expect(first.text.contains(">  ✓ Advanced structured output"))
    #expect(first.text(ofRow: 0).contains("[1 Flows 7]"))
    #expect(screen.hasEnded)
  }

  @Test("each key is answered by a frame of its own")
  func keysAndFrames() async throws {
    let screen = TestScreen(columns: 80, rows: 24)
    Self.typing("j j q", on: screen)
    let loop = Self.loop(screen)
    _ = await Self.run(loop)
    let rows = screen.frames.compactMap { frame in
      (0..<24).map { frame.text(ofRow: $0) }.first { $0.hasPrefix(">") }
    }
    #expect(rows.contains { $0.contains("Branch out") })
    #expect(rows.last?.contains("Customer support team") == true)
  }

  @Test("a burst of keys is one frame")
  func burst() async {
    let screen = TestScreen(columns: 80, rows: 24)
    var isTyped = false
    screen.person = { screen in
      guard !screen.frames.isEmpty, !isTyped else { return [] }
      isTyped = true
      return Array(repeating: .key(Key("j")), count: 500) + [.key(Key("q"))]
    }
    let loop = Self.loop(screen)
    let state = await Self.run(loop).state
    #expect(screen.frames.count == 1)
    #expect(state.target?.name == "Support triage")
  }

  @Test("a text that was asked for is drawn at once, however young the last frame is")
  func awaitedText() async throws {
    let screen = TestScreen(columns: 80, rows: 24)
    var waits = 0
    screen.person = { screen in
      guard let frame = screen.frames.last else { return [] }
      if frame.text.contains("the text itself") { return [.signal(.terminate)] }
      waits += 1
      return waits == 1 ? [.key(Key("e"))] : waits > 200 ? [.signal(.hangup)] : []
    }
    // By this clock no frame ever grows old.
    let clock = AppClock(now: { SampleFlows.now }, monotonic: { 0 })
    let loop = Self.loop(screen, clock: clock) { effect, post in
      guard case .loadText(let flow, _) = effect else { return }
      post(
        .editor(
          .textLoaded(
            EditorText(
              flow: flow, field: "flowData", text: Array("the text itself".utf8), version: 1,
              isJSON: false))))
    }
    #expect(await Self.run(loop).status == 143)
  }

  @Test("a graph that was opened is drawn at once, however young the last frame is")
  func awaitedGraph() async throws {
    let screen = TestScreen(columns: 80, rows: 24)
    var waits = 0
    screen.person = { screen in
      guard let frame = screen.frames.last else { return [] }
      if frame.text.contains("┏━") { return [.signal(.terminate)] }
      waits += 1
      return waits == 1 ? [.key(Key("g")), .key(Key("G"))] : waits > 200 ? [.signal(.hangup)] : []
    }
    // By this clock no frame ever grows old.
    let clock = AppClock(now: { SampleFlows.now }, monotonic: { 0 })
    let loop = Self.loop(screen, clock: clock)
    #expect(await Self.run(loop).status == 143)
  }

  @Test("rows that a key asked for are drawn at once, however young the last frame is")
  func awaitedRows() async throws {
    let screen = TestScreen(columns: 80, rows: 24)
    var keys: ArraySlice<Character> = ["/", "t", "e", "a", "m"]
    var waits = 0
    screen.person = { screen in
      guard let frame = screen.frames.last else { return [] }
      if let key = keys.popFirst() { return [.key(Key(key))] }
      // The prompt shows the word; the rule says it once its rows are there.
      if frame.text(ofRow: 22).contains("team"), !frame.text.contains("Branch out") {
        return [.signal(.terminate)]
      }
      waits += 1
      return waits > 200 ? [.signal(.hangup)] : []
    }
    // By this clock no frame ever grows old.
    let clock = AppClock(now: { SampleFlows.now }, monotonic: { 0 })
    let loop = Self.loop(screen, clock: clock)
    #expect(await Self.run(loop).status == 143)
  }

  @Test("what is written is finished before the program ends")
  func finishing() async {
    let screen = TestScreen(columns: 80, rows: 24)
    Self.typing("r x Enter q", on: screen)
    let written = Mutex<[Effect]>([])
    let loop = Self.loop(screen) { effect, _ in
      if case .rename = effect {
        for _ in 0..<2_000 { await Task.yield() }
        written.withLock { $0.append(effect) }
      }
    }
    _ = await Self.run(loop)
    #expect(
      written.withLock { $0 } == [.rename(FlowID(row: 1), to: "Advanced structured outputx")])
  }

  @Test("a signal ends the program with its status")
  func signals() async {
    let screen = TestScreen(columns: 80, rows: 24)
    screen.person = { $0.frames.isEmpty ? [] : [.signal(.terminate)] }
    let loop = Self.loop(screen)
    #expect(await Self.run(loop).status == 143)
    #expect(screen.hasEnded)
  }

  @Test("Ctrl-z suspends the screen, Ctrl-l draws it again, and the program goes on")
  func suspending() async {
    let screen = TestScreen(columns: 80, rows: 24)
    Self.typing("C-z C-l j q", on: screen)
    let loop = Self.loop(screen)
    let state = await Self.run(loop).state
    #expect(screen.suspensions == 1)
    #expect(screen.redraws == 1)
    #expect(state.target?.name == "Branch out, merge in")
  }

  @Test("the outside editor gets the flow and the screen; what it says is shown")
  func editingOutside() async throws {
    let screen = TestScreen(columns: 80, rows: 24)
    Self.typing("j j j E q", on: screen)
    var asked: Effect?
    let loop = Self.loop(
      screen,
      editOutside: { effect, _ in
        asked = effect
        return .outsideEditEnded(FlowID(row: 4), "Saved here. 3 changes wait.")
      })
    _ = await Self.run(loop)
    #expect(asked == .openExternalEditor(FlowID(row: 4), field: nil))
    #expect(screen.frames.contains { $0.text.contains("Saved here. 3 changes wait.") })
  }

  @Test("what no program takes is copied by the terminal; what is too long for it can be a file")
  func copying() async {
    let screen = TestScreen(columns: 100, rows: 24)
    screen.mostCopiedBytes = 3
    let loop = Self.loop(screen) { effect, post in
      guard case .loadStatus = effect else { return }
      for text in ["abc", "abcd"] {
        post(.clipboardNeedsTerminal(Array(text.utf8), what: "the key"))
      }
    }
    // A question may be open by then, which q would be typed into.
    Self.typing("j k j k C-c C-c", on: screen)
    _ = await Self.run(loop)
    #expect(screen.copied == [Array("abc".utf8)])
    #expect(screen.frames.contains { $0.text.contains("too long to copy; write to the file:") })
  }

  @Test("an empty profile shows what to do and quits")
  func withoutProfile() async {
    let screen = TestScreen(columns: 80, rows: 24)
    Self.typing("q", on: screen)
    let mailbox = Mailbox(wakeUp: screen.wakeUp)
    let loop = AppLoop(
      state: AppState(settings: AppSettings(profile: nil), size: screen.size), screen: screen,
      mailbox: mailbox, runner: EffectRunner(mailbox: mailbox) { _, _ in }, clock: .system
    ) { _, _ in nil }
    #expect(await Self.run(loop).status == 0)
    #expect(screen.frames.first?.text.contains("a  adds a server") == true)
  }
}
