import CellGrid
import FlowModel
import JSONText

/// What a row says of its value, short enough for one line.
enum OutlineSummary {
  /// Longer strings are cut: a row shows no more.
  private static let longestText = 400

  /// - Parameter isSecret: the value is not shown.
  static func pieces(
    of node: JSONNode, isElement: Bool, isSecret: Bool, _ context: DrawContext
  ) -> [StyledText] {
    switch node.kind {
    case .object:
      if isElement, let label = label(of: node) { return [StyledText(label, context[.strong])] }
      return [StyledText(count(of: node), context[.muted])]
    case .array: return [StyledText(count(of: node), context[.muted])]
    case .string where isSecret: return [StyledText(SecretMask.mark, context[.jsonMasked])]
    case .string where node.range.count <= 2: return [StyledText("\"\"", context[.muted])]
    case .string: return [StyledText(text(of: node), context[.jsonString])]
    default:
      let written = String(decoding: node.bytes.prefix(longestText), as: UTF8.self)
      return [StyledText(written, context[role(of: node)])]
    }
  }

  /// A string in one line, line breaks as `↵`.
  static func text(of node: JSONNode) -> String {
    // A cut literal is decoded as far as it goes; an escape cut in two is left out.
    let cut = node.bytes.prefix(longestText)
    let bytes = cut.count < node.range.count ? JSONString.decoded(cut) : node.stringBytes ?? []
    return String(decoding: bytes, as: UTF8.self).replacing("\n", with: "↵")
  }

  /// `{4}` or `[11]`: how much it holds.
  static func count(of node: JSONNode) -> String {
    node.kind == .object ? "{\(node.count)}" : "[\(node.count)]"
  }

  /// What an element of a flow is called: a node by its label, an edge by its ends.
  static func label(of object: JSONNode) -> String? {
    // Objects of foreign make may have any number of members.
    guard object.count < 500 else { return nil }
    if let source = object["source"]?.string, let target = object["target"]?.string {
      return "\(source) → \(target)"
    }
    let holders = [object["data"], object].compactMap { $0?.kind == .object ? $0 : nil }
    for holder in holders {
      for key in ["label", "name", "title", "key", "id"] {
        if let text = holder[key]?.string, !text.isEmpty { return text }
      }
    }
    return nil
  }

  private static func role(of node: JSONNode) -> StyleRole {
    switch node.kind {
    case .number: .jsonNumber
    case .boolean: .jsonBoolean
    default: node.isMissing ? .problemError : .jsonNull
    }
  }
}

extension JSONNode {
  /// Whether it may hold other values: what has no children has no outline.
  var isTree: Bool { kind == .object || kind == .array }
}
