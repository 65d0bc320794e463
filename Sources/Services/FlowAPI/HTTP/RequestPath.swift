/// Parts of a path that came from elsewhere.
enum RequestPath {
  /// - Returns: `id` itself.
  /// - Throws: ``APIError/notAllowed(_:)`` unless it is 1 to 128 of `[A-Za-z0-9_-]`: an id from
  ///   a server must not become another path.
  static func checked(_ id: String) throws(APIError) -> String {
    let isPlain = id.utf8.allSatisfy { byte in
      isUnreserved(byte) && byte != UInt8(ascii: ".") && byte != UInt8(ascii: "~")
    }
    guard (1...128).contains(id.utf8.count), isPlain else {
      throw .notAllowed("an id has 1 to 128 letters, digits, - and _")
    }
    return id
  }

  /// `text` as one segment of a path, or one value of a query.
  static func escaped(_ text: [UInt8]) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text {
      // A segment of dots alone would climb.
      if isUnreserved(byte), byte != UInt8(ascii: ".") || text.count > 2 {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `?name=value&…`, empty without parameters.
  static func query(_ parameters: [(String, String?)]) -> String {
    let texts = parameters.compactMap { name, value in
      value.map { "\(name)=\(escaped(Array($0.utf8)))" }
    }
    return texts.isEmpty ? "" : "?" + texts.joined(separator: "&")
  }
}
