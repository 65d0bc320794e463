import CellGrid

/// The 256 colours of xterm: 16 that people set themselves, a 6×6×6 cube, 24 greys.
package enum XtermPalette {
  /// Red, green and blue of a colour, 0…255. The first 16 are those of xterm.
  package static func components(of number: UInt8) -> (red: Int, green: Int, blue: Int) {
    let number = Int(number)
    if number >= 232 {
      let grey = 8 + 10 * (number - 232)
      return (grey, grey, grey)
    }
    if number >= 16 {
      let cube = number - 16
      return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
    }
    let value = firstSixteen[number]
    return (value >> 16, value >> 8 & 0xFF, value & 0xFF)
  }

  /// The colour among the fixed ones (from 16 on) that is nearest to `0xRRGGBB`.
  static func nearest(to value: Int) -> UInt8 { nearest(to: value, among: 16...255) }

  /// The nearest of the 16 that people set themselves.
  static func nearestOfSixteen(to value: Int) -> UInt8 { nearest(to: value, among: 0...15) }

  private static func nearest(to value: Int, among numbers: ClosedRange<UInt8>) -> UInt8 {
    var best = numbers.lowerBound
    var bestDistance = Int.max
    for number in numbers {
      let (red, green, blue) = components(of: number)
      let (r, g, b) = (red - (value >> 16), green - (value >> 8 & 0xFF), blue - (value & 0xFF))
      let distance = r * r + g * g + b * b
      if distance < bestDistance { (best, bestDistance) = (number, distance) }
    }
    return best
  }

  private static func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }

  private static let firstSixteen = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]
}

extension Color {
  /// The nearest of the 16; those and the default stay.
  var nearestOfSixteen: Color {
    guard case .indexed(let number) = self else { return self }
    let (red, green, blue) = XtermPalette.components(of: number)
    return .ansi(XtermPalette.nearestOfSixteen(to: red << 16 | green << 8 | blue))
  }
}

extension Style {
  var nearestOfSixteen: Style {
    Style(
      foreground: foreground.nearestOfSixteen, background: background.nearestOfSixteen,
      attributes: attributes)
  }
}
