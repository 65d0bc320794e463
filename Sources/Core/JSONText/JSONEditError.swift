/// Why an edit was refused. The text is as it was.
package enum JSONEditError: Error, Equatable, Sendable {
  /// The text to be edited is not JSON.
  case notJSON(JSONDiagnostic)
  /// The string at this path should hold JSON and does not; the diagnostic counts inside it.
  case notJSONInside(JSONPath, JSONDiagnostic)
  /// The new value is not JSON.
  case invalidValue(JSONDiagnostic)
  /// Nothing stands at this path.
  case nothingAt(JSONPath)
  /// The value at this path has neither members nor elements, or the step does not fit: a word in
  /// an array.
  case noPlaceIn(JSONPath, JSONKind)
  /// The array at this path is shorter.
  case beyondEnd(JSONPath, count: Int)
  /// A key of this name exists already.
  case keyExists(JSONPath)
  /// The whole document cannot be removed, renamed or inserted.
  case rootStays

  /// One line for a person.
  package var sentence: String {
    switch self {
    case .notJSON(let diagnostic): "not JSON: \(diagnostic.sentence)"
    case .notJSONInside(let path, let diagnostic):
      "\(path.dotted) holds no JSON: \(diagnostic.sentence)"
    case .invalidValue(let diagnostic): "the new value is not JSON: \(diagnostic.sentence)"
    case .nothingAt(let path): "nothing stands at \(path.dotted)"
    case .noPlaceIn(let path, let kind):
      "\(path.dotted.isEmpty ? "the document" : path.dotted) is \(kind.phrase) and has no such place"
    case .beyondEnd(let path, let count): "\(path.dotted) has only \(count) elements"
    case .keyExists(let path): "\(path.dotted) exists already"
    case .rootStays: "the whole document can be replaced, but not removed, renamed or inserted"
    }
  }
}

extension JSONKind {
  /// With its article: "an object".
  package var phrase: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .boolean: "a boolean"
    case .null: "null"
    }
  }
}
