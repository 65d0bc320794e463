/// A command line taken apart: `export! "Support triage" triage.json --secrets keep`.
///
/// Quotes, single or double, hold a word together; one that is not closed ends with the line.
struct LineWords: Hashable, Sendable {
  /// The first word as typed, with its `!`.
  let name: String
  private(set) var arguments: [String] = []
  private(set) var isDryRun = false
  /// Options other than `--dry-run`, with what stands behind them.
  private(set) var options: [String: String] = [:]
  /// What stands behind the name, as typed: filters have quotes of their own.
  let rest: String

  /// Options that a value follows.
  private static let valued: Set<String> = ["--secrets"]

  /// - Returns: nil for a line of blanks.
  init?(_ text: String) {
    var words = Self.words(of: text)[...]
    guard let name = words.popFirst()?.text else { return nil }
    self.name = name
    let behind = text.drop { $0 == " " }.drop { $0 != " " }
    rest = String(behind.drop { $0 == " " })
    while let word = words.popFirst() {
      if word.isQuoted || !word.text.hasPrefix("--") {
        arguments.append(word.text)
      } else if word.text == "--dry-run" {
        isDryRun = true
      } else {
        let parts = word.text.split(separator: "=", maxSplits: 1).map(String.init)
        let takesNext = parts.count == 1 && Self.valued.contains(word.text)
        options[parts[0]] =
          parts.count > 1 ? parts[1] : takesNext ? words.popFirst()?.text ?? "" : ""
      }
    }
  }

  /// The name without a `!` at its end.
  var plainName: String { isForced ? String(name.dropLast()) : name }

  /// A `!` behind the name: what stands in the way gives way.
  var isForced: Bool { name.count > 1 && name.hasSuffix("!") }

  struct Word: Hashable {
    var text: String
    var isQuoted: Bool
    /// Where it begins in the line, in characters.
    var start: Int
  }

  /// The words of a line in their order.
  static func words(of line: String) -> [Word] {
    var words: [Word] = []
    var word: Word?
    var quote: Character?
    for (place, character) in line.enumerated() {
      if let open = quote {
        if character == open { quote = nil } else { word?.text.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        if word == nil { word = Word(text: "", isQuoted: true, start: place) }
      } else if character == " " {
        if let word { words.append(word) }
        word = nil
      } else {
        if word == nil { word = Word(text: "", isQuoted: false, start: place) }
        word?.text.append(character)
      }
    }
    if let word { words.append(word) }
    return words
  }

  /// A word as it has to be typed: in quotes where it holds blanks.
  static func quoted(_ text: String) -> String {
    guard text.contains(where: { " '\"".contains($0) }) || text.hasPrefix("--") || text.isEmpty
    else { return text }
    return text.contains("\"") ? "'\(text)'" : "\"\(text)\""
  }
}
