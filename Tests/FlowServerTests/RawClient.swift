import Glibc
import JSONText

/// An HTTP client of the tests' own: it writes bytes to a socket and takes the answer apart, and
/// shares no code with weir.
struct RawClient: Sendable {
  let port: UInt16
  var token: String? = "demo"
  /// Keeps the server alive as long as its client.
  var server: TestServer?

  struct Answer {
    var status = 0
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    /// The body ended where its header said it would.
    var isComplete = false

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONNode { JSONDocument(tolerating: body).root }
    /// Nothing came before the connection was closed.
    var isNothing: Bool { status == 0 }
  }

  /// Nobody listens on the port.
  struct Unreachable: Error {}

  func get(_ target: String, _ headers: [String: String] = [:]) throws -> Answer {
    try send("GET", target, headers: headers)
  }

  func send(
    _ method: String, _ target: String, json: String? = nil, headers: [String: String] = [:]
  ) throws -> Answer {
    var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    if let token { head += "Authorization: Bearer \(token)\r\n" }
    if let json {
      head += "Content-Type: application/json\r\nContent-Length: \(json.utf8.count)\r\n"
    }
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    return try exchange(Array("\(head)\r\n\(json ?? "")".utf8), isHead: method == "HEAD")
  }

  /// Sends these bytes on a connection of its own and reads until it is closed.
  func exchange(_ bytes: [UInt8], isHead: Bool = false) throws -> Answer {
    let connection = try connect()
    defer { close(connection) }
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          connection, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { break }  // The server may answer and close before it has read everything.
      sent += count
    }
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(connection, &buffer, buffer.count, 0)
      if count <= 0 { break }
      received += buffer[..<count]
    }
    return Self.parse(received, isHead: isHead)
  }

  private func connect() throws -> Int32 {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard connection >= 0 else { throw Unreachable() }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else {
      close(connection)
      throw Unreachable()
    }
    return connection
  }

  private static func parse(_ bytes: [UInt8], isHead: Bool) -> Answer {
    var answer = Answer()
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return answer }
    // By unicode scalars: to Swift CRLF is one character.
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
    answer.status = lines.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
    if answer.status == 100 { return parse(Array(bytes[end.upperBound...]), isHead: isHead) }
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      answer.headers[parts[0].lowercased()] =
        parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
    }
    let rest = bytes[end.upperBound...]
    if isHead || answer.status == 304 || answer.status == 204 {
      answer.isComplete = rest.isEmpty
    } else if let length = answer.headers["content-length"].flatMap({ Int($0) }) {
      answer.body = Array(rest)
      answer.isComplete = rest.count == length
    } else if answer.headers["transfer-encoding"] == "chunked" {
      (answer.body, answer.isComplete) = unchunked(rest)
    }
    return answer
  }

  private static func unchunked(_ bytes: ArraySlice<UInt8>) -> ([UInt8], Bool) {
    var body: [UInt8] = []
    var rest = bytes
    while let line = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let digits = String(decoding: rest[rest.startIndex..<line], as: UTF8.self)
        .prefix { $0.isHexDigit }
      guard let size = Int(digits, radix: 16) else { return (body, false) }
      let start = line + 1
      if size == 0 { return (body, true) }
      guard start + size <= rest.endIndex else { return (body + rest[start...], false) }
      body += rest[start..<start + size]
      rest = rest[min(rest.endIndex, start + size + 2)...]
    }
    return (body, false)
  }
}

extension Array where Element == UInt8 {
  fileprivate func firstRange(of pattern: [UInt8]) -> Range<Int>? {
    guard count >= pattern.count else { return nil }
    for start in 0...(count - pattern.count) where self[start] == pattern[0] {
      if Array(self[start..<start + pattern.count]) == pattern {
        return start..<start + pattern.count
      }
    }
    return nil
  }
}
