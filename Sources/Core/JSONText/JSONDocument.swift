/// Which grammar a text follows.
package enum JSONSyntax: Sendable {
  /// RFC 8259, to the letter.
  case json
  /// Comments, unquoted keys, single quotes, trailing commas. For our own files only.
  case json5
}

/// A text and the map of its values. A value: to edit is to make another one (see ``JSONEdit``).
package struct JSONDocument: Sendable {
  let map: JSONTokenMap
  /// Once asked for; see ``indexed()``.
  private(set) var places: JSONPlaces?

  /// The text, every byte as it came.
  package var bytes: [UInt8] { map.bytes }

  /// What is wrong with a tolerated text, in order, at most 100; empty if it was parsed.
  package var diagnostics: [JSONDiagnostic] { map.diagnostics }

  /// The one value of the text.
  package var root: JSONNode { JSONNode(map: map, index: 0) }

  /// How many values, keys and closing brackets a text may hold: 32 MiB of memory. A flow of 500
  /// nodes has some 50,000.
  package static let valueLimit = 4 << 20
  /// What is told of a text with more.
  package static let tooManyValues = "this text holds more than \(valueLimit) values"

  /// Reads a whole text, without recursion.
  ///
  /// - Parameters:
  ///   - bytes: less than 256 MiB of UTF-8, with at most ``valueLimit`` values.
  ///   - depthLimit: how many objects and arrays may stand inside each other.
  /// - Throws: the first thing that is wrong.
  /// - Complexity: O(*n*); 8 bytes of memory for each value, key and closing bracket.
  package init(
    parsing bytes: [UInt8], syntax: JSONSyntax = .json, depthLimit: Int = 512
  ) throws(JSONDiagnostic) {
    map = try bytes.withUnsafeBufferPointer { (source) throws(JSONDiagnostic) -> JSONTokenMap in
      var scanner = JSONScanner(source, syntax: syntax, depthLimit: depthLimit, tolerates: false)
      try scanner.scan()
      return JSONTokenMap(bytes: bytes, tokens: scanner.tokens, diagnostics: [])
    }
  }

  /// Reads a half-typed text as far as it makes sense; never fails.
  ///
  /// What is missing is supplied, what is too much is skipped, and each such place is told in
  /// ``diagnostics``. They are empty exactly if the text is JSON. Of a text of 128 MiB or more only
  /// that is told.
  package init(tolerating bytes: [UInt8]) {
    map = bytes.withUnsafeBufferPointer { source in
      var scanner = JSONScanner(source, syntax: .json, depthLimit: 512, tolerates: true)
      do throws(JSONDiagnostic) {
        try scanner.scan()
      } catch {
        // Only what no map can hold is thrown in tolerant mode: far too long, or too many values.
        let nothing = [JSONToken(.missing, at: 0, 0)]
        return JSONTokenMap(bytes: bytes, tokens: nothing, diagnostics: [error])
      }
      return JSONTokenMap(
        bytes: bytes, tokens: scanner.tokens, diagnostics: scanner.diagnostics)
    }
  }

  /// The same document, for whom places are asked of it often.
  ///
  /// - Complexity: O(values); 12 bytes for each object and array.
  package func indexed() -> JSONDocument {
    var document = self
    document.places = JSONPlaces(map)
    return document
  }
}
