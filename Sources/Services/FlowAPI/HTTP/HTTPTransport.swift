/// Sends requests, one at a time, and blocks its caller.
///
/// It never follows a redirect and never sends a POST twice. The one implementation for the
/// network is ``CurlTransport``; tests script their own.
package protocol HTTPTransport: AnyObject, Sendable {
  /// Sends `request` and gives the answer's body to `receive`, piece by piece as it arrives
  /// (decompressed; also of an error). The bytes are valid until `receive` returns; it may end
  /// the transfer by ``ListStep/stop``, which is no error, or by throwing.
  ///
  /// - Throws: ``APIError/redirected(host:)`` for every 3xx but 304; what `receive` threw;
  ///   never ``APIError/answered(_:)`` or ``APIError/notJSON(status:contentType:)`` by itself, and
  ///   ``APIError/unreadable(_:)`` only of an answer that is hidden in what is none.
  func send(
    _ request: HTTPRequest,
    receive: (HTTPHead, UnsafeRawBufferPointer) throws(APIError) -> ListStep
  ) throws(APIError) -> HTTPHead

  /// From any thread: the running request and all later ones throw ``APIError/cancelled``.
  func cancel()

  /// Allows requests again.
  func resume()
}

/// How long a transfer may take. Time in which the reader of the body is busy does not count.
package struct Deadlines: Equatable, Sendable {
  /// Name lookup, connection and TLS handshake together.
  package var connect = Duration.seconds(10)
  /// From the last byte sent to the first byte of the answer.
  package var firstByte = Duration.seconds(30)
  /// Between two bytes.
  package var idle = Duration.seconds(20)
  /// The whole transfer, plus a second for each 64 KiB sent or received …
  package var total = Duration.seconds(60)
  package var bytesPerSecond = 65536
  /// … but never more than this.
  package var totalLimit = Duration.seconds(900)

  package init() {}
}
