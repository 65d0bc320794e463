import CPosix
import Glibc

/// One program run to its end without a terminal: what it took and what it said.
struct Run {
  /// From before it was started until it had ended.
  let seconds: Double
  /// Of user and system, with children it waited for.
  let cpuSeconds: Double
  /// The most memory it had in use at once, in bytes.
  let peakMemory: Double
  /// 0 when all went well; a signal's number, negative, when one ended it.
  let exitCode: Int32

  /// - Parameters:
  ///   - output: a file for its standard output; nil drops it.
  ///   - errors: a file for its standard error; nil drops it.
  init(
    _ arguments: [String], environment: [String: String], input: String = "/dev/null",
    output: String? = nil, errors: String? = nil
  ) throws(BenchError) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let isWritten = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output ?? "/dev/null", isWritten, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors ?? "/dev/null", isWritten, 0o600)
    var child: pid_t = 0
    let program = arguments.first ?? ""
    let start = Clock.now
    let code = CStrings.lend(arguments) { list in
      CStrings.lend(CStrings.environment(environment)) { environment in
        posix_spawnp(&child, program, &actions, nil, list, environment)
      }
    }
    guard code == 0 else { throw .system("\(program) did not start", code) }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0 && errno == EINTR {}
    seconds = Double(Clock.now - start) / 1e9
    cpuSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    peakMemory = Double(usage.ru_maxrss) * 1024
    exitCode = cposix_exit_code(status)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }

  /// Throws what it said when it failed.
  static func checked(
    _ arguments: [String], environment: [String: String], input: String = "/dev/null",
    output: String? = nil, folder: WorkFolder
  ) throws(BenchError) -> Run {
    let errors = folder.file("errors")
    let run = try Run(
      arguments, environment: environment, input: input, output: output, errors: errors)
    guard run.exitCode == 0 else {
      let said = TextFile.read(errors).split(separator: "\n").suffix(3).joined(separator: " ")
      let name = arguments.prefix(2).joined(separator: " ")
      throw .failed("\(name) ended with \(run.exitCode): \(said)")
    }
    return run
  }
}

enum TextFile {
  /// Empty when it cannot be read.
  static func read(_ path: String) -> String {
    guard let stream = fopen(path, "r") else { return "" }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&chunk, 1, chunk.count, stream)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }

  static func size(_ path: String) -> Double {
    var facts = stat()
    return stat(path, &facts) == 0 ? Double(facts.st_size) : 0
  }
}
