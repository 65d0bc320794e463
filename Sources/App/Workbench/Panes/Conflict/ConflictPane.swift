package import FlowModel

/// A flow that changed here and on the server: both sides, path by path, and the choice.
package struct ConflictPane: Sendable {
  package let flow: FlowID
  package let name: String
  /// nil while it is being read.
  package private(set) var facts: ConflictFacts?
  var cursor = RowCursor()

  package init(flow: FlowID, name: String) {
    self.flow = flow
    self.name = name
  }

  package mutating func show(_ facts: ConflictFacts) {
    self.facts = facts
    cursor.setCount(facts.rows.count)
  }
}
