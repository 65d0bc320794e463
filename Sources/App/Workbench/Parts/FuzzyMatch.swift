import FlowModel

/// Finds what a few typed letters mean.
enum FuzzyMatch {
  /// How well `letters` fit `text`: nil when they do not occur in it in this order; higher is
  /// better. Starts of words and neighbours count more, and most of all a text that begins with
  /// the letters. Letters are compared without case, and plain letters find accented ones too.
  static func score(_ letters: String, in text: String) -> Int? {
    var score = 0
    var last = -2
    let isPlain = PlainLetters.isPlain(letters)
    let text = isPlain ? PlainLetters.of(text) : text.lowercased()
    let letters = isPlain ? PlainLetters.of(letters) : letters.lowercased()
    let characters = Array(text)
    var place = 0
    for letter in letters where letter != " " {
      guard let found = characters[place...].firstIndex(of: letter) else { return nil }
      let startsWord = found == 0 || characters[found - 1] == " " || characters[found - 1] == "-"
      score += found == last + 1 ? 6 : startsWord ? 8 : 1
      last = found
      place = found + 1
    }
    let isBeginning = text.hasPrefix(letters)
    return (score + (isBeginning ? 100 : 0)) * 8 - characters.count
  }
}
