/// What became of three copies of a document.
package struct JSONMergeResult: Sendable, Equatable {
  /// The remote's text with all that is taken from here; at open clashes the remote's value.
  package let text: [UInt8]
  /// Where both sides did what does not go together, in the order of the document.
  package let clashes: [JSONClash]
  /// All other places in which a side differs from the base.
  package let rows: [JSONMergeRow]
}

/// A place that needs a person.
package struct JSONClash: Sendable, Equatable {
  /// What the two sides did.
  package enum Kind: String, Sendable, CaseIterable {
    case bothChanged
    /// Removed here, changed there.
    case deletedHere
    /// Changed here, removed there.
    case deletedThere
    /// Both added something, but not the same.
    case addedTwice
  }

  /// From the root down; elements with names by name, so that it stays when others come or go.
  package let path: JSONPath
  /// What the two sides did.
  package let kind: Kind
  /// The value on each side; nil where there is none.
  package let base: JSONMergeValue?
  /// Ours.
  package let local: JSONMergeValue?
  /// The server's.
  package let remote: JSONMergeValue?
}

/// A value in one of the three copies.
package struct JSONMergeValue: Sendable, Equatable {
  /// Where it stands in this copy; elements by position.
  package let path: JSONPath
  /// As it is written; inside a string as its text is.
  package let text: [UInt8]
  /// The bytes of the innermost text that holds it: of the document, or of the JSON in a string.
  package let range: Range<Int>
}

/// A change that was taken over.
package struct JSONMergeRow: Sendable, Equatable {
  /// Whose change it was.
  package enum Side: String, Sendable, CaseIterable {
    case local, remote
    /// Both did the same.
    case both
    /// Nobody's: somebody chose what stood there before (``JSONMergeChoice/base``).
    case base
    /// Somebody wrote a value of their own (``JSONMergeChoice/own(_:)``).
    case own
  }

  /// As in ``JSONClash/path``.
  package let path: JSONPath
  /// What happened to the value; `moved` is told of an array, whose order changed.
  package let kind: JSONChange.Kind
  /// Whose change it was.
  package let side: Side
  /// Whether it only says how something looks.
  package let isCosmetic: Bool
}

/// What a person wants at a path.
package enum JSONMergeChoice: Sendable, Hashable {
  case mine, theirs
  /// What both sides started from; nothing where it was added since.
  case base
  /// JSON text. An object or array for a field that holds JSON in a string is put into a string.
  case own([UInt8])
}

/// Why there is no merge. All three copies are as they were.
package enum JSONMergeError: Error, Equatable, Sendable {
  /// A copy is not JSON.
  case notJSON(JSONMergeCopy, JSONDiagnostic)
  /// A copy is too large or too much to compare (``JSONMergeLimits``).
  case tooMuch
  /// The value chosen for this path is not JSON.
  case invalidChoice(JSONPath, JSONDiagnostic)
}
