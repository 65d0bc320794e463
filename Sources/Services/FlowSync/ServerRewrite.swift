import FlowModel
import JSONText

/// Differences between what we sent and what the server answers that are its own work and no
/// foreign change: the closed list of sync.md 2.7.6.
package enum ServerRewrite: String, Hashable, Sendable, CaseIterable {
  /// W1: base64 files in inputs of "Document Loaders" nodes become storage paths.
  case storedFile
  /// W2: `chatbotConfig.fullFileUpload.allowedUploadFileTypes` is filtered.
  case allowedFileTypes
  /// W3: parsed and printed by JavaScript: integers above 2^53 are rounded.
  case reprinted
  /// W4: a null where we left a field out, or left out where we sent null.
  case nulled

  package enum Verification: Hashable, Sendable {
    case equal
    case rewritten(Set<ServerRewrite>)
    /// These fields hold something neither we nor the server's habits explain.
    case foreign([String])
  }

  /// Compares the sent fields with the server's answer.
  package static func verify(
    _ fields: [String], sent: RecordContent, echo: RecordContent
  ) -> Verification {
    var rewrites: Set<ServerRewrite> = []
    var foreign: [String] = []
    for field in fields where !sent.isSame(field, in: echo) {
      guard let found = explanation(of: field, sent: sent, echo: echo) else {
        foreign.append(field)
        continue
      }
      rewrites.formUnion(found)
    }
    if !foreign.isEmpty { return .foreign(foreign) }
    return rewrites.isEmpty ? .equal : .rewritten(rewrites)
  }

  private static func explanation(
    of field: String, sent: RecordContent, echo: RecordContent
  ) -> Set<ServerRewrite>? {
    guard let mine = sent.value(of: field), let theirs = echo.value(of: field) else {
      let rest = sent.value(of: field) ?? echo.value(of: field)
      return rest?.isNull == false ? nil : [.nulled]
    }
    var comparison = RewriteComparison(field: field)
    let inner = FieldForm.embedded(in: mine, field: field)
    if let inner, let other = FieldForm.embedded(in: theirs, field: field) {
      return comparison.explains(inner, other) ? comparison.found : nil
    }
    return comparison.explains(mine, theirs) ? comparison.found : nil
  }
}

/// Walks two values side by side and collects the rewrites that explain their differences.
///
/// Recursion is bounded by the depth limit of the scanner.
private struct RewriteComparison {
  let field: String
  var found: Set<ServerRewrite> = []
  private var path: [String] = []
  private var loaderDepth = 0

  init(field: String) { self.field = field }

  mutating func explains(_ mine: JSONNode, _ theirs: JSONNode) -> Bool {
    guard mine.kind == theirs.kind else { return false }
    switch mine.kind {
    case .object: return explainsObject(mine, theirs)
    case .array: return explainsArray(mine, theirs)
    case .string: return explainsText(mine, theirs)
    case .number: return explainsNumber(mine, theirs)
    case .boolean, .null: return mine.boolean == theirs.boolean
    }
  }

  private mutating func explainsObject(_ mine: JSONNode, _ theirs: JSONNode) -> Bool {
    var names: Set<String> = []
    for member in mine.members { names.insert(member.key) }
    for member in theirs.members { names.insert(member.key) }
    let isLoader = mine["category"]?.string == "Document Loaders"
    if isLoader { loaderDepth += 1 }
    defer { if isLoader { loaderDepth -= 1 } }
    for name in names {
      path.append(name)
      defer { path.removeLast() }
      let (left, right) = (mine[name], theirs[name])
      if isFilteredList, left?.bytes != right?.bytes {
        found.insert(.allowedFileTypes)
        continue
      }
      guard let left, let right, explains(left, right) else { return false }
    }
    return true
  }

  private mutating func explainsArray(_ mine: JSONNode, _ theirs: JSONNode) -> Bool {
    guard mine.count == theirs.count else { return false }
    for (left, right) in zip(mine.elements, theirs.elements) where !explains(left, right) {
      return false
    }
    return true
  }

  private mutating func explainsText(_ mine: JSONNode, _ theirs: JSONNode) -> Bool {
    let (left, right) = (mine.stringBytes ?? [], theirs.stringBytes ?? [])
    if left == right { return true }
    guard field == FlowKind.chatflow.bodyField, loaderDepth > 0, path.contains("inputs"),
      Self.isFile(left)
    else { return false }
    found.insert(.storedFile)
    return true
  }

  private mutating func explainsNumber(_ mine: JSONNode, _ theirs: JSONNode) -> Bool {
    if mine.bytes == theirs.bytes { return true }
    guard let left = mine.double, let right = theirs.double, left == right else { return false }
    found.insert(.reprinted)
    return true
  }

  private var isFilteredList: Bool {
    field == "chatbotConfig" && path == ["fullFileUpload", "allowedUploadFileTypes"]
  }

  /// A data URL, or a JSON array of such in one string: `data:text/plain;base64,…`.
  private static func isFile(_ text: [UInt8]) -> Bool {
    let head = String(decoding: text.prefix(512), as: UTF8.self)
    return head.contains("data:") && head.contains(";base64,")
  }
}
