package import FlowModel
import JSONText

/// Edits of a record, as pure functions: bytes in, bytes out, and only the edited bytes differ.
package enum RecordEdit {
  /// The text an editor shows for a field: pretty where it is JSON, as it stands where it is not.
  package static func shownText(
    of field: String, in record: [UInt8]
  ) throws(Problem) -> (text: [UInt8], isJSON: Bool) {
    let stored = try storedText(of: field, in: record)
    guard let document = try? JSONDocument(parsing: stored) else { return (stored, false) }
    return (JSONFormatter.pretty(document.root) + [0x0A], true)
  }

  /// The record with `text` in place of what ``shownText(of:in:)`` showed.
  ///
  /// JSON is compared with what stands there, value by value, and the differences are spliced in:
  /// what a view shows pretty is never sent pretty (sync.md 2.15).
  package static func saving(
    _ text: [UInt8], as field: String, in record: [UInt8]
  ) throws(Problem) -> [UInt8] {
    let stored = try storedText(of: field, in: record)
    let isJSON = (try? JSONDocument(parsing: stored)) != nil
    do {
      _ = try JSONDocument(parsing: text)
    } catch {
      if isJSON || field.isEmpty || !FlowFields.embedded.contains(field) {
        throw Problem(
          .failed, "NOT saved: \(error.sentence).", advice: "Mend it; the text is kept.")
      }
      return try putting(text, in: field, of: record)
    }
    guard isJSON else { return try putting(text, in: field, of: record) }
    let new: [UInt8]
    do {
      new = try JSONEdit.transplant(text, onto: stored)
    } catch {
      throw Problem(.failed, "NOT saved: \(error.sentence).")
    }
    return field.isEmpty ? new : try putting(new, in: field, of: record)
  }

  /// The record with one value replaced (`weir set`). PATH is dotted, jq or JSON Pointer and goes
  /// through fields that hold JSON in a string.
  package static func setting(
    _ path: String, to value: [UInt8], in record: [UInt8], kind: FlowKind
  ) throws(Problem) -> [UInt8] {
    let place: JSONPath
    do {
      place = try JSONPath(parsing: path)
    } catch {
      throw Problem(
        .usage, "\"\(path)\" is not a path.", detail: error.sentence + ".",
        advice: "Write it like flowData.nodes[3].data.label or /flowData/nodes/3/data/label.")
    }
    guard case .key(let field)? = place.steps.first else {
      throw Problem(.usage, "A path begins with a field, such as name or \(kind.bodyField).")
    }
    try requireClientOwned(field, kind: kind)
    do {
      return try JSONEdit.set(place, to: value, in: record, embedded: FlowFields.embedded)
    } catch {
      throw Problem(error, doing: "NOT saved")
    }
  }

  /// The record with one field's own text replaced (`weir put`).
  package static func putting(
    _ text: [UInt8], in field: String, of record: [UInt8]
  ) throws(Problem) -> [UInt8] {
    do {
      let root = try JSONDocument(parsing: record).root
      let path = JSONPath([.key(field)])
      if FlowFields.embedded.contains(field), root[field].map({ $0.isNull }) ?? true {
        return try JSONEdit.set(
          path, to: JSONString.literal(bytes: text), in: record, embedded: [])
      }
      if root[field] == nil {
        return try JSONEdit.set(path, to: text, in: record, embedded: [])
      }
      return try JSONEdit.setText(text, at: path, in: record, embedded: FlowFields.embedded)
    } catch let error as JSONEditError {
      throw Problem(error, doing: "NOT saved")
    } catch {
      throw Problem(.failed, "NOT saved: the record is not JSON.")
    }
  }

  /// Text that does not parse is not queued, except in place of text that did not parse either.
  static func requireJSON(
    _ text: [UInt8], for field: String, in record: [UInt8]
  ) throws(Problem) {
    do {
      _ = try JSONDocument(parsing: text)
    } catch {
      let stored = try storedText(of: field, in: record)
      if !stored.isEmpty, (try? JSONDocument(parsing: stored)) == nil { return }
      throw Problem(.failed, "NOT saved: \(error.sentence).", advice: "Nothing was changed.")
    }
  }

  /// A field's text as it is stored: the JSON inside an embedded string, raw bytes otherwise, the
  /// whole record for an empty name. A null or missing field is empty text.
  package static func storedText(
    of field: String, in record: [UInt8]
  ) throws(Problem) -> [UInt8] {
    if field.isEmpty { return record }
    let path = JSONPath([.key(field)])
    guard let value = (try? JSONDocument(parsing: record))?.root[field], !value.isNull else {
      return []
    }
    do {
      return try JSONEdit.text(at: path, in: record, embedded: FlowFields.embedded)
    } catch {
      throw Problem(error, doing: "\(field) cannot be read")
    }
  }

  package static func requireClientOwned(_ field: String, kind: FlowKind) throws(Problem) {
    guard !FlowFields.isClientOwned(field, of: kind.service) else { return }
    throw Problem(
      .usage, "\(field) belongs to the server and cannot be changed from here.",
      advice: kind == .chatbot
        ? "Of a chatbot name, teamIds and draft can be changed."
        : "Every other field of a chatflow can be changed.")
  }

  /// Refuses a record in which a field of the server differs from before.
  static func requireServerFieldsKept(
    from old: [UInt8], to new: [UInt8], kind: FlowKind
  ) throws(Problem) {
    guard let before = try? JSONDocument(parsing: old).root,
      let after = try? JSONDocument(parsing: new).root
    else { return }
    let fields = Set(before.members.map(\.key)).union(after.members.map(\.key))
    for field in fields.sorted() where !FlowFields.isClientOwned(field, of: kind.service) {
      guard before[field].map({ Array($0.bytes) }) == after[field].map({ Array($0.bytes) }) else {
        throw Problem(
          .failed, "NOT saved: \(field) belongs to the server.",
          advice: "Put it back as it was; the text is kept.")
      }
    }
  }
}

extension Problem {
  init(_ error: JSONEditError, doing what: String) {
    self.init(.failed, "\(what): \(error.sentence).")
  }
}
