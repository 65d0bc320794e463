package import FlowModel

extension Flow {
  /// A field's text as the server has it, as it stands there; nil where it is the same here, or the
  /// flow was made here.
  package func baseText(ofField field: String) throws(Problem) -> [UInt8]? {
    guard let base, base != record else { return nil }
    let text = try RecordEdit.storedText(of: field, in: base)
    return text == (try RecordEdit.storedText(of: field, in: record)) ? nil : text
  }
}
