import Glibc

/// The command line of `weir-bench`.
struct BenchOptions {
  private(set) var tasks = Set(BenchTask.allCases)
  /// Flows that a pull fetches.
  private(set) var flows = 10_000
  /// Lengths of the lists that are shown.
  private(set) var cached = [10_000, 100_000]
  /// Keys that are held down.
  private(set) var keys = 500
  /// How long nothing is done.
  private(set) var idleSeconds = 10
  /// Flows that are edited and pushed.
  private(set) var edits = 200
  /// Bytes of the texts that are edited, and of the JSON that is read: about the same text twice,
  /// to see what grows with it.
  private(set) var texts = [1_000_000, 5_000_000]
  /// Repetitions of what is short.
  private(set) var rounds = 15
  /// Repetitions of a pull.
  private(set) var pulls = 3
  private(set) var rows = 24
  private(set) var columns = 80
  private(set) var weir = ""
  private(set) var server = ""
  private(set) var wantsHelp = false

  static let help = """
    weir-bench: measures weir beside a floor in C and beside its peers, in the same run, and prints a table.

    Usage: weir-bench [OPTION]… [TASK]…

    Tasks (all of them by default):
    \(BenchTask.allCases.map { "  \($0.rawValue)".padded(to: 9) + $0.summary }.joined(separator: "\n"))

      --quick            small sizes and few rounds: some seconds
      --flows N          flows that a pull fetches (10000; about 47 KB each)
      --cached N,N       lengths of the lists that are shown (10000,100000)
      --keys N           keys held down (500)
      --edits N          flows edited and pushed (200)
      --texts N,N        bytes of the text that is edited, and of a longer one (1000000,5000000)
      --rounds N         repetitions of what is short (15)
      --pulls N          repetitions of a pull (3)
      --size RxC         rows and columns of the terminal (24x80)
      --weir FILE        the program to measure; by default the one beside weir-bench
      --server FILE      its local server; by default the one beside weir-bench

    Everything happens in a temporary folder (TMPDIR) and on the loopback interface. What a floor or a peer does is
    said below the table. Peers that are not installed are named and left out.

    """

  init(_ arguments: [String]) throws(BenchError) {
    var rest = arguments[...]
    var named: Set<BenchTask> = []
    while let word = rest.popFirst() {
      if let task = BenchTask(rawValue: word) {
        named.insert(task)
      } else if word == "--help" || word == "-h" {
        wantsHelp = true
      } else if word == "--quick" {
        (flows, cached, keys, edits, rounds, pulls) = (400, [2000], 60, 20, 5, 1)
        (texts, idleSeconds) = ([200_000, 1_000_000], 3)
      } else {
        guard word.hasPrefix("--"), let value = rest.popFirst() else {
          throw .usage("There is no task or option '\(word)', or its value is missing; see --help.")
        }
        try set(word, value)
      }
    }
    if !named.isEmpty { tasks = named }
    let folder = Self.programFolder()
    if weir.isEmpty { weir = folder + "/weir" }
    if server.isEmpty { server = folder + "/weir-server" }
  }

  private mutating func set(_ option: String, _ value: String) throws(BenchError) {
    switch option {
    case "--flows": flows = try Self.number(option, value)
    case "--keys": keys = try Self.number(option, value)
    case "--edits": edits = try Self.number(option, value)
    case "--rounds": rounds = try Self.number(option, value)
    case "--pulls": pulls = try Self.number(option, value)
    case "--weir": weir = value
    case "--server": server = value
    case "--cached": cached = try Self.numbers(option, value, separator: ",")
    case "--texts":
      texts = try Self.numbers(option, value, separator: ",")
      guard texts.count == 2 else { throw .usage("--texts takes two sizes in bytes.") }
    case "--size":
      let size = try Self.numbers(option, value, separator: "x")
      guard size.count == 2 else { throw .usage("--size takes rows x columns, such as 24x80.") }
      (rows, columns) = (size[0], size[1])
    default: throw .usage("There is no option \(option); see --help.")
    }
  }

  private static func number(_ option: String, _ text: String) throws(BenchError) -> Int {
    guard let number = Int(text), number > 0 else {
      throw .usage("\(option) takes a number from 1 on, not '\(text)'.")
    }
    return number
  }

  private static func numbers(
    _ option: String, _ text: String, separator: Character
  ) throws(BenchError) -> [Int] {
    var numbers: [Int] = []
    for part in text.split(separator: separator) {
      numbers.append(try number(option, String(part)))
    }
    return numbers
  }

  /// The folder of this program: the others are built beside it.
  private static func programFolder() -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let bytes = buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }
    let path = String(decoding: bytes, as: UTF8.self)
    return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }
}
