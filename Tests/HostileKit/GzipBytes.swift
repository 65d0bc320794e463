/// gzip, written by hand (RFC 1951 and 1952).
package enum GzipBytes {
  private static let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]

  /// One stored block: packed without packing.
  package static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let length = UInt16(bytes.count)
    return header + [1] + littleEndian(length) + littleEndian(~length) + bytes
      + littleEndian(checksum(bytes)) + littleEndian(UInt32(bytes.count))
  }

  /// A byte, then `repetitions` times "258 more of it": 13 bits each.
  ///
  /// - Parameter byte: below 144, which has a code of eight bits.
  package static func bomb(of byte: UInt8 = 0, repetitions: Int) -> [UInt8] {
    var bits = BitWriter()
    bits.append(0b1, count: 1)
    bits.append(0b01, count: 2)
    bits.appendCode(0b0011_0000 + byte, count: 8)
    for _ in 0..<repetitions {
      bits.appendCode(0b1100_0101, count: 8)
      bits.appendCode(0, count: 5)
    }
    return header + bits.bytes
  }

  private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}

private struct BitWriter {
  var bytes: [UInt8] = []
  private var used = 8

  mutating func append(_ value: UInt8, count: Int) {
    for index in 0..<count { appendBit(value >> index & 1) }
  }

  /// Huffman codes stand with their highest bit first.
  mutating func appendCode(_ code: UInt8, count: Int) {
    for index in (0..<count).reversed() { appendBit(code >> index & 1) }
  }

  private mutating func appendBit(_ bit: UInt8) {
    if used == 8 {
      bytes.append(0)
      used = 0
    }
    bytes[bytes.count - 1] |= bit << used
    used += 1
  }
}
