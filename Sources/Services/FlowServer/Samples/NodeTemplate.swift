import JSONText

/// A component's node as it stands inside the JSON string `flowData` of a list: escaped once, cut
/// at its blanks.
///
/// A node of 4 KB is then a dozen copies; composing it value by value would cost a hundred times
/// that.
struct NodeTemplate: Sendable {
  private enum Piece: Sendable {
    case bytes([UInt8])
    case id, x, y, text
  }

  let component: Component
  /// Bytes of the node without its text.
  let size: Int
  private let pieces: [Piece]

  // Private-use characters stand for the blanks; they pass every escaping unchanged.
  private static let blanks: [(Character, Piece)] = [
    ("\u{E000}", .id), ("\u{E001}", .x), ("\u{E002}", .y), ("\u{E003}", .text),
  ]

  /// - Parameter textInput: the input that holds the node's long text.
  init(_ component: Component, textInput: String?) {
    self.component = component
    let position = JSONValue.object([("x", .number("\u{E001}")), ("y", .number("\u{E002}"))])
    let inputs = textInput.map { [$0: JSONValue.string("\u{E003}")] } ?? [:]
    let node = JSONValue.object([
      ("id", .string("\u{E000}")), ("position", position), ("type", .string(component.nodeType)),
      ("data", component.data(id: "\u{E000}", label: component.label, inputs: inputs)),
      ("width", .integer(component.size.width)), ("height", .integer(component.size.height)),
      ("selected", .boolean(false)), ("positionAbsolute", position), ("dragging", .boolean(false)),
    ])
    let literal = JSONString.literal(bytes: node.bytes()).dropFirst().dropLast()
    var pieces: [Piece] = []
    var plain = ""
    for character in String(decoding: literal, as: UTF8.self) {
      guard let blank = Self.blanks.first(where: { $0.0 == character })?.1 else {
        plain.append(character)
        continue
      }
      pieces += [.bytes(Array(plain.utf8)), blank]
      plain = ""
    }
    self.pieces = pieces + [.bytes(Array(plain.utf8))]
    size = literal.count
  }

  func append(
    id: [UInt8], x: [UInt8], y: [UInt8], text: (inout [UInt8]) -> Void, to bytes: inout [UInt8]
  ) {
    for piece in pieces {
      switch piece {
      case .bytes(let plain): bytes += plain
      case .id: bytes += id
      case .x: bytes += x
      case .y: bytes += y
      case .text: text(&bytes)
      }
    }
  }
}
