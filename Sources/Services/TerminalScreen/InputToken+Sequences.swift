import CellGrid

// ESC [ 1 ; 5 C        parameters 1 and 5, final byte C: Right with modifiers 5 - 1 = Control
// ESC [ 3 ; 2 ~        Delete with Shift
// ESC [ < 0 ; 7 ; 3 M  mouse: button 0 at column 7, row 3, from 1; m is the release
// ESC [ 97 ; 5 u       the character 97 with Control, as some are set up to send it
// ESC O P              F1
extension InputToken {
  /// - Parameter bytes: at least three, from the ESC on.
  static func sequence(_ bytes: ArraySlice<UInt8>, isOver: Bool) -> InputToken {
    let start = bytes.startIndex
    if bytes[start + 1] == UInt8(ascii: "O") { return applicationKey(bytes) }
    let third = bytes[start + 2]
    if third == UInt8(ascii: "M") { return oldMouse(bytes, isOver: isOver) }
    if third == UInt8(ascii: "[") {
      // F1 to F5 of the Linux console; the terminfo entry knows them when it is in use.
      guard bytes.count > 3 else { return isOver ? .unknown(length: 3) : .incomplete }
      let letters = UInt8(ascii: "A")...UInt8(ascii: "E")
      guard letters.contains(bytes[start + 3]) else { return .unknown(length: 4) }
      return .event(.key(Key(.function(Int(bytes[start + 3] - 0x40)))), length: 4)
    }
    guard let end = bytes[(start + 2)...].firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
      return isOver || bytes.count > 64 ? .unknown(length: bytes.count) : .incomplete
    }
    let length = end - start + 1
    // A new ESC or a control byte breaks a sequence off.
    guard (0x40...0x7E).contains(bytes[end]) else { return .unknown(length: length - 1) }
    return meaning(
      final: bytes[end], parameters: bytes[(start + 2)..<end], length: length)
  }

  private static func applicationKey(_ bytes: ArraySlice<UInt8>) -> InputToken {
    let third = bytes[bytes.startIndex + 2]
    if let code = finalKeys[third] { return .event(.key(Key(code)), length: 3) }
    switch third {
    case UInt8(ascii: "M"): return .event(.key(.enter), length: 3)
    // Arrows with Control, as rxvt sends them.
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      guard let code = finalKeys[third - 0x20] else { return .unknown(length: 3) }
      return .event(.key(Key(code, .control)), length: 3)
    // The keys of the number block in application mode: j is *, p is 0, y is 9.
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      return .event(.key(Key(Character(Unicode.Scalar(third - 0x40)))), length: 3)
    default: return .unknown(length: 3)
    }
  }

  private static func meaning(
    final: UInt8, parameters: ArraySlice<UInt8>, length: Int
  ) -> InputToken {
    if parameters.first == UInt8(ascii: "<") {
      return mouse(final: final, parameters: parameters.dropFirst(), length: length)
    }
    guard let numbers = numbers(in: parameters) else { return .unknown(length: length) }
    let modifiers = Key.Modifiers(parameter: numbers.count > 1 ? numbers[1] : 1)
    var key: Key?
    switch final {
    case UInt8(ascii: "~"):
      if numbers.first == 200 { return .pasteStart(length: length) }
      if numbers.first == 27, numbers.count == 3 {
        key = Key(code: numbers[2], modifiers)
      } else {
        key = numbers.first.flatMap { numberedKeys[$0] }.map { Key($0, modifiers) }
      }
    case UInt8(ascii: "^"):
      key = numbers.first.flatMap { numberedKeys[$0] }.map { Key($0, .control) }
    case UInt8(ascii: "u"): key = numbers.first.flatMap { Key(code: $0, modifiers) }
    case UInt8(ascii: "Z"): key = .backTab
    case UInt8(ascii: "I") where parameters.isEmpty: return .event(.focus(true), length: length)
    case UInt8(ascii: "O") where parameters.isEmpty: return .event(.focus(false), length: length)
    case UInt8(ascii: "a")...UInt8(ascii: "d") where parameters.isEmpty:
      key = finalKeys[final - 0x20].map { Key($0, .shift) }
    // A first number other than 1 is the answer to a question, such as where the cursor is.
    default: key = (numbers.first ?? 1) > 1 ? nil : finalKeys[final].map { Key($0, modifiers) }
    }
    return key.map { .event(.key($0), length: length) } ?? .unknown(length: length)
  }

  private static let finalKeys: [UInt8: Key.Code] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
    UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
  ]

  private static let numberedKeys: [Int: Key.Code] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12), 25: .function(13), 26: .function(14),
    28: .function(15), 29: .function(16), 31: .function(17), 32: .function(18),
    33: .function(19), 34: .function(20),
  ]

  /// Numbers between semicolons; of a part with colons only the first counts. nil when there is
  /// anything else.
  private static func numbers(in parameters: ArraySlice<UInt8>) -> [Int]? {
    if parameters.isEmpty { return [] }
    var numbers: [Int] = []
    for part in parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      let digits = part.prefix { $0 != UInt8(ascii: ":") }
      guard digits.count < 10, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      numbers.append(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    return numbers
  }
}

// Mouse.
extension InputToken {
  private static func mouse(
    final: UInt8, parameters: ArraySlice<UInt8>, length: Int
  ) -> InputToken {
    guard let numbers = numbers(in: parameters), numbers.count == 3,
      final == UInt8(ascii: "M") || final == UInt8(ascii: "m"),
      let event = MouseEvent(
        code: numbers[0], column: numbers[1], row: numbers[2],
        isRelease: final == UInt8(ascii: "m"))
    else { return .unknown(length: length) }
    return .event(.mouse(event), length: length)
  }

  /// ESC [ M and three bytes, each 32 more than it means; terminals that do not know SGR.
  private static func oldMouse(_ bytes: ArraySlice<UInt8>, isOver: Bool) -> InputToken {
    guard bytes.count >= 6 else { return isOver ? .unknown(length: bytes.count) : .incomplete }
    let values = bytes.dropFirst(3).prefix(3).map { Int($0) - 32 }
    let isRelease = values[0] & 0x43 == 3
    guard
      let event = MouseEvent(
        code: values[0], column: values[1], row: values[2], isRelease: isRelease)
    else { return .unknown(length: 6) }
    return .event(.mouse(event), length: 6)
  }
}

extension MouseEvent {
  /// Reads xterm's code: bits 0, 1 and 6 are the button, 2…4 modifiers, 5 a movement.
  init?(code: Int, column: Int, row: Int, isRelease: Bool) {
    guard code >= 0, column > 0, row > 0 else { return nil }
    var modifiers: Key.Modifiers = []
    if code & 4 != 0 { modifiers.insert(.shift) }
    if code & 8 != 0 { modifiers.insert(.alt) }
    if code & 16 != 0 { modifiers.insert(.control) }
    let point = GridPoint(row: row - 1, column: column - 1)
    let buttons: [Button] = [.left, .middle, .right, .none]
    switch code & ~(4 | 8 | 16) {
    case 64: self.init(.wheelUp, button: .none, at: point, modifiers: modifiers)
    case 65: self.init(.wheelDown, button: .none, at: point, modifiers: modifiers)
    case let button where button < 4:
      self.init(
        isRelease ? .release : .press, button: buttons[button], at: point, modifiers: modifiers)
    case let button where (32..<35).contains(button):
      self.init(.drag, button: buttons[button - 32], at: point, modifiers: modifiers)
    default: return nil
    }
  }
}

extension Key {
  /// - Parameter code: a character, as sequences that end in `u` name it.
  init?(code: Int, _ modifiers: Modifiers) {
    if code < 0x80 {
      var key = Key(control: UInt8(code))
      key.modifiers.formUnion(modifiers)
      if case .character(let character) = key.code, key.modifiers == .shift, character != " " {
        key.code = .character(Character(character.uppercased()))
        key.modifiers = []
      }
      self = key
    } else {
      // From U+E000 on, keys without a character; nobody asked for those.
      guard let scalar = Unicode.Scalar(UInt32(code)),
        scalar.properties.generalCategory != .privateUse
      else { return nil }
      self = Key(.character(Character(scalar)), modifiers)
    }
  }
}

extension Key.Modifiers {
  /// xterm's number: 1 and a bit each for Shift, Alt, Control, Meta.
  init(parameter: Int) {
    let bits = max(parameter - 1, 0)
    self = []
    if bits & 1 != 0 { insert(.shift) }
    if bits & 10 != 0 { insert(.alt) }
    if bits & 4 != 0 { insert(.control) }
  }
}
