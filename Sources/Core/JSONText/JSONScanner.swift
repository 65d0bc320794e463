/// Bytes → tokens (see ``JSONTokenMap``), one pass, no recursion, no allocation but the result.
///
/// The grammar is a small machine. What is expected next is all it has to know, besides the stack
/// of open brackets:
///
/// ```
///              ┌────────────── , ───────────────┐
///              ▼                                │
/// {  firstKey/key ── "…" ── colon ── : ── memberValue ─┐
///                                                      ├─▶ separator ── } ] ─▶ (separator | end)
/// [  firstElement/element ─────────────────────────────┘
/// ```
///
/// A tolerant scan takes the same way. Where a strict scan throws, it notes the diagnostic and goes
/// on in the state that loses least (`JSONScanner+Recovery.swift`).
struct JSONScanner {
  enum Expectation {
    case root, firstKey, key, colon, memberValue, firstElement, element, separator, end
  }

  struct Container {
    /// Index of its token.
    let token: Int
    let isObject: Bool
    var count = 0
  }

  let source: UnsafeBufferPointer<UInt8>
  let isJSON5: Bool
  let depthLimit: Int
  let tolerates: Bool

  var position = 0
  var expects = Expectation.root
  var tokens: [JSONToken] = []
  var open: [Container] = []
  var diagnostics: [JSONDiagnostic] = []
  var counter = JSONLineCounter()

  /// - Parameter source: valid as long as this value is used.
  init(
    _ source: UnsafeBufferPointer<UInt8>, syntax: JSONSyntax, depthLimit: Int, tolerates: Bool
  ) {
    self.source = source
    self.depthLimit = depthLimit
    self.tolerates = tolerates
    isJSON5 = syntax == .json5
    tokens.reserveCapacity(min(source.count, JSONToken.byteLimit) / 12 + 8)
    open.reserveCapacity(32)
  }

  /// Fills `tokens` with exactly one value.
  mutating func scan() throws(JSONDiagnostic) {
    // A tolerant scan supplies what is missing and so makes up to three tokens of two bytes.
    let limit = tolerates ? JSONToken.byteLimit / 2 : JSONToken.byteLimit
    guard source.count < limit else {
      throw diagnostic(
        "this text is longer than \(limit >> 20) MiB", at: 0..<0,
        hint: "split it into several files")
    }
    try skipByteOrderMark()
    while true {
      try skipBlanks()
      guard position < source.count else { return try finish() }
      guard tokens.count < JSONDocument.valueLimit else {
        throw diagnostic(JSONDocument.tooManyValues, at: position..<position + 1)
      }
      let byte = source[position]
      switch expects {
      case .separator: try scanSeparator(byte)
      case .memberValue, .root: try scanValue(byte)
      case .colon: try scanColon(byte)
      case .key, .firstKey: try scanKey(byte)
      case .firstElement, .element:
        if byte == UInt8(ascii: "]") { try closeAfterComma(byte) } else { try scanValue(byte) }
      case .end:
        return try reportTextAfterEnd()
      }
    }
  }

  private mutating func skipByteOrderMark() throws(JSONDiagnostic) {
    if source.starts(with: [0xFF, 0xFE]) || source.starts(with: [0xFE, 0xFF]) {
      try report("this text is UTF-16", at: 0..<2, hint: "save the file as UTF-8")
    }
    guard source.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    if !isJSON5 {
      try report(
        "a byte order mark stands before the text", at: 0..<3,
        hint: "save the file as UTF-8 without BOM")
    }
    position = 3
  }

  private mutating func skipBlanks() throws(JSONDiagnostic) {
    while position < source.count {
      switch source[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default:
        guard isJSON5, try skipJSON5Blank() else { return }
      }
    }
  }

  // MARK: One step of the machine

  private mutating func scanSeparator(_ byte: UInt8) throws(JSONDiagnostic) {
    let isObject = open[open.count - 1].isObject
    switch byte {
    case UInt8(ascii: ","):
      position += 1
      expects = isObject ? .key : .element
    case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
      position += 1
      close()
    default:
      try recoverFromMissingSeparator(byte)
    }
  }

  private mutating func scanColon(_ byte: UInt8) throws(JSONDiagnostic) {
    guard byte == UInt8(ascii: ":") else { return try recoverFromMissingColon(byte) }
    position += 1
    expects = .memberValue
  }

  private mutating func scanKey(_ byte: UInt8) throws(JSONDiagnostic) {
    switch byte {
    case UInt8(ascii: "\""):
      try scanString(quote: byte)
    case UInt8(ascii: "}"):
      return try closeAfterComma(byte)
    case UInt8(ascii: "'") where isJSON5:
      try scanString(quote: byte)
    default:
      guard isJSON5, try scanIdentifier() else { return try recoverFromMissingKey(byte) }
    }
    expects = .colon
  }

  private mutating func scanValue(_ byte: UInt8) throws(JSONDiagnostic) {
    switch byte {
    case UInt8(ascii: "\""):
      try scanString(quote: byte)
    case UInt8(ascii: "{"):
      return try openContainer(.object, then: .firstKey)
    case UInt8(ascii: "["):
      return try openContainer(.array, then: .firstElement)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      try scanNumber()
    case UInt8(ascii: "t"):
      try scanWord("true", .yes)
    case UInt8(ascii: "f"):
      try scanWord("false", .no)
    case UInt8(ascii: "n"):
      try scanWord("null", .null)
    default:
      guard isJSON5, try scanJSON5Value(byte) else { return try recoverFromMissingValue(byte) }
    }
    valueEnded()
  }

  // MARK: Brackets

  private mutating func openContainer(
    _ mark: JSONToken.Mark, then next: Expectation
  ) throws(JSONDiagnostic) {
    guard open.count < depthLimit else { return try stopAtDepthLimit() }
    open.append(Container(token: tokens.count, isObject: mark == .object))
    tokens.append(JSONToken(mark, at: position, 0))
    position += 1
    expects = next
  }

  /// A closing bracket where a key or element could stand: fine if nothing stands before it.
  private mutating func closeAfterComma(_ byte: UInt8) throws(JSONDiagnostic) {
    if expects == .key || expects == .element, !isJSON5 { try reportTrailingComma(byte) }
    position += 1
    close()
  }

  /// Ends the innermost container at `position`.
  mutating func close() {
    let container = open.removeLast()
    tokens.append(JSONToken(.end, at: position, container.count))
    tokens[container.token].number = tokens.count
    valueEnded()
  }

  /// Counts the value that ended at `position` and looks for what may follow it.
  mutating func valueEnded() {
    if open.isEmpty {
      expects = .end
    } else {
      open[open.count - 1].count += 1
      expects = .separator
    }
  }
}
