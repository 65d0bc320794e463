/// Three copies of a document → one (sync.md 2.10.1).
///
/// ```
/// base      {"a": 1, "b": 2,   "c": 3}
/// local     {"a": 1, "b": 9,   "c": 4}
/// remote    {"a": 1, "b": 2.0, "c": 5, "d": 6}
/// text      {"a": 1, "b": 9,   "c": 5, "d": 6}      and a clash at c
/// ```
///
/// A value that one side changed is that side's; what both changed alike is taken once; objects and
/// arrays with named elements are gone into; all else is a clash. Values are compared by content
/// (``JSONCanonical``), absent and `null` are two things. The text is the remote's with splices, so
/// whatever nobody edited keeps the remote's bytes.
package enum JSONMerge {
  /// Merges three texts.
  ///
  /// If only the local content changed, and the remote is the base byte for byte, the text is the
  /// local one byte for byte.
  ///
  /// - Parameter choices: by ``JSONClash/path``; also for places that would not need one.
  /// - Complexity: O(*n* log *n*) in the length of the texts, without recursion.
  package static func merge(
    base: [UInt8], local: [UInt8], remote: [UInt8], rules: JSONMergeRules,
    choices: [JSONPath: JSONMergeChoice] = [:]
  ) throws(JSONMergeError) -> JSONMergeResult {
    let texts = JSONMergeSides(base: base, local: local, remote: remote)
    guard texts.allSatisfy({ $0.count <= rules.limits.bytes }) else { throw .tooMuch }
    let roots = JSONMergeSides(
      base: try root(base, .base), local: try root(local, .local),
      remote: try root(remote, .remote))
    var walk = JSONMergeWalk(rules: rules, choices: try JSONMergeChoices(choices))
    let merged = try walk.merge(roots)
    let isOnlyLocal =
      choices.isEmpty && !walk.rows.isEmpty && !walk.hasPassedOver && base == remote
    return JSONMergeResult(
      text: isOnlyLocal ? local : merged, clashes: walk.clashes, rows: walk.rows)
  }

  private static func root(
    _ text: [UInt8], _ copy: JSONMergeCopy
  ) throws(JSONMergeError) -> JSONNode {
    do throws(JSONDiagnostic) {
      return try JSONDocument(parsing: text).root
    } catch {
      throw .notJSON(copy, error)
    }
  }
}

/// What a person chose, checked.
struct JSONMergeChoices {
  enum Choice {
    case mine, theirs, base
    case own(JSONNode)
  }

  private var choices: [JSONPath: Choice] = [:]
  /// The paths of all that holds a chosen value: elsewhere nothing has to be looked up.
  private var ways: Set<JSONPath> = []

  var isEmpty: Bool { choices.isEmpty }

  subscript(_ path: JSONPath) -> Choice? { choices[path] }

  /// Whether something inside the value at this path was chosen.
  func leads(through path: JSONPath) -> Bool { ways.contains(path) }

  init() {}

  init(_ choices: [JSONPath: JSONMergeChoice]) throws(JSONMergeError) {
    for (path, choice) in choices {
      for length in path.steps.indices { ways.insert(JSONPath(Array(path.steps[..<length]))) }
      switch choice {
      case .mine: self.choices[path] = .mine
      case .theirs: self.choices[path] = .theirs
      case .base: self.choices[path] = .base
      case .own(let text):
        do throws(JSONDiagnostic) {
          self.choices[path] = .own(try JSONDocument(parsing: text).root)
        } catch {
          throw .invalidChoice(path, error)
        }
      }
    }
  }
}
