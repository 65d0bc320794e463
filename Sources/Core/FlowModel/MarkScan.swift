/// Finds marks of secrets, and what is left of them, in a text.
///
/// ```
/// ⟦secret:12:ab12⟧
/// │└─── stem ───┘│
/// opening        closing: a mark that lost one of them is found by its stem
/// ```
enum MarkScan {
  struct Finding: Hashable {
    /// Counted from the start of the text.
    let range: Range<Int>
    let text: [UInt8]
    let isOpened: Bool

    var name: String { String(decoding: text, as: UTF8.self) }
    /// Without brackets.
    var stem: [UInt8] { MarkScan.stem(of: text) }
  }

  private static let opening = Array("⟦".utf8)
  private static let closing = Array("⟧".utf8)
  private static let word = Array("secret:".utf8)

  /// In the order of the text.
  static func findings(in text: ArraySlice<UInt8>) -> [Finding] {
    text.withUnsafeBufferPointer { text in
      var found: [Finding] = []
      var place = 0
      while place + word.count <= text.count {
        guard text[place] == word[0], holds(word, at: place, of: text) else {
          place += 1
          continue
        }
        let finding = finding(at: place, of: text)
        found.append(finding)
        place = finding.range.upperBound
      }
      return found
    }
  }

  static func stem(of text: [UInt8]) -> [UInt8] {
    var stem = text[...]
    if stem.starts(with: opening) { stem = stem.dropFirst(opening.count) }
    if stem.suffix(closing.count) == closing[...] { stem = stem.dropLast(closing.count) }
    return Array(stem)
  }

  private static func finding(at place: Int, of text: UnsafeBufferPointer<UInt8>) -> Finding {
    var end = place + word.count
    // As much of `12:ab12` as there is.
    while end < text.count, end - place < 32, isPart(text[end]) { end += 1 }
    if holds(closing, at: end, of: text) { end += closing.count }
    let isOpened = holds(opening, at: place - opening.count, of: text)
    let range = (isOpened ? place - opening.count : place)..<end
    return Finding(range: range, text: Array(text[range]), isOpened: isOpened)
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: ":"):
      true
    default: false
    }
  }

  private static func holds(
    _ part: [UInt8], at place: Int, of text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard place >= 0, place + part.count <= text.count else { return false }
    return part.indices.allSatisfy { text[place + $0] == part[$0] }
  }
}
