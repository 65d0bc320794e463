package import FlowModel
package import JSONText
package import TextEditing

/// What a check of the text in the editor found. Made away from the main thread.
///
/// Three levels: syntax; the shape that the servers need; links between nodes. The last two wait
/// until the syntax is whole.
package struct TextCheck: Sendable {
  /// Names the text: the editor drops the check of an older one.
  package let version: Int
  /// In the order of the text.
  package let problems: [EditorProblem]
  /// The text as it was read, also half-typed: tells the path at a place.
  package let document: JSONDocument

  /// Reads a text. Performs `Effect.checkText`.
  ///
  /// - Parameter kind: of the flow whose body this is; nil for other texts.
  /// - Complexity: O(length of the text).
  package init(of text: TextBuffer, version: Int, kind: FlowKind?) {
    let bytes = text.bytes
    let document = JSONDocument(tolerating: bytes)
    var problems = document.diagnostics.map { EditorProblem($0) }
    if problems.isEmpty, let kind {
      problems = FlowCheck.problems(inBody: bytes, kind: kind).map { problem in
        let path = try? JSONPath(parsing: problem.path)
        return EditorProblem(problem, at: path.flatMap { document.root.value(at: $0)?.range })
      }
    }
    self.version = version
    self.document = document
    self.problems = problems.sorted {
      ($0.range?.lowerBound ?? -1) < ($1.range?.lowerBound ?? -1)
    }
  }
}
