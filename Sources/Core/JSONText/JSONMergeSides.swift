/// Something of each of the three copies.
struct JSONMergeSides<Value> {
  var base: Value
  var local: Value
  var remote: Value

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
