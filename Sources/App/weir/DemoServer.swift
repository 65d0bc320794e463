import CPosix
import FlowModel
import FlowWorkspace
import Glibc
import JSONText

/// `weir-server` as a child, with a token that is made for this run.
final class DemoServer {
  static let tokenVariable = "WEIR_DEMO_TOKEN"

  let token: String
  let urls: [(Service, String)]
  private let child: pid_t
  private let input: Int32

  /// - Parameter flowCount: nil: the samples.
  static func start(
    flowCount: Int?, environment: [String: String]
  ) throws(Problem) -> DemoServer {
    let token = String((0..<4).map { _ in UInt64.random(in: .min ... .max) }.map { String($0, radix: 36) }.joined())
    var arguments = [program(), "--port", "0", "--exit-with-parent"]
    if let flowCount { arguments += ["--flows", String(flowCount)] }
    var environment = environment
    environment["WEIR_SERVER_TOKEN"] = token
    var child: pid_t = 0
    var input: Int32 = -1
    var output: Int32 = -1
    let code = CStringArray.lend(arguments) { argumentPointers in
      CStringArray.lend(environment.map { "\($0.key)=\($0.value)" }) { environmentPointers in
        cposix_spawn_service(argumentPointers, environmentPointers, &child, &input, &output)
      }
    }
    guard code == 0 else {
      throw Problem(
        .failed, "weir-server could not be started.", detail: SystemError.sentence(code),
        advice: "Install it beside weir: `make install`.")
    }
    defer { close(output) }
    guard let line = firstLine(of: output), let urls = urls(in: line) else {
      _ = cposix_end_service(child, SIGKILL, 100)
      close(input)
      throw Problem(.failed, "weir-server did not say where it listens.")
    }
    return DemoServer(token: token, urls: urls, child: child, input: input)
  }

  private init(token: String, urls: [(Service, String)], child: pid_t, input: Int32) {
    self.token = token
    self.urls = urls
    self.child = child
    self.input = input
  }

  func stop() {
    close(input)
    _ = cposix_end_service(child, SIGTERM, 2000)
  }

  /// The one beside us, else the one in PATH.
  private static func program() -> String {
    let beside = OwnProgram.folder + "/weir-server"
    return access(beside, X_OK) == 0 ? beside : "weir-server"
  }

  private static func firstLine(of descriptor: Int32) -> [UInt8]? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < 4096 {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      // A large --flows takes its time; a server that died closes its end.
      let ready = poll(&waiting, 1, 200)
      if cposix_held_signal() > 0 { return nil }
      if ready == 0 { continue }
      guard ready > 0, read(descriptor, &byte, 1) == 1 else { return nil }
      if byte == 0x0A { return line }
      line.append(byte)
    }
    return nil
  }

  private static func urls(in line: [UInt8]) -> [(Service, String)]? {
    guard let root = (try? JSONDocument(parsing: line))?.root else { return nil }
    let urls = Service.allCases.compactMap { service in
      root[service.rawValue]?.string.map { (service, $0) }
    }
    return urls.isEmpty ? nil : urls
  }
}
