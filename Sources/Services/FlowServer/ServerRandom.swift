/// SplitMix64: small, fast, and the same on every machine for the same seed.
struct ServerRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in 0..<bound.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

  /// A random UUID of version 4.
  mutating func uuid() -> String {
    let high = (next() & ~0xF000) | 0x4000
    let low = (next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
    let digits = Self.hex(high) + Self.hex(low)
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return parts.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
  }

  /// 26 characters of Crockford's base 32: 48 bits of time, 80 random ones, sortable by time.
  mutating func ulid(at milliseconds: Int64) -> String {
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    var text = [UInt8](repeating: 0, count: 26)
    var time = UInt64(clamping: milliseconds)
    for index in stride(from: 9, through: 0, by: -1) {
      text[index] = alphabet[Int(time & 31)]
      time >>= 5
    }
    for index in 10..<26 { text[index] = alphabet[below(32)] }
    return String(decoding: text, as: UTF8.self)
  }

  private static func hex(_ value: UInt64) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return stride(from: 60, through: 0, by: -4).map { digits[Int((value >> UInt64($0)) & 15)] }
  }
}
