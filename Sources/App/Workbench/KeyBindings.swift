package import CellGrid

/// Which keys mean which command, by context. A binding is a sequence of one or more keys.
///
/// The pane in front is asked before `.everywhere`, so local keys win over global ones.
package struct KeyBindings: Hashable, Sendable {
  /// What a sequence of keys means so far.
  package enum Meaning: Hashable, Sendable {
    case command(Command)
    /// A command line of one's own, without its colon.
    case line(String)
    /// The start of at least one binding.
    case prefix
    case nothing
  }

  /// What a key does.
  package enum Action: Hashable, Sendable {
    case command(Command)
    /// Runs a command line, written without its colon.
    case line(String)

    /// As `keys.json5` says it.
    package var name: String {
      switch self {
      case .command(let command): command.rawValue
      case .line(let text): ":" + text
      }
    }

    /// What help and hints say.
    package var title: String {
      if case .command(let command) = self { command.title } else { name }
    }

    var hint: String { if case .command(let command) = self { command.hint } else { name } }
  }

  private var tables: [KeyContext: [[Key]: Action]] = [:]
  private var prefixes: [KeyContext: Set<[Key]>] = [:]
  /// The tables the other way round, in the order of binding: what was bound first is what hints
  /// name, and every frame asks.
  private var sequences: [KeyContext: [Command: [[Key]]]] = [:]

  package init() {}

  /// - Parameter keys: names as in `keys.json5`, separated by blanks: `"g g"`, `"C-d"`.
  /// - Returns: false when a name is no key; nothing is bound then.
  @discardableResult
  package mutating func bind(_ keys: String, to command: Command, in context: KeyContext) -> Bool {
    guard let sequence = Key.sequence(named: keys) else { return false }
    bind(sequence, to: .command(command), in: context)
    return true
  }

  package mutating func bind(_ sequence: [Key], to action: Action, in context: KeyContext) {
    let before = tables[context, default: [:]].updateValue(action, forKey: sequence)
    if case .command(let command) = before {
      sequences[context]?[command]?.removeAll { $0 == sequence }
    }
    if case .command(let command) = action {
      sequences[context, default: [:]][command, default: []].append(sequence)
    }
    for length in 1..<max(sequence.count, 1) {
      prefixes[context, default: []].insert(Array(sequence.prefix(length)))
    }
  }

  /// Takes a command's keys of one context away.
  package mutating func unbind(_ command: Command, in context: KeyContext) {
    for sequence in keys(boundTo: command, in: context) { tables[context]?[sequence] = nil }
    sequences[context]?[command] = nil
    let left = tables[context]?.keys.map(\.self) ?? []
    prefixes[context] = Set(
      left.flatMap { keys in (1..<max(keys.count, 1)).map { Array(keys.prefix($0)) } })
  }

  /// - Complexity: O(length of the sequence).
  package func meaning(of sequence: [Key], in context: KeyContext) -> Meaning {
    for place in [context, .everywhere] {
      switch tables[place]?[sequence] {
      case .command(let command): return .command(command)
      case .line(let text): return .line(text)
      case nil: break
      }
      if prefixes[place]?.contains(sequence) == true { return .prefix }
    }
    return .nothing
  }

  /// The keys of a command in a context, in the order they were bound; global ones when the pane
  /// has none of its own.
  package func keys(for command: Command, in context: KeyContext) -> [[Key]] {
    let own = keys(boundTo: command, in: context)
    if !own.isEmpty || context == .everywhere { return own }
    return keys(boundTo: command, in: .everywhere).filter {
      meaning(of: $0, in: context) == .command(command)
    }
  }

  /// The keys of a command in this context alone, in the order they were bound.
  package func keys(boundTo command: Command, in context: KeyContext) -> [[Key]] {
    sequences[context]?[command] ?? []
  }

  /// What may follow a prefix, for the hint row.
  package func continuations(of prefix: [Key], in context: KeyContext) -> [(Key, Action)] {
    var found: [Key: Action] = [:]
    for place in [KeyContext.everywhere, context] {
      for (sequence, action) in tables[place] ?? [:]
      where sequence.count > prefix.count && sequence.starts(with: prefix) {
        found[sequence[prefix.count]] = action
      }
    }
    return found.sorted { $0.key.name < $1.key.name }.map { ($0.key, $0.value) }
  }

  /// Every binding, for checks and for the printed list.
  package var actions: [(context: KeyContext, keys: [Key], action: Action)] {
    tables.flatMap { context, table in table.map { (context, $0.key, $0.value) } }
  }

  /// Those that run a command.
  package var all: [(context: KeyContext, keys: [Key], command: Command)] {
    actions.compactMap { context, keys, action in
      if case .command(let command) = action { (context, keys, command) } else { nil }
    }
  }

  /// A terminal sends Alt and a key as Esc and the key, so Esc pressed quickly before another key
  /// looks the same. A key with Alt that nobody bound is taken apart again, as vim does.
  ///
  /// - Returns: the key behind the Esc; nil when there is no Alt, or somebody bound it.
  package func withoutAlt(_ key: Key) -> Key? {
    guard key.modifiers.contains(.alt), !actions.contains(where: { $0.keys.contains(key) }) else {
      return nil
    }
    return Key(key.code, key.modifiers.subtracting(.alt))
  }
}

extension KeyBindings {
  /// A line of `weir keys`.
  package struct Line: Hashable, Sendable {
    package let place: String
    package let keys: String
    package let action: String
    package let title: String
  }

  /// Every binding as a line, by place and action.
  package var lines: [Line] {
    actions.map { context, keys, action in
      Line(
        place: context.rawValue, keys: keys.map(\.name).joined(separator: " "),
        action: action.name, title: action.title)
    }.sorted { ($0.place, $0.action, $0.keys) < ($1.place, $1.action, $1.keys) }
  }
}
