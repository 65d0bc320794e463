import FlowServer
import FlowWorkspace
import Glibc
import TestKit

/// A folder with a home in it, a local server, and the real program on both.
final class Stage {
  static let token = "canary-crash"
  /// Where the profile says the server is. The preloaded library leads from there to the port that
  /// this stage's server has, so that a home can be copied.
  static let address = "http://127.0.0.1:9"

  private let folder = TemporaryFolder()
  let server: LocalServer
  private let program: String
  private let library: String

  /// What is outside the program's reach: the server's rows, the state of the library.
  var place: String { folder.path }
  /// The root of what counts. The home is a folder in it that the program makes.
  var root: String { folder.path + "/root" }
  var home: String { root + "/home" }
  private var statePath: String { folder.path + "/state" }
  private var tracePath: String { folder.path + "/trace" }
  private var dataPath: String { folder.path + "/server.db" }

  init(_ start: Start? = nil) throws {
    guard let programs = BuiltPrograms.folder else {
      throw Preload.Failure(description: "weir is not built: swift build --build-tests")
    }
    program = programs + "/weir"
    library = try Preload.library()
    if let start { FolderImage.write(start.server, to: folder.path + "/server.db") }
    var options = ServerOptions()
    options.flows = 0
    options.dataFile = folder.path + "/server.db"
    options.token = Self.token
    // Another seed than before: the ids of rows that are there are taken.
    options.seed = start == nil ? 1 : 2
    server = try LocalServer(options: options)
    if let start { start.root.write(to: root) } else { mkdir(root, 0o700) }
    FolderImage.write([UInt8](repeating: 0, count: 4096), to: statePath)
  }

  deinit { server.stop() }

  /// What a point starts from.
  struct Start: Sendable {
    var root: FolderImage
    var server: [UInt8]
  }

  /// Ends the server and gives what stands there.
  func start() throws -> Start {
    server.stop()
    guard let rows = FolderImage.bytes(of: dataPath) else {
      throw Preload.Failure(description: "the server left no file")
    }
    return Start(root: FolderImage(reading: root), server: rows)
  }

  // MARK: The program

  /// Runs `weir` to its end.
  ///
  /// - Parameters:
  ///   - more: what the preloaded library is told to do.
  ///   - records: whether the calls are recorded.
  func weir(
    _ words: [String], _ more: [String: String] = [:], records: Bool = false
  ) throws -> Ended {
    var environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color",
      "WEIR_HOME": home, "HOME": folder.path, "TMPDIR": folder.path,
      "FLOW_TOKEN": Self.token, "LD_PRELOAD": library, "WEIR_BENCH_STATE": statePath,
      "WEIR_BENCH_HOME": root, "WEIR_BENCH_PORT": "\(server.port)", "STAGE": folder.path,
    ]
    if records { environment["WEIR_BENCH_TRACE"] = tracePath }
    let result = try ChildProcess.run(
      [program] + words, environment: environment.merging(more) { $1 }, seconds: 30,
      limit: 1 << 20)
    return Ended(
      status: result.status, output: String(decoding: result.output, as: UTF8.self),
      errors: String(decoding: result.errors, as: UTF8.self))
  }

  /// The same for what must work.
  @discardableResult
  func must(_ words: String..., status: Int32 = 0) throws -> String {
    let ended = try weir(words)
    guard ended.status == status else {
      throw Preload.Failure(description: "weir \(words): \(ended.status) \(ended.errors)")
    }
    return ended.output
  }

  /// Makes the profile `p`.
  func addProfile(_ services: Scenario.Services) throws {
    try must(words: ["profile", "add", "p"] + Self.options(services))
  }

  static func options(_ services: Scenario.Services) -> [String] {
    let flowise = ["--flowise", address, "--flowise-token-env", "FLOW_TOKEN"]
    let flownally = ["--flownally", address + "/v1", "--flownally-token-env", "FLOW_TOKEN"]
    return switch services {
    case .flowise: flowise
    case .flownally: flownally
    case .both: flowise + flownally
    }
  }

  private func must(words: [String]) throws {
    let ended = try weir(words)
    guard ended.status == 0 else {
      throw Preload.Failure(description: "weir \(words): \(ended.status) \(ended.errors)")
    }
  }

  /// An executable script outside the home.
  func script(_ name: String, _ text: String) {
    FolderImage.write(Array(text.utf8), to: "\(folder.path)/\(name)", mode: 0o700)
  }

  // MARK: What the library says

  /// The calls that were recorded.
  func trace() -> CallTrace {
    CallTrace(parsing: FolderImage.bytes(of: tracePath) ?? [], root: root)
  }

  /// Calls counted, calls failed on request.
  func counts() -> (calls: Int, injected: Int) {
    let bytes = FolderImage.bytes(of: statePath) ?? []
    func number(_ place: Int) -> Int {
      bytes.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: place, as: UInt64.self)) }
    }
    return (number(0), number(8))
  }

  /// Moves all clocks of the program on.
  func pass(minutes: Int64) {
    var bytes = FolderImage.bytes(of: statePath) ?? []
    bytes.withUnsafeMutableBytes {
      let now = $0.loadUnaligned(fromByteOffset: 16, as: Int64.self)
      $0.storeBytes(of: now + minutes * 60_000_000_000, toByteOffset: 16, as: Int64.self)
    }
    FolderImage.write(bytes, to: statePath)
  }
}
