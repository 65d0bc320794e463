package import FlowModel
package import JSONText
package import TextEditing

/// What a check of the text in the editor found. Made away from the main thread.
///
/// Three levels: syntax; the shape that the servers need; links between nodes. The last two wait
/// until the syntax is whole.
package struct TextCheck: Sendable {
  /// Names the text: the editor drops the check of an older one.
  package private(set) var version: Int
  /// In the order of the text.
  package let problems: [EditorProblem]
  /// The text as it was read, also half-typed: tells the path at a place.
  package let document: JSONDocument
  /// Values that are not shown, without their quotes.
  package let secrets: [Range<Int>]
  /// What differs from the server's copy and what is wrong, for the outline.
  let signs: [Int: OutlineSign]

  /// Reads a text. Performs `Effect.checkText`.
  ///
  /// - Parameters:
  ///   - kind: of the flow whose body this is; nil for other texts.
  ///   - base: the same field as the server has it; nil when that is not known.
  /// - Complexity: O(length of the texts).
  package init(of text: TextBuffer, version: Int, kind: FlowKind?, base: TextBuffer? = nil) {
    let document = JSONDocument(tolerating: text.bytes).indexed()
    var problems = Self.syntaxProblems(of: document)
    if problems.isEmpty, let kind {
      problems = FlowCheck.problems(in: document.root, kind: kind).map { EditorProblem($0) }
    }
    self.version = version
    self.document = document
    self.problems = problems.sorted {
      ($0.range?.lowerBound ?? -1) < ($1.range?.lowerBound ?? -1)
    }
    secrets = Self.secrets(in: document.root)
    var signs = OutlineSigns(document)
    if let base { signs.add(changesFrom: base) }
    for problem in self.problems { signs.add(problem) }
    self.signs = signs.byPlace
  }

  /// To know whether a mistake can be mended the text is read again, so only the first is asked.
  private static func syntaxProblems(of document: JSONDocument) -> [EditorProblem] {
    var problems = document.diagnostics.map { EditorProblem($0) }
    if let first = document.diagnostics.first {
      problems[0].fix = FlowFix(of: first, in: document.bytes)
    }
    return problems
  }

  /// Also those inside the fields of a record that hold JSON in a string.
  static func secrets(in root: JSONNode) -> [Range<Int>] {
    var places = SecretMask.ranges(in: root)
    for member in root.members where FlowFields.embedded.contains(member.key) {
      let field = member.value
      guard field.kind == .string, !places.contains(where: { $0 == field.textRange }),
        let inner = try? JSONDocument(parsing: JSONEdit.text(of: field))
      else { continue }
      places.removeAll { $0.overlaps(field.range) }
      places += JSONEdit.ranges(SecretMask.ranges(in: inner.root), in: field)
    }
    return places.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The same check for a text of another version that reads the same.
  func naming(_ version: Int) -> TextCheck {
    var check = self
    check.version = version
    return check
  }
}
