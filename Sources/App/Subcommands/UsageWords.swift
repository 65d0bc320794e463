/// The words that a subcommand must be given, as its usage names them: `REF PATH VALUE [--string]`
/// has three. They stand before the options.
struct UsageWords {
  private let names: [String]

  init(_ usage: String) {
    var depth = 0
    var needed = ""
    for character in usage {
      if character == "]" { depth -= 1 }
      if depth == 0, character != "[", character != "]" { needed.append(character) }
      if character == "[" { depth += 1 }
    }
    names = needed.split(separator: " ").prefix { !$0.hasPrefix("-") }
      .map { String($0.filter { $0 != "…" }) }
  }

  /// A sentence that names what is missing; nil when the usage names no more than was given.
  ///
  /// - Parameter count: how many words were given.
  func missing(after count: Int, of command: String) -> String? {
    let missing = names.dropFirst(count).map { name in
      name.contains("|") ? "one of \(name.split(separator: "|").joined(separator: ", "))" : name
    }
    guard let last = missing.last else { return nil }
    let all =
      missing.count == 1 ? last : missing.dropLast().joined(separator: ", ") + " and " + last
    let given = ([command] + names.prefix(count)).joined(separator: " ")
    let sentence = "\(all) \(missing.count == 1 ? "is" : "are") missing after \"weir \(given)\"."
    return sentence.prefix(1).uppercased() + sentence.dropFirst()
  }
}
