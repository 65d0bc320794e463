/// Finds what the paths of a merge name, in one of its copies or in its result.
///
/// Such a path names elements: `flowData.nodes.llm_0.data`. Documents inside strings and the names
/// of elements are read once, however many paths are asked for.
package struct JSONMergeFinder {
  /// A value and where it stands in this copy: elements by position.
  package struct Found {
    /// With elements by position.
    package let path: JSONPath
    /// Inside a string that holds JSON, a value of that document.
    package let node: JSONNode
  }

  private struct Spot: Hashable {
    let map: ObjectIdentifier
    let index: Int

    init(_ node: JSONNode) {
      map = ObjectIdentifier(node.map)
      index = node.index
    }
  }

  private let rules: JSONMergeRules
  private let root: JSONNode
  /// nil: the string holds no JSON.
  private var documents: [Spot: JSONNode?] = [:]
  private var positions: [Spot: [ArraySlice<UInt8>: Int]] = [:]

  /// - Parameter root: of a document as the rules describe it.
  package init(_ rules: JSONMergeRules, in root: JSONNode) {
    self.rules = rules
    self.root = root
  }

  /// The value at a path; nil where this copy has none.
  ///
  /// - Parameter above: where the root stands in the document that the rules are about.
  package mutating func find(_ path: JSONPath, below above: JSONPath = JSONPath()) -> Found? {
    var found = JSONPath()
    var node = root
    var rule = above.steps.reduce(Optional(rules.root)) { $0?.child(Self.name(of: $1)) }
    var key: ArraySlice<UInt8>?
    for step in path.steps {
      let name = Self.name(of: step)
      if let key, rules.embedded.contains(key), node.kind == .string {
        guard let inner = document(in: node) else { return nil }
        node = inner
      }
      switch node.kind {
      case .object:
        guard let value = node[String(decoding: name, as: UTF8.self)] else { return nil }
        (node, key) = (value, name)
        found = found.appending(.key(String(decoding: name, as: UTF8.self)))
      case .array:
        guard let position = position(of: step, name, in: node, rule),
          let element = node.value(at: .index(position))
        else { return nil }
        (node, key) = (element, nil)
        found = found.appending(.index(position))
      default: return nil
      }
      rule = rule?.child(name)
    }
    return Found(path: found, node: node)
  }

  private static func name(of step: JSONPath.Step) -> ArraySlice<UInt8> {
    switch step {
    case .key(let key): Array(key.utf8)[...]
    case .index(let position): Array(String(position).utf8)[...]
    }
  }

  private mutating func document(in literal: JSONNode) -> JSONNode? {
    let spot = Spot(literal)
    if let known = documents[spot] { return known }
    let document = try? JSONDocument(parsing: JSONEmbeddedText.text(of: literal.bytes)).root
    documents[spot] = .some(document)
    return document
  }

  private mutating func position(
    of step: JSONPath.Step, _ name: ArraySlice<UInt8>, in array: JSONNode, _ rule: JSONMergeRule?
  ) -> Int? {
    guard case .keyed(let keys)? = rule?.kind else {
      return JSONPath.position(String(decoding: name, as: UTF8.self))
    }
    let spot = Spot(array)
    if positions[spot] == nil {
      var known: [ArraySlice<UInt8>: Int] = [:]
      for key in keys.reversed() {
        for (position, element) in array.elements.enumerated() {
          if let name = key.name(of: element) { known[name] = position }
        }
      }
      positions[spot] = known
    }
    if let position = positions[spot]?[name] { return position }
    if case .index(let position) = step { return position }
    return nil
  }
}
