/// The colours of a terminal, as pictures show them.
struct SVGPalette: Sendable {
  /// Of text without a colour, and of the page, as `#rrggbb`.
  let foreground, background: String
  /// The 16 colours that people set themselves.
  private let ansi: [UInt32]

  static let dark = SVGPalette(
    foreground: "#d0d0d0", background: "#1c1c1c",
    ansi: [
      0x1C1C1C, 0xE06C75, 0x87C379, 0xD7AF5F, 0x61AFEF, 0xC678DD, 0x56B6C2, 0xC6C6C6,
      0x6C6C6C, 0xFF8787, 0x87D787, 0xFFD75F, 0x5FAFFF, 0xD7AFFF, 0x5FD7D7, 0xEEEEEE,
    ])

  static let light = SVGPalette(
    foreground: "#262626", background: "#ffffff",
    ansi: [
      0x000000, 0xAF0000, 0x005F00, 0x875F00, 0x005FAF, 0x8700AF, 0x005F5F, 0xBCBCBC,
      0x585858, 0xD70000, 0x008700, 0xAF8700, 0x0087D7, 0xAF00D7, 0x008787, 0xFFFFFF,
    ])

  /// nil for the terminal's default.
  func color(_ color: Color) -> String? {
    switch color {
    case .none: nil
    case .ansi(let number): Self.hex(ansi[Int(number) % 16])
    case .indexed(let number): Self.hex(number < 16 ? ansi[Int(number)] : Self.fixed(number))
    }
  }

  // 16…231   a cube of 6 × 6 × 6: red, green, blue with the steps below
  // 232…255  24 greys from #080808 in steps of 10
  private static func fixed(_ number: UInt8) -> UInt32 {
    let steps: [UInt32] = [0, 95, 135, 175, 215, 255]
    let index = Int(number) - 16
    guard index < 216 else { return (8 + UInt32(index - 216) * 10) * 0x010101 }
    return steps[index / 36] << 16 | steps[index / 6 % 6] << 8 | steps[index % 6]
  }

  private static func hex(_ rgb: UInt32) -> String {
    let digits = String(rgb, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
