package import JSONText

/// One input of a node as a line: its name and what stands there, short.
package struct NodeInput: Hashable, Sendable {
  package var name: String
  /// One line; a secret is ``SecretMask/mark``.
  package var text: String
  /// From the node down: `data.inputs.temperature`.
  package var place: JSONPath

  /// Characters of a text that are kept.
  package static let longest = 300

  /// The inputs that say something, in the order of the text. The members of an object stand for
  /// themselves: Flowise keeps the settings of a model in one.
  ///
  /// - Parameter node: an element of `nodes`, without its secrets.
  package static func inputs(of node: JSONNode) -> [NodeInput] {
    guard let data = node["data"] else { return [] }
    if let inputs = data["inputs"] {
      return lines(of: inputs, at: JSONPath([.key("data"), .key("inputs")]), depth: 1)
    }
    // FlowNally keeps them beside the label.
    return lines(of: data, at: JSONPath([.key("data")]), depth: 1)
      .filter { line in !line.place.isAboutComponent }
  }

  private static func lines(of object: JSONNode, at path: JSONPath, depth: Int) -> [NodeInput] {
    guard object.kind == .object else { return [] }
    var found: [NodeInput] = []
    for member in object.members {
      let name = member.key
      let place = path.appending(.key(name))
      if member.value.kind == .object, depth > 0 {
        found += lines(of: member.value, at: place, depth: depth - 1)
      } else if let text = text(of: member.value) {
        found.append(NodeInput(name: name, text: text, place: place))
      }
    }
    return found
  }

  /// nil for what is empty.
  private static func text(of value: JSONNode) -> String? {
    switch value.kind {
    case .string:
      let text = plain(value.string ?? "")
      return text.isEmpty ? nil : text
    case .null: return nil
    case .array:
      guard value.count > 0 else { return nil }
      let words = value.elements.prefix(5).compactMap(\.string)
      if words.count == value.count { return plain(words.joined(separator: ", ")) }
      return value.count == 1 ? "1 entry" : "\(value.count) entries"
    case .object: return value.count == 0 ? nil : "{…}"
    default: return String(decoding: value.bytes, as: UTF8.self)
    }
  }

  /// A text as one line without the tags of the canvas's editor: `<p>Be <b>brief</b>.</p>`.
  package static func plain(_ text: String) -> String {
    // Tags and blanks go, so more is looked at than is kept.
    let letters = Array(text.prefix(8 * longest))
    var line: [Character] = []
    var place = 0
    while place < letters.count, line.count < longest {
      let end = tagEnd(letters, place)
      let isBlank = end != nil || letters[place].isWhitespace
      if !isBlank {
        line.append(letters[place])
      } else if line.last != " ", !line.isEmpty {
        line.append(" ")
      }
      place = end ?? place + 1
    }
    while line.last == " " { line.removeLast() }
    return String(line) + (place < letters.count ? "…" : "")
  }

  /// Behind the tag that begins here; nil where none does: `a < b` has none.
  private static func tagEnd(_ letters: [Character], _ start: Int) -> Int? {
    guard letters[start] == "<", start + 1 < letters.count else { return nil }
    let next = letters[start + 1]
    guard next == "/" || next.isASCII && next.isLetter else { return nil }
    let close = letters[start...].prefix(longestTag).firstIndex { $0 == ">" }
    return close.map { $0 + 1 }
  }

  /// The tag of a mention holds the label and the id of a node.
  private static let longestTag = 400
}

extension JSONPath {
  /// A member of `data` that tells what the node is, not what it is given.
  fileprivate var isAboutComponent: Bool {
    guard steps.count > 1, case .key(let key) = steps[1] else { return false }
    return [
      "id", "label", "name", "version", "type", "baseClasses", "category", "description",
      "inputParams", "inputAnchors", "outputAnchors", "outputs", "selected", "color", "tags",
    ].contains(key)
  }
}
