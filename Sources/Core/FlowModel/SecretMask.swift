package import JSONText

/// Finds values that are secrets (sync.md 2.8; the same rules as Flowise's own
/// `sanitizeFlowData`), so that screens, tables, diffs and exports can leave them out.
package enum SecretMask {
  /// What stands in a secret's place.
  package static let mark = "••••••••"

  /// The byte ranges of secret values in a document, in ascending order, without overlap.
  ///
  /// A field that holds JSON in a string is looked into by the caller, who has its text.
  package static func ranges(in root: JSONNode) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var waiting: [(node: JSONNode, key: String)] = [(root, "")]
    while let (node, key) = waiting.popLast() {
      switch node.kind {
      case .string:
        if isSecret(node, key: key) { found.append(node.range) }
      case .array:
        for element in node.elements { waiting.append((element, key)) }
      case .object:
        let secretInputs = secretInputNames(of: node)
        let headerName = node["key"]?.string ?? ""
        for member in node.members {
          if member.key == "inputs", !secretInputs.isEmpty, member.value.kind == .object {
            for input in member.value.members {
              if secretInputs.contains(input.key), input.value.kind == .string,
                input.value.range.count > 2
              {
                found.append(input.value.range)
              } else {
                waiting.append((input.value, input.key))
              }
            }
          } else if member.key == "value", isSecretHeader(headerName) {
            if member.value.kind == .string, member.value.range.count > 2 {
              found.append(member.value.range)
            }
          } else {
            waiting.append((member.value, member.key))
          }
        }
      default: break
      }
    }
    return found.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The document with every secret replaced by ``mark``; also inside fields that hold JSON in a
  /// string. What does not parse is masked by its look alone.
  package static func masked(_ bytes: [UInt8]) -> [UInt8] {
    guard let root = try? JSONDocument(parsing: bytes).root else {
      return looksSecret(String(decoding: bytes, as: UTF8.self)) ? Array(mark.utf8) : bytes
    }
    var replacements = ranges(in: root).map { ($0, JSONString.literal(mark)) }
    for member in root.members where FlowFields.embedded.contains(member.key) {
      guard let text = member.value.stringBytes else { continue }
      replacements.removeAll { $0.0 == member.value.range }
      let inner = masked(text)
      if inner != text { replacements.append((member.value.range, JSONString.literal(bytes: inner))) }
    }
    return replacing(replacements, in: bytes)
  }

  /// Whether a text looks like a key, whatever it is called: `sk-…`, `ghp_…`, `AKIA…`, `Bearer …`,
  /// a JSON Web Token.
  package static func looksSecret(_ text: String) -> Bool {
    let utf8 = text.utf8
    guard (16...4096).contains(utf8.count) else { return false }
    for prefix in ["sk-", "ghp_", "gho_", "github_pat_", "AKIA", "Bearer ", "xoxb-", "xoxp-"]
    where text.hasPrefix(prefix) {
      return !utf8.dropFirst(prefix.utf8.count).contains(0x20)
    }
    // header.payload.signature, each base64url; the first two begin with {" encoded.
    guard text.hasPrefix("eyJ") else { return false }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[1].hasPrefix("eyJ")
  }

  private static func isSecret(_ node: JSONNode, key: String) -> Bool {
    guard node.range.count > 2 else { return false }
    if isSecretHeader(key) { return true }
    guard node.range.count < 5000, let text = node.string else { return false }
    return looksSecret(text)
  }

  private static func isSecretHeader(_ name: String) -> Bool {
    ["authorization", "x-api-key", "x-auth-token", "cookie"].contains(name.lowercased())
  }

  /// The inputs of a node's `data` that its `inputParams` declare as password, file or folder.
  private static func secretInputNames(of object: JSONNode) -> Set<String> {
    guard let params = object["inputParams"], params.kind == .array else { return [] }
    var names: Set<String> = []
    for param in params.elements {
      guard let type = param["type"]?.string, ["password", "file", "folder"].contains(type),
        let name = param["name"]?.string
      else { continue }
      names.insert(name)
    }
    return names
  }

  private static func replacing(
    _ replacements: [(Range<Int>, [UInt8])], in bytes: [UInt8]
  ) -> [UInt8] {
    guard !replacements.isEmpty else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = 0
    for (range, text) in replacements.sorted(by: { $0.0.lowerBound < $1.0.lowerBound })
    where range.lowerBound >= place {
      result += bytes[place..<range.lowerBound]
      result += text
      place = range.upperBound
    }
    return result + bytes[place...]
  }
}
