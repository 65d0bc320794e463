import Glibc
import JSONText

/// What this program does as its own child: one piece of weir's work with JSON and nothing else, so
/// that it can be measured from start to end beside jq.
struct JSONWork {
  enum Kind: String {
    /// Says by its status whether a file is JSON.
    case check
    /// Writes a file with a value a line.
    case pretty
  }

  private static let word = "json-work"
  private let kind: Kind
  private let file: String

  /// - Parameter arguments: of the program; nil when they ask for something else.
  init?(_ arguments: [String]) {
    guard arguments.count == 3, arguments[0] == Self.word, let kind = Kind(rawValue: arguments[1])
    else { return nil }
    self.kind = kind
    file = arguments[2]
  }

  /// The command line that does it.
  static func command(_ kind: Kind, _ file: String) -> [String] {
    ["/proc/self/exe", word, kind.rawValue, file]
  }

  func run() throws(BenchError) {
    let bytes = try Self.bytes(of: file)
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: bytes)
    } catch {
      throw .failed("\(file): \(error.sentence)")
    }
    if kind == .pretty { try Self.write(JSONFormatter.pretty(document.root) + [0x0A]) }
  }

  private static func bytes(of file: String) throws(BenchError) -> [UInt8] {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(file, errno) }
    defer { close(descriptor) }
    let size = Int(TextFile.size(file))
    var isRead = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let part = read(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
        guard part > 0 else { return }
        count += part
      }
      isRead = true
    }
    guard isRead else { throw .failed("\(file) could not be read whole.") }
    return bytes
  }

  private static func write(_ bytes: [UInt8]) throws(BenchError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
      guard count > 0 else { throw .system("standard output", errno) }
      rest = rest.dropFirst(count)
    }
  }
}
