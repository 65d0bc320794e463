import CellGrid
import FlowModel
package import JSONText

/// Reads `keys.json5` (screen.md, section 1): keys of one's own over the ones weir comes with.
///
/// ```json5
/// {
///   global: { help: ["?", "F1"] },                    // one action, one or more keys
///   list:   { delete: "X X", sort: [],                // a sequence; no key at all
///             custom: { "g w": ":flows state:waiting" } },
/// }
/// ```
///
/// A mistake costs one line, not the file: it is told as a ``KeysProblem``.
package struct KeysFile: Sendable {
  package let bindings: KeyBindings
  package let problems: [KeysProblem]

  /// - Throws: what is wrong where the text is not JSON5.
  package init(
    parsing bytes: [UInt8], over defaults: KeyBindings = .default
  ) throws(JSONDiagnostic) {
    var reader = KeysReader(bytes: bytes, bindings: defaults)
    if bytes.contains(where: { $0 > 0x20 }) {
      reader.read(try JSONDocument(parsing: bytes, syntax: .json5).root)
    }
    bindings = reader.bindings
    problems = reader.problems.sorted { $0.line < $1.line }
  }
}

/// One thing that is wrong in `keys.json5`.
package struct KeysProblem: Hashable, Sendable {
  /// 1-based.
  package let line: Int
  package let message: String

  /// ``message`` with its full stop.
  package var sentence: String { message.hasSuffix("?") ? message : message + "." }

  package init(line: Int, message: String) {
    self.line = line
    self.message = message
  }
}

/// Turns the members of a keys file into bindings and collects what is wrong.
private struct KeysReader {
  let bytes: [UInt8]
  var bindings: KeyBindings
  var problems: [KeysProblem] = []
  /// What the file itself has bound, so that it does not contradict itself.
  private var own: [KeyContext: [[Key]: String]] = [:]

  init(bytes: [UInt8], bindings: KeyBindings) {
    self.bytes = bytes
    self.bindings = bindings
  }

  mutating func read(_ root: JSONNode) {
    guard root.kind == .object else {
      return report("the file holds one object: { list: { … } }", at: root)
    }
    for member in root.members {
      guard let context = KeyContext(rawValue: member.key) else {
        report(
          "there is no place \"\(member.key)\""
            + meant(member.key, among: KeyContext.allCases.map(\.rawValue)), at: member.value)
        continue
      }
      guard member.value.kind == .object else {
        report("\(member.key) holds actions: { open: [\"Enter\"] }", at: member.value)
        continue
      }
      for action in member.value.members { read(action, in: context) }
      findHidden(in: context, at: member.value)
    }
  }

  private mutating func read(_ action: JSONMember, in context: KeyContext) {
    if action.key == "custom" { return readLines(action.value, in: context) }
    guard let command = Command(rawValue: action.key) else {
      return report(
        "there is no action \"\(action.key)\""
          + meant(action.key, among: Command.allCases.map(\.rawValue)), at: action.value)
    }
    guard let keys = names(action.value) else {
      return report("\(action.key) takes a key or a list of keys", at: action.value)
    }
    bindings.unbind(command, in: context)
    for name in keys {
      guard let sequence = sequence(named: name, at: action.value, for: action.key, in: context)
      else { continue }
      bindings.bind(sequence, to: .command(command), in: context)
    }
  }

  private mutating func readLines(_ node: JSONNode, in context: KeyContext) {
    for member in node.members {
      guard let line = member.value.string, line.hasPrefix(":"), line.count > 1 else {
        report("a key of custom runs a command line: \":flows state:waiting\"", at: member.value)
        continue
      }
      guard let sequence = sequence(named: member.key, at: member.value, for: line, in: context)
      else { continue }
      bindings.bind(sequence, to: .line(String(line.dropFirst())), in: context)
    }
  }

  /// A key's text, or those of a list; nil: something else stands there.
  private func names(_ node: JSONNode) -> [String]? {
    if let one = node.string { return [one] }
    guard node.kind == .array else { return nil }
    let names = node.elements.map(\.string)
    return names.contains(nil) ? nil : names.compactMap(\.self)
  }

  private mutating func sequence(
    named name: String, at node: JSONNode, for action: String, in context: KeyContext
  ) -> [Key]? {
    guard let sequence = Key.sequence(named: name) else {
      report("\"\(name)\" is no key: C-x, S-Left, F1, Enter, Esc, Space, g g are", at: node)
      return nil
    }
    for key in sequence {
      if key.asSent != key, key != .backTab {
        report(
          "\(key.name) arrives as \(key.asSent.name): a terminal sends the same byte", at: node)
        return nil
      }
      if key.modifiers.contains(.alt) {
        report(
          "\(key.name) cannot be told from Esc and the key, where both are typed fast", at: node)
      }
    }
    if let other = own[context]?[sequence], other != action {
      report("\"\(name)\" is both \(other) and \(action) in \(context.rawValue)", at: node)
    }
    own[context, default: [:]][sequence] = action
    return sequence
  }

  /// A key that is a command cannot begin a longer one in the same place.
  private mutating func findHidden(in context: KeyContext, at node: JSONNode) {
    let here = bindings.actions.filter { $0.context == context }
    for (sequence, action) in own[context] ?? [:] {
      let longer = here.filter { $0.keys.count > sequence.count && $0.keys.starts(with: sequence) }
      for hidden in longer {
        report(
          "\(name(sequence)) (\(action)) hides \(name(hidden.keys)) (\(hidden.action.title))",
          at: node)
      }
      let shorter = here.filter { $0.keys.count < sequence.count && sequence.starts(with: $0.keys) }
      for hiding in shorter {
        report(
          "\(name(sequence)) (\(action)) is never reached: \(name(hiding.keys)) is "
            + hiding.action.name, at: node)
      }
    }
  }

  private func name(_ keys: [Key]) -> String { keys.map(\.name).joined(separator: " ") }

  /// The name that was probably meant: a few letters from it, or with all of its letters in it, or
  /// beginning as it does (`graf`).
  private func meant(_ name: String, among known: [String]) -> String {
    let fitting = known.filter { FuzzyMatch.score(name, in: $0) != nil }
    let near =
      Suggestion.nearest(to: String(name.prefix(64)), among: known)
      ?? fitting.max {
        (FuzzyMatch.score(name, in: $0) ?? .min) < (FuzzyMatch.score(name, in: $1) ?? .min)
      }
      ?? known.first { name.count > 3 && $0.hasPrefix(name.prefix(3)) }
    return near.map { "; did you mean \"\($0)\"?" } ?? ""
  }

  private mutating func report(_ message: String, at node: JSONNode) {
    let line = 1 + bytes[..<node.range.lowerBound].count { $0 == UInt8(ascii: "\n") }
    let problem = KeysProblem(line: line, message: message)
    if !problems.contains(problem) { problems.append(problem) }
  }
}
