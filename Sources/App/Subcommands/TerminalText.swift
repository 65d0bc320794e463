import CellGrid
package import FlowModel

/// Text for a terminal: whatever came from elsewhere is made visible first.
package enum TerminalText {
  /// One line; control characters, bidi marks and line breaks show as what they are.
  package static func line(_ text: String) -> String { VisibleText.line(text) }
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
