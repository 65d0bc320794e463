/// One cell of the screen: a base character with what combines with it, its width, its style.
///
/// A plain value without a reference: 24 bytes, so that a frame is one block of memory and two
/// frames compare by words. It holds five scalars, as many as a cell of ncurses does.
package struct Cell: Equatable, Sendable {
  // low   scalars 0, 1, 2 in 21 bits each
  // high  scalars 3, 4
  private var low: UInt64
  private var high: UInt64
  package var style: Style
  /// 1 or 2; 0 in the right half of a wide character, whose text is in the cell before.
  package private(set) var width: UInt8

  /// A blank.
  package init(style: Style = .plain) {
    self.init(ascii: 0x20, style: style)
  }

  /// - Parameter ascii: a printable character, 0x20…0x7E.
  init(ascii: UInt8, style: Style) {
    low = UInt64(ascii)
    high = 0
    width = 1
    self.style = style
  }

  /// - Parameter width: cells that the base takes, 1 or 2.
  init(base: Unicode.Scalar, width: UInt8, style: Style) {
    low = UInt64(base.value)
    high = 0
    self.width = width
    self.style = style
  }

  /// The right half of a wide character.
  static func continuation(style: Style) -> Cell {
    var cell = Cell(ascii: 0, style: style)
    cell.width = 0
    return cell
  }

  package static func == (one: Cell, other: Cell) -> Bool {
    one.low == other.low && one.high == other.high
      && one.style == other.style && one.width == other.width
  }

  /// Adds a scalar of no width; what is beyond four is dropped (the sanitiser marks the cut).
  mutating func combine(_ scalar: Unicode.Scalar) {
    let value = UInt64(scalar.value)
    if low >> 21 == 0 {
      low |= value << 21
    } else if low >> 42 == 0 {
      low |= value << 42
    } else if high == 0 {
      high = value
    } else if high >> 21 == 0 {
      high |= value << 21
    }
  }
}

extension Cell {
  /// The one ASCII character of the cell, or nil; fast.
  package var ascii: UInt8? {
    high == 0 && low < 0x80 && width == 1 ? UInt8(truncatingIfNeeded: low) : nil
  }

  package var isBlank: Bool { ascii == 0x20 }
  package var isContinuation: Bool { width == 0 }

  /// How many scalars the cell holds; 0 in a continuation.
  package var scalarCount: Int {
    if width == 0 { return 0 }
    if high != 0 { return high >> 21 == 0 ? 4 : 5 }
    return low >> 42 != 0 ? 3 : low >> 21 != 0 ? 2 : 1
  }

  /// The base at 0, what combines with it from 1 on.
  ///
  /// - Parameter index: below ``scalarCount``.
  package func scalar(at index: Int) -> Unicode.Scalar {
    let bits = index < 3 ? low >> (21 * index) : high >> (21 * (index - 3))
    return Unicode.Scalar(UInt32(bits & 0x1F_FFFF)) ?? "\u{FFFD}"
  }

  /// The grapheme; empty in a continuation.
  package var text: String {
    var text = ""
    for index in 0..<scalarCount { text.unicodeScalars.append(scalar(at: index)) }
    return text
  }
}
