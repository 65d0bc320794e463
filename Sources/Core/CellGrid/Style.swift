/// A colour as terminals know it. The palette is the terminal's own and never redefined.
package enum Color: Hashable, Sendable {
  /// The terminal's default foreground or background.
  case none
  /// One of the 16 colours that people set themselves, 0…15.
  case ansi(UInt8)
  /// One of the 256 colours of xterm; from 16 on they have fixed values.
  case indexed(UInt8)
}

/// What a terminal can do to a character besides colour.
package struct Attributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let bold = Attributes(rawValue: 1)
  package static let dim = Attributes(rawValue: 2)
  package static let italic = Attributes(rawValue: 4)
  package static let underline = Attributes(rawValue: 8)
  package static let reverse = Attributes(rawValue: 16)
}

/// Colours and attributes of a cell, packed so that grids compare fast.
package struct Style: Hashable, Sendable {
  // bits  7…0 attributes · 17…8 foreground · 27…18 background
  // a colour is 10 bits: kind (0 none, 1 ansi, 2 indexed) and 8 bits of number
  private var bits: UInt32

  /// Default colours, no attributes.
  package static let plain = Style()

  package init(
    foreground: Color = .none, background: Color = .none, attributes: Attributes = []
  ) {
    bits = UInt32(attributes.rawValue) | foreground.packed << 8 | background.packed << 18
  }

  package var foreground: Color {
    get { Color(packed: bits >> 8 & 0x3FF) }
    set { bits = bits & ~(0x3FF << 8) | newValue.packed << 8 }
  }

  package var background: Color {
    get { Color(packed: bits >> 18 & 0x3FF) }
    set { bits = bits & ~(0x3FF << 18) | newValue.packed << 18 }
  }

  package var attributes: Attributes {
    get { Attributes(rawValue: UInt8(truncatingIfNeeded: bits)) }
    set { bits = bits & ~0xFF | UInt32(newValue.rawValue) }
  }

  /// This style with more attributes.
  package func adding(_ attributes: Attributes) -> Style {
    var style = self
    style.attributes.formUnion(attributes)
    return style
  }

  /// This style with `top` over it: its colours where it has any, the attributes of both.
  package func overlaid(by top: Style) -> Style {
    var style = adding(top.attributes)
    if top.foreground != .none { style.foreground = top.foreground }
    if top.background != .none { style.background = top.background }
    return style
  }

  /// The look of what the sanitiser made visible: foreign text cannot ask for it.
  package var marked: Style {
    var style = self
    style.attributes.formSymmetricDifference(.reverse)
    return style
  }
}

extension Color {
  fileprivate var packed: UInt32 {
    switch self {
    case .none: 0
    case .ansi(let number): 0x100 | UInt32(number)
    case .indexed(let number): 0x200 | UInt32(number)
    }
  }

  fileprivate init(packed: UInt32) {
    let number = UInt8(truncatingIfNeeded: packed)
    switch packed >> 8 {
    case 1: self = .ansi(number)
    case 2: self = .indexed(number)
    default: self = .none
    }
  }
}
