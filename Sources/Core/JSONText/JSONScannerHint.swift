/// Guesses what was meant by a word that is no JSON value.
enum JSONScannerHint {
  /// - Parameter isWhole: whether `word` is all of it, not an excerpt.
  static func forWord(_ word: String, isWhole: Bool) -> (text: String?, isNumber: Bool) {
    let first = word.utf8.first ?? 0
    let isNumber = first &- 0x30 < 10 || [0x2B, 0x2D, 0x2E].contains(first)
    switch word.lowercased() {
    case "true": return ("write true", false)
    case "false": return ("write false", false)
    case "null", "none", "nil", "undefined", "nan": return ("write null", false)
    case "infinity", "+infinity", "-infinity", "inf", "-inf":
      return ("JSON has no infinity; write null", true)
    default: break
    }
    if isNumber {
      let meant = isWhole ? number(meantBy: word) : nil
      return (meant.map { "write \($0)" } ?? "put it in double quotes if it is text", true)
    }
    if let quote = word.first, "“”„«‘’`".contains(quote) {
      return ("use straight double quotes", false)
    }
    return ("put it in double quotes if it is text", false)
  }

  static func forKey(_ key: String) -> String {
    guard let quote = key.first, "“”„«‘’`'".contains(quote) else { return "write \"\(key)\"" }
    return "use straight double quotes"
  }

  /// `.5` → `0.5`, `007` → `7`, `1_000` → `1000`, `0x1F` → `31`.
  private static func number(meantBy word: String) -> String? {
    var text = word.filter { $0 != "_" }
    let sign = text.hasPrefix("-") ? "-" : ""
    if text.hasPrefix("-") || text.hasPrefix("+") { text.removeFirst() }
    if text.lowercased().hasPrefix("0x"), let value = Int(text.dropFirst(2), radix: 16) {
      return sign + String(value)
    }
    while text.hasPrefix("0"), text.dropFirst().first?.isNumber == true { text.removeFirst() }
    if text.hasPrefix(".") { text = "0" + text }
    if text.hasSuffix(".") { text += "0" }
    text = sign + text
    return text != word && (try? JSONDocument(parsing: Array(text.utf8))) != nil ? text : nil
  }
}
