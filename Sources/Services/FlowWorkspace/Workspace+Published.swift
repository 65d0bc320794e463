package import FlowModel
import JSONText

/// The versions that FlowNally keeps of a chatbot: each call asks the server.
extension Workspace {
  /// The chatbot's record with the definition of a published version in place of its draft.
  package func publishedRecord(
    _ version: String, of id: FlowID
  ) async throws(Problem) -> [UInt8] {
    try await record(of: .published(version), for: try await flow(id))
  }

  /// Makes the draft what a published version was; it waits in the outbox like any edit. The API has
  /// no order for it.
  package func usePublished(
    _ version: String, of id: FlowID
  ) async throws(Problem) -> SaveOutcome {
    let record = try await publishedRecord(version, of: id)
    let field = FlowKind.chatbot.bodyField
    guard let draft = (try? JSONDocument(parsing: record))?.root[field] else {
      throw Problem(.failed, "The published version \(version) could not be understood.")
    }
    return try await setValue(at: field, to: Array(draft.bytes), of: id)
  }
}
