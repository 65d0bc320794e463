import SoakKit

extension SeededGenerator {
  /// A number from 0 on; 0 for a bound of 0.
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &self) }

  /// A range of `length` bytes, mostly short.
  mutating func range(in length: Int) -> Range<Int> {
    let start = below(length + 1)
    let reach = below(8) == 0 ? length : min(length, start + 12)
    return start..<start + below(max(0, reach - start) + 1)
  }

  /// Bytes of all kinds: words, line breaks, wide and joined characters, bytes that are no UTF-8.
  mutating func bytes() -> [UInt8] {
    let pieces: [[UInt8]] = [
      Array("name".utf8), Array("\n".utf8), Array("{\"a\": [1, 2]}\n".utf8), Array("é".utf8),
      Array("e\u{301}".utf8), Array("漢字".utf8), Array("👩‍👧".utf8), [0xFF], [0xE2, 0x82], [0],
      [UInt8](repeating: UInt8(ascii: "x"), count: below(5000)),
    ]
    let kinds = below(20) == 0 ? pieces.count : pieces.count - 1
    return (0..<below(5)).flatMap { _ in pieces[below(kinds)] }
  }
}
