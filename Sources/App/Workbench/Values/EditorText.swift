package import FlowModel
package import TextEditing

/// Text of a flow, for an editor.
package struct EditorText: Sendable {
  package var flow: FlowID
  /// The field that is edited (`flowData`, `draft`), empty for the whole record.
  package var field: String
  package let buffer: TextBuffer
  /// The flow's version: given back when the text is saved.
  package var version: Int64
  package var isJSON: Bool
  /// Text that an earlier session did not save, if any: offer it, never load it silently.
  package var unsaved: UnsavedText?
  /// The same field as the server has it, where that differs; to mark what was changed here.
  package var base: TextBuffer?
  /// The text as it was read beforehand, so that its first picture is whole; nil: not yet.
  package var check: TextCheck?
  /// Whether `check` looked at everything; if not, the editor asks for the rest at once.
  package var isCheckWhole = true

  package init(
    flow: FlowID, field: String, text: [UInt8], version: Int64, isJSON: Bool,
    unsaved: UnsavedText? = nil, base: TextBuffer? = nil, check: TextCheck? = nil
  ) {
    self.flow = flow
    self.field = field
    buffer = TextBuffer(text)
    self.version = version
    self.isJSON = isJSON
    self.unsaved = unsaved
    self.base = base
    self.check = check
  }
}

/// What a save of text led to.
package enum SaveResult: Hashable, Sendable {
  /// `waiting`: orders of the whole profile that wait now. `version`: to save from next time.
  case saved(waiting: Int, version: Int64, warning: String?)
  /// The text says what stood there already.
  case unchanged
}
