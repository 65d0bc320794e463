import FlowModel

/// UUID version 7 (RFC 9562, section 5.7): milliseconds first, so that ids sort by age.
enum LocalID {
  static func make(now time: Milliseconds, random: () -> UInt64) -> String {
    let high = UInt64(bitPattern: time) << 16 | 0x7000 | random() & 0x0FFF
    let low = random() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    let digits = hexadecimal(high) + hexadecimal(low)
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { digits[$0] }
    return groups.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
  }

  private static func hexadecimal(_ number: UInt64) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return (0..<16).map { digits[Int(number >> (60 - 4 * UInt64($0)) & 0xF)] }
  }
}
