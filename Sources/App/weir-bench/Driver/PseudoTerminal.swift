import CPosix
import Glibc

/// A program in a terminal of our own: sends it keys, and notes when its last byte came.
///
/// It reads raw bytes and understands none but questions to the terminal, which it answers as
/// xterm does (``TerminalReplies``).
final class PseudoTerminal {
  /// What a program wrote between a moment and the silence after it.
  struct Repaint {
    /// From the key, or the start, to the last byte; 0 when none came.
    var seconds = 0.0
    /// From the key, or the start, to the first byte.
    var secondsToFirst = 0.0
    var bytes = 0
  }

  /// A repaint is over when nothing came for so long, in nanoseconds.
  private static let quiet: Int64 = 50_000_000
  /// The same for the first picture: what a program says later is news, such as that it connects.
  private static let firstQuiet: Int64 = 20_000_000

  private static let pasteMarks = Array("\u{1B}[?2004".utf8)

  let process: pid_t
  private let master: Int32
  private let startedAt: Int64
  private var replies = TerminalReplies()
  private var buffer = [UInt8](repeating: 0, count: 65536)
  private var isOver = false
  /// The last bytes it wrote, for a message when it ends too early.
  private var tail: [UInt8] = []
  /// It asked to be told where pasted text begins and ends.
  private(set) var wantsPasteMarks = false

  init(
    _ arguments: [String], environment: [String: String], rows: Int, columns: Int
  ) throws(BenchError) {
    var variables = environment
    variables["TERM"] = "xterm-256color"
    variables["LANG"] = "C.UTF-8"
    variables["LC_ALL"] = nil
    var child: pid_t = 0
    var opened: Int32 = -1
    startedAt = Clock.now
    let code = CStrings.lend(arguments) { arguments in
      CStrings.lend(CStrings.environment(variables)) { environment in
        cposix_pseudo_terminal_spawn(
          arguments, environment, Int32(rows), Int32(columns), &child, &opened)
      }
    }
    guard code == 0 else { throw .system("\(arguments.first ?? "") did not start", code) }
    process = child
    master = opened
  }

  deinit { end() }

  /// Waits for the first picture: from the start to the last byte before the first silence.
  ///
  /// - Parameter patience: seconds until the first byte has to be there.
  func firstRepaint(patience: Double = 10) throws(BenchError) -> Repaint {
    let repaint = read(
      since: startedAt, patience: Int64(patience * 1e9), quiet: Self.firstQuiet)
    guard repaint.bytes > 0, !isOver else { throw .failed("it ended at once: \(said)") }
    return repaint
  }

  /// The same for a program that is slow to begin: the picture is not over before a text is there.
  func firstRepaint(with text: String, patience: Double = 20) throws(BenchError) -> Repaint {
    try read(text, since: startedAt, patience: patience)
  }

  /// Sends a key and waits for the silence after what it causes.
  ///
  /// - Parameter quiet: seconds of the silence; nil: the usual.
  func press(_ key: String, patience: Double = 2, quiet: Double? = nil) -> Repaint {
    let sentAt = Clock.now
    send(Array(key.utf8))
    return read(
      since: sentAt, patience: Int64(patience * 1e9),
      quiet: quiet.map { Int64($0 * 1e9) } ?? Self.quiet)
  }

  /// Sends keys at once and waits for a text that they bring, and the silence behind it.
  func press(
    _ keys: String, until text: String, patience: Double = 20
  ) throws(BenchError) -> Repaint {
    let sentAt = Clock.now
    send(Array(keys.utf8))
    return try read(text, since: sentAt, patience: patience)
  }

  /// Sends keys one after another, every `interval` nanoseconds, and gives the first repaint of
  /// each. What the program paints later of its own accord does not count for the key.
  func type(_ keys: String, interval: Int64) -> [Repaint] {
    var repaints: [Repaint] = []
    for byte in keys.utf8 {
      let sentAt = Clock.now
      send([byte])
      repaints.append(read(since: sentAt, patience: interval, quiet: Self.firstQuiet))
      _ = read(since: Clock.now, until: sentAt + interval)
      if isOver { break }
    }
    return repaints
  }

  /// Holds a key: sends it every `interval` nanoseconds, and gives a repaint for each.
  func hold(_ key: String, times: Int, interval: Int64) -> [Repaint] {
    var repaints: [Repaint] = []
    for _ in 0..<times {
      let sentAt = Clock.now
      send(Array(key.utf8))
      repaints.append(read(since: sentAt, until: sentAt + interval))
      Clock.sleep(until: sentAt + interval)
      if isOver { break }
    }
    _ = read(since: Clock.now, patience: 0)
    return repaints
  }

  /// How often a slow line takes what is there.
  static let sliceSeconds = 0.01

  /// Holds a key while the line takes `rate` bytes a second and no more.
  ///
  /// - Returns: all bytes, and the seconds from the last key to the last byte before a silence that is
  ///   shorter than the rest after which a program may show more.
  func hold(_ key: String, times: Int, interval: Int64, bytesPerSecond rate: Int) -> Repaint {
    let slice = Int64(Self.sliceSeconds * 1e9)
    var repaint = Repaint()
    var next = Clock.now
    var (sent, sentAt) = (0, next)
    var lastByteAt = next
    while !isOver {
      let now = Clock.now
      if sent < times, now >= sentAt + (sent == 0 ? 0 : interval) {
        sentAt = now
        send(Array(key.utf8))
        sent += 1
      }
      let room = Int(Double(rate) * Self.sliceSeconds)
      if waitForByte(until: now + 100_000) {
        let count = Glibc.read(master, &buffer, room)
        if count > 0 {
          repaint.bytes += count
          lastByteAt = Clock.now
          take(buffer[..<count])
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
          isOver = true
        }
      } else if sent == times, now - max(sentAt, lastByteAt) > 2 * slice {
        break
      }
      next += slice
      Clock.sleep(until: next)
    }
    repaint.seconds = Double(max(lastByteAt - sentAt, 0)) / 1e9
    return repaint
  }

  /// Reads what still comes until nothing came for `seconds`.
  func settle(seconds: Double) {
    let end = Clock.now + Int64(seconds * 1e9)
    _ = read(since: Clock.now, until: end)
  }

  var hasEnded: Bool { isOver }

  var said: String {
    String(decoding: tail.suffix(400).filter { $0 >= 0x20 && $0 < 0x7F }, as: UTF8.self)
  }

  /// Ends the program: by the key first, so that it can tidy up, then by signals.
  func end(_ key: String? = nil) {
    guard fcntl(master, F_GETFD) >= 0, !hasClosed else { return }
    if let key, !isOver {
      send(Array(key.utf8))
      settle(seconds: 0.3)
    }
    hasClosed = true
    _ = cposix_end_service(process, SIGTERM, 1000)
    close(master)
  }

  private var hasClosed = false

  // MARK: Bytes

  private func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
    }
  }

  private func read(
    _ text: String, since start: Int64, patience: Double
  ) throws(BenchError) -> Repaint {
    tail = []
    let awaited = Array(text.utf8)
    let repaint = read(since: start, patience: Int64(patience * 1e9)) { awaited.isIn($0) }
    guard awaited.isIn(tail) else {
      throw .failed("\"\(text)\" did not come to the screen: \(said)")
    }
    return repaint
  }

  /// Reads until the silence that follows the first byte, or until `end`.
  ///
  /// - Parameter isWhole: whether silence after these bytes, the last ones, ends the picture.
  private func read(
    since start: Int64, until end: Int64? = nil, patience: Int64 = 0, quiet: Int64 = quiet,
    isWhole: ([UInt8]) -> Bool = { _ in true }
  ) -> Repaint {
    var repaint = Repaint()
    var ends = false
    while !isOver {
      let now = Clock.now
      let silence = ends ? quiet : max(patience, quiet)
      let last = ends ? start + Int64(repaint.seconds * 1e9) : start
      let deadline = end ?? (last + silence)
      guard now < deadline, waitForByte(until: deadline) else { break }
      let count = Glibc.read(master, &buffer, buffer.count)
      let moment = Clock.now
      guard count > 0 else {
        if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
        isOver = true
        break
      }
      repaint.seconds = Double(moment - start) / 1e9
      if repaint.bytes == 0 { repaint.secondsToFirst = repaint.seconds }
      repaint.bytes += count
      take(buffer[..<count])
      ends = ends || isWhole(tail)
    }
    return repaint
  }

  private func waitForByte(until deadline: Int64) -> Bool {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while true {
      let left = deadline - Clock.now
      if left <= 0 { return false }
      // Rounded up: a byte ends the wait at once anyway.
      let ready = poll(&waiting, 1, Int32(left / 1_000_000 + 1))
      if ready > 0 { return true }
      if ready == 0 || errno != EINTR { return false }
    }
  }

  private func take(_ bytes: ArraySlice<UInt8>) {
    tail = Array((tail + bytes).suffix(16384))
    // vim without settings turns them off while it inserts.
    let switches = bytes.indices.filter { bytes[$0...].starts(with: Self.pasteMarks) }
    if let last = switches.last, last + Self.pasteMarks.count < bytes.endIndex {
      wantsPasteMarks = bytes[last + Self.pasteMarks.count] == UInt8(ascii: "h")
    }
    let answer = replies.answers(to: bytes)
    if !answer.isEmpty { send(answer) }
  }
}

extension [UInt8] {
  /// Whether these bytes stand side by side in others.
  fileprivate func isIn(_ others: [UInt8]) -> Bool {
    guard let first, others.count >= count else { return false }
    return (0...others.count - count).contains { place in
      others[place] == first && others[place..<place + count].elementsEqual(self)
    }
  }
}
