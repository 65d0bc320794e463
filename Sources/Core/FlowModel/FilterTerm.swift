/// One word of a filter, taken apart: `!category:"customer support"`, `nodes>=10`, `word`.
struct FilterTerm {
  /// As it was typed.
  let text: String
  let isNegated: Bool
  /// In lower case; nil: a word of the name.
  let key: String?
  /// `:`, or one of the signs of ``FlowCondition/Comparison``.
  let comparison: String
  /// Without its quotes.
  let value: String

  /// The words of a filter. A quote that is not closed goes on to the end. Around the sign of a
  /// number blanks may stand: `nodes > 10`.
  static func terms(of text: String) -> [FilterTerm] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == " ", !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return joined(words).map(FilterTerm.init)
  }

  private static func joined(_ words: [String]) -> [String] {
    var joined: [String] = []
    for word in words {
      if let last = joined.last, isOpenNumber(last, before: word) {
        joined[joined.count - 1] = last + word
      } else {
        joined.append(word)
      }
    }
    return joined
  }

  /// Whether `next` goes on with the name of a number, or with the name and its sign.
  private static func isOpenNumber(_ word: String, before next: String) -> Bool {
    let rest = word.drop { $0 == "!" }
    let name = rest.prefix { $0.isASCII && $0.isLetter }
    guard FlowCondition.Number(rawValue: name.lowercased()) != nil else { return false }
    let sign = rest.dropFirst(name.count)
    if sign.isEmpty { return next.first.map { "<>=".contains($0) } == true }
    return FlowCondition.Comparison(rawValue: String(sign)) != nil
  }

  private init(_ word: String) {
    text = word
    var rest = word[...]
    isNegated = rest.first == "!" && rest.count > 1
    if isNegated { rest = rest.dropFirst() }
    let name = rest.prefix { $0.isASCII && $0.isLetter }
    let behind = rest.dropFirst(name.count)
    let sign = ["<=", ">=", "<", ">", "=", ":"].first { behind.hasPrefix($0) }
    if let sign, !name.isEmpty {
      key = name.lowercased()
      comparison = sign
      value = Self.unquoted(behind.dropFirst(sign.count))
    } else {
      key = nil
      comparison = ""
      value = Self.unquoted(rest)
    }
  }

  private static func unquoted(_ text: Substring) -> String { text.filter { $0 != "\"" } }

  /// A whole number; `50KB` and `1MB` where a size may stand.
  static func number(_ text: String, withUnits: Bool) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits) else { return nil }
    let factor: Int? =
      switch text.dropFirst(digits.count).lowercased() {
      case "": 1
      case "b" where withUnits: 1
      case "k" where withUnits, "kb" where withUnits: 1_000
      case "m" where withUnits, "mb" where withUnits: 1_000_000
      default: nil
      }
    guard let factor else { return nil }
    let (product, isTooLarge) = number.multipliedReportingOverflow(by: factor)
    return isTooLarge ? nil : product
  }
}
