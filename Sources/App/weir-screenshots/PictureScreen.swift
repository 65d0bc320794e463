import CellGrid
import Dispatch
import Glibc
import Synchronization

/// A screen in memory that plays a story: it types the next step when nothing moves any more, and
/// keeps the frames that the story wants.
final class PictureScreen: Screen {
  private(set) var size: GridSize
  let abilities: ScreenAbilities
  private(set) var pictures: [Picture] = []
  private(set) var recording: Recording
  /// Why the story could not be played to its end; nil when it was.
  private(set) var failure: String?
  /// Steps that are no keys: time, the server.
  var perform: (Story.Step) throws -> Void = { _ in }

  private var steps: ArraySlice<Story.Step>
  private var waitingKeys: ArraySlice<Key> = []
  private var frame: Frame?
  private var restingSince = DispatchTime.now()
  private let bell = Bell()

  /// Nothing new for so long means that the program waits for a person.
  private static let rest: DispatchTimeInterval = .milliseconds(150)
  /// A step that does not get what it waits for.
  private static let patience: DispatchTimeInterval = .seconds(20)

  /// Ends waits; other threads ring it.
  private final class Bell: Sendable {
    private let isRung = Mutex(false)
    private let semaphore = DispatchSemaphore(value: 0)

    func ring() {
      let wasRung = isRung.withLock { isRung in
        defer { isRung = true }
        return isRung
      }
      if !wasRung { semaphore.signal() }
    }

    /// - Returns: false when the time was over first.
    func wait(until deadline: DispatchTime) -> Bool {
      guard semaphore.wait(timeout: deadline) == .success else { return false }
      isRung.withLock { $0 = false }
      return true
    }
  }

  init(_ story: Story) {
    size = GridSize(rows: story.rows, columns: story.columns)
    recording = Recording(size: size)
    abilities = ScreenAbilities(colors: story.colors, glyphs: story.glyphs)
    steps = story.steps[...]
  }

  var wakeUp: @Sendable () -> Void {
    let bell = bell
    return { bell.ring() }
  }

  func present(_ frame: Frame) { self.frame = frame }

  func waitForEvents(timeout: Duration?) -> [ScreenEvent] {
    if let key = waitingKeys.popFirst() {
      if let frame { recording.note(frame) }
      return moved(.key(key))
    }
    let rested = restingSince + Self.rest
    let limit = timeout.map { .now() + .nanoseconds(Self.nanoseconds($0)) } ?? rested
    if bell.wait(until: min(limit, rested)) { return moved(.wakeUp) }
    // The loop has a frame to draw, or an age to move on.
    if limit < rested { return [] }
    return next()
  }

  /// The next step that is an event; what the steps before it want is done.
  private func next() -> [ScreenEvent] {
    if let frame { recording.note(frame) }
    while let step = steps.first {
      switch step {
      case .until(let text):
        if frame?.text.contains(text) == true { break }
        if restingSince + Self.patience < .now() {
          return give(up: "\"\(text)\" does not come. The screen shows:\n\(frame?.text ?? "")")
        }
        _ = bell.wait(until: .now() + Self.rest)
        return [.wakeUp]
      case .picture(let title):
        if let frame { pictures.append(Picture(title: title, frame: frame)) }
        recording.pause()
      case .keys(let names):
        guard let keys = Key.sequence(named: names) else { return give(up: "no keys: \(names)") }
        steps.removeFirst()
        waitingKeys = keys.dropFirst()
        return keys.first.map { moved(.key($0)) } ?? []
      case .text(let text):
        steps.removeFirst()
        let keys = text.map { Key($0) }
        waitingKeys = keys.dropFirst()
        return keys.first.map { moved(.key($0)) } ?? []
      case .size(let columns, let rows):
        steps.removeFirst()
        size = GridSize(rows: rows, columns: columns)
        return moved(.resize(size))
      case .minutes, .server:
        do {
          try perform(step)
        } catch {
          return give(up: "\(error)")
        }
        steps.removeFirst()
        return moved(.wakeUp)
      }
      steps.removeFirst()
    }
    return [.signal(.terminate)]
  }

  private func moved(_ event: ScreenEvent) -> [ScreenEvent] {
    restingSince = .now()
    return [event]
  }

  private func give(up reason: String) -> [ScreenEvent] {
    failure = failure ?? reason
    steps = []
    return [.signal(.terminate)]
  }

  private static func nanoseconds(_ duration: Duration) -> Int {
    Int(duration.components.seconds) * 1_000_000_000
      + Int(duration.components.attoseconds / 1_000_000_000)
  }

  func suspend() {}
  func run(_ program: ForegroundProgram) throws(ScreenError) -> ProgramEnd { .exited(0) }
  func redraw() {}
  func ringBell() {}
  func copyToClipboard(_ text: [UInt8]) -> Bool { true }
  func end() {}
}
