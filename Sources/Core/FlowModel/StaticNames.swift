/// Names known when the program is built, compared without making a string.
extension Collection<UInt8> {
  /// Whether these bytes spell a word of ASCII letters, `-` and `_`.
  ///
  /// - Parameter ignoringCase: `word` is then in lower case.
  func spells(_ word: StaticString, ignoringCase: Bool = false) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    return zip(self, letters).allSatisfy { byte, letter in
      byte == letter || (ignoringCase && byte &- 0x41 < 26 && byte | 0x20 == letter)
    }
  }
}
