import Glibc

/// Lends Swift strings to C as a list that a null pointer ends.
enum CStrings {
  typealias List = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  static func lend<Result>(_ strings: [String], _ body: (List) -> Result) -> Result {
    let list = List.allocate(capacity: strings.count + 1)
    for (index, text) in strings.enumerated() { (list + index).initialize(to: strdup(text)) }
    (list + strings.count).initialize(to: nil)
    defer {
      for index in strings.indices { free(list[index]) }
      list.deallocate()
    }
    return body(list)
  }

  static func environment(_ variables: [String: String]) -> [String] {
    variables.map { "\($0.key)=\($0.value)" }
  }
}
