/// One request as the daemon read it.
struct Request: Sendable {
  let method: String
  /// Path and query as they were sent, nothing decoded.
  let target: String
  /// The path with percent escapes decoded; nil when an escape is malformed.
  let path: String?
  /// Names and values in order, decoded; a name without `=` has an empty value.
  let query: [(name: String, value: String)]
  let headers: [(name: String, value: String)]
  let body: [UInt8]

  init(method: String, target: String, headers: [(String, String)], body: [UInt8]) {
    self.method = method
    self.target = target
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = Self.decoded(parts[0], plusIsBlank: false)
    let pairs = parts.count > 1 ? parts[1].split(separator: "&") : []
    query = pairs.map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = sides.count > 1 ? sides[1] : ""
      return (
        Self.decoded(sides[0], plusIsBlank: true) ?? String(sides[0]),
        Self.decoded(value, plusIsBlank: true) ?? String(value)
      )
    }
    self.headers = headers.map { (name: $0.0, value: $0.1) }
    self.body = body
  }

  /// What reads and does not write. HEAD is a GET whose body the daemon leaves out.
  var isRead: Bool { method == "GET" || method == "HEAD" }

  /// The method with HEAD taken as GET.
  var verb: String { method == "HEAD" ? "GET" : method }

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }

  /// The value of a query parameter; nil when it is absent or given twice, as Express makes an
  /// array of it then.
  func parameter(_ name: String) -> String? {
    let values = query.filter { $0.name == name }
    return values.count == 1 ? values[0].value : nil
  }

  func hasParameter(_ name: String) -> Bool { query.contains { $0.name == name } }

  /// The path's parts between slashes, empty ones left out.
  var segments: [String] { (path ?? "").split(separator: "/").map(String.init) }

  private static func decoded(_ text: Substring, plusIsBlank: Bool) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
        else { return nil }
        bytes.append(high << 4 | low)
      } else {
        bytes.append(plusIsBlank && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}
