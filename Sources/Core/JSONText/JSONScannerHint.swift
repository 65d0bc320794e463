/// Guesses what was meant by a word that is no JSON value.
enum JSONScannerHint {
  static let forEllipsis = "remove it; JSON leaves nothing out"

  /// What to do about a word, if there is more to say than to quote it.
  ///
  /// - Parameter isWhole: whether `word` is all of it, not an excerpt.
  static func forWord(_ word: String, isWhole: Bool) -> (text: String?, isNumber: Bool) {
    let first = word.utf8.first ?? 0
    let isNumber = first &- 0x30 < 10 || [0x2B, 0x2D, 0x2E].contains(first)
    switch word.lowercased() {
    case "true": return ("write true", false)
    case "false": return ("write false", false)
    case "null", "none", "nil", "undefined", "nan", "-nan": return ("write null", false)
    case "yes", "on": return ("write true, or put it in double quotes if it is text", false)
    case "no", "off": return ("write false, or put it in double quotes if it is text", false)
    case "...", "…": return (forEllipsis, false)
    case "infinity", "+infinity", "-infinity", "inf", "-inf":
      return ("JSON has no infinity; write null", true)
    default: break
    }
    if word.hasPrefix("```") { return ("remove it; it is Markdown", false) }
    if word.hasPrefix("<") { return ("this looks like HTML or XML, not JSON", false) }
    if isNumber || word.hasPrefix("\u{2212}") {
      let lacksDigits = word.last.map { "+-eE".contains($0) } ?? false
      if lacksDigits { return ("write the digits that belong behind it", true) }
      let meant = isWhole ? number(meantBy: word) : nil
      return (meant.map { "write \($0)" }, true)
    }
    let isQuote = word.unicodeScalars.first.map { JSONScanner.closingQuotes[$0] != nil } ?? false
    return (isQuote ? "use straight double quotes" : nil, false)
  }

  /// - Parameter word: digits with commas or blanks between.
  static func forSplitNumber(_ word: String) -> String {
    let whole = word.filter { $0 != "," && $0 != " " }
    let groups = word.split { $0 == "," || $0 == " " }
    let isGrouped = groups.dropFirst().allSatisfy { $0.count == 3 } && !word.hasPrefix("0")
    let decimal = groups.dropLast().joined().filter { $0 != "." } + "." + (groups.last ?? "")
    if !isGrouped { return "write \(decimal)" }
    return groups.count == 2 && word.contains(",")
      ? "write \(whole), or \(decimal) if the ',' begins the fraction" : "write \(whole)"
  }

  static func forEscape(_ escape: String) -> String {
    switch escape {
    case "\\'": "write ' without the backslash"
    case "\\x": "write \\u00 and the two digits"
    case "\\0": "write \\u0000"
    default: "a backslash itself is written \\\\"
    }
  }

  /// `.5` → `0.5`, `007` → `7`, `1_000` → `1000`, `0x1F` → `31`.
  private static func number(meantBy word: String) -> String? {
    var text = word.filter { $0 != "_" }.replacing("\u{2212}", with: "-")
    while text.hasPrefix("--") { text.removeFirst() }
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
