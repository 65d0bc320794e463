import Glibc

/// A server that answers every request with a list that never ends: the same bytes again and again,
/// some 60 MB in a second, so that a cap on the answer is not reached while keys are measured.
final class FloodServer {
  private let listener: SilentServer

  private static let head =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
  private static let pieceSize = 1 << 16
  private static let pause: Int64 = 1_000_000

  /// - Parameters:
  ///   - port: where weir-server listened, whose address the home knows.
  ///   - start: how the list begins.
  ///   - byte: what follows for ever.
  init(port: UInt16, start: String, byte: UInt8) throws(BenchError) {
    listener = try SilentServer(port: port)
    let answer = Array((Self.head + start).utf8)
    let piece = [UInt8](repeating: byte, count: Self.pieceSize)
    let socket = listener.descriptor
    Self.runThread {
      while true {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else { return }
        Self.runThread { Self.flood(connection, answer, piece) }
      }
    }
  }

  // Ends the thread in accept().
  deinit { shutdown(listener.descriptor, Int32(SHUT_RDWR)) }

  private static func flood(_ connection: Int32, _ answer: [UInt8], _ piece: [UInt8]) {
    defer { close(connection) }
    var request = [UInt8](repeating: 0, count: pieceSize)
    guard recv(connection, &request, request.count, 0) > 0 else { return }
    var bytes = answer
    while send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) > 0 {
      bytes = piece
      Clock.sleep(until: Clock.now + pause)
    }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static func runThread(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    pthread_detach(thread)
  }
}
