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
  /// The object or array at this path has fewer entries.
  case beyondEnd(JSONPath, count: Int)
  /// A key of this name exists already.
  case keyExists(JSONPath)
  /// The value at this path is an element of an array, which has a position and no key.
  case noKey(JSONPath)
  /// The container at this path is an object, and no key was given for what is added.
  case needsKey(JSONPath)
  /// The container at this path is an array, and a key was given for what is added.
  case takesNoKey(JSONPath)
  /// The value at this path has only `room` siblings before it, or behind it.
  case noRoom(JSONPath, before: Bool, room: Int)
  /// The whole document can be replaced and nothing else.
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
      "\(path.named) is \(kind.phrase) and has no such place"
    case .beyondEnd(let path, let count):
      "\(path.named) has only \(count) \(count == 1 ? "entry" : "entries")"
    case .keyExists(let path): "\(path.dotted) exists already"
    case .noKey(let path): "\(path.dotted) stands in an array and has no key"
    case .needsKey(let path): "\(path.named) is an object: what is added to it needs a key"
    case .takesNoKey(let path): "\(path.named) is an array: what is added to it has no key"
    case .noRoom(let path, let before, 0):
      "\(path.dotted) is the \(before ? "first" : "last") entry and cannot move \(before ? "up" : "down")"
    case .noRoom(let path, let before, let room):
      "\(path.dotted) can move \(before ? "up" : "down") by \(room) only"
    case .rootStays: "this is the whole document: it can be replaced and nothing else"
    }
  }
}

extension JSONPath {
  /// In the dotted form; a word for the root, which has none.
  fileprivate var named: String { steps.isEmpty ? "the document" : dotted }
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
