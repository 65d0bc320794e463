package import JSONText

/// Something wrong with a flow, found without a server.
package struct FlowProblem: Hashable, Sendable {
  package var level: Level
  /// Where, from the body down; empty for the whole.
  package var path: JSONPath
  /// The bytes to mark, in the document that was checked; nil for what concerns the whole.
  package var range: Range<Int>?
  /// What is wrong, and what to do where that is known.
  package var message: String
  /// The change that mends it, where exactly one makes sense.
  package var fix: FlowFix?

  package init(
    _ level: Level, path: JSONPath = JSONPath(), range: Range<Int>? = nil, _ message: String,
    fix: FlowFix? = nil
  ) {
    self.level = level
    self.path = path
    self.range = range
    self.message = message
    self.fix = fix
  }

  package enum Level: String, Sendable, CaseIterable {
    /// It is not JSON.
    case syntax
    /// A server would refuse it, or store it and fail.
    case shape
    /// An edge, an id or a reference that leads nowhere. The flow can be stored, and the rest of it
    /// runs.
    case link
  }
}
