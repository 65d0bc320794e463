package import FlowModel

/// Both sides of a conflict, path by path, values as short text with secrets masked.
package struct ConflictFacts: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    package var path: String
    package var base: String?
    package var mine: String?
    package var theirs: String?
    /// Whether both sides changed it.
    package var clashes: Bool

    package init(path: String, base: String?, mine: String?, theirs: String?, clashes: Bool) {
      self.path = path
      self.base = base
      self.mine = mine
      self.theirs = theirs
      self.clashes = clashes
    }
  }

  package var flow: FlowID
  package var name: String
  package var kind: Conflict.Kind
  package var openedAt: Milliseconds
  /// What clashes first, then what only one side changed.
  package var rows: [Row]

  package init(
    flow: FlowID, name: String, kind: Conflict.Kind, openedAt: Milliseconds, rows: [Row]
  ) {
    self.flow = flow
    self.name = name
    self.kind = kind
    self.openedAt = openedAt
    self.rows = rows
  }
}
