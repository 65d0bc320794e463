import CPosix
import FlowModel
import FlowWorkspace
import Glibc

/// weir as its own child: the demo runs the very commands a person would type, and lives on to
/// clean up behind them.
struct OwnProgram {
  let environment: [String: String]

  /// Runs `weir` with these arguments on our terminal.
  ///
  /// - Returns: its exit status; 128 and the signal's number when one ended it.
  func run(_ arguments: [String]) throws(Problem) -> Int32 {
    var status: Int32 = 0
    let code = CStringArray.lend([Self.path] + arguments) { argumentPointers in
      CStringArray.lend(environment.map { "\($0.key)=\($0.value)" }) { environmentPointers in
        cposix_supervise(argumentPointers, environmentPointers, &status)
      }
    }
    guard code == 0 else {
      throw Problem(
        .failed, "\(Self.path) could not be started.", detail: SystemError.sentence(code))
    }
    let exitCode = cposix_exit_code(status)
    return exitCode < 0 ? 128 - exitCode : exitCode
  }

  /// The file this program was started from.
  static var path: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return "weir" }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The folder it stands in.
  static var folder: String {
    let path = path
    return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }
}
