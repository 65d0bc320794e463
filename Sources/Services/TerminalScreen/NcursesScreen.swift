import CNcurses
import CPosix
package import CellGrid
import Glibc

/// The terminal through ncurses: frames out, events in.
///
/// One at a time in a process, used by one thread, but for ``wakeUp``. Nothing is ever asked of
/// the terminal, so no answer can arrive as keys.
package final class NcursesScreen: Screen {
  package private(set) var size: GridSize
  package let abilities: ScreenAbilities
  /// Something the person should know about the terminal, nil when all is well.
  package var notice: String? { start.notice }

  let device: TerminalDevice
  let options: TerminalOptions
  let wakeUps: WakeUpPipe
  let signals: WakeUpPipe
  var input: InputState
  private let start: Start
  private let restore: TerminalRestore
  private let sequences: TerminalSequences
  private let gatherer: FrameGatherer
  private var painter: NcursesPainter
  private var modes = Modes()
  /// A frame that waits for the terminal to take the one before.
  private(set) var waiting: Frame?
  /// What the terminal has not taken yet: the rest of a frame, or of a text for its clipboard.
  private var pending: [UInt8] = []
  private var state = State.running
  /// Terminals take a write of so many bytes before they draw; only a longer one could be seen half
  /// done.
  private static let longestAtOnce = 512

  private enum State { case running, away, ended }

  /// What the terminal was told besides cells; forgotten when somebody else had it.
  private struct Modes {
    var isEntered = false
    var capturesMouse = false
    var shape: Cursor.Shape?
    var title: String?
  }

  /// Takes the terminal over. Nothing is drawn before the first ``present(_:)``.
  ///
  /// - Throws: ``ScreenError/noTerminal(reason:)`` when there is none, or TERM names one that
  ///   cannot move its cursor.
  package init(_ options: TerminalOptions) throws(ScreenError) {
    guard let type = options.terminalType else {
      throw .noTerminal(reason: "TERM is \(options.environment["TERM"] ?? "not set")")
    }
    guard let wakeUps = WakeUpPipe(), let signals = WakeUpPipe() else {
      throw .noTerminal(reason: "the process has no descriptors left")
    }
    do {
      let glyphs = TerminalLocale.start()
      device = try TerminalDevice(path: options.path)
      restore = try TerminalRestore(terminal: device.descriptor, signals: signals)
      start = try Self.start(type, on: device)
      sequences = Self.sequences()
      try restore.arm(sequence: sequences.leave + sequences.leaveScreen)
      abilities = ScreenAbilities(colors: Self.startColors(options), glyphs: glyphs)
    } catch {
      throw .noTerminal(reason: error.reason)
    }
    self.options = options
    self.wakeUps = wakeUps
    self.signals = signals
    if !options.crashNote.isEmpty { restore.setCrashNote(options.crashNote) }
    Self.startModes()
    gatherer = FrameGatherer(file: start.file, terminal: device.descriptor)
    painter = NcursesPainter(colors: abilities.colors)
    input = InputState(decoder: InputDecoder(keys: TerminfoKeys.table(Self.capability)))
    size = GridSize(rows: Int(cncurses_rows()), columns: Int(cncurses_columns()))
    takeSize()
  }

  deinit { end() }

  package var wakeUp: @Sendable () -> Void {
    { [wakeUps] in wakeUps.wakeUp() }
  }

  package func present(_ frame: Frame) {
    guard state == .running else { return }
    // A terminal that cannot keep up gets the newest frame when it can, not every one.
    guard pending.isEmpty, device.isReadyForOutput else {
      waiting = frame
      return
    }
    waiting = nil
    var bytes = gatherer.gather { painter.paint(frame.resized(to: size)) }
    if options.isSynchronized, bytes.count > Self.longestAtOnce {
      bytes = TerminalSequences.beginFrame.utf8 + bytes + TerminalSequences.endFrame.utf8
    }
    bytes += changedModes(for: frame).utf8
    send(bytes)
  }

  /// Something waits until the terminal takes more.
  var hasOutput: Bool { waiting != nil || !pending.isEmpty }

  /// Goes on where the terminal had enough; then shows the frame that was held back.
  func continueOutput() {
    send([])
    if pending.isEmpty, let waiting { present(waiting) }
  }

  private func send(_ bytes: [UInt8]) {
    pending = device.writeSome(pending + bytes)
  }

  package func redraw() { painter.forget() }

  package func ringBell() {
    if state == .running { beep() }
  }

  package func copyToClipboard(_ text: [UInt8]) -> Bool {
    guard state == .running, let sequence = TerminalSequences.clipboard(text) else { return false }
    send(Array(sequence.utf8))
    return true
  }

  package func suspend() {
    guard leave() else { return }
    if cposix_suspend_group() == 0 {
      restore.saveModes()
      input.expectsContinue = true
    }
    enter()
  }

  package func run(_ program: ForegroundProgram) throws(ScreenError) -> ProgramEnd {
    guard leave() else { throw .noTerminal(reason: "the screen has ended") }
    defer {
      cposix_guard_drop_input()
      enter()
    }
    return try program.run()
  }

  package func end() {
    guard state != .ended else { return }
    _ = leave()
    state = .ended
    // From here on Ctrl-c ends the program, should its last work take long.
    restore.stop()
    delscreen(start.terminal)
    fclose(start.file)
  }
}

extension NcursesScreen {
  /// Puts the terminal back as it was found. False when it is not ours now.
  private func leave() -> Bool {
    guard state == .running else { return false }
    state = .away
    device.write(pending)
    pending = []
    device.write(Array(sequences.leave.utf8))
    endwin()
    device.write(Array(sequences.afterEnd.utf8))
    restore.release()
    return true
  }

  /// Takes the terminal again; nothing on it is as it was.
  private func enter() {
    state = .running
    restore.arm()
    input.reset()
    painter.forget()
    pending = []
    modes = Modes()
    takeSize()
    // ncurses comes back at its next update, which the next frame brings.
  }

  /// Another program stopped and continued us: the shell had the terminal meanwhile. The modes
  /// to go back to stay those of before, since a shell may continue us with our own modes.
  func comeBack() {
    guard state == .running else { return }
    endwin()
    enter()
  }

  /// Reads the size anew; true when it is another one.
  @discardableResult
  func takeSize() -> Bool {
    guard let now = device.size, now != size else { return false }
    size = now
    resizeterm(Int32(now.rows), Int32(now.columns))
    painter.forget()
    waiting = nil
    return true
  }

  private func changedModes(for frame: Frame) -> String {
    var bytes = ""
    if !modes.isEntered { bytes += sequences.enter }
    if frame.capturesMouse != modes.capturesMouse {
      bytes += frame.capturesMouse ? sequences.mouseOn : sequences.mouseOff
    }
    if let shape = frame.cursor?.shape, shape != modes.shape {
      bytes += sequences.shape(shape) ?? ""
      modes.shape = shape
    }
    if frame.title != modes.title, !frame.title.isEmpty || modes.title != nil {
      bytes += sequences.title(frame.title) ?? ""
      modes.title = frame.title
    }
    modes.isEntered = true
    modes.capturesMouse = frame.capturesMouse
    return bytes
  }
}
