package import CellGrid

/// Which keys mean which command, by context. A binding is a sequence of one or more keys.
///
/// The pane in front is asked before `.everywhere`, so local keys win over global ones.
package struct KeyBindings: Hashable, Sendable {
  /// What a sequence of keys means so far.
  package enum Meaning: Hashable, Sendable {
    case command(Command)
    /// The start of at least one binding.
    case prefix
    case nothing
  }

  private var tables: [KeyContext: [[Key]: Command]] = [:]
  private var prefixes: [KeyContext: Set<[Key]>] = [:]

  package init() {}

  /// - Parameter keys: names as in `keys.json5`, separated by blanks: `"g g"`, `"C-d"`.
  /// - Returns: false when a name is no key; nothing is bound then.
  @discardableResult
  package mutating func bind(_ keys: String, to command: Command, in context: KeyContext) -> Bool {
    guard let sequence = Key.sequence(named: keys) else { return false }
    tables[context, default: [:]][sequence] = command
    for length in 1..<max(sequence.count, 1) {
      prefixes[context, default: []].insert(Array(sequence.prefix(length)))
    }
    return true
  }

  /// Takes a command's keys of one context away.
  package mutating func unbind(_ command: Command, in context: KeyContext) {
    tables[context] = tables[context]?.filter { $0.value != command }
    let left = tables[context]?.keys.map(\.self) ?? []
    prefixes[context] = Set(
      left.flatMap { keys in (1..<max(keys.count, 1)).map { Array(keys.prefix($0)) } })
  }

  /// - Complexity: O(length of the sequence).
  package func meaning(of sequence: [Key], in context: KeyContext) -> Meaning {
    for place in [context, .everywhere] {
      if let command = tables[place]?[sequence] { return .command(command) }
      if prefixes[place]?.contains(sequence) == true { return .prefix }
    }
    return .nothing
  }

  /// The keys of a command in a context, shortest first, the pane's own before global ones.
  package func keys(for command: Command, in context: KeyContext) -> [[Key]] {
    let own = tables[context]?.filter { $0.value == command }.keys.map(\.self) ?? []
    if !own.isEmpty || context == .everywhere { return own.sorted(by: Self.isBefore) }
    let global = tables[.everywhere]?.filter { $0.value == command }.keys.map(\.self) ?? []
    return global.filter { meaning(of: $0, in: context) == .command(command) }
      .sorted(by: Self.isBefore)
  }

  /// What may follow a prefix, for the hint row.
  package func continuations(of prefix: [Key], in context: KeyContext) -> [(Key, Command)] {
    var found: [Key: Command] = [:]
    for place in [KeyContext.everywhere, context] {
      for (sequence, command) in tables[place] ?? [:]
      where sequence.count > prefix.count && sequence.starts(with: prefix) {
        found[sequence[prefix.count]] = command
      }
    }
    return found.sorted { $0.key.name < $1.key.name }.map { ($0.key, $0.value) }
  }

  /// Every binding, for checks and for the printed list.
  package var all: [(context: KeyContext, keys: [Key], command: Command)] {
    tables.flatMap { context, table in table.map { (context, $0.key, $0.value) } }
  }

  private static func isBefore(_ one: [Key], _ other: [Key]) -> Bool {
    let names = (one.map(\.name).joined(), other.map(\.name).joined())
    return (rank(one), names.0) < (rank(other), names.1)
  }

  /// Letters before names, single keys before sequences.
  private static func rank(_ keys: [Key]) -> Int {
    let isLetter = keys.allSatisfy { $0.typed != nil && $0 != .space }
    return keys.count * 2 + (isLetter ? 0 : 1)
  }
}
