/// How the values of a document are merged. The rules have the shape of the document:
///
/// ```
/// record    object  { flowData: body, id: remote }
/// body      object  { nodes: keyed by id → node, viewport: cosmetic }
/// node      object  { position: cosmetic, data: … }
/// ```
///
/// What has no rule is plain: an object is merged member by member, anything else is one value.
package struct JSONMergeRule: Sendable {
  /// What is done with a value.
  package enum Kind: Sendable {
    case plain
    /// Always the remote's, whatever stands here.
    case remote
    /// How something looks, not what it does: never a clash, the local one wins.
    case cosmetic
    /// An array without order and repetition. To become empty is more than to lose elements: often
    /// it means "all".
    case set
    /// An array whose elements have names: the first kind of name that all have.
    case keyed([JSONMergeKey])
  }

  /// What is done with the value itself.
  let kind: Kind
  /// Whether something inside is cosmetic.
  let holdsCosmetic: Bool
  private let members: [ArraySlice<UInt8>: JSONMergeRule]
  /// The rule of each element, or of each member that is not named; at most one.
  private let rest: [JSONMergeRule]

  private init(_ kind: Kind, members: [String: JSONMergeRule] = [:], rest: [JSONMergeRule] = []) {
    self.kind = kind
    self.members = Dictionary(
      members.map { (Array($0.key.utf8)[...], $0.value) }, uniquingKeysWith: { $1 })
    self.rest = rest
    holdsCosmetic = (members.values + rest).contains { $0.isCosmetic || $0.holdsCosmetic }
  }

  /// Always the remote's.
  package static let remote = JSONMergeRule(.remote)
  /// Never a clash.
  package static let cosmetic = JSONMergeRule(.cosmetic)
  /// An array as a set.
  package static let set = JSONMergeRule(.set)

  /// An object, or a string in an embedded field that holds one.
  ///
  /// - Parameter others: the rule of the members that are not named.
  package static func object(
    _ members: [String: JSONMergeRule], others: JSONMergeRule? = nil
  ) -> JSONMergeRule {
    JSONMergeRule(.plain, members: members, rest: others.map { [$0] } ?? [])
  }

  /// An array of objects with names.
  ///
  /// - Parameter keys: in the order of preference.
  package static func keyed(
    by keys: [JSONMergeKey], elements: JSONMergeRule? = nil
  ) -> JSONMergeRule {
    JSONMergeRule(.keyed(keys), rest: elements.map { [$0] } ?? [])
  }

  var isCosmetic: Bool { if case .cosmetic = kind { true } else { false } }
  var isRemote: Bool { if case .remote = kind { true } else { false } }

  /// The rule of a member or element.
  func child(_ name: ArraySlice<UInt8>) -> JSONMergeRule? {
    members.isEmpty ? rest.first : members[name] ?? rest.first
  }
}

/// The members that name an element of an array. A name holds only if no two elements of one copy
/// have the same.
package struct JSONMergeKey: Sendable, Hashable {
  /// Must be there: strings that are not empty.
  package let required: [String]
  /// Belong to the name; strings, `null` or absent.
  package let optional: [String]

  /// A name made of these members.
  package init(_ required: String..., optional: [String] = []) {
    self.required = required
    self.optional = optional
  }

  /// What an element is called: the text of its one member, or a JSON array of all of them.
  ///
  /// - Returns: nil if it has no valid name. A lone surrogate makes it invalid: no path could tell
  ///   it from another.
  func name(of element: JSONNode) -> ArraySlice<UInt8>? {
    var parts: [ArraySlice<UInt8>] = []
    for member in required {
      guard let text = Self.text(of: element[member]), !text.isEmpty else { return nil }
      parts.append(text)
    }
    if optional.isEmpty, parts.count == 1 { return parts[0] }
    for member in optional {
      let value = element[member]
      guard let text = value == nil || value?.isNull == true ? [] : Self.text(of: value) else {
        return nil
      }
      parts.append(text)
    }
    return [UInt8(ascii: "[")]
      + parts.map { JSONString.literal(bytes: Array($0)) }.joined(
        separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
  }

  private static func text(of value: JSONNode?) -> ArraySlice<UInt8>? {
    guard let value, value.kind == .string else { return nil }
    let text = value.map.decoded(at: value.index)
    return JSONString.holdsSurrogates(text) ? nil : text
  }
}

/// The rules of a whole document and how much work a merge may be.
package struct JSONMergeRules: Sendable {
  /// The rule of the document.
  let root: JSONMergeRule
  /// Names of fields, at any depth, that hold JSON inside a string; paths go through them.
  let embedded: Set<ArraySlice<UInt8>>
  let limits: JSONMergeLimits

  /// Rules for documents of one shape.
  package init(
    _ root: JSONMergeRule, embedded: Set<String> = [], limits: JSONMergeLimits = JSONMergeLimits()
  ) {
    self.root = root
    self.embedded = JSONCanonical.names(embedded)
    self.limits = limits
  }
}

/// What a merge may cost. Counted, not timed, so that it ends the same everywhere.
package struct JSONMergeLimits: Sendable {
  /// Bytes of one copy.
  package var bytes: Int
  /// Values of one copy, those inside strings too.
  package var values: Int
  /// A step is about a microsecond: to look at a child, to tell a change, or as many bytes as stand
  /// below.
  package var steps: Int

  /// Bytes compared, read and written in canonical form in one step.
  static let bytesCompared = 1024
  static let bytesRead = 256
  static let bytesWritten = 32

  /// By default what sync.md 2.10.2 allows.
  package init(bytes: Int = 16 << 20, values: Int = 2_000_000, steps: Int = 400_000) {
    self.bytes = bytes
    self.values = values
    self.steps = steps
  }
}
