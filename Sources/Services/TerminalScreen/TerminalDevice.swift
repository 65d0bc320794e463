import CPosix
import CellGrid
import Glibc

/// The terminal as a file: bytes in, bytes out, size. Closes it at the end.
final class TerminalDevice {
  let descriptor: Int32
  /// Takes what the terminal takes and never blocks. Programs that are started share the other one,
  /// and they expect to be made to wait.
  private let output: Int32

  init(path: String) throws(TerminalFailure) {
    descriptor = cposix_terminal_open(path)
    guard descriptor >= 0 else { throw TerminalFailure(code: -descriptor) }
    let opened = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard opened >= 0 else {
      let code = errno
      close(descriptor)
      throw TerminalFailure(code: code)
    }
    output = opened
  }

  deinit {
    close(output)
    close(descriptor)
  }

  /// nil when the driver does not know it, as on a serial line.
  var size: GridSize? {
    var rows: Int32 = 0
    var columns: Int32 = 0
    guard cposix_terminal_size(descriptor, &rows, &columns) == 0, rows > 0, columns > 0 else {
      return nil
    }
    return GridSize(rows: Int(rows), columns: Int(columns))
  }

  /// Writes what the terminal takes now.
  ///
  /// - Returns: the rest; empty too when the terminal is gone and nobody will take it.
  func writeSome(_ bytes: [UInt8]) -> [UInt8] {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count == 0 || errno == EAGAIN {
        break
      } else if errno != EINTR {
        return []
      }
    }
    return Array(rest)
  }

  /// Writes all of it and waits for the terminal. One that takes nothing for a second, at the end of
  /// a dead line, loses what it was sent: whoever goes must not wait for it.
  func write(_ bytes: [UInt8]) {
    var rest = writeSome(bytes)
    while !rest.isEmpty {
      guard isReady(for: POLLOUT, milliseconds: 1000) else {
        tcflush(descriptor, TCOFLUSH)
        return
      }
      rest = writeSome(rest)
    }
  }

  /// Takes what is there; call it when ``wait`` said so.
  ///
  /// - Returns: nil when the terminal is gone.
  func read() -> [UInt8]? {
    let room = 16384
    var error: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      let got = Glibc.read(descriptor, buffer.baseAddress, room)
      error = got < 0 ? errno : 0
      count = max(got, 0)
    }
    if bytes.isEmpty, error != EINTR, error != EAGAIN { return nil }
    return bytes
  }

  var hasInput: Bool { isReady(for: POLLIN) }

  /// False while the terminal has not taken what was written before.
  var isReadyForOutput: Bool { isReady(for: POLLOUT) }

  private func isReady(for events: Int32, milliseconds: Int32 = 0) -> Bool {
    var file = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    return poll(&file, 1, milliseconds) > 0
  }
}
