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

  /// A mistake of syntax.
  package init(_ diagnostic: JSONDiagnostic) {
    level = .syntax
    message = [diagnostic.message, diagnostic.hint].compactMap(\.self).joined(separator: "; ")
    range = diagnostic.byteRange
  }

  /// Something wrong with the flow, at these bytes.
  package init(_ problem: FlowProblem, at range: Range<Int>?) {
    level = problem.level
    message = problem.message
    self.range = range
  }

  mutating func move(along change: TextChange) {
    guard let old = range else { return }
    let start = change.position(of: old.lowerBound)
    range = start..<max(start, change.position(of: old.upperBound, onSide: .before))
  }
}
