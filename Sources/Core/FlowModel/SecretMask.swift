package import JSONText

/// Finds values that are secrets (sync.md 2.8; the same rules as Flowise's own
/// `sanitizeFlowData`), so that screens, tables, diffs and exports can leave them out.
///
/// Secret are: inputs that `inputParams` declare as password, file or folder, also those of the rows
/// of an array; the headers authorization, x-api-key, x-auth-token and cookie; the token of
/// `mcpServerConfig`; and what looks like a key (``SecretText``), wherever it stands. `headers` and
/// `mcpServerConfig` may be JSON inside a string: that is secret as a whole, the one if it mentions
/// such a header.
package enum SecretMask {
  /// What stands in a secret's place.
  package static let mark = "••••••••"

  /// The byte ranges of secrets in a document, in ascending order, without overlap. Of a string they
  /// lie between its quotes; a number is secret with all its digits.
  ///
  /// A field that holds JSON in a string is looked into by the caller, who has its text.
  /// - Complexity: O(*n*).
  package static func ranges(in root: JSONNode) -> [Range<Int>] {
    secrets(in: root, field: []).map(\.range)
  }

  /// The document with every secret replaced by ``mark``; also inside fields that hold JSON in a
  /// string. What does not parse is masked by its look alone.
  package static func masked(_ bytes: [UInt8]) -> [UInt8] { masked(bytes, field: []) }

  private static func masked(_ bytes: [UInt8], field: ArraySlice<UInt8>) -> [UInt8] {
    guard let root = try? JSONDocument(parsing: bytes).root else {
      let keys = bytes.withUnsafeBufferPointer { SecretText(source: $0).keys(in: $0.indices) }
      return JSONSplice.apply(
        keys.map { JSONSplice(range: $0, bytes: Array(mark.utf8)) }, to: bytes)
    }
    var inner: [JSONSplice] = []
    for member in root.members where FlowFields.embedded.contains(member.key) {
      guard let text = member.value.stringBytes, !text.isEmpty else { continue }
      inner.append(
        JSONSplice(
          range: member.value.range,
          bytes: JSONString.literal(bytes: masked(text, field: member.keyBytes))))
    }
    let outer = secrets(in: root, field: field).filter { secret in
      !inner.contains { $0.range.overlaps(secret.range) }
    }.map { secret in
      JSONSplice(
        range: secret.range, bytes: secret.isText ? Array(mark.utf8) : JSONString.literal(mark))
    }
    let splices = (outer + inner).sorted { $0.range.lowerBound < $1.range.lowerBound }
    return JSONSplice.apply(splices, to: bytes)
  }

  private static func secrets(in root: JSONNode, field: ArraySlice<UInt8>) -> [SecretWalk.Secret] {
    root.bytes.withUnsafeBufferPointer { source in
      var walk = SecretWalk(source: source, origin: root.range.lowerBound)
      walk.run(root, field: field)
      return walk.secrets
    }
  }
}
