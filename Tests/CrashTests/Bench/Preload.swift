import FlowWorkspace
import Glibc
import Synchronization
import TestKit

/// The library that is loaded before libc into the programs under test. It is compiled here, once a
/// test run: clang stands beside swift, and a product of the package would load Swift's runtime
/// into every child.
enum Preload {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The path of the library.
  static func library() throws -> String {
    try built.withLock { state in
      if let path = state.path { return path }
      let path = try compile(into: state.folder.path + "/libbench.so")
      state.path = path
      return path
    }
  }

  private struct State {
    let folder = TemporaryFolder()
    var path: String?
  }

  private static let built = Mutex(State())

  private static func compile(into path: String) throws -> String {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
      .joined(separator: "/")
    let sources = ["bench", "files", "network"].map { "\(root)/Tests/Tools/preload/\($0).c" }
    let options = ["-O1", "-Wall", "-Werror", "-fPIC", "-shared", "-o", path] + sources + ["-ldl"]
    let search = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    var said = ""
    for compiler in [getenv("CC").map { String(cString: $0) }, "clang", "cc"].compactMap({ $0 }) {
      guard
        let result = try? ChildProcess.run(
          [compiler] + options, environment: ["PATH": search], seconds: 60, limit: 1 << 16)
      else { continue }
      if result.status == 0 { return path }
      said = String(decoding: result.errors, as: UTF8.self)
    }
    throw Failure(description: "The library in Tests/Tools/preload could not be built: \(said)")
  }
}
