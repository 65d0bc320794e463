package import CellGrid
import Dispatch
import Synchronization

/// A screen in memory: events are put in, frames are kept.
package final class TestScreen: Screen {
  package private(set) var size: GridSize
  package let abilities = ScreenAbilities(colors: .indexed, glyphs: .unicode)
  /// Every frame shown, the first one first.
  package private(set) var frames: [Frame] = []
  package private(set) var suspensions = 0
  package private(set) var redraws = 0
  package private(set) var hasEnded = false
  /// Programs that were run with the terminal; ``programEnds`` says how.
  package private(set) var programs: [ForegroundProgram] = []
  package var programEnds: (ForegroundProgram) -> ProgramEnd = { _ in .exited(0) }
  /// What went to the clipboard of the terminal, which takes no more than so many bytes at a time.
  package private(set) var copied: [[UInt8]] = []
  package var mostCopiedBytes = Int.max
  /// How long each wait was to last at most; nil: until something happens.
  package private(set) var timeouts: [Duration?] = []
  /// Called before each wait with the number of frames so far: what a person would do now.
  package var person: (TestScreen) -> [ScreenEvent] = { _ in [] }

  private let signal: Signal

  /// Ends waits; shared with the closure that other threads call.
  private final class Signal: Sendable {
    let isRung = Mutex(false)
    let semaphore = DispatchSemaphore(value: 0)

    func ring() {
      let isFirst = isRung.withLock { rung in
        defer { rung = true }
        return !rung
      }
      if isFirst { semaphore.signal() }
    }

    /// - Returns: false when the time was over first.
    func wait(_ timeout: DispatchTime) -> Bool {
      guard semaphore.wait(timeout: timeout) == .success else { return false }
      isRung.withLock { $0 = false }
      return true
    }
  }

  package init(columns: Int, rows: Int) {
    size = GridSize(rows: rows, columns: columns)
    signal = Signal()
  }

  package var wakeUp: @Sendable () -> Void {
    let signal = signal
    return { signal.ring() }
  }

  package func present(_ frame: Frame) { frames.append(frame) }

  package func waitForEvents(timeout: Duration?) -> [ScreenEvent] {
    timeouts.append(timeout)
    let events = person(self)
    if !events.isEmpty { return events }
    // A test that waits for nothing must end: nobody types any more after five seconds.
    let milliseconds =
      timeout.map {
        Int($0.components.attoseconds / 1_000_000_000_000_000)
          + Int($0.components.seconds) * 1_000
      } ?? 5_000
    return signal.wait(.now() + .milliseconds(min(milliseconds, 5_000))) ? [.wakeUp] : []
  }

  package func suspend() { suspensions += 1 }

  package func run(_ program: ForegroundProgram) throws(ScreenError) -> ProgramEnd {
    programs.append(program)
    return programEnds(program)
  }

  package func redraw() { redraws += 1 }
  package func ringBell() {}

  package func copyToClipboard(_ text: [UInt8]) -> Bool {
    guard text.count <= mostCopiedBytes else { return false }
    copied.append(text)
    return true
  }

  package func end() { hasEnded = true }
}
