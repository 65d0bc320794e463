/// One header field.
package struct HTTPField: Equatable, Sendable {
  package let name: String
  package let value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A request, ready to be sent. Printing it shows no token.
package struct HTTPRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  package var method: Method
  package var origin: Origin
  /// Path and query, escaped, from the first slash. It may hold a key: never show it.
  package var target: String
  package var fields: [HTTPField] = []
  package var credential: Credential?
  package var body: [UInt8]?
  /// The most bytes of a good answer's body, decompressed.
  package var bodyLimit: Int
  /// A file of certificates to trust instead of the system's.
  package var caFile: String?

  package init(_ method: Method, _ origin: Origin, _ target: String, bodyLimit: Int) {
    self.method = method
    self.origin = origin
    self.target = target
    self.bodyLimit = bodyLimit
  }
}

/// A token and the one origin it may go to.
package struct Credential: Sendable {
  private let token: Secret
  private let origin: Origin
  private let allowsHTTP: Bool

  package init(token: Secret, origin: Origin, allowsHTTP: Bool) {
    self.token = token
    self.origin = origin
    self.allowsHTTP = allowsHTTP
  }

  /// `text` without the token: a server may repeat what it was sent, in an error for instance.
  func masked(_ text: String) -> String {
    let token = String(decoding: token.revealed(), as: UTF8.self)
    return token.isEmpty ? text : text.replacing(token, with: Secret("").description)
  }

  /// The value of the `Authorization` field for a request to `target`.
  ///
  /// - Throws: ``APIError/notAllowed(_:)`` when the token must not go there: another origin, or
  ///   plain http to another computer without consent.
  func authorization(for target: Origin) throws(APIError) -> String {
    guard target == origin else {
      throw .notAllowed("the token belongs to \(origin.text) and goes nowhere else")
    }
    guard target.scheme == .https || target.isLoopback || allowsHTTP else {
      throw .notAllowed("a token does not travel over plain http; use https or set allowHTTP")
    }
    let bytes = token.revealed()
    guard !bytes.isEmpty, bytes.count <= 16384, bytes.allSatisfy({ (0x21...0x7e).contains($0) })
    else { throw .noToken("the token is empty or has characters that no header may hold") }
    return "Bearer " + String(decoding: bytes, as: UTF8.self)
  }
}

/// Status and header fields of an answer.
package struct HTTPHead: Equatable, Sendable {
  package var status: Int
  package var fields: [HTTPField]

  package init(status: Int, fields: [HTTPField] = []) {
    self.status = status
    self.fields = fields
  }

  package var isGood: Bool { (200...299).contains(status) }

  /// The first field of that name, whatever its case; nil when absent.
  package subscript(_ name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// `Content-Type` without its parameters, lower case; empty when absent.
  package var mediaType: String {
    let text = self["content-type"] ?? ""
    return text.prefix { $0 != ";" }.lowercased().filter { $0 != " " && $0 != "\t" }
  }
}
