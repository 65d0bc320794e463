import Glibc
import Synchronization

/// A server on a raw socket that answers with the very bytes a test gives, right or wrong.
///
/// Each connection runs `script` on a thread of its own. It stops with the value.
package final class ScriptedServer: Sendable {
  package let port: UInt16
  private let listener: Int32
  private let log = Mutex<[String]>([])

  /// Head and body of every request that was read, in order.
  package var requests: [String] { log.withLock { $0 } }

  package var url: String { "http://127.0.0.1:\(port)" }

  /// - Parameter script: the connection and its number, from 0.
  package init(_ script: @escaping @Sendable (Connection, Int) -> Void) {
    (listener, port) = Self.listen()
    let listener = listener
    let note: @Sendable (String) -> Void = { [weak self] text in
      self?.log.withLock { $0.append(text) }
    }
    runThread {
      var number = 0
      while true {
        let descriptor = accept(listener, nil, nil)
        if descriptor < 0 { break }
        // A program that a test starts would keep the connection open.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let count = number
        number += 1
        runThread {
          let connection = Connection(descriptor, note: note)
          script(connection, count)
          connection.close()
        }
      }
      close(listener)
    }
  }

  /// Answers every request of every connection alike.
  package convenience init(always answer: [UInt8]) {
    self.init { connection, _ in
      while connection.readRequest() != nil, connection.send(answer) {}
    }
  }

  package convenience init(always answer: String) { self.init(always: Array(answer.utf8)) }

  // Ends the thread in accept(), which closes the socket.
  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  static func listen() -> (Int32, UInt16) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(descriptor, $0, length)
        _ = Glibc.listen(descriptor, 16)
        _ = getsockname(descriptor, $0, &length)
      }
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }
}

/// One connection of a ``ScriptedServer``.
package final class Connection: Sendable {
  private let descriptor: Int32
  private let note: @Sendable (String) -> Void
  private let isOpen = Mutex(true)
  private let count = Atomic<Int>(0)

  /// Bytes that came from the client, whole requests or not.
  package var byteCount: Int { count.load(ordering: .sequentiallyConsistent) }

  package init(_ descriptor: Int32, note: @escaping @Sendable (String) -> Void) {
    self.descriptor = descriptor
    self.note = note
  }

  /// The next request with its body; nil when the client has closed.
  package func readRequest() -> String? {
    var text = ""
    while !text.contains("\r\n\r\n") {
      guard let more = read() else { return nil }
      text += more
    }
    while Self.missingBodyBytes(text) > 0 {
      guard let more = read() else { return nil }
      text += more
    }
    note(text)
    return text
  }

  /// False when the client has closed.
  @discardableResult
  package func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      sent += count
    }
    return true
  }

  @discardableResult
  package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// True when the client closes within this time: the pace of a slow server.
  package func isClosed(withinMilliseconds time: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, time) > 0 else { return false }
    return read() == nil
  }

  /// True when the client has closed within this time, with nothing read.
  package func hasHungUp(withinMilliseconds time: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: 0x2000 /* POLLRDHUP */, revents: 0)
    return poll(&entry, 1, time) > 0
  }

  /// Reads until the client closes.
  package func waitForClose() { while read() != nil {} }

  /// Ends what another thread waits for; from any thread.
  package func hangUp() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  package func close() {
    isOpen.withLock { isOpen in
      if isOpen { Glibc.close(descriptor) }
      isOpen = false
    }
  }

  private func read() -> String? {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return nil }
    self.count.add(count, ordering: .sequentiallyConsistent)
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  private static func missingBodyBytes(_ text: String) -> Int {
    guard let end = text.firstRange(of: "\r\n\r\n") else { return 0 }
    let lengths = text[..<end.lowerBound].split(separator: "\r\n").filter {
      $0.lowercased().hasPrefix("content-length:")
    }
    let length = lengths.first.flatMap { Int($0.dropFirst(15).filter(\.isNumber)) } ?? 0
    return length - text[end.upperBound...].utf8.count
  }
}

func runThread(_ work: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
  var thread = pthread_t()
  let box = Unmanaged.passRetained(Box(work))
  pthread_create(
    &thread, nil,
    { context in
      Unmanaged<Box>.fromOpaque(context!).takeRetainedValue().work()
      return nil
    }, box.toOpaque())
  pthread_detach(thread)
}
