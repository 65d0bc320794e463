import CPosix
import Glibc

/// One run of the benchmark: its options, its folder, the C programs, the results.
final class Bench {
  let options: BenchOptions
  let folder: WorkFolder
  let floors: Floors
  var results = ResultTable()
  private let showsProgress = isatty(2) == 1
  private var homes: [Int: Home] = [:]

  init(_ options: BenchOptions) throws(BenchError) {
    self.options = options
    for program in [options.weir, options.server] where access(program, X_OK) != 0 {
      throw .failed("\(program) is not there; build it first, or name another.")
    }
    folder = try WorkFolder()
    floors = Floors(folder: folder)
  }

  func end() { folder.remove() }

  var preface: String {
    let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    var system = utsname()
    uname(&system)
    let kernel = withUnsafeBytes(of: &system.release) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    return """
      weir-bench: \(cores) cores, Linux \(kernel), terminal \(options.rows)x\(options.columns). \
      Times are medians of interleaved rounds unless a row says otherwise.

      """
  }

  /// A line on standard error that the next one replaces; nothing when nobody looks.
  func progress(_ text: String) {
    if showsProgress { fputs("\r\u{1B}[K\(text)", cposix_stderr()) }
  }

  /// The program's path when it is installed; a note in the table when it is not.
  func peer(_ name: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    for folder in path.split(separator: ":") {
      let file = "\(folder)/\(name)"
      if access(file, X_OK) == 0 { return file }
    }
    results.note("\(name) is not installed: what is measured against it is left out.")
    return nil
  }

  /// A home whose copy holds that many flows; made once.
  func home(with count: Int) throws(BenchError) -> Home {
    if let home = homes[count] { return home }
    progress("filling a local copy with \(Figure.count(count)) flows …")
    let home = try Home.filled(with: count, bench: self)
    homes[count] = home
    return home
  }
}
