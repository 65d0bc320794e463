package import FlowModel
import JSONText

extension Workspace {
  /// A field's text as the server has it, as it stands there; nil where it is the same here, or the
  /// flow was made here.
  package func baseText(of id: FlowID, field: String) async throws(Problem) -> [UInt8]? {
    let flow = try await flow(id)
    guard let base = flow.base, base != flow.record else { return nil }
    let text = try RecordEdit.storedText(of: field, in: base)
    return text == (try RecordEdit.storedText(of: field, in: flow.record)) ? nil : text
  }
}
