import CellGrid
package import FlowModel

/// Text for a terminal: whatever came from elsewhere is made visible first.
package enum TerminalText {
  /// One line; control characters, bidi marks and line breaks show as what they are.
  package static func line(_ text: String) -> String { VisibleText.line(text) }

  /// A hyperlink, `OSC 8 ; ; address ST text OSC 8 ; ; ST`: for a terminal only.
  ///
  /// - Parameters:
  ///   - text: passed the sanitiser.
  ///   - address: made by `WebLink`: plain characters of an address.
  static func link(_ text: String, to address: String) -> String {
    guard address.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return text }
    let escape = String(UnicodeScalar(UInt8(0x1B)))
    func mark(_ address: String) -> String { "\(escape)]8;;\(address)\(escape)\\" }
    return mark(address) + text + mark("")
  }
}

extension Console {
  /// Tells a problem on standard error: what was wrong, more of it, and what to do.
  package func tell(_ problem: Problem) {
    say(problem.title)
    if let detail = problem.detail, !detail.isEmpty {
      for line in detail.split(separator: "\n") { say("  " + line) }
    }
    if let advice = problem.advice { say(advice) }
  }
}
