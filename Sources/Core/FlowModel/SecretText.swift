/// Finds keys in text by their look: `sk-…`, `ghp_…`, `AKIA…`, `xoxb-…`, `Bearer …`, JSON Web Tokens.
///
/// Also inside longer texts, for keys stand in code, in prompts and in commands. There a key must
/// look more like one: it has a digit. May read literals as they are written, where no letter of a key
/// is escaped by its number; the letter of an escape (`\nsk-…`) is no part of the word behind it.
struct SecretText {
  /// The text, or a document that it is a part of.
  let source: UnsafeBufferPointer<UInt8>

  /// A key has at least this many letters, its prefix included.
  static let leastCount = 16

  private static let prefixes: [StaticString] = [
    "sk-", "ghp_", "gho_", "github_pat_", "AKIA", "xoxb-", "xoxp-",
  ]

  /// The keys of a part of the text, in order.
  ///
  /// - Complexity: O(length of the part).
  func keys(in text: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var place = text.lowerBound
    while place < text.upperBound {
      guard Self.isLetter(source[place]) else {
        place += 1
        continue
      }
      let start = behindEscape(place, text)
      let end = wordEnd(start, text)
      guard let key = key(start..<end, in: text) else {
        place = max(end, place + 1)
        continue
      }
      found.append(key)
      place = max(key.upperBound, end)
    }
    return found
  }

  private func key(_ word: Range<Int>, in text: Range<Int>) -> Range<Int>? {
    guard let first = word.isEmpty ? nil : source[word.lowerBound] else { return nil }
    switch first {
    case UInt8(ascii: "e"): return webToken(word, in: text)
    case UInt8(ascii: "B"), UInt8(ascii: "b"): return bearer(word, in: text)
    case UInt8(ascii: "s"), UInt8(ascii: "g"), UInt8(ascii: "A"), UInt8(ascii: "x"):
      let isKnown = Self.prefixes.contains { begins($0, word) }
      return isKnown && isKey(word, in: text) ? word : nil
    default: return nil
    }
  }

  /// A word that is the whole text needs no digit.
  private func isKey(_ word: Range<Int>, in text: Range<Int>) -> Bool {
    guard word.count >= Self.leastCount else { return false }
    return word == text || source[word].contains { $0 &- 0x30 < 10 }
  }

  /// `Bearer` in any case and what follows it: the token alone is the secret.
  private func bearer(_ word: Range<Int>, in text: Range<Int>) -> Range<Int>? {
    guard word.count == 6, zip(source[word], "bearer".utf8).allSatisfy({ $0 | 0x20 == $1 }),
      word.upperBound < text.upperBound, source[word.upperBound] == 0x20
    else { return nil }
    let start = word.upperBound + 1
    var end = start
    while end < text.upperBound,
      Self.isLetter(source[end]) || ".~+/=".utf8.contains(source[end])
    { end += 1 }
    let token = start..<end
    let isWhole = word.lowerBound == text.lowerBound && end == text.upperBound
    let isLong = token.count >= (isWhole ? Self.leastCount - 7 : Self.leastCount)
    return isLong && (isWhole || source[token].contains { $0 &- 0x30 < 10 }) ? token : nil
  }

  /// header.payload.signature, each base64url; the first two begin with `{"` encoded.
  private func webToken(_ header: Range<Int>, in text: Range<Int>) -> Range<Int>? {
    guard begins("eyJ", header), let payload = nextPart(header, text), begins("eyJ", payload),
      let signature = nextPart(payload, text)
    else { return nil }
    let token = header.lowerBound..<signature.upperBound
    return token.count >= Self.leastCount ? token : nil
  }

  private func nextPart(_ part: Range<Int>, _ text: Range<Int>) -> Range<Int>? {
    guard part.upperBound < text.upperBound, source[part.upperBound] == UInt8(ascii: ".") else {
      return nil
    }
    return part.upperBound + 1..<wordEnd(part.upperBound + 1, text)
  }

  // MARK: Words

  private func behindEscape(_ place: Int, _ text: Range<Int>) -> Int {
    guard place > text.lowerBound, source[place - 1] == UInt8(ascii: "\\") else { return place }
    switch source[place] {
    case UInt8(ascii: "u"): return min(place + 5, text.upperBound)
    case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"),
      UInt8(ascii: "t"):
      return place + 1
    default: return place
    }
  }

  private func wordEnd(_ start: Int, _ text: Range<Int>) -> Int {
    var end = start
    while end < text.upperBound, Self.isLetter(source[end]) { end += 1 }
    return end
  }

  /// Of base64url.
  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }

  private func begins(_ prefix: StaticString, _ word: Range<Int>) -> Bool {
    let count = prefix.utf8CodeUnitCount
    return word.count >= count
      && (0..<count).allSatisfy { source[word.lowerBound + $0] == prefix.utf8Start[$0] }
  }
}
