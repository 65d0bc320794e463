package import FlowModel
package import JSONText
import TextEditing

/// A mistake in the text: it stays with its place while the text changes, until the next check.
package struct EditorProblem: Hashable, Sendable {
  package let level: FlowProblem.Level
  /// What is wrong, and what to do where that is known.
  package let message: String
  /// The bytes to mark; nil for what concerns the whole.
  package private(set) var range: Range<Int>?
  /// The change that mends it, where only one is right. Of the text that was checked.
  var fix: FlowFix?

  /// A mistake of syntax.
  package init(_ diagnostic: JSONDiagnostic) {
    level = .syntax
    message = [diagnostic.message, diagnostic.hint].compactMap(\.self).joined(separator: "; ")
    range = diagnostic.byteRange
  }

  /// Something wrong with the flow.
  package init(_ problem: FlowProblem) {
    level = problem.level
    message = problem.message
    range = problem.range
    fix = problem.fix
  }

  mutating func move(along change: TextChange) {
    guard let old = range else { return }
    let start = change.position(of: old.lowerBound)
    range = start..<max(start, change.position(of: old.upperBound, onSide: .before))
  }
}
