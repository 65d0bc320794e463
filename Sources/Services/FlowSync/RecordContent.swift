package import FlowModel
import JSONText

/// A record, comparable by meaning, field by field (sync.md 2.4).
///
/// "Content" is what people may change: fields only the server writes are left out, so that an
/// activation or a new date is no foreign edit.
package struct RecordContent: Sendable {
  package let bytes: [UInt8]
  package let service: Service
  /// Nil when the bytes are no JSON object.
  let root: JSONNode?

  package init(_ bytes: [UInt8], service: Service) {
    self.bytes = bytes
    self.service = service
    let document = try? JSONDocument(parsing: bytes)
    root = document.flatMap { $0.root.kind == .object ? $0.root : nil }
  }

  package var isObject: Bool { root != nil }
  package var remoteID: String? { root?["id"]?.string }
  package var stamp: String? { root?[service.kind.stampField]?.string }
  package var status: String? { root?["status"]?.string }
  package var hasBody: Bool { root?[service.kind.bodyField] != nil }

  /// The content's fields in the record's order, each once.
  package var fields: [String] {
    guard let root else { return [] }
    var seen: Set<String> = []
    return root.members.map(\.key).filter {
      FlowFields.isClientOwned($0, of: service) && seen.insert($0).inserted
    }
  }

  func value(of field: String) -> JSONNode? { root?[field] }

  /// Names of the content's fields that differ by meaning, in `other`'s order; then those that
  /// stand only here.
  package func changedFields(to other: RecordContent) -> [String] {
    let kept = other.fields
    let removed = Set(fields).subtracting(kept)
    return kept.filter { !isSame($0, in: other) } + fields.filter(removed.contains)
  }

  /// Whether the content is the same, a null and an absent field counting as one: servers add
  /// columns when they are upgraded.
  package func isSameContent(as other: RecordContent) -> Bool {
    guard isObject, other.isObject else { return bytes == other.bytes }
    return changedFields(to: other).allSatisfy {
      (value(of: $0)?.isNull ?? true) && (other.value(of: $0)?.isNull ?? true)
    }
  }

  /// Whether a field stands in both and means the same, or in neither.
  package func isSame(_ field: String, in other: RecordContent) -> Bool {
    switch (value(of: field), other.value(of: field)) {
    case (nil, nil): return true
    case (let mine?, let theirs?):
      return mine.bytes == theirs.bytes
        || FieldForm.bytes(of: mine, field: field) == FieldForm.bytes(of: theirs, field: field)
    default: return false
    }
  }
}

/// The canonical form of one field.
enum FieldForm {
  static func bytes(of value: JSONNode, field: String) -> [UInt8] {
    if let inner = embedded(in: value, field: field) {
      return [UInt8(ascii: "s")] + canonical(inner)
    }
    // The server keeps teams as a set; their order says nothing (N3).
    if field == "teamIds", value.kind == .array {
      return Array(
        value.elements.map(canonical).sorted { $0.lexicographicallyPrecedes($1) }
          .joined(separator: [UInt8(ascii: ",")]))
    }
    return canonical(value)
  }

  /// The root of JSON that stands inside a string, for the fields that hold such.
  static func embedded(in value: JSONNode, field: String) -> JSONNode? {
    guard FlowFields.embedded.contains(field), let text = value.stringBytes else { return nil }
    return (try? JSONDocument(parsing: text))?.root
  }

  private static func canonical(_ node: JSONNode) -> [UInt8] {
    JSONCanonical.bytes(of: node, embedded: [], omitting: [])
  }
}

extension RecordContent {
  /// Whether the fields that only the server writes mean the same, dates left aside.
  func isSameElsewhere(as other: RecordContent) -> Bool {
    let owned = FlowFields.serverOwned(by: service).subtracting(FlowFields.dates)
    return owned.allSatisfy { isSame($0, in: other) }
  }
}
