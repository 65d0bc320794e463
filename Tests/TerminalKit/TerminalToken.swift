/// One thing in what a terminal was sent (ECMA-48, with the strings and markers of xterm).
package enum TerminalToken: Hashable, Sendable {
  case text(Unicode.Scalar)
  /// C0 or DEL.
  case control(UInt8)
  /// ESC, what stands between, and the last byte: `(B`, `7`, `=`.
  case escape(String)
  /// CSI: `?`, `1049`, nothing, `h`.
  case sequence(marker: String, parameters: String, intermediates: String, final: Character)
  /// OSC `]`, DCS `P`, APC `_`, PM `^` or SOS `X` with its text.
  case string(introducer: Character, String)
  /// What no careful program sends: C1 as a byte or as a character, bytes that are not UTF-8, a control
  /// inside a sequence, a sequence that is not one.
  case bad([UInt8])

  /// Fit for a message.
  package var name: String {
    switch self {
    case .text(let scalar): "text \(scalar.escaped(asASCII: true))"
    case .control(let byte): "C0 \(byte)"
    case .escape(let rest): "ESC \(rest)"
    case .sequence(let marker, let parameters, let intermediates, let final):
      "CSI \(marker)\(parameters)\(intermediates)\(final)"
    case .string(let introducer, let text): "string \(introducer)\(text.prefix(60))"
    case .bad(let bytes): "bad \(bytes)"
    }
  }
}

/// Bytes → tokens. A value; what is cut by the end of a piece goes on in the next.
package struct TerminalParser: Sendable {
  private enum State { case ground, character, escape, sequence, string, stringEscape }

  private var state = State.ground
  /// The bytes of what has begun and is not over.
  private var pending: [UInt8] = []
  /// How many bytes of a character are still to come.
  private var missing = 0

  package init() {}

  /// Everything that was begun is over.
  package var isAtRest: Bool { state == .ground }

  package mutating func tokens(in bytes: some Sequence<UInt8>) -> [TerminalToken] {
    var tokens: [TerminalToken] = []
    for byte in bytes { take(byte, &tokens) }
    return tokens
  }

  private mutating func take(_ byte: UInt8, _ tokens: inout [TerminalToken]) {
    switch state {
    case .ground: ground(byte, &tokens)
    case .character: character(byte, &tokens)
    case .escape: escape(byte, &tokens)
    case .sequence: sequence(byte, &tokens)
    case .string, .stringEscape: string(byte, &tokens)
    }
  }

  private mutating func ground(_ byte: UInt8, _ tokens: inout [TerminalToken]) {
    switch byte {
    case 0x1B: begin(.escape, [])
    case 0..<0x20, 0x7F: tokens.append(.control(byte))
    case 0x20..<0x7F: tokens.append(.text(Unicode.Scalar(byte)))
    case 0xC2...0xF4:
      missing = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
      begin(.character, [byte])
    default: tokens.append(.bad([byte]))
    }
  }

  private mutating func character(_ byte: UInt8, _ tokens: inout [TerminalToken]) {
    guard byte & 0xC0 == 0x80 else {
      end(.bad(pending), &tokens)
      return ground(byte, &tokens)
    }
    pending.append(byte)
    missing -= 1
    guard missing == 0 else { return }
    var decoder = UTF8()
    var iterator = pending.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator), scalar.value >= 0xA0 else {
      return end(.bad(pending), &tokens)
    }
    end(.text(scalar), &tokens)
  }

  private mutating func escape(_ byte: UInt8, _ tokens: inout [TerminalToken]) {
    switch byte {
    case 0x20...0x2F: pending.append(byte)
    case UInt8(ascii: "[") where pending.isEmpty: begin(.sequence, [])
    case UInt8(ascii: "]") where pending.isEmpty, UInt8(ascii: "P") where pending.isEmpty,
      UInt8(ascii: "_") where pending.isEmpty, UInt8(ascii: "^") where pending.isEmpty,
      UInt8(ascii: "X") where pending.isEmpty:
      begin(.string, [byte])
    case 0x30...0x7E: end(.escape(Self.text(pending + [byte])), &tokens)
    default: end(.bad([0x1B] + pending + [byte]), &tokens)
    }
  }

  // Markers, then parameters, then intermediates, then one final byte; nothing else between.
  private mutating func sequence(_ byte: UInt8, _ tokens: inout [TerminalToken]) {
    let hasIntermediates = pending.last.map { $0 < 0x30 } ?? false
    switch byte {
    case 0x3C...0x3F where pending.isEmpty, 0x30...0x3B where !hasIntermediates, 0x20...0x2F:
      pending.append(byte)
    case 0x40...0x7E:
      let marker = pending.prefix { $0 >= 0x3C }
      let parameters = pending.dropFirst(marker.count).prefix { $0 >= 0x30 }
      end(
        .sequence(
          marker: Self.text(marker), parameters: Self.text(parameters),
          intermediates: Self.text(pending.dropFirst(marker.count + parameters.count)),
          final: Character(Unicode.Scalar(byte))), &tokens)
    default: end(.bad([0x1B, 0x5B] + pending + [byte]), &tokens)
    }
  }

  private mutating func string(_ byte: UInt8, _ tokens: inout [TerminalToken]) {
    switch (state, byte) {
    // The console of Linux gets its palette back by ESC ] R, which has no end (console_codes(4)).
    case (.string, UInt8(ascii: "R")) where pending == [UInt8(ascii: "]")]:
      end(.string(introducer: "]", "R"), &tokens)
    case (.stringEscape, UInt8(ascii: "\\")), (.string, 0x07): endString(&tokens)
    case (.string, 0x1B): state = .stringEscape
    case (.string, 0x20..<0x7F), (.string, 0x80...): pending.append(byte)
    default: end(.bad([0x1B] + pending + [byte]), &tokens)
    }
  }

  private mutating func endString(_ tokens: inout [TerminalToken]) {
    let introducer = Character(Unicode.Scalar(pending[0]))
    guard let text = String(validating: pending.dropFirst(), as: UTF8.self),
      text.unicodeScalars.allSatisfy({ $0.value >= 0xA0 || $0.value < 0x7F })
    else { return end(.bad(pending), &tokens) }
    end(.string(introducer: introducer, text), &tokens)
  }

  private mutating func begin(_ state: State, _ bytes: [UInt8]) {
    self.state = state
    pending = bytes
  }

  private mutating func end(_ token: TerminalToken, _ tokens: inout [TerminalToken]) {
    tokens.append(token)
    state = .ground
    pending = []
  }

  private static func text(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
