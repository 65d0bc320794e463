import FlowModel
import JSONText

/// The values of some copies of a flow as one flat table, to check a merge leaf by leaf without its
/// own code.
///
/// A path is its names, elements by id, joined by U+0001. An object or an array with names is a leaf
/// too, of its kind only.
struct FlowLeaves {
  struct Leaf {
    let content: [UInt8]
    let text: [UInt8]
  }

  /// For each copy.
  private(set) var tables: [[String: Leaf]] = []
  private let kind: FlowKind
  /// Ways to look into a value that do not work in every copy: a path and which of its keys.
  private var invalid: Set<String> = []
  private var leaves: [String: Leaf] = [:]

  /// - Parameter deciding: how many of the copies, from the first on, decide what has names.
  init(_ copies: [[UInt8]], deciding: Int, kind: FlowKind) throws {
    self.kind = kind
    for _ in 0..<2 {
      tables = []
      for copy in copies.prefix(deciding) { try read(copy) }
    }
    for copy in copies.dropFirst(deciding) { try read(copy) }
  }

  private mutating func read(_ copy: [UInt8]) throws {
    leaves = [:]
    add(try JSONDocument(parsing: copy).root, at: [])
    tables.append(leaves)
  }

  private mutating func add(_ node: JSONNode, at path: [String]) {
    let name = path.joined(separator: "\u{1}")
    if let last = path.last, FlowFields.embedded.contains(last), let text = node.stringBytes {
      let inner = try? JSONDocument(parsing: text).root
      if inner == nil { invalid.insert(name + "#text") }
      if let inner, invalid.contains(name + "#text") {
        let content = Array("text ".utf8) + JSONCanonical.bytes(of: inner)
        leaves[name] = Leaf(content: content, text: Array(node.bytes))
        return
      }
      if let inner { return add(inner, at: path, "text ") }
    }
    add(node, at: path, "")
  }

  private mutating func add(_ node: JSONNode, at path: [String], _ mark: String) {
    let name = path.joined(separator: "\u{1}")
    if node.kind == .object {
      leaves[name] = Leaf(content: Array((mark + "object").utf8), text: [])
      for member in node.members { add(member.value, at: path + [member.key]) }
      return
    }
    if node.kind == .array {
      for (number, key) in keys(at: path).enumerated() where !invalid.contains("\(name)#\(number)")
      {
        let ids = node.elements.compactMap { id(of: $0, key) }
        guard ids.count == node.count, Set(ids).count == ids.count else {
          invalid.insert("\(name)#\(number)")
          continue
        }
        leaves[name] = Leaf(content: Array((mark + "array").utf8), text: [])
        for (id, element) in zip(ids, node.elements) { add(element, at: path + [id]) }
        return
      }
    }
    leaves[name] = Leaf(
      content: Array(mark.utf8) + JSONCanonical.bytes(of: node, embedded: FlowFields.embedded),
      text: Array(node.bytes))
  }

  private func keys(at path: [String]) -> [[String]] {
    switch (path.first == kind.bodyField ? path.dropFirst() : []).joined(separator: " ") {
    case "nodes": [["id"]]
    case "edges": kind == .chatbot ? [["id"], ["source", "target"]] : [["id"]]
    default: path.count == 5 && path.last == "inputParams" ? [["id"], ["name"]] : []
    }
  }

  private func id(of element: JSONNode, _ key: [String]) -> String? {
    let parts = key.compactMap { element[$0]?.string }.filter { !$0.isEmpty }
    return parts.count == key.count ? parts.joined(separator: "\u{2}") : nil
  }

  // MARK: What a path is

  func isOwned(_ path: String) -> Bool {
    let field = path.split(separator: "\u{1}").first.map(String.init) ?? ""
    return !field.isEmpty && !FlowFields.isClientOwned(field, of: kind.service)
  }

  func isCosmetic(_ path: String) -> Bool {
    let names = path.split(separator: "\u{1}", omittingEmptySubsequences: false).map(String.init)
    guard names.count > 1, names[0] == kind.bodyField else { return false }
    if names[1] == "viewport" { return true }
    guard names.count > 3, names[1] == "nodes" else { return false }
    let looks = [
      "position", "positionAbsolute", "width", "height", "selected", "dragging", "resizing",
    ]
    return looks.contains(names[3])
      || names.count > 4 && names[3] == "data" && names[4] == "selected"
  }
}
