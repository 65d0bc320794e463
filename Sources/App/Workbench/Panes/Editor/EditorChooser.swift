/// A list over the editor, and what its choice is for.
struct EditorChooser: Sendable {
  enum Purpose: Hashable, Sendable {
    /// Goes to a place of the text.
    case place
    /// Sets the value at the cursor to one of these, written as JSON.
    case option([[UInt8]])
  }

  let purpose: Purpose
  var list: Chooser
}
