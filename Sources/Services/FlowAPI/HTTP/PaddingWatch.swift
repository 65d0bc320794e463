import CCurl

/// Counts what arrives and means nothing: the extension of a chunk, the file name in a gzip header,
/// empty blocks of a packed answer.
///
/// libcurl reads past all of them without a word, so the caps on header and body never see them, and
/// neither does the deadline between two bytes. The kernel does count them. A watch serves one
/// transfer; a socket that was used before brings bytes along, which are left out.
struct PaddingWatch {
  /// Bytes that may arrive besides those that count …
  static let limit = 1 << 20
  /// … and besides so many for each of these: one byte in a chunk of its own, and that in records
  /// of TLS of their own, is some seventy.
  static let perByte = 100

  private var socket: Int32 = -1
  private var start: Int64 = 0

  /// - Parameters:
  ///   - socket: negative when it is not known.
  ///   - useful: bytes of header and body, unpacked, that the transfer has had.
  mutating func isTooMuch(on socket: Int32, besides useful: Int) -> Bool {
    guard socket >= 0 else { return false }
    let count = ccurl_bytes_read(socket)
    guard count >= 0 else { return false }
    if socket != self.socket { (self.socket, start) = (socket, count) }
    return count - start > Int64(Self.limit) + Int64(Self.perByte) * Int64(useful)
  }
}
