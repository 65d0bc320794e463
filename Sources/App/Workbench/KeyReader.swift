import CellGrid

/// Reads keys one by one into commands: sequences such as `g g`, counts such as `5j`.
///
/// Counts begin with 5 to 9, because 1 to 4 are the tabs; any digits may follow (`52j`, `10j` is
/// `1`, then a count). In the outline, which leads to no tab, 1 to 4 begin counts too. Esc drops what
/// was begun.
struct KeyReader: Hashable, Sendable {
  enum Reading: Hashable {
    case command(Command, count: Int?)
    /// A command line of one's own.
    case line(String)
    /// A sequence or a count has begun.
    case waiting
    /// Means nothing here; whatever was begun is dropped.
    case nothing
  }

  /// The keys of a sequence that has begun.
  private(set) var pending: [Key] = []
  private(set) var count: Int?

  var isIdle: Bool { pending.isEmpty && count == nil }

  mutating func read(_ key: Key, in context: KeyContext, by bindings: KeyBindings) -> Reading {
    if key == .escape, !isIdle {
      reset()
      return .waiting
    }
    let least = count != nil ? 0 : context == .outline ? 1 : 5
    if pending.isEmpty, let digit = key.typed?.wholeNumberValue, digit >= least {
      // More rows than any list has; the product cannot overflow.
      count = min((count ?? 0) * 10 + digit, 99_999_999)
      return .waiting
    }
    switch bindings.meaning(of: pending + [key], in: context) {
    case .command(let command):
      defer { reset() }
      return .command(command, count: count)
    case .line(let text):
      reset()
      return .line(text)
    case .prefix:
      pending.append(key)
      return .waiting
    case .nothing:
      reset()
      return .nothing
    }
  }

  mutating func reset() {
    pending = []
    count = nil
  }
}
