/// One difference between two documents.
package struct JSONChange: Sendable, Equatable {
  /// What happened to a value.
  package enum Kind: Sendable {
    case added, removed, changed
    /// An element with an `id` stands elsewhere among its fellows.
    case moved
  }

  /// Where the value stands now; for a removed one, where it stood.
  package let path: JSONPath
  /// What happened.
  package let kind: Kind
  /// The text before; `nil` if added. Of a value inside a string, its text inside.
  package let before: [UInt8]?
  /// The text after; `nil` if removed.
  package let after: [UInt8]?
  /// Where a moved element stood.
  package let origin: JSONPath?

  /// One difference.
  package init(
    path: JSONPath, kind: Kind, before: [UInt8]?, after: [UInt8]?, origin: JSONPath? = nil
  ) {
    self.path = path
    self.kind = kind
    self.before = before
    self.after = after
    self.origin = origin
  }
}
