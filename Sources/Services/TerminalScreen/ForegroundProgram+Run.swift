import CPosix
import CellGrid
import Glibc

extension ForegroundProgram {
  /// Starts the program on the guarded terminal and waits for its end. No shell reads the
  /// arguments; no descriptor but the terminal is handed on.
  func run() throws(ScreenError) -> ProgramEnd {
    guard let name = arguments.first else { throw .programNotStarted(name: "", code: EINVAL) }
    var status: Int32 = 0
    let code = Self.withPointers(arguments) { arguments in
      guard let environment else {
        return cposix_spawn_foreground(arguments, nil, folder, &status)
      }
      return Self.withPointers(environment) {
        cposix_spawn_foreground(arguments, $0, folder, &status)
      }
    }
    guard code == 0 else { throw .programNotStarted(name: name, code: code) }
    let signal = cposix_wait_signal(status)
    return signal == 0 ? .exited(cposix_wait_exit(status)) : .signaled(signal)
  }

  /// The strings as C wants them: pointers, with nil at the end.
  private static func withPointers(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Int32
  ) -> Int32 {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
