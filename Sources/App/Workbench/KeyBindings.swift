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

  private struct Binding: Hashable {
    let command: Command
    /// Counts up: what was bound first is what hints name.
    let order: Int
  }

  private var tables: [KeyContext: [[Key]: Binding]] = [:]
  private var prefixes: [KeyContext: Set<[Key]>] = [:]

  package init() {}

  /// - Parameter keys: names as in `keys.json5`, separated by blanks: `"g g"`, `"C-d"`.
  /// - Returns: false when a name is no key; nothing is bound then.
  @discardableResult
  package mutating func bind(_ keys: String, to command: Command, in context: KeyContext) -> Bool {
    guard let sequence = Key.sequence(named: keys) else { return false }
    let order = tables[context, default: [:]].count
    tables[context, default: [:]][sequence] = Binding(command: command, order: order)
    for length in 1..<max(sequence.count, 1) {
      prefixes[context, default: []].insert(Array(sequence.prefix(length)))
    }
    return true
  }

  /// Takes a command's keys of one context away.
  package mutating func unbind(_ command: Command, in context: KeyContext) {
    tables[context] = tables[context]?.filter { $0.value.command != command }
    let left = tables[context]?.keys.map(\.self) ?? []
    prefixes[context] = Set(
      left.flatMap { keys in (1..<max(keys.count, 1)).map { Array(keys.prefix($0)) } })
  }

  /// - Complexity: O(length of the sequence).
  package func meaning(of sequence: [Key], in context: KeyContext) -> Meaning {
    for place in [context, .everywhere] {
      if let binding = tables[place]?[sequence] { return .command(binding.command) }
      if prefixes[place]?.contains(sequence) == true { return .prefix }
    }
    return .nothing
  }

  /// The keys of a command in a context, in the order they were bound; global ones when the pane
  /// has none of its own.
  package func keys(for command: Command, in context: KeyContext) -> [[Key]] {
    let own = bound(to: command, in: context)
    if !own.isEmpty || context == .everywhere { return own }
    return bound(to: command, in: .everywhere).filter {
      meaning(of: $0, in: context) == .command(command)
    }
  }

  private func bound(to command: Command, in context: KeyContext) -> [[Key]] {
    (tables[context] ?? [:]).lazy.filter { $0.value.command == command }
      .sorted { $0.value.order < $1.value.order }.map(\.key)
  }

  /// What may follow a prefix, for the hint row.
  package func continuations(of prefix: [Key], in context: KeyContext) -> [(Key, Command)] {
    var found: [Key: Command] = [:]
    for place in [KeyContext.everywhere, context] {
      for (sequence, binding) in tables[place] ?? [:]
      where sequence.count > prefix.count && sequence.starts(with: prefix) {
        found[sequence[prefix.count]] = binding.command
      }
    }
    return found.sorted { $0.key.name < $1.key.name }.map { ($0.key, $0.value) }
  }

  /// Every binding, for checks and for the printed list.
  package var all: [(context: KeyContext, keys: [Key], command: Command)] {
    tables.flatMap { context, table in table.map { (context, $0.key, $0.value.command) } }
  }

  /// A terminal sends Alt and a key as Esc and the key, so Esc pressed quickly before another key
  /// looks the same. A key with Alt that nobody bound is taken apart again, as vim does.
  ///
  /// - Returns: the key behind the Esc; nil when there is no Alt, or somebody bound it.
  package func withoutAlt(_ key: Key) -> Key? {
    guard key.modifiers.contains(.alt), !all.contains(where: { $0.keys.contains(key) }) else {
      return nil
    }
    return Key(key.code, key.modifiers.subtracting(.alt))
  }
}
