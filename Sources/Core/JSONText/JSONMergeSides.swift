/// One of the three copies that are merged.
package enum JSONMergeCopy: String, Sendable, CaseIterable {
  /// The last that both sides had.
  case base
  /// Ours.
  case local
  /// The server's; what is taken from elsewhere is put into it.
  case remote
}

/// Something of each of the three copies.
struct JSONMergeSides<Value> {
  var base: Value
  var local: Value
  var remote: Value

  subscript(copy: JSONMergeCopy) -> Value {
    get {
      switch copy {
      case .base: base
      case .local: local
      case .remote: remote
      }
    }
    set {
      switch copy {
      case .base: base = newValue
      case .local: local = newValue
      case .remote: remote = newValue
      }
    }
  }

  func map<Result>(_ transform: (Value) -> Result) -> JSONMergeSides<Result> {
    JSONMergeSides<Result>(
      base: transform(base), local: transform(local), remote: transform(remote))
  }

  /// All three, if none is missing.
  func all<Wrapped>() -> JSONMergeSides<Wrapped>? where Value == Wrapped? {
    guard let base, let local, let remote else { return nil }
    return JSONMergeSides<Wrapped>(base: base, local: local, remote: remote)
  }

  func allSatisfy(_ predicate: (Value) -> Bool) -> Bool {
    predicate(base) && predicate(local) && predicate(remote)
  }
}
