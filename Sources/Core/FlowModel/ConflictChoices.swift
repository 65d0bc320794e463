package import JSONText

/// What a person chose so far about an open conflict, in the order it was chosen. Kept with the
/// conflict as it is made (sync.md 2.10.4).
///
/// The paths name elements of arrays (``JSONClash/path``), so that a choice holds when the server
/// changes once more and elements have moved.
package struct ConflictChoices: Hashable, Sendable {
  private var entries: [Entry] = []

  private struct Entry: Hashable, Sendable {
    let path: JSONPath
    let choice: JSONMergeChoice
  }

  /// Nothing chosen.
  package init() {}

  package var isEmpty: Bool { entries.isEmpty }
  package var count: Int { entries.count }

  /// What was chosen at a path; nil: nothing. What is set last counts as chosen last.
  package subscript(_ path: JSONPath) -> JSONMergeChoice? {
    get { entries.last { $0.path == path }?.choice }
    set {
      entries.removeAll { $0.path == path }
      if let newValue { entries.append(Entry(path: path, choice: newValue)) }
    }
  }

  /// Takes the choice back that was made last.
  ///
  /// - Returns: its path; nil when there is none.
  @discardableResult
  package mutating func removeLast() -> JSONPath? { entries.popLast()?.path }

  package var byPath: [JSONPath: JSONMergeChoice] {
    Dictionary(entries.map { ($0.path, $0.choice) }, uniquingKeysWith: { $1 })
  }
}

// MARK: As it is stored

extension ConflictChoices {
  /// `{"/flowData/nodes/llm_0/data/label": "mine", "/category": {"own": "\"x\""}}`: paths as JSON
  /// Pointers, values of one's own as JSON text.
  package var stored: String {
    let members = entries.map { entry in
      let value =
        switch entry.choice {
        case .mine: JSONString.literal("mine")
        case .theirs: JSONString.literal("theirs")
        case .base: JSONString.literal("base")
        case .own(let text): Array("{\"own\":".utf8) + JSONString.literal(bytes: text) + [0x7D]
        }
      return JSONString.literal(entry.path.pointer) + Array(":".utf8) + value
    }
    return "{" + members.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ",") + "}"
  }

  /// What was stored; what cannot be understood is left out, for then it is to be chosen again.
  package init(stored: [UInt8]) {
    guard let root = try? JSONDocument(parsing: stored).root else { return }
    for member in root.members {
      guard let path = try? JSONPath(parsing: member.key), let choice = Self.choice(member.value)
      else { continue }
      self[JSONPath(path.steps.map(Self.named))] = choice
    }
  }

  /// A name of digits is a name here: no path of a merge counts elements.
  private static func named(_ step: JSONPath.Step) -> JSONPath.Step {
    if case .index(let position) = step { .key(String(position)) } else { step }
  }

  private static func choice(_ value: JSONNode) -> JSONMergeChoice? {
    switch value.string {
    case "mine": .mine
    case "theirs": .theirs
    case "base": .base
    case nil: value["own"]?.stringBytes.map { .own($0) }
    default: nil
    }
  }
}
