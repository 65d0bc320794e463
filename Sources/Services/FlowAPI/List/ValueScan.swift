/// Finds the end of one JSON value whose bytes arrive in pieces.
enum ValueScan {
  case brackets(BracketScan)
  /// `isOpen` once the first quote is passed.
  case string(isOpen: Bool, isEscaped: Bool)
  /// A number, true, false or null: up to what cannot belong to one.
  case literal

  /// Nil when no value starts with `byte`.
  init?(startingWith byte: UInt8) {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["): self = .brackets(BracketScan())
    case UInt8(ascii: "\""): self = .string(isOpen: false, isEscaped: false)
    case _ where Self.isLiteral(byte): self = .literal
    default: return nil
    }
  }

  /// - Returns: the index after the value, nil when it lies beyond.
  mutating func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    switch self {
    case .brackets(var scan):
      defer { self = .brackets(scan) }
      return scan.end(in: bytes, from: start)
    case .string(let isOpen, let isEscaped):
      return stringEnd(in: bytes, from: start, isOpen: isOpen, isEscaped: isEscaped)
    case .literal:
      return (start..<bytes.count).first { !Self.isLiteral(bytes[$0]) }
    }
  }

  private mutating func stringEnd(
    in bytes: UnsafeRawBufferPointer, from start: Int, isOpen: Bool, isEscaped: Bool
  ) -> Int? {
    var isOpen = isOpen
    var isEscaped = isEscaped
    for index in start..<bytes.count {
      if isEscaped {
        isEscaped = false
      } else if bytes[index] == UInt8(ascii: "\\") {
        isEscaped = true
      } else if bytes[index] == UInt8(ascii: "\"") {
        if isOpen { return index + 1 }
        isOpen = true
      }
    }
    self = .string(isOpen: isOpen, isEscaped: isEscaped)
    return nil
  }

  private static func isLiteral(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
  }
}
