/// Gives the bytes of a body that is too long to be built in memory.
///
/// One connection's thread uses it, from the first byte to the last.
protocol BodyReader: AnyObject {
  /// Fills the start of `target`. Returns how many bytes, 0 at the end, nil when the answer must be
  /// cut here.
  func read(into target: UnsafeMutableRawBufferPointer) -> Int?
  /// From now on `read` gives about half of what is left and then nil.
  func stopHalfway()
}

/// What goes back, as the routes say it.
struct Response {
  enum Body {
    case bytes([UInt8])
    case reader(any BodyReader)
  }

  /// What happens on the wire.
  enum Delivery {
    case whole
    /// Half of the body, then the connection is closed.
    case half
    /// The connection is closed and not a byte of an answer sent.
    case none
  }

  var status: Int
  var headers: [(name: String, value: String)] = []
  var body: Body = .bytes([])
  var delivery = Delivery.whole

  static var dropped: Response { Response(status: 0, delivery: .none) }

  static func text(_ status: Int, _ text: String, type: String) -> Response {
    Response(status: status, headers: [("Content-Type", type)], body: .bytes(Array(text.utf8)))
  }

  static func json(_ bytes: [UInt8], status: Int = 200) -> Response {
    Response(status: status, headers: [jsonType], body: .bytes(bytes))
  }

  static let jsonType = (name: "Content-Type", value: "application/json; charset=utf-8")
}
