import Glibc

/// What a running program and its children have used so far, as /proc tells it.
struct ProcessTree {
  /// The most memory each had in use at once, added up; in bytes.
  private(set) var peakMemory = 0.0
  /// User and system time.
  private(set) var cpuSeconds = 0.0
  /// The same of each thread that lives, to the nanosecond.
  private var runSeconds: [pid_t: Double] = [:]

  init(of root: pid_t) {
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    for process in Self.members(of: root) {
      peakMemory += Self.peak(of: process)
      for thread in Self.numbers(in: "/proc/\(process)/task") {
        runSeconds[thread] = Self.runSeconds(of: thread, in: process)
      }
      let fields = Self.fields(of: process)
      // utime and stime, proc_pid_stat(5).
      guard fields.count > 15 else { continue }
      cpuSeconds += ((Double(fields[13]) ?? 0) + (Double(fields[14]) ?? 0)) / ticks
    }
  }

  private static func peak(of process: pid_t) -> Double {
    for line in TextFile.read("/proc/\(process)/status").split(separator: "\n")
    where line.hasPrefix("VmHWM:") {
      return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
        .flatMap { Double($0) }.map { $0 * 1024 } ?? 0
    }
    return 0
  }

  /// The fields of /proc/PID/stat; the name, which may hold blanks, counts as one.
  private static func fields(of process: pid_t) -> [Substring] {
    let text = TextFile.read("/proc/\(process)/stat")
    guard let end = text.lastIndex(of: ")") else { return [] }
    return ["", ""] + text[text.index(after: end)...].split(separator: " ")
  }

  /// What its threads ran since an earlier look, those that ended meanwhile left out.
  func runSeconds(since earlier: ProcessTree) -> Double {
    runSeconds.reduce(0) { $0 + $1.value - (earlier.runSeconds[$1.key] ?? 0) }
  }

  /// schedstat begins with the nanoseconds that a thread ran.
  private static func runSeconds(of thread: pid_t, in process: pid_t) -> Double {
    let text = TextFile.read("/proc/\(process)/task/\(thread)/schedstat")
    return (text.split(separator: " ").first.flatMap { Double($0) } ?? 0) / 1e9
  }

  /// The entries of a folder of /proc that are numbers.
  private static func numbers(in path: String) -> [pid_t] {
    var numbers: [pid_t] = []
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let number = pid_t(name) { numbers.append(number) }
    }
    return numbers
  }

  private static func members(of root: pid_t) -> [pid_t] {
    var parents: [pid_t: pid_t] = [:]
    for process in numbers(in: "/proc") {
      let fields = fields(of: process)
      if fields.count > 4, let parent = pid_t(fields[3]) { parents[process] = parent }
    }
    var members = [root]
    var isGrowing = true
    while isGrowing {
      let found = parents.filter { members.contains($0.value) && !members.contains($0.key) }.keys
      members += found
      isGrowing = !found.isEmpty
    }
    return members
  }
}
