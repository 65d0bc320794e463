/// The remote's text with changes, gathered in any order.
///
/// Changes inside a string that holds JSON, or inside an element that is moved, are gathered apart
/// in a part of their own, and are put into the part around it when all are known:
///
/// ```
/// part 0   document
/// part 1   └ literal flowData
/// part 2     └ list nodes: n2, n0 (moved), new
/// part 3       └ element n0
/// ```
struct JSONMergeText {
  private enum Kind {
    case document
    case literal(JSONNode, in: Int)
    case list(JSONMergeList, in: Int)
    case element(JSONNode, of: Int, entry: Int)
  }

  private struct Part {
    let kind: Kind
    var splices: [JSONSplice] = []
    /// Of a list, what its moved elements have become, by entry.
    var texts: [Int: [UInt8]] = [:]
  }

  private let bytes: [UInt8]
  private var parts = [Part(kind: .document)]

  /// - Parameter bytes: the outermost text, whose part is 0.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func add(_ splices: [JSONSplice], to part: Int) {
    parts[part].splices += splices
  }

  mutating func replace(_ node: JSONNode, by text: [UInt8], in part: Int) {
    parts[part].splices.append(JSONSplice(range: node.range, bytes: text))
  }

  /// A part for the JSON inside a string.
  mutating func open(literal: JSONNode, in part: Int) -> Int {
    parts.append(Part(kind: .literal(literal, in: part)))
    return parts.count - 1
  }

  /// A part for a container in which elements are moved; its entries' texts come later.
  mutating func open(list: JSONMergeList, in part: Int) -> Int {
    parts.append(Part(kind: .list(list, in: part)))
    return parts.count - 1
  }

  /// A part for an element that is moved to an entry of a list.
  mutating func open(element: JSONNode, of list: Int, entry: Int) -> Int {
    parts.append(Part(kind: .element(element, of: list, entry: entry)))
    return parts.count - 1
  }

  /// The text with all changes made.
  mutating func finish() -> [UInt8] {
    // What is inside was opened later.
    while let part = parts.popLast() {
      let splices = part.splices.sorted { left, right in
        (left.range.lowerBound, left.range.upperBound)
          < (right.range.lowerBound, right.range.upperBound)
      }
      switch part.kind {
      case .document: return JSONSplice.apply(splices, to: bytes)
      case .literal(let literal, let outer):
        parts[outer].splices += JSONEmbeddedText.outer(splices, of: literal.bytes)
      case .list(var list, let outer):
        for (entry, text) in part.texts { list.entries[entry].text = text }
        parts[outer].splices += list.splices()
      case .element(let element, let list, let entry):
        parts[list].texts[entry] = Self.text(of: element, splices)
      }
    }
    return bytes
  }

  private static func text(of element: JSONNode, _ splices: [JSONSplice]) -> [UInt8] {
    let start = element.range.lowerBound
    let moved = splices.map { splice in
      JSONSplice(
        range: splice.range.lowerBound - start..<splice.range.upperBound - start,
        bytes: splice.bytes)
    }
    return JSONSplice.apply(moved, to: Array(element.bytes))
  }
}

/// The members or elements that a container shall have.
struct JSONMergeList {
  struct Entry {
    /// Its position in the container, if it stays where it is; positions rise.
    var position: Int?
    /// Of all others what is written, the key included.
    var text: [UInt8] = []
  }

  let container: JSONNode
  let layout: JSONLayout
  var entries: [Entry]

  /// The changes that turn the children of the container into the entries. What stays keeps the
  /// comma and the blanks before it.
  func splices() -> [JSONSplice] {
    let old = JSONLayout.childRanges(container)
    guard entries.contains(where: { $0.position != nil }) else { return [filling()] }
    var splices: [JSONSplice] = []
    var last = -1
    var added: [[UInt8]] = []
    func close(at next: Int) {
      let range: Range<Int>
      if last < 0 {
        range = old[0].lowerBound..<old[next].lowerBound
      } else {
        range = old[last].upperBound..<old[next - 1].upperBound
      }
      let bytes =
        last < 0
        ? added.flatMap { $0 + [UInt8(ascii: ",")] + layout.other }
        : added.flatMap { [UInt8(ascii: ",")] + layout.other + $0 }
      if !range.isEmpty || !bytes.isEmpty { splices.append(JSONSplice(range: range, bytes: bytes)) }
      added = []
      last = next
    }
    for entry in entries {
      if let position = entry.position { close(at: position) } else { added.append(entry.text) }
    }
    close(at: old.count)
    return splices
  }

  /// All that stands between the brackets, when nothing stays.
  private func filling() -> JSONSplice {
    let inside = container.range.lowerBound + 1..<container.range.upperBound - 1
    let texts = entries.map(\.text)
    guard !texts.isEmpty else { return JSONSplice(range: inside, bytes: []) }
    let separator = [UInt8(ascii: ",")] + layout.other
    return JSONSplice(
      range: inside, bytes: layout.first + texts.joined(separator: separator) + layout.last)
  }
}
