/// A pattern as steps for ``SearchMachine``. Distances are relative, so that a piece can be copied.
///
/// ```
/// ab*\(c\|d\)    0 save 0    1 "a"    2 split +1 +3 ─┐   3 "b"   4 jump -2
///                5 save 2    6 split +1 +3   7 "c"   8 jump +2   9 "d"   10 save 3
///                11 save 1   12 match
/// ```
struct SearchProgram: Equatable, Sendable {
  enum Step: Equatable, Sendable {
    case scalar(UnicodeScalar)
    /// One of a set; an index in ``SearchProgram/sets``.
    case set(Int)
    /// Any character, also a byte that is no UTF-8.
    case any
    /// Goes on in two places; the first is better.
    case split(Int, Int)
    case jump(Int)
    /// Keeps the place: 2*n* and 2*n* + 1 are start and end of group *n*.
    case save(Int)
    case lineStart, lineEnd, wordStart, wordEnd, wordBound
    case match
  }

  /// No program is longer: time is this times the length of the text.
  static let longest = 2000

  let steps: [Step]
  let sets: [ScalarSet]
  /// Start and end of the whole and of each group.
  let slotCount: Int
  /// The bytes that a match can begin with; nil if it may be empty or begin with anything.
  let firstBytes: [Bool]?
  /// Text that stands in every match: a line without it need not be looked at.
  let required: LiteralSearch?

  init(
    _ steps: [Step], sets: [ScalarSet], groupCount: Int, required: LiteralSearch? = nil
  ) {
    self.required = required
    slotCount = 2 * (groupCount + 1)
    self.steps = steps
    self.sets = sets
    firstBytes = Self.firstBytes(of: steps, sets: sets)
  }

  private static func firstBytes(of steps: [Step], sets: [ScalarSet]) -> [Bool]? {
    var result = [Bool](repeating: false, count: 256)
    var isSeen = [Bool](repeating: false, count: steps.count)
    var open = [0]
    while let index = open.popLast() {
      guard !isSeen[index] else { continue }
      isSeen[index] = true
      switch steps[index] {
      case .scalar(let scalar): result[Int(Array(String(scalar).utf8)[0])] = true
      case .set(let number):
        for byte in 0..<128 where sets[number].contains(UnicodeScalar(UInt8(byte))) {
          result[byte] = true
        }
        for byte in 128..<256 { result[byte] = true }
      case .split(let first, let second): open += [index + first, index + second]
      case .jump(let distance): open.append(index + distance)
      case .save, .lineStart, .lineEnd, .wordStart, .wordEnd, .wordBound: open.append(index + 1)
      case .any, .match: return nil
      }
    }
    return result
  }
}

/// Some scalars, or all but some.
struct ScalarSet: Equatable, Sendable {
  private var low: (UInt64, UInt64) = (0, 0)
  private var ranges: [ClosedRange<UInt32>] = []
  private var isInverted = false

  init(_ ranges: [ClosedRange<UnicodeScalar>], ignoresCase: Bool = false, isInverted: Bool = false)
  {
    self.ranges = ranges.map { $0.lowerBound.value...$0.upperBound.value }
    self.isInverted = isInverted
    for byte in UInt8(0)..<128 {
      let scalar = UnicodeScalar(byte)
      let forms = ignoresCase ? scalar.caseForms : [scalar]
      guard forms.contains(where: { isListed($0) }) else { continue }
      if byte < 64 { low.0 |= 1 << UInt64(byte) } else { low.1 |= 1 << UInt64(byte - 64) }
    }
    if ignoresCase { addCaseForms() }
  }

  /// Short ranges beyond ASCII get their other case too.
  private mutating func addCaseForms() {
    for range in ranges where range.upperBound >= 128 && range.count <= 512 {
      for form in range.compactMap(UnicodeScalar.init).flatMap(\.caseForms) {
        ranges.append(form.value...form.value)
      }
    }
  }

  private func isListed(_ scalar: UnicodeScalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) }
  }

  func contains(_ scalar: UnicodeScalar) -> Bool {
    let value = scalar.value
    guard value < 128 else { return isListed(scalar) != isInverted }
    let bits = value < 64 ? low.0 : low.1
    return (bits >> UInt64(value & 63) & 1 == 1) != isInverted
  }

  static func == (left: ScalarSet, right: ScalarSet) -> Bool {
    left.low == right.low && left.ranges == right.ranges && left.isInverted == right.isInverted
  }
}

/// Reads scalars from bytes.
enum ScalarScan {
  /// The scalar at an index and its length; nil and 1 for a byte that is no UTF-8.
  static func scalar(in bytes: [UInt8], at index: Int) -> (value: UnicodeScalar?, length: Int) {
    let first = bytes[index]
    if first.isASCII { return (UnicodeScalar(first), 1) }
    let length = CharacterScan.scalarLength(in: bytes, at: index)
    guard length > 1 else { return (nil, 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for byte in bytes[index + 1..<index + length] { value = value << 6 | UInt32(byte & 0x3F) }
    return (UnicodeScalar(value), length)
  }

  /// The scalar before an index; nil for a byte that is no UTF-8.
  static func scalar(in bytes: [UInt8], before index: Int) -> UnicodeScalar? {
    for length in 1...4 where length <= index && bytes[index - length] & 0xC0 != 0x80 {
      let found = scalar(in: bytes, at: index - length)
      return found.length == length ? found.value : nil
    }
    return nil
  }
}
