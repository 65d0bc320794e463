import CPosix
package import CellGrid
import Glibc

/// What the wait keeps between two calls.
struct InputState {
  var decoder: InputDecoder
  /// When half a sequence is over.
  var sequenceEnd: ContinuousClock.Instant?
  /// When the window has been quiet long enough to lay everything out again.
  var resizeEnd: ContinuousClock.Instant?
  /// When wake-ups count again; until then background work must not crowd out the keys.
  var wakeUpsFrom: ContinuousClock.Instant?
  /// How many wake-ups may still come at once: the answer to a key is not held back.
  var quickWakeUps = 3
  var isGone = false
  /// The next SIGCONT ended a stop of our own, which needs nothing more.
  var expectsContinue = false
  private var lastPress: (event: MouseEvent, time: ContinuousClock.Instant)?

  init(decoder: InputDecoder) {
    self.decoder = decoder
  }

  /// Forgets what was half typed.
  mutating func reset() {
    _ = decoder.timeOver()
    _ = decoder.endPaste()
    sequenceEnd = nil
  }

  /// The second of two presses in one cell within 400 ms is a double one.
  mutating func countPresses(_ events: [ScreenEvent], now: ContinuousClock.Instant) -> [ScreenEvent]
  {
    events.map { event in
      guard case .mouse(let mouse) = event, mouse.action == .press else { return event }
      if let last = lastPress, last.event == mouse, now - last.time < .milliseconds(400) {
        lastPress = nil
        return .mouse(
          MouseEvent(
            .doubleClick, button: mouse.button, at: mouse.point, modifiers: mouse.modifiers))
      }
      lastPress = (mouse, now)
      return event
    }
  }
}

extension NcursesScreen {
  package func waitForEvents(timeout: Duration?) -> [ScreenEvent] {
    let clock = ContinuousClock()
    let deadline = timeout.map { clock.now + $0 }
    while true {
      let now = clock.now
      let events = takeDue(now)
      if !events.isEmpty { return events }
      if let deadline, deadline <= now { return poll(until: now, from: now) }
      let found = poll(until: deadline, from: now)
      if !found.isEmpty { return found }
    }
  }

  /// What time alone has decided.
  private func takeDue(_ now: ContinuousClock.Instant) -> [ScreenEvent] {
    if let end = input.sequenceEnd, end <= now {
      input.sequenceEnd = nil
      let events = input.decoder.isInPaste ? input.decoder.endPaste() : input.decoder.timeOver()
      if !events.isEmpty { return events }
    }
    if let end = input.resizeEnd, end <= now {
      input.resizeEnd = nil
      // Back in the same size, what the terminal cut off meanwhile is lost all the same.
      if !takeSize() { redraw() }
      return [.resize(size)]
    }
    return []
  }

  /// Sleeps until something happens or is due, and takes it.
  private func poll(
    until deadline: ContinuousClock.Instant?, from now: ContinuousClock.Instant
  ) -> [ScreenEvent] {
    let isHeld = input.wakeUpsFrom.map { $0 > now } ?? false
    var files = [
      pollfd(fd: input.isGone ? -1 : device.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.readEnd, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isHeld ? -1 : wakeUps.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    if hasOutput { files[0].events |= Int16(POLLOUT) }
    let ends = [
      deadline, input.sequenceEnd, input.resizeEnd, isHeld ? input.wakeUpsFrom : nil,
    ].compactMap(\.self)
    let count = Glibc.poll(
      &files, nfds_t(files.count), ends.min().map { Self.milliseconds(from: now, to: $0) } ?? -1)
    guard count > 0 else { return [] }
    if files[0].revents & Int16(POLLOUT) != 0 { continueOutput() }
    var events: [ScreenEvent] = []
    if files[1].revents != 0 { events += takeSignals() }
    if files[0].revents & ~Int16(POLLOUT) != 0 { events += takeInput() }
    if files[2].revents != 0 { events += takeWakeUps() }
    return events
  }

  private func takeInput() -> [ScreenEvent] {
    var events: [ScreenEvent] = []
    // A bound, so that input without an end cannot keep frames from being drawn.
    for _ in 0..<64 {
      guard let bytes = device.read() else {
        input.isGone = true
        return events + [.signal(.hangup)]
      }
      events += input.decoder.decode(bytes)
      guard device.hasInput else { break }
    }
    let now = ContinuousClock().now
    input.sequenceEnd =
      input.decoder.isInPaste
      ? now + .seconds(2) : input.decoder.isWaiting ? now + options.escapeTime : nil
    for sequence in input.decoder.unknown {
      options.onUnknownInput(VisibleText(bytes: sequence).text)
    }
    input.decoder.forgetUnknown()
    input.quickWakeUps = 3
    input.wakeUpsFrom = nil
    return input.countPresses(events, now: now)
  }

  /// Work in the background may tell of itself as often as it likes: after the first few, the
  /// screen follows 30 times a second.
  private func takeWakeUps() -> [ScreenEvent] {
    _ = wakeUps.drain()
    if input.quickWakeUps > 0 {
      input.quickWakeUps -= 1
    } else {
      input.wakeUpsFrom = ContinuousClock().now + .milliseconds(33)
    }
    return [.wakeUp]
  }

  private func takeSignals() -> [ScreenEvent] {
    signals.drain().compactMap { byte -> ScreenEvent? in
      switch Int32(byte) {
      case SIGINT: return .signal(.interrupt)
      case SIGTERM: return .signal(.terminate)
      case SIGHUP: return .signal(.hangup)
      case SIGQUIT: return .signal(.quit)
      case SIGTSTP: return .signal(.suspend)
      case SIGUSR1: return .signal(.reload)
      case SIGWINCH:
        input.resizeEnd = ContinuousClock().now + .milliseconds(30)
        return nil
      case SIGCONT where input.expectsContinue:
        input.expectsContinue = false
        return nil
      case SIGCONT:
        comeBack()
        // The loop draws a frame after every event.
        return .wakeUp
      default: return nil
      }
    }
  }

  /// Rounded up: a wait that ends too early would spin.
  private static func milliseconds(
    from now: ContinuousClock.Instant, to end: ContinuousClock.Instant
  ) -> Int32 {
    let (seconds, attoseconds) = (end - now).components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    if seconds > 1_000_000 { return 1_000_000_000 }
    let milliseconds = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(seconds * 1000 + milliseconds)
  }
}
