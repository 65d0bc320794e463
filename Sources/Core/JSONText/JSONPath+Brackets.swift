extension JSONPath {
  /// `["nodes"][3]["data"]`, as most programming languages index; empty for the root.
  package var brackets: String {
    steps.map { step in
      switch step {
      case .index(let position): "[\(position)]"
      case .key(let key): "[\(String(decoding: JSONString.literal(key), as: UTF8.self))]"
      }
    }.joined()
  }
}
