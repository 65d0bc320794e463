import CNcurses
import CellGrid

/// (foreground, background) → ncurses' pair number, each pair made when it is first needed.
struct ColorPairs {
  private let level: ScreenAbilities.Colors
  /// How many colours and pairs the terminal has.
  private let colors: Int
  private let most: Int
  private var numbers: [Pair: Int32] = [:]

  /// What a style asks of ncurses.
  struct Look {
    let pair: Int32
    /// Colours 8…15 are bold ones of 0…7 where there are only eight.
    let isBrightByBold: Bool
  }

  private struct Pair: Hashable {
    let foreground: Int32
    let background: Int32
  }

  /// ncurses must have started its colours, unless the level is none.
  init(level: ScreenAbilities.Colors) {
    self.level = level
    colors = Int(cncurses_colors())
    most = Int(cncurses_pairs())
  }

  mutating func look(of style: Style) -> Look {
    guard level != .none, style.foreground != .none || style.background != .none else {
      return Look(pair: 0, isBrightByBold: false)
    }
    let foreground = number(style.foreground)
    let isBright = colors < 16 && foreground >= 8
    let background = number(style.background)
    return Look(
      pair: pair(
        Pair(
          foreground: isBright ? foreground - 8 : foreground,
          background: colors < 16 && background >= 8 ? background - 8 : background)),
      isBrightByBold: isBright)
  }

  private mutating func pair(_ pair: Pair) -> Int32 {
    if let known = numbers[pair] { return known }
    let number = Int32(numbers.count + 1)
    guard number < most, init_extended_pair(number, pair.foreground, pair.background) == OK else {
      // Out of pairs: the colour of the letters matters more than what is behind them.
      return numbers[Pair(foreground: pair.foreground, background: -1)] ?? 0
    }
    numbers[pair] = number
    return number
  }

  /// -1 is the terminal's default.
  private func number(_ color: Color) -> Int32 {
    switch color {
    case .none: -1
    case .ansi(let number): Int32(number & 15)
    case .indexed(let number):
      level == .indexed || number < 16 ? Int32(number) : Int32(Self.nearest(number))
    }
  }

  /// The one of the 16 colours that is most like one of the fixed 240.
  static func nearest(_ number: UInt8) -> UInt8 {
    if number < 16 { return number }
    if number >= 232 {
      // Greys from 8 to 238: black, dark grey, light grey, white.
      switch number {
      case ..<236: return 0
      case ..<244: return 8
      case ..<252: return 7
      default: return 15
      }
    }
    let index = number - 16
    let levels = [index / 36, index / 6 % 6, index % 6]  // red, green, blue, 0…5
    let strongest = levels.max() ?? 0
    guard strongest > 0 else { return 0 }
    let bits = levels.enumerated().reduce(UInt8(0)) { bits, level in
      level.element * 2 > strongest ? bits | 1 << UInt8(level.offset) : bits
    }
    return strongest >= 4 ? bits | 8 : bits
  }
}
