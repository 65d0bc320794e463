package import JSONText

/// The form of a record in which two records are equal exactly when they say the same
/// (sync.md 2.4): key order, number spelling, escapes and the four dates do not count.
package enum SemanticForm {
  /// - Returns: bytes to digest and compare, not to show; nil when the record is not JSON.
  package static func bytes(of record: [UInt8]) -> [UInt8]? {
    guard let document = try? JSONDocument(parsing: record) else { return nil }
    return JSONCanonical.bytes(
      of: document.root, embedded: FlowFields.embedded, omitting: FlowFields.dates)
  }

  /// The form in which two records are equal exactly when people's work in them says the same: what
  /// only the server writes is left out.
  ///
  /// - Returns: bytes to compare; nil when the record is not JSON.
  package static func work(of record: [UInt8], on service: Service) -> [UInt8]? {
    guard let document = try? JSONDocument(parsing: record) else { return nil }
    return JSONCanonical.bytes(
      of: document.root, embedded: FlowFields.embedded,
      omitting: FlowFields.serverOwned(by: service))
  }

  /// The same for one field's value, as it stands in a record.
  package static func bytes(ofField name: String, value: JSONNode) -> [UInt8] {
    guard FlowFields.embedded.contains(name), let text = value.stringBytes,
      let inner = try? JSONDocument(parsing: text)
    else { return JSONCanonical.bytes(of: value, embedded: [], omitting: []) }
    // A string that holds JSON and the JSON itself say the same to a person, not to a server:
    // the mark keeps them apart.
    return [UInt8(ascii: "s")] + JSONCanonical.bytes(of: inner.root, embedded: [], omitting: [])
  }
}
