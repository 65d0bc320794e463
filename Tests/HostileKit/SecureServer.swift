import Glibc
import Synchronization

/// Certificates and a TLS server, both made by the `openssl` program where there is one.
package final class SecureServer {
  package static let openssl = "/usr/bin/openssl"
  package static var isPossible: Bool { access(openssl, X_OK) == 0 }

  package enum Certificate: CaseIterable {
    /// Signed by our authority, for 127.0.0.1.
    case good
    case expired
    /// For another host.
    case foreign
    case selfSigned
  }

  package let port: Int
  /// The authority's certificate, to be trusted.
  package let authority: String
  private let folder: String
  private let process: pid_t
  /// What was said over TLS, in the clear; nil when the program itself answers.
  private let clear: Connection?
  private let log = RequestLog()

  /// Every request that came through, in order.
  package var requests: [String] { log.requests }
  /// Bytes that came through, of whole requests or not.
  package var byteCount: Int { clear?.byteCount ?? 0 }

  /// Answers with a page about the connection.
  ///
  /// - Parameter options: more for `openssl s_server`, such as `-tls1_1`.
  package init(_ certificate: Certificate, options: [String] = []) {
    folder = Self.folder(with: certificate)
    authority = "\(folder)/ca.pem"
    let (process, output) = Self.start(
      ["s_server", "-accept", "127.0.0.1:0", "-www"] + Self.own(folder) + options)
    self.process = process
    clear = nil
    port = Self.announcedPort(output)
    close(output)
  }

  /// Answers each request with these bytes: one connection after another.
  package init(_ certificate: Certificate, answer: @escaping @Sendable (String) -> [UInt8]) {
    folder = Self.folder(with: certificate)
    authority = "\(folder)/ca.pem"
    port = Self.freePort()
    var ends: [Int32] = [-1, -1]
    socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
    process = Self.spawn(
      ["s_server", "-accept", "127.0.0.1:\(port)", "-quiet"] + Self.own(folder),
      input: ends[1], output: ends[1])
    close(ends[1])
    Self.waitForListener(port)
    let log = log
    let connection = Connection(ends[0], note: log.add)
    clear = connection
    runThread {
      while let request = connection.readRequest(), connection.send(answer(request)) {}
      connection.close()
    }
  }

  deinit {
    clear?.hangUp()
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    for name in ["ca.key", "ca.pem", "key", "request", "names", "cert", "ca.srl"] {
      unlink("\(folder)/\(name)")
    }
    rmdir(folder)
  }

  private static func folder(with certificate: Certificate) -> String {
    var template = Array("/tmp/weir-tls-XXXXXX".utf8CString)
    let folder = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
    makeCertificates(certificate, in: folder)
    return folder
  }

  private static func own(_ folder: String) -> [String] {
    ["-key", "\(folder)/key", "-cert", "\(folder)/cert"]
  }

  private static func makeCertificates(_ certificate: Certificate, in folder: String) {
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    run(
      ["req", "-x509"] + key + ["-keyout", "\(folder)/ca.key", "-out", "\(folder)/ca.pem"]
        + ["-days", "2", "-subj", "/CN=weir test", "-addext", "basicConstraints=critical,CA:TRUE"])
    let name = certificate == .foreign ? "DNS:other.example" : "IP:127.0.0.1"
    if certificate == .selfSigned {
      run(
        ["req", "-x509"] + key + ["-keyout", "\(folder)/key", "-out", "\(folder)/cert"]
          + ["-days", "2", "-subj", "/CN=self", "-addext", "subjectAltName=\(name)"])
      return
    }
    run(
      ["req"] + key
        + ["-keyout", "\(folder)/key", "-out", "\(folder)/request", "-subj", "/CN=server"])
    write("subjectAltName=\(name)", to: "\(folder)/names")
    run(
      ["x509", "-req", "-in", "\(folder)/request", "-CA", "\(folder)/ca.pem", "-CAkey"]
        + ["\(folder)/ca.key", "-CAcreateserial", "-out", "\(folder)/cert"]
        + ["-days", certificate == .expired ? "-1" : "2", "-extfile", "\(folder)/names"])
  }

  private static func write(_ text: String, to path: String) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    let bytes = Array(text.utf8)
    _ = Glibc.write(descriptor, bytes, bytes.count)
    close(descriptor)
  }

  private static func run(_ arguments: [String]) {
    let (process, output) = start(arguments)
    waitpid(process, nil, 0)
    close(output)
  }

  /// The child and the end of a pipe that gives its output.
  private static func start(_ arguments: [String]) -> (pid_t, Int32) {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process = spawn(arguments, input: nil, output: ends[1])
    close(ends[1])
    return (process, ends[0])
  }

  /// - Parameter input: nil: nothing to read.
  private static func spawn(_ arguments: [String], input: Int32?, output: Int32) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words = ([openssl] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    posix_spawn(&process, openssl, &actions, nil, &words, environ)
    return process
  }

  /// Reads up to "ACCEPT 127.0.0.1:41429".
  private static func announcedPort(_ output: Int32) -> Int {
    var text = ""
    var byte: UInt8 = 0
    while read(output, &byte, 1) == 1 {
      text.unicodeScalars.append(Unicode.Scalar(byte))
      if byte == 0x0a, let mark = text.firstRange(of: "ACCEPT 127.0.0.1:") {
        return Int(text[mark.upperBound...].prefix { $0.isNumber }) ?? 0
      }
    }
    return 0
  }

  /// A port that was free a moment ago: what answers through the clear end tells none.
  private static func freePort() -> Int {
    let (descriptor, port) = ScriptedServer.listen()
    close(descriptor)
    return Int(port)
  }

  /// Knocks until somebody listens.
  private static func waitForListener(_ port: Int) {
    for _ in 0..<1_000 {
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      defer { close(descriptor) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      address.sin_port = UInt16(port).bigEndian
      let isThere = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      if isThere { return }
      usleep(10_000)
    }
  }
}

/// What a thread of a server notes and a test reads.
private final class RequestLog: Sendable {
  private let log = Mutex<[String]>([])

  var requests: [String] { log.withLock { $0 } }

  func add(_ request: String) { log.withLock { $0.append(request) } }
}
