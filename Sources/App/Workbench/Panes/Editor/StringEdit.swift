import JSONText
import TextEditing

/// A string of the text, edited as a text of its own: a prompt with real line breaks, code, or JSON
/// that stands in a string.
struct StringEdit: Sendable {
  /// The editor of the string. It has the outer flow and saves nothing by itself.
  var pane: EditorPane
  /// Where the string stands in the outer text, quotes included.
  let literal: Range<Int>
  /// For JSON in a string: its text as it stands there; the pane shows it pretty.
  let compact: [UInt8]?

  /// The splices of the outer text; none while nothing was changed.
  ///
  /// - Parameter node: the string in the outer document.
  /// - Throws: JSON in a string must be JSON before it goes back.
  func splices(into node: JSONNode) throws(JSONDiagnostic) -> [JSONSplice] {
    guard pane.isEdited else { return [] }
    // A string may be open within the string.
    let typed = pane.composed.bytes
    guard let compact else { return JSONEdit.splices(storing: typed, in: node) }
    return JSONEdit.splices(storing: try JSONEdit.transplant(typed, onto: compact), in: node)
  }
}
