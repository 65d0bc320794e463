import FlowModel
import JSONText

/// The place of a record that a refusal is about: where the editor opens, and what is told.
///
/// ```
/// "inputs.size must be one of 256, 512, 1024"   words of the server
///  inputs.size                                  a path in them
///  flowData.nodes[2].data.inputs.size           the changed place that ends so
/// ```
struct NamedPlace: Hashable, Sendable {
  /// From the root of the record, the best first; the editor takes the first that is there.
  var paths: [JSONPath]
  /// The message names it; if not, it is the first place that was changed.
  var isNamed: Bool
  /// What was changed there.
  var difference: FlowDifference?
  /// The paths are those of the record; if not, the message may mean its body.
  var isOfRecord = true

  /// - Parameters:
  ///   - message: of the server, or of the check here.
  ///   - differences: what the order changes.
  /// - Returns: nil where the message names no place and nothing is known to be changed.
  static func find(in message: String, _ differences: [FlowDifference]) -> NamedPlace? {
    let changed = differences.compactMap { difference in
      (try? JSONPath(parsing: difference.path)).map { (path: $0, difference: difference) }
    }
    let named = paths(in: message)
    for path in named {
      for change in changed {
        guard let whole = meet(path, change.path) else { continue }
        return NamedPlace(
          paths: [whole, change.path], isNamed: true,
          difference: whole == change.path ? change.difference : nil)
      }
    }
    // One word alone may be any word; it counts where a changed value has that name.
    for word in words(in: message) {
      for change in changed where change.path.steps.last?.word == word {
        return NamedPlace(paths: [change.path], isNamed: true, difference: change.difference)
      }
    }
    if !named.isEmpty { return NamedPlace(paths: named, isNamed: true, isOfRecord: false) }
    return changed.first.map {
      NamedPlace(paths: [$0.path], isNamed: false, difference: $0.difference)
    }
  }

  /// The path of the record that a named path means when this place was changed.
  private static func meet(_ named: JSONPath, _ changed: JSONPath) -> JSONPath? {
    let words = named.steps.map(\.word)
    let whole = changed.steps.map(\.word)
    // Servers name places from the record or from its body, or only the end.
    if whole.count >= words.count, Array(whole.suffix(words.count)) == words { return changed }
    for start in 0...1 where whole.count > start && words.count > whole.count - start {
      guard words.starts(with: whole.dropFirst(start)) else { continue }
      return JSONPath(Array(changed.steps.prefix(start))).appending(named)
    }
    return nil
  }

  /// What looks like a path of two steps or more, the longest first.
  static func paths(in message: String) -> [JSONPath] {
    let found = pieces(of: message).compactMap { piece -> JSONPath? in
      guard piece.contains(where: { ".[/".contains($0) }), !piece.contains("//"),
        let path = try? JSONPath(parsing: piece), path.steps.count > 1,
        // A number with points is a version.
        path.steps.contains(where: { $0.word.contains(where: \.isLetter) })
      else { return nil }
      return path
    }
    return found.enumerated().sorted {
      ($1.element.steps.count, $0.offset) < ($0.element.steps.count, $1.offset)
    }.map(\.element)
  }

  private static func words(in message: String) -> [String] {
    pieces(of: message).filter { $0.count > 1 && !$0.contains { ".[/".contains($0) } }
  }

  private static func pieces(of message: String) -> [String] {
    // A message is capped where it is stored; this bounds what a test or a server may give.
    message.prefix(2_000).split { $0.isWhitespace || $0 == "," || $0 == "=" }.map { piece in
      let edge = "\"'`(){}<>:;!?"
      let start = piece.drop { edge.contains($0) }
      return String(start.reversed().drop { edge.contains($0) || $0 == "." }.reversed())
    }.filter { !$0.isEmpty }
  }
}

extension JSONPath.Step {
  /// The step as text: positions and keys of digits are told alike, as servers do not tell them
  /// apart.
  var word: String {
    switch self {
    case .key(let key): key
    case .index(let position): String(position)
    }
  }
}

extension NamedPlace {
  /// Which field the editor opens, and the paths in it.
  ///
  /// - Returns: field nil: the body; empty: the whole record.
  func start(in kind: FlowKind) -> (field: String?, paths: [JSONPath]) {
    guard case .key(let first)? = paths.first?.steps.first else { return (nil, paths) }
    let isInside = (paths.first?.steps.count ?? 0) > 1
    if first == kind.bodyField { return (nil, paths.map { $0.without(first) }) }
    if isInside, FlowFields.embedded.contains(first) {
      return (first, paths.map { $0.without(first) })
    }
    return (isOfRecord ? "" : nil, paths)
  }
}

extension JSONPath {
  fileprivate func without(_ first: String) -> JSONPath {
    steps.first == .key(first) ? JSONPath(Array(steps.dropFirst())) : self
  }
}
