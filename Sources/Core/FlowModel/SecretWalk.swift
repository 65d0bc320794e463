import JSONText

/// Goes through a document in the order of its text and notes what is secret. Without recursion.
struct SecretWalk {
  struct Secret {
    let range: Range<Int>
    /// Whether it stands between quotes.
    let isText: Bool
  }

  /// What is known about a value from what stands around it.
  private struct Place {
    /// The key it belongs to; elements belong to that of their array.
    var key: ArraySlice<UInt8>
    /// Everything below is secret.
    var isSecret = false
    var isInServerConfig = false
    /// Of the object `inputs` of a node: which of its members are secret.
    var inputs = SecretInputs()
    /// Of the rows of an input: which of their members are secret.
    var columns: Set<String> = []
  }

  private enum Level {
    case members(JSONMembers, Place, inputs: SecretInputs, isSecretHeader: Bool)
    case elements(JSONElements, Place)
  }

  private let source: UnsafeBufferPointer<UInt8>
  /// The offset in the document of the first byte of `source`.
  private let origin: Int
  private var levels: [Level] = []
  private(set) var secrets: [Secret] = []

  /// - Parameter source: the bytes of the value that is walked.
  init(source: UnsafeBufferPointer<UInt8>, origin: Int) {
    self.source = source
    self.origin = origin
  }

  /// - Parameter field: the key of `root`, if its text is that of a field.
  mutating func run(_ root: JSONNode, field: ArraySlice<UInt8>) {
    enter(root, Place(key: field, isInServerConfig: Self.isServerConfig(field)))
    while let level = levels.popLast() {
      switch level {
      case .elements(var elements, let place):
        guard let element = elements.next() else { continue }
        levels.append(.elements(elements, place))
        enter(element, place)
      case .members(var members, let place, let inputs, let isSecretHeader):
        guard let member = members.next() else { continue }
        levels.append(.members(members, place, inputs: inputs, isSecretHeader: isSecretHeader))
        enter(member.value, self.place(of: member, in: place, inputs, isSecretHeader))
      }
    }
  }

  private func place(
    of member: JSONMember, in outer: Place, _ inputs: SecretInputs, _ isSecretHeader: Bool
  ) -> Place {
    let key = member.keyBytes
    var place = Place(
      key: key, isSecret: outer.isSecret || Self.isSecretHeader(key),
      isInServerConfig: outer.isInServerConfig || Self.isServerConfig(key))
    if isSecretHeader, key.spells("value") { place.isSecret = true }
    if place.isInServerConfig, key.spells("token") { place.isSecret = true }
    if key.spells("inputs") { place.inputs = inputs }
    if !outer.inputs.isEmpty {
      place.columns = outer.inputs.columns[member.key] ?? []
      if outer.inputs.names.contains(member.key) { place.isSecret = true }
    }
    if !outer.columns.isEmpty, outer.columns.contains(member.key) { place.isSecret = true }
    return place
  }

  private mutating func enter(_ node: JSONNode, _ place: Place) {
    switch node.kind {
    case .array: levels.append(.elements(node.elements, place))
    case .object:
      var inputs = SecretInputs()
      var isSecretHeader = false
      for member in node.members {
        let key = member.keyBytes
        if key.spells("inputParams") {
          inputs = SecretInputs(declaredIn: member.value)
        } else if key.spells("key"), let range = member.value.textRange {
          isSecretHeader = Self.isSecretHeader(member.value.bytes[range])
        }
      }
      levels.append(
        .members(node.members, place, inputs: inputs, isSecretHeader: isSecretHeader))
    case .string:
      guard let range = node.textRange, !range.isEmpty else { return }
      if place.isSecret || isSecretAsWhole(range, place) {
        secrets.append(Secret(range: range, isText: true))
      } else {
        secrets += keys(in: node, range).map { Secret(range: $0, isText: true) }
      }
    case .number where place.isSecret:
      secrets.append(Secret(range: node.range, isText: false))
    case .number, .boolean, .null: break
    }
  }

  /// What looks like a key in a string. Letters may be escaped: `sk\u002d…` is one too.
  private func keys(in node: JSONNode, _ range: Range<Int>) -> [Range<Int>] {
    let text = range.lowerBound - origin..<range.upperBound - origin
    if holdsCodeEscape(text) {
      return JSONEdit.text(of: node).withUnsafeBufferPointer { decoded in
        JSONEdit.ranges(SecretText(source: decoded).keys(in: decoded.indices), in: node)
      }
    }
    return SecretText(source: source).keys(in: text).map {
      $0.lowerBound + origin..<$0.upperBound + origin
    }
  }

  private func holdsCodeEscape(_ text: Range<Int>) -> Bool {
    text.dropLast().contains { place in
      source[place] == UInt8(ascii: "\\") && source[place + 1] == UInt8(ascii: "u")
    }
  }

  // MARK: Names

  /// JSON inside a string, which is not looked into here.
  private func isSecretAsWhole(_ range: Range<Int>, _ place: Place) -> Bool {
    if Self.isServerConfig(place.key) { return range.count > 2 }
    guard place.key.spells("headers") else { return false }
    let text = source[range.lowerBound - origin..<range.upperBound - origin]
    var rest = text
    while let start = rest.firstIndex(where: { ReferenceScanner.isName($0) }) {
      let word = rest[start...].prefix { ReferenceScanner.isName($0) }
      if Self.headers.contains(where: { word.spells($0, ignoringCase: true) }) { return true }
      rest = rest[word.endIndex...]
    }
    return false
  }

  private static let headers: [StaticString] = [
    "authorization", "x-api-key", "x-auth-token", "cookie",
  ]

  private static func isSecretHeader(_ name: ArraySlice<UInt8>) -> Bool {
    headers.contains { name.spells($0, ignoringCase: true) }
  }

  private static func isServerConfig(_ key: ArraySlice<UInt8>) -> Bool {
    key.spells("mcpServerConfig")
  }
}

/// What the `inputParams` of a node declare as secret.
struct SecretInputs {
  private(set) var names: Set<String> = []
  /// Of inputs that are arrays of rows: `["headers": ["value"]]`.
  private(set) var columns: [String: Set<String>] = [:]

  /// Nothing.
  init() {}

  init(declaredIn params: JSONNode) {
    for param in params.elements {
      guard let name = param["name"]?.string else { continue }
      if Self.isSecret(param) { names.insert(name) }
      guard let rows = param["array"] else { continue }
      let secret = rows.elements.filter(Self.isSecret).compactMap { $0["name"]?.string }
      if !secret.isEmpty { columns[name] = Set(secret) }
    }
  }

  var isEmpty: Bool { names.isEmpty && columns.isEmpty }

  private static func isSecret(_ param: JSONNode) -> Bool {
    param["type"]?.string.map { ["password", "file", "folder"].contains($0) } ?? false
  }
}
