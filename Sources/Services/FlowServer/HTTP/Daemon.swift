import CMicroHTTPD
import Synchronization

/// libmicrohttpd on 127.0.0.1: turns connections into ``Request`` values and ``Response`` values
/// into bytes.
///
/// Each connection has a thread of its own, so `answer` may block.
final class Daemon: Sendable {
  /// What a connection may use for its header, one read of an upload, and twice one chunk of an
  /// answer.
  private static let memoryPerConnection = 1 << 20

  private let context: DaemonContext
  private let handle: Mutex<DaemonHandle?>
  let port: UInt16

  /// - Parameter bodyLimit: bytes; above it `answer` is asked with `isTooLarge` and no body.
  init(
    port: UInt16, bodyLimit: Int,
    answer: @escaping @Sendable (Request, _ isTooLarge: Bool) -> Response
  ) throws(ServerError) {
    let context = DaemonContext(bodyLimit: bodyLimit, answer: answer)
    let started = cmhd_start(
      port, exchangeOpened, exchangeContinued, exchangeCompleted,
      Unmanaged.passUnretained(context).toOpaque(), idleSeconds, Self.memoryPerConnection)
    guard let started else { throw .cannotListen(port: port) }
    self.context = context
    self.port = cmhd_port(started)
    handle = Mutex(DaemonHandle(pointer: started))
  }

  /// Closes every connection and waits until its thread has ended. Later calls do nothing.
  func stop() {
    let pointer = handle.withLock { handle -> DaemonHandle? in
      defer { handle = nil }
      return handle
    }
    if let pointer { MHD_stop_daemon(pointer.pointer) }
  }

  deinit { stop() }
}

/// After this long without a byte a connection is closed.
private let idleSeconds: UInt32 = 75

// Guarded by the daemon: MHD_stop_daemon, the only call made with it, may come from any thread.
private struct DaemonHandle: @unchecked Sendable {
  let pointer: OpaquePointer
}

/// What the callbacks of libmicrohttpd need to know.
private final class DaemonContext: Sendable {
  let bodyLimit: Int
  let answer: @Sendable (Request, Bool) -> Response

  init(bodyLimit: Int, answer: @escaping @Sendable (Request, Bool) -> Response) {
    self.bodyLimit = bodyLimit
    self.answer = answer
  }
}

/// One request while it arrives. Only its connection's thread sees it.
private final class Exchange {
  let target: String
  var body: [UInt8] = []
  var sawHeader = false
  var isTooLarge = false

  init(target: String) { self.target = target }
}

private func exchangeOpened(
  _ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _: OpaquePointer?
) -> UnsafeMutableRawPointer? {
  let exchange = Exchange(target: target.map { String(cString: $0) } ?? "/")
  return Unmanaged.passRetained(exchange).toOpaque()
}

private func exchangeCompleted(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ code: MHD_RequestTerminationCode
) {
  guard let slot, let pointer = slot.pointee else { return }
  Unmanaged<Exchange>.fromOpaque(pointer).release()
  slot.pointee = nil
}

// Called once with the header, then with each piece of the body, then with an empty piece.
private func exchangeContinued(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _: UnsafePointer<CChar>?, _ piece: UnsafePointer<CChar>?,
  _ pieceSize: UnsafeMutablePointer<Int>?,
  _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let context, let connection, let method, let pieceSize, let pointer = slot?.pointee
  else { return MHD_Result.NO }
  let daemon = Unmanaged<DaemonContext>.fromOpaque(context).takeUnretainedValue()
  let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
  if !exchange.sawHeader {
    exchange.sawHeader = true
    let length = MHD_lookup_connection_value(
      connection, MHD_ValueKind.HEADER_KIND, "Content-Length")
    guard let length, let bytes = Int(String(cString: length)) else { return MHD_Result.YES }
    if bytes <= daemon.bodyLimit {
      exchange.body.reserveCapacity(bytes)
      return MHD_Result.YES
    }
    exchange.isTooLarge = true
  } else if pieceSize.pointee > 0, let piece {
    if exchange.body.count + pieceSize.pointee <= daemon.bodyLimit {
      exchange.body.append(
        contentsOf: UnsafeRawBufferPointer(start: piece, count: pieceSize.pointee))
    } else {
      exchange.isTooLarge = true
      exchange.body = []
    }
    pieceSize.pointee = 0
    return MHD_Result.YES
  }
  let request = Request(
    method: String(cString: method), target: exchange.target, headers: headers(of: connection),
    body: exchange.isTooLarge ? [] : exchange.body)
  // Until the answer is queued nothing moves on this connection, and that may be long.
  cmhd_set_idle_seconds(connection, 0)
  let response = daemon.answer(request, exchange.isTooLarge)
  cmhd_set_idle_seconds(connection, idleSeconds)
  return send(response, on: connection)
}

private func headers(of connection: OpaquePointer) -> [(String, String)] {
  var headers: [(String, String)] = []
  withUnsafeMutablePointer(to: &headers) { list in
    _ = MHD_get_connection_values(
      connection, MHD_ValueKind.HEADER_KIND,
      { context, _, name, value in
        guard let context, let name else { return MHD_Result.YES }
        let list = context.assumingMemoryBound(to: [(String, String)].self)
        list.pointee.append((String(cString: name), value.map { String(cString: $0) } ?? ""))
        return MHD_Result.YES
      }, list)
  }
  return headers
}

private func send(_ response: Response, on connection: OpaquePointer) -> MHD_Result {
  if case .none = response.delivery { return MHD_Result.NO }
  guard let answer = daemonResponse(response) else { return MHD_Result.NO }
  for (name, value) in response.headers { _ = MHD_add_response_header(answer, name, value) }
  let result = MHD_queue_response(connection, UInt32(response.status), answer)
  MHD_destroy_response(answer)
  return result
}

private func daemonResponse(_ response: Response) -> OpaquePointer? {
  switch (response.body, response.delivery) {
  case (.bytes(let bytes), .half):
    let reader = BytesReader(bytes)
    reader.stopHalfway()
    return streamed(reader, size: UInt64(bytes.count))
  case (.bytes(let bytes), _):
    return bytes.withUnsafeBytes { cmhd_response_copy($0.baseAddress, $0.count) }
  case (.reader(let reader), let delivery):
    if case .half = delivery { reader.stopHalfway() }
    return streamed(reader, size: UInt64.max)  // MHD_SIZE_UNKNOWN: sent in chunks
  }
}

/// Carries a protocol value through a C pointer.
private final class ReaderBox {
  let reader: any BodyReader
  init(_ reader: any BodyReader) { self.reader = reader }
}

private func streamed(_ reader: any BodyReader, size: UInt64) -> OpaquePointer? {
  let box = Unmanaged.passRetained(ReaderBox(reader)).toOpaque()
  return MHD_create_response_from_callback(
    size, 1 << 16,
    { context, _, target, room in
      guard let context, let target else { return -2 }
      let reader = Unmanaged<ReaderBox>.fromOpaque(context).takeUnretainedValue().reader
      let buffer = UnsafeMutableRawBufferPointer(start: target, count: room)
      // MHD_CONTENT_READER_END_WITH_ERROR is -2, MHD_CONTENT_READER_END_OF_STREAM is -1.
      guard let count = reader.read(into: buffer) else { return -2 }
      return count == 0 ? -1 : count
    }, box,
    { context in
      if let context { Unmanaged<ReaderBox>.fromOpaque(context).release() }
    })
}
