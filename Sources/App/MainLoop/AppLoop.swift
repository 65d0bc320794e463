package import CellGrid
package import FlowModel
import FlowWorkspace
package import Workbench

/// Wait, gather, update, draw. Main thread only; nothing else touches the state or the screen.
///
/// Keys are answered with a frame at once, and so are the rows that a key asked for, a text that the
/// editor asked for and a graph that was laid out. What else comes from the background is drawn at
/// most 30 times a second; a burst of events is one frame.
package struct AppLoop {
  /// Does what an effect asks of the person's own editor, on the screen's terminal; blocks. Nil for
  /// effects that need no editor.
  package typealias OutsideEditor = (_ effect: Effect, _ screen: any Screen) -> AppEvent?

  package private(set) var state: AppState
  private let screen: any Screen
  private let mailbox: Mailbox
  private let runner: EffectRunner
  private let editOutside: OutsideEditor
  private let clock: AppClock
  private let firstRowsWait: Milliseconds
  private var presentedAt: Milliseconds?
  /// What the runner is to do once the frame is drawn: waking its threads takes longer than a
  /// frame may.
  private var waiting: [Effect] = []
  private var idleTimer = IdleTimer()

  /// - Parameter firstRowsWait: how long the first frame waits for rows. A slow disk must not leave
  ///   the screen black.
  package init(
    state: AppState, screen: any Screen, mailbox: Mailbox, runner: EffectRunner, clock: AppClock,
    firstRowsWait: Milliseconds = 80, editOutside: @escaping OutsideEditor
  ) {
    self.state = state
    self.screen = screen
    self.mailbox = mailbox
    self.runner = runner
    self.clock = clock
    self.firstRowsWait = firstRowsWait
    self.editOutside = editOutside
  }

  /// Runs until the program ends, gives the terminal back, and waits for what still writes.
  ///
  /// - Returns: the exit status.
  package mutating func run() -> Int32 {
    let effects = state.receive(.started(now: clock.now()))
    noteActivity()
    // Asking servers takes a while of a processor: the first frame comes first.
    start(effects.filter { $0 != .pull })
    startWaiting()
    gatherFirstRows()
    var timeout = state.isFinished ? nil : present()
    start(effects.filter { $0 == .pull })
    startWaiting()
    while !state.isFinished {
      take(screen.waitForEvents(timeout: timeout).map(AppEvent.screen) + mailbox.drain())
      if !state.isFinished { timeout = present() }
      startWaiting()
    }
    _ = runner.finish(seconds: 5)
    screen.end()
    return state.exitStatus
  }

  /// The first frame shows rows, not an empty list: reading them takes a few milliseconds.
  private mutating func gatherFirstRows() {
    let deadline = clock.monotonic() + firstRowsWait
    while !state.hasFirstRows, !state.isFinished {
      let rest = deadline - clock.monotonic()
      guard rest > 0 else { return }
      let events = screen.waitForEvents(timeout: .milliseconds(rest))
      take(events.map(AppEvent.screen) + mailbox.drain())
      startWaiting()
    }
  }

  private static let frameTime: Milliseconds = 33

  /// Draws, unless the last frame is too young for what only the background asked for.
  ///
  /// - Returns: how long to wait at most for the next events; nil: until something happens.
  private mutating func present() -> Duration? {
    let now = clock.monotonic()
    if !wantsFrameNow, let presentedAt, now - presentedAt < Self.frameTime {
      return .milliseconds(Self.frameTime - (now - presentedAt))
    }
    screen.present(state.frame())
    presentedAt = now
    wantsFrameNow = false
    return [
      state.millisecondsToNextAge, state.millisecondsToNextPull, idleTimer.rest(at: now),
    ].compactMap(\.self).min()
      .map { .milliseconds($0) }
  }

  /// Since the last frame somebody pressed a key, or what was asked for came.
  private var wantsFrameNow = true
  /// The number of the rows that a key asked for last, until they come.
  private var awaitedRows: Int?

  private mutating func take(_ events: [AppEvent]) {
    defer { checkpointWhenIdle() }
    guard !events.isEmpty else {
      // The time was over: ages on the screen have changed, or a frame is due.
      start(state.receive(.timePassed(now: clock.now())))
      return
    }
    var effects = state.receive(.timePassed(now: clock.now()))
    for event in events {
      if event.isFromPerson || event.isFromSync { noteActivity() }
      let answers = state.receive(event)
      note(event, answers)
      effects += answers
      if state.isFinished { break }
    }
    start(effects)
  }

  private mutating func noteActivity() {
    // Without a profile there is no local copy.
    if state.settings.profile != nil { idleTimer.restart(at: clock.monotonic()) }
  }

  /// A checkpoint writes files whose change is told as any other: that is no activity, or an idle
  /// program would make one after the other. A sync that is still running tells when it ends.
  private mutating func checkpointWhenIdle() {
    guard !state.isFinished, idleTimer.takeEnd(at: clock.monotonic()), !state.isBusy else { return }
    start([.checkpoint])
  }

  /// Whether an event is worth a frame at once. A list that is read again because the copy changed
  /// is not: a pull changes it many times a second.
  private mutating func note(_ event: AppEvent, _ answers: [Effect]) {
    if event.isFromPerson {
      wantsFrameNow = true
      awaitedRows = answers.compactMap(\.requestOfRows).last ?? awaitedRows
    } else if case .windowLoaded(_, _, let request) = event, request == awaitedRows {
      wantsFrameNow = true
      awaitedRows = nil
    } else if event.isAwaited {
      wantsFrameNow = true
    }
  }

  private mutating func startWaiting() {
    guard !waiting.isEmpty else { return }
    runner.start(waiting)
    waiting = []
  }

  /// What needs the screen is done here; the rest by the runner, after the frame.
  private mutating func start(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .redraw: screen.redraw()
      case .suspend:
        // Nothing stops in the middle of a write: another program may wait for its end.
        startWaiting()
        _ = runner.finishWrites(seconds: 2)
        suspend()
      case .openExternalEditor, .editTextOutside:
        guard let event = editOutside(effect, screen) else { continue }
        wantsFrameNow = true
        noteActivity()
        start(state.receive(.timePassed(now: clock.now())) + state.receive(event))
      case .copyByTerminal(let bytes, let what):
        start(state.receive(copy(bytes, what)))
      case .quit: break
      default: waiting.append(effect)
      }
    }
  }

  /// By the terminal: whether it takes what it was sent, it does not say.
  private func copy(_ bytes: [UInt8], _ what: String) -> AppEvent {
    guard screen.copyToClipboard(bytes) else {
      return .copyRefused(bytes, what: what)
    }
    return .noticed(Notice(.success, Clipboard.sentence(bytes, what, by: .terminal)))
  }

  private mutating func suspend() {
    screen.suspend()
    wantsFrameNow = true
    noteActivity()
    // The window may have another size by now.
    start(state.receive(.screen(.resize(screen.size))))
  }
}

/// The clocks of the loop, given from outside so that tests can move them.
package struct AppClock: Sendable {
  /// Milliseconds since 1970.
  package let now: @Sendable () -> Milliseconds
  /// Milliseconds that never go back; their origin means nothing.
  package let monotonic: @Sendable () -> Milliseconds

  package init(
    now: @escaping @Sendable () -> Milliseconds, monotonic: @escaping @Sendable () -> Milliseconds
  ) {
    self.now = now
    self.monotonic = monotonic
  }
}

extension AppEvent {
  /// Keys, pastes, clicks, a new size: what a person did and wants to see at once.
  fileprivate var isFromPerson: Bool {
    if case .screen(let event) = self, event != .wakeUp { return true }
    return false
  }

  /// What servers were asked for goes on, or came to its end.
  fileprivate var isFromSync: Bool {
    switch self {
    case .syncStepped, .pullEnded, .pushEnded: true
    default: false
    }
  }

  /// What a person waits for and can do nothing without: the text of the editor, the drawing of a
  /// graph.
  fileprivate var isAwaited: Bool {
    switch self {
    case .editor(.textLoaded), .graphLaidOut: true
    default: false
    }
  }
}

extension Effect {
  fileprivate var requestOfRows: Int? {
    if case .loadWindow(_, _, _, let request) = self { request } else { nil }
  }
}
