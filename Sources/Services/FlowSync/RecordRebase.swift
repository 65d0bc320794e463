import FlowModel
import JSONText

/// Puts fields of one record onto another; every byte that is not theirs stays.
package enum RecordRebase {
  /// `remote` with `fields` as they stand in `local`.
  ///
  /// - Returns: nil when a record is no JSON object.
  package static func carrying(
    _ fields: [String], from local: RecordContent, onto remote: RecordContent
  ) -> [UInt8]? {
    guard local.isObject, remote.isObject else { return nil }
    var bytes = remote.bytes
    for field in fields {
      let path = JSONPath([.key(field)])
      do throws(JSONEditError) {
        if let value = local.value(of: field) {
          bytes = try JSONEdit.set(path, to: Array(value.bytes), in: bytes, embedded: [])
        } else if remote.value(of: field) != nil {
          bytes = try JSONEdit.remove(path, in: bytes, embedded: [])
        }
      } catch {
        return nil
      }
    }
    return bytes
  }

  /// A FlowNally answer that leaves the draft out says nothing about it: what was known of it
  /// stays (sync.md 2.7.4).
  package static func keepingDraft(of known: RecordContent?, in remote: RecordContent)
    -> RecordContent
  {
    guard remote.service == .flownally, !remote.hasBody, let known, known.hasBody,
      let bytes = carrying([FlowKind.chatbot.bodyField], from: known, onto: remote)
    else { return remote }
    return RecordContent(bytes, service: remote.service)
  }
}
