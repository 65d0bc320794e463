package import FlowModel

/// What became of a save. It is on disk before anybody is told.
package enum SaveOutcome: Hashable, Sendable {
  /// `waiting`: open orders in the outbox now. `warning`: saved, but a push would be refused.
  case saved(waiting: Int, warning: String?)
  /// The text says what stood there already.
  case unchanged
}

/// A field's text as an editor shows it.
package struct EditableText: Hashable, Sendable {
  package var flow: FlowID
  package var name: String
  package var kind: FlowKind
  /// `flowData`, `draft`, another field, a path to a value, or empty for the whole record.
  package var field: String
  package var text: [UInt8]
  /// Given back when it is saved, so that nobody's newer text is overwritten.
  package var version: Int64
  /// Whether the text is JSON: then it is pretty-printed, and a save splices what differs.
  package var isJSON: Bool
  /// What a file with the text is called at its end.
  package var suffix: TextSuffix
}
