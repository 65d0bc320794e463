package import FlowModel
import JSONText

/// Edits of a record, as pure functions: bytes in, bytes out, and only the edited bytes differ.
///
/// A field is the name of one, or a path to a value; see ``RecordPlace``.
package enum RecordEdit {
  /// A field's text as an editor shows it.
  struct Shown {
    var text: [UInt8]
    /// Then it is pretty, and saving compares values.
    var isJSON: Bool
    var suffix: TextSuffix
  }

  /// The text an editor shows for a field: pretty where it is JSON, as it stands where it is not.
  static func shownText(of field: String, in record: [UInt8]) throws(Problem) -> Shown {
    let place = try RecordPlace(field, in: record)
    if case .missing = place.form { throw missing(field, in: record) }
    if let document = place.document {
      return Shown(
        text: JSONFormatter.pretty(document.root) + [0x0A], isJSON: true, suffix: .json)
    }
    return Shown(
      text: place.text, isJSON: false, suffix: TextSuffix(key: place.key, text: place.text))
  }

  /// The record with `text` in place of what ``shownText(of:in:)`` showed.
  ///
  /// JSON is compared with what stands there, value by value, and the differences are spliced in:
  /// what a view shows pretty is never sent pretty (sync.md 2.15).
  package static func saving(
    _ text: [UInt8], as field: String, in record: [UInt8]
  ) throws(Problem) -> [UInt8] {
    let place = try RecordPlace(field, in: record)
    switch place.form {
    case .record, .json:
      try requireJSON(text, "Mend it; the text is kept.")
      return try place.transplanting(text)
    case .embedded where place.holdsJSON:
      try requireJSON(text, "Mend it; the text is kept.")
      return try place.transplanting(text)
    case .embedded, .string: return try place.storing(text)
    case .missing: throw missing(field, in: record)
    }
  }

  /// The record with one value replaced (`weir set`). PATH is dotted, jq or JSON Pointer and goes
  /// through fields that hold JSON in a string.
  package static func setting(
    _ path: String, to value: [UInt8], in record: [UInt8], kind: FlowKind
  ) throws(Problem) -> [UInt8] {
    let steps = try RecordPlace.path(path).steps
    guard case .key(let field)? = steps.first else { return record }
    try requireClientOwned(field, kind: kind)
    if steps.count == 1, FlowFields.embedded.contains(field),
      let text = containerText(value)
    {
      // Where the field is null the server expects a string all the same.
      let place = try RecordPlace(field, in: record)
      if place.isNull { return try place.storing(text) }
    }
    do {
      return try JSONEdit.set(
        JSONPath(steps), to: value, in: record, embedded: FlowFields.embedded)
    } catch {
      throw Problem(error, doing: "NOT saved", in: record)
    }
  }

  /// The record with one field's own text replaced (`weir put`), byte for byte.
  package static func putting(
    _ text: [UInt8], in field: String, of record: [UInt8]
  ) throws(Problem) -> [UInt8] {
    let place = try RecordPlace(field, in: record)
    switch place.form {
    case .string: return try place.storing(text)
    case .embedded:
      // Text that does not parse is not queued, except in place of text that did not parse either.
      if place.text.isEmpty || place.holdsJSON { try requireJSON(text, "Nothing was changed.") }
      return try place.storing(text)
    case .record:
      try requireJSON(text, "Nothing was changed.")
      return text
    case .json:
      try requireJSON(text, "It is no string now: give JSON, text in double quotes.")
      return try place.setting(text)
    case .missing:
      if let near = nearest(to: field, in: record) { throw missing(field, near: near) }
      try requireJSON(text, "The flow has no field \(field) yet: give JSON, text in double quotes.")
      return try place.setting(text)
    }
  }

  /// A field's text as it is stored; empty for a field that is not there, and for null where a
  /// string holds JSON.
  package static func storedText(
    of field: String, in record: [UInt8]
  ) throws(Problem) -> [UInt8] {
    try RecordPlace(field, in: record).text
  }

  /// A field's text for a reader: `null` is told from an empty string, and a wrong name from both.
  static func printedText(of field: String, in record: [UInt8]) throws(Problem) -> [UInt8] {
    let place = try RecordPlace(field, in: record)
    if case .missing = place.form { throw missing(field, in: record) }
    return place.isNull ? Array("null".utf8) : place.text
  }

  /// Makes a change on a record whose secrets are marks, if marks stand in `text`, and puts the
  /// secrets back.
  static func keepingSecrets(
    of record: [UInt8], in text: [UInt8], _ change: ([UInt8]) throws(Problem) -> [UInt8]
  ) throws(Problem) -> [UInt8] {
    guard SecretMarks.stand(in: text), let marks = try? SecretMarks(hiding: record) else {
      return try change(record)
    }
    let edited = try change(marks.shown)
    do {
      return try marks.restored(edited)
    } catch {
      throw Problem(error)
    }
  }
}

extension Problem {
  init(_ error: SecretMarkError) {
    self.init(
      .failed, "NOT saved: \(error.sentence).",
      advice: "Put it back as it was, or take it out to take the secret out. "
        + "`weir edit REF --show-secrets` shows the secrets themselves.")
  }
}

extension RecordEdit {
  // MARK: What is refused

  package static func requireClientOwned(_ field: String, kind: FlowKind) throws(Problem) {
    guard !FlowFields.isClientOwned(field, of: kind.service) else { return }
    throw Problem(
      .usage, "\(field) belongs to the server and cannot be changed from here.",
      advice: kind == .chatbot
        ? "Of a chatbot name, teamIds and draft can be changed."
        : "Every other field of a chatflow can be changed.")
  }

  /// The same for what a field's name or a path means; the whole record is anybody's.
  static func requireClientOwned(
    _ field: String, in record: [UInt8], kind: FlowKind
  ) throws(Problem) {
    guard case .key(let name)? = try RecordPlace(field, in: record).path.steps.first else { return }
    try requireClientOwned(name, kind: kind)
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

  private static func requireJSON(_ text: [UInt8], _ advice: String) throws(Problem) {
    do {
      _ = try JSONDocument(parsing: text)
    } catch {
      throw Problem(.failed, "NOT saved: \(error.sentence).", advice: advice)
    }
  }

  /// The text of an object or array without blanks around it; nil for other values.
  private static func containerText(_ value: [UInt8]) -> [UInt8]? {
    guard let root = try? JSONDocument(parsing: value).root,
      root.kind == .object || root.kind == .array
    else { return nil }
    return Array(root.bytes)
  }

  private static func missing(_ field: String, in record: [UInt8]) -> Problem {
    missing(field, near: nearest(to: field, in: record))
  }

  private static func missing(_ field: String, near: String?) -> Problem {
    Problem(
      .failed, "The flow has no field \"\(field)\".",
      advice: near.map { "Did you mean \($0)?" } ?? "`weir show REF --raw` prints them all.")
  }

  private static func nearest(to field: String, in record: [UInt8]) -> String? {
    guard let root = try? JSONDocument(parsing: record).root else { return nil }
    return Suggestion.nearest(
      to: field, among: root.members.map(\.key) + FlowFields.embedded.sorted())
  }
}
