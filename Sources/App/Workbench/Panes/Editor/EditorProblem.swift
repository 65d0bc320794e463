import FlowModel
import JSONText
import TextEditing

/// A mistake in the text: it stays with its place while the text changes, until the next check.
struct EditorProblem: Hashable, Sendable {
  enum Kind: String, Sendable {
    case syntax, flow
  }

  var kind: Kind
  var isError: Bool
  var message: String
  /// What to do.
  var hint: String?
  /// The bytes to mark; nil for what concerns the whole.
  var range: Range<Int>?

  init(_ diagnostic: JSONDiagnostic) {
    kind = .syntax
    isError = true
    message = diagnostic.message
    hint = diagnostic.hint
    range = diagnostic.byteRange
  }

  init(_ remark: FlowRemark) {
    kind = .flow
    isError = remark.weight == .error
    message = remark.text
  }

  /// What it says under its line.
  var text: String { hint.map { "\(message); \($0)" } ?? message }

  mutating func move(along change: TextChange) {
    guard let old = range else { return }
    let start = change.position(of: old.lowerBound)
    range = start..<max(start, change.position(of: old.upperBound, onSide: .before))
  }
}
