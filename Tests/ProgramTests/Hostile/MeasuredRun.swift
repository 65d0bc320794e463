import Glibc
import TestKit
import Testing

/// One run of a program without a terminal: what it printed, how it ended, how large it grew.
struct MeasuredRun {
  /// The exit status; 128 and the signal's number when a signal ended it.
  let status: Int32
  let output: [UInt8]
  let errors: [UInt8]
  /// The largest resident size that the kernel told, in KiB. Asked every other millisecond, so what
  /// grows and is gone between two questions is missed.
  let peakKilobytes: Int
  /// From the signal that was to end it to its end; nil when it ended by itself.
  let endingMilliseconds: Int?
  /// It had to be killed.
  let wasStuck: Bool

  /// - Parameters:
  ///   - folder: takes the output meanwhile.
  ///   - interruptAfter: milliseconds until it gets a SIGINT, as from Ctrl-c.
  init(
    _ arguments: [String], _ environment: [String: String], folder: String,
    interruptAfter: Int? = nil, limitInMilliseconds limit: Int = 30_000
  ) throws {
    let paths = (folder + "/output", folder + "/errors")
    let child = try Self.spawn(arguments, environment, output: paths.0, errors: paths.1)
    let clock = ContinuousClock()
    let start = clock.now
    var signalled: ContinuousClock.Instant?
    var (peak, waitStatus, isStuck) = (0, Int32(0), false)
    while waitpid(child, &waitStatus, WNOHANG) == 0 {
      peak = max(peak, Self.peak(of: child))
      let age = (clock.now - start).milliseconds
      if let interruptAfter, signalled == nil, age >= interruptAfter {
        kill(child, SIGINT)
        signalled = clock.now
      }
      if age >= limit, !isStuck {
        isStuck = true
        kill(child, SIGKILL)
      }
      usleep(2_000)
    }
    peakKilobytes = peak
    endingMilliseconds = signalled.map { (clock.now - $0).milliseconds }
    wasStuck = isStuck
    let signal = waitStatus & 0x7F
    status = signal == 0 ? waitStatus >> 8 & 0xFF : 128 + signal
    output = try Self.read(paths.0)
    errors = try Self.read(paths.1)
  }

  private static func spawn(
    _ arguments: [String], _ environment: [String: String], output: String, errors: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (number, path) in [(Int32(1), output), (2, errors)] {
      posix_spawn_file_actions_addopen(
        &actions, number, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var words = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var child = pid_t()
    let code = posix_spawn(&child, arguments[0], &actions, &attributes, &words, &variables)
    try #require(code == 0, "\(arguments[0]): \(String(cString: strerror(code)))")
    return child
  }

  /// `VmHWM` of `/proc/PID/status`; 0 when the process has ended. A child's `ru_maxrss` would begin
  /// with that of these tests.
  static func peak(of process: pid_t) -> Int {
    guard
      let text = (try? read("/proc/\(process)/status")).map({ String(decoding: $0, as: UTF8.self) }
      ),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return Int(line.filter(\.isNumber)) ?? 0
  }

  private static func read(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    try #require(descriptor >= 0, "\(path) is not there")
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }
}

extension Duration {
  fileprivate var milliseconds: Int {
    Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
