/// The exact value of a number, however it is spelled: `1e3`, `1000` and `10.00e2` are equal.
///
/// Mantissa and exponent, so `1e999999999` takes no memory, and nothing is ever rounded.
struct JSONDecimal: Hashable {
  let isNegative: Bool
  /// Decimal digits without zeros at either end; empty for zero.
  let digits: [UInt8]
  /// The power of ten that the digits, read as a whole number, are multiplied with; decimal digits,
  /// as it may be longer than any machine word.
  let exponent: [UInt8]

  /// - Parameter text: a number of JSON, or a decimal or hexadecimal one of JSON5; `nil` for others.
  init?(_ text: ArraySlice<UInt8>) {
    var rest = text
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    if rest.count > 2, rest.dropFirst().first.map({ $0 | 0x20 }) == UInt8(ascii: "x") {
      guard let value = UInt64(String(decoding: rest.dropFirst(2), as: UTF8.self), radix: 16)
      else { return nil }
      rest = Array(String(value).utf8)[...]
    }
    let whole = rest.prefix { $0 &- 0x30 < 10 }
    rest = rest[whole.endIndex...]
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix { $0 &- 0x30 < 10 }
      rest = rest[fraction.endIndex...]
    }
    guard !(whole.isEmpty && fraction.isEmpty) else { return nil }
    var power: ArraySlice<UInt8> = []
    if let letter = rest.first {
      power = rest.dropFirst()
      guard letter | 0x20 == UInt8(ascii: "e"), !power.isEmpty else { return nil }
    }
    self.init(isNegative: isNegative, whole: whole, fraction: fraction, power: power)
  }

  private init(
    isNegative: Bool, whole: ArraySlice<UInt8>, fraction: ArraySlice<UInt8>,
    power: ArraySlice<UInt8>
  ) {
    var digits = Array(whole.drop { $0 == 0x30 })
    digits += digits.isEmpty ? fraction.drop { $0 == 0x30 } : fraction
    let length = digits.count
    while digits.last == 0x30 { digits.removeLast() }
    self.isNegative = isNegative && !digits.isEmpty
    self.digits = digits
    let shift = length - digits.count - fraction.count
    exponent = digits.isEmpty ? [0x30] : Self.sum(of: power, and: shift)
  }

  /// The value if it is whole and fits.
  var integer: Int? {
    guard let power = Int(String(decoding: exponent, as: UTF8.self)), power >= 0,
      digits.count + power <= 19
    else { return nil }
    let text = String(decoding: digits, as: UTF8.self) + String(repeating: "0", count: power)
    return Int((isNegative ? "-" : "") + (text.isEmpty ? "0" : text))
  }

  /// `-12e3`; equal for equal values, and different for different ones.
  var canonical: [UInt8] {
    if digits.isEmpty { return [0x30] }
    return (isNegative ? [UInt8(ascii: "-")] : []) + digits + [UInt8(ascii: "e")] + exponent
  }

  /// Adds a machine integer to a decimal text of any length, which may be signed or empty.
  private static func sum(of power: ArraySlice<UInt8>, and shift: Int) -> [UInt8] {
    let isNegative = power.first == UInt8(ascii: "-")
    let hasSign = isNegative || power.first == UInt8(ascii: "+")
    let magnitude = power.dropFirst(hasSign ? 1 : 0).drop { $0 == 0x30 }
    if magnitude.count <= 17 {
      let value = Int(String(decoding: magnitude, as: UTF8.self)) ?? 0
      return Array(String((isNegative ? -value : value) + shift).utf8)
    }
    // The shift is far smaller than 10^17, so the sign of the sum is that of the power.
    var digits = Array(magnitude)
    var carry = isNegative ? -shift : shift
    var index = digits.count
    while carry != 0, index > 0 {
      index -= 1
      let value = Int(digits[index] - 0x30) + carry
      let digit = ((value % 10) + 10) % 10
      digits[index] = UInt8(digit) + 0x30
      carry = (value - digit) / 10
    }
    if carry > 0 { digits = Array(String(carry).utf8) + digits }
    let sum = digits.drop { $0 == 0x30 }
    return (isNegative ? [UInt8(ascii: "-")] : []) + sum
  }
}
