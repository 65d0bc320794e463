import CellGrid

/// The next thing in what a terminal sent.
enum InputToken {
  /// More bytes are needed to tell.
  case incomplete
  case event(ScreenEvent, length: Int)
  case pasteStart(length: Int)
  /// A sequence without a meaning for us.
  case unknown(length: Int)

  /// - Parameters:
  ///   - bytes: not empty.
  ///   - isOver: no more bytes will come, so nothing is incomplete.
  init(_ bytes: ArraySlice<UInt8>, keys: InputDecoder, isOver: Bool) {
    let first = bytes[bytes.startIndex]
    if first == 0x1B {
      self = Self.escape(bytes, keys: keys, isOver: isOver)
    } else if first < 0x80 {
      self = .event(.key(Key(control: first)), length: 1)
    } else {
      self = Self.character(bytes, isOver: isOver)
    }
  }

  /// A character beyond ASCII.
  private static func character(_ bytes: ArraySlice<UInt8>, isOver: Bool) -> InputToken {
    var decoder = UTF8()
    var iterator = bytes.prefix(4).makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
      let length = Self.expectedLength(bytes[bytes.startIndex])
      let rest = bytes.dropFirst()
      // A cut character is a valid beginning that stops at the end of what we have.
      let isCut = bytes.count < length && rest.allSatisfy { $0 & 0xC0 == 0x80 }
      return isCut && !isOver ? .incomplete : .unknown(length: 1)
    }
    let length = UTF8.width(scalar)
    if scalar.value < 0xA0 { return .unknown(length: length) }  // C1: a control, not a key
    return .event(.key(Key(Character(scalar))), length: length)
  }

  private static func expectedLength(_ first: UInt8) -> Int {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }

  private static func escape(
    _ bytes: ArraySlice<UInt8>, keys: InputDecoder, isOver: Bool
  ) -> InputToken {
    if let (key, length) = keys.key(at: bytes), !(keys.isBeginning(bytes) && !isOver) {
      return .event(.key(key), length: length)
    }
    if !isOver, keys.isBeginning(bytes) { return .incomplete }
    guard let second = bytes.dropFirst().first else {
      return isOver ? .event(.key(.escape), length: 1) : .incomplete
    }
    switch second {
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      if bytes.count == 2 { return isOver ? alt(bytes, isOver: isOver) : .incomplete }
      return sequence(bytes, isOver: isOver)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      if bytes.count == 2 { return isOver ? alt(bytes, isOver: isOver) : .incomplete }
      return answer(bytes, isOver: isOver)
    case 0x1B:
      return afterEscape(bytes, keys: keys, isOver: isOver)
    default:
      return alt(bytes, isOver: isOver)
    }
  }

  /// ESC before a character is Alt with it.
  private static func alt(_ bytes: ArraySlice<UInt8>, isOver: Bool) -> InputToken {
    let rest = bytes.dropFirst()
    let token: InputToken =
      rest[rest.startIndex] < 0x80
      ? .event(.key(Key(control: rest[rest.startIndex])), length: 1)
      : character(rest, isOver: isOver)
    return token.withAlt
  }

  /// ESC ESC [ A is how some terminals send Alt with an arrow; else the first is a key.
  private static func afterEscape(
    _ bytes: ArraySlice<UInt8>, keys: InputDecoder, isOver: Bool
  ) -> InputToken {
    guard let third = bytes.dropFirst(2).first else {
      return isOver ? .event(.key(.escape), length: 1) : .incomplete
    }
    guard third == UInt8(ascii: "[") || third == UInt8(ascii: "O") else {
      return .event(.key(.escape), length: 1)
    }
    let inner = InputToken(bytes.dropFirst(), keys: keys, isOver: isOver)
    if case .event(.key, _) = inner { return inner.withAlt }
    if case .incomplete = inner { return .incomplete }
    return .event(.key(.escape), length: 1)
  }

  /// The same key with Alt, and the ESC before it.
  private var withAlt: InputToken {
    switch self {
    case .event(.key(let key), let length):
      .event(.key(Key(key.code, key.modifiers.union(.alt))), length: length + 1)
    case .unknown(let length): .unknown(length: length + 1)
    default: self
    }
  }

  /// An answer to a question that we never asked; it ends with BEL or ESC \.
  private static func answer(_ bytes: ArraySlice<UInt8>, isOver: Bool) -> InputToken {
    for index in bytes.indices.dropFirst(2) {
      if bytes[index] == 0x07 { return .unknown(length: index - bytes.startIndex + 1) }
      if bytes[index] == 0x1B {
        guard index + 1 < bytes.endIndex else { break }
        let isEnd = bytes[index + 1] == UInt8(ascii: "\\")
        return .unknown(length: index - bytes.startIndex + (isEnd ? 2 : 0))
      }
    }
    // Whoever typed this much has not typed an answer; it must not swallow keys for ever.
    return isOver || bytes.count > 4096 ? .unknown(length: bytes.count) : .incomplete
  }
}

extension Key {
  /// What a byte below 0x80 means.
  init(control byte: UInt8) {
    switch byte {
    case 0x00: self = Key(.character(" "), .control)
    case 0x08, 0x7F: self = .backspace
    case 0x09: self = .tab
    case 0x0A, 0x0D: self = .enter
    case 0x1B: self = .escape
    case 0x01...0x1A: self = .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1C...0x1F: self = .control(Character(Unicode.Scalar(byte + 0x40)))
    default: self = Key(Character(Unicode.Scalar(byte)))
    }
  }
}
