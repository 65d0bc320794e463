/// A text and the flat map of its values.
///
/// ```
/// bytes   { " a " : [ 1 , 2 ] }
/// offset  0 1     4 5 6   8 9 10 11
///
/// index   0            1            2            3            4            5            6
/// map     [object 0 7] [string 1 3] [array 5 6]  [number 6 1] [number 8 1] [end 10 2]   [end 11 1]
/// ```
///
/// Eight bytes a token: where it starts, what it is, and one number. For a scalar the number is the
/// length in bytes; for an object or array the index after its `end`, which is its next sibling;
/// for an `end` the count of members or elements, and its offset is the byte after the bracket.
/// A member is two tokens or more: the key, then the value. Siblings are therefore reached in one
/// step, and a scan allocates nothing but this array.
final class JSONTokenMap: Sendable {
  let bytes: [UInt8]
  let tokens: [JSONToken]
  let diagnostics: [JSONDiagnostic]

  init(bytes: [UInt8], tokens: [JSONToken], diagnostics: [JSONDiagnostic]) {
    self.bytes = bytes
    self.tokens = tokens
    self.diagnostics = diagnostics
  }

  /// The index after the value at `index` and all it holds.
  func next(after index: Int) -> Int {
    let token = tokens[index]
    return token.mark.isContainer ? token.number : index + 1
  }

  /// The bytes of the value at `index`, brackets and quotes included.
  func range(at index: Int) -> Range<Int> {
    let token = tokens[index]
    let start = Int(token.offset)
    guard token.mark.isContainer else { return start..<start + token.number }
    return start..<Int(tokens[token.number - 1].offset)
  }

  /// Members or elements of the value at `index`; 0 for a scalar.
  func count(at index: Int) -> Int {
    let token = tokens[index]
    return token.mark.isContainer ? tokens[token.number - 1].number : 0
  }

  /// All values: the root, and the members and elements of every object and array.
  var valueCount: Int {
    tokens.reduce(1) { $1.mark == .end ? $0 + $1.number : $0 }
  }

  /// The text of a string or key at `index`: escapes decoded, lone surrogates as WTF-8.
  func decoded(at index: Int) -> ArraySlice<UInt8> {
    let range = range(at: index)
    switch tokens[index].mark {
    case .string:
      // A tolerated string may lack its closing quote.
      let isClosed = range.count > 1 && bytes[range.upperBound - 1] == bytes[range.lowerBound]
      return bytes[range.lowerBound + 1..<range.upperBound - (isClosed ? 1 : 0)]
    case .escapedString: return JSONString.decoded(bytes[range])[...]
    default: return bytes[range]
    }
  }

  /// Whether the key at `index` reads `key`, byte for byte. Lone surrogates match U+FFFD, which is
  /// how ``JSONMember/key`` shows them.
  func key(at index: Int, reads key: String) -> Bool {
    let token = tokens[index]
    if token.mark == .string {
      // Most keys differ in length already: nothing is made of those.
      let start = Int(token.offset) + 1
      let isClosed = token.number > 1 && bytes[start + token.number - 2] == bytes[start - 1]
      let count = token.number - (isClosed ? 2 : 1)
      return count == key.utf8.count && bytes[start..<start + count].elementsEqual(key.utf8)
    }
    let text = decoded(at: index)
    if tokens[index].mark == .escapedString, JSONString.holdsSurrogates(text) {
      return String(decoding: JSONString.replacingSurrogates(text), as: UTF8.self).utf8
        .elementsEqual(key.utf8)
    }
    return text.count == key.utf8.count && text.elementsEqual(key.utf8)
  }
}

/// One entry of a ``JSONTokenMap``.
struct JSONToken {
  enum Mark: UInt8 {
    case object, array, end
    case string, escapedString
    case number, yes, no, null
    /// An unquoted key (JSON5, or tolerated).
    case bareKey
    /// Tolerant mode: nothing stands where a key or value belongs (length 0), or a word that is no
    /// value.
    case missing

    var isContainer: Bool { rawValue <= 1 }
  }

  /// Texts are shorter than this many bytes, so that lengths and indexes fit.
  static let byteLimit = 1 << 28

  private(set) var offset: UInt32
  private var word: UInt32

  init(_ mark: Mark, at offset: Int, _ number: Int) {
    self.offset = UInt32(truncatingIfNeeded: offset)
    word = UInt32(mark.rawValue) << 28 | UInt32(truncatingIfNeeded: number)
  }

  var mark: Mark { Mark(rawValue: UInt8(truncatingIfNeeded: word >> 28)) ?? .missing }

  /// Length, next sibling or count: see ``JSONTokenMap``.
  var number: Int {
    get { Int(word & 0x0FFF_FFFF) }
    set { word = word & 0xF000_0000 | UInt32(truncatingIfNeeded: newValue) }
  }
}
