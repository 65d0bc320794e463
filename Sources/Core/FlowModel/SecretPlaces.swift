import JSONText

/// The strings and numbers of a record, each with a mark of its place: under which keys, in which node, and in
/// which string that holds JSON.
///
/// ```
/// record     {"name":"n", "flowData":"{\"nodes\":[{\"id\":\"a\", …}]}"}
/// layers     └ outer ──────────────── └ inner ────────────────── ┘
/// ```
///
/// The position in an array is no part of a place: taking a node away leaves the places in the
/// others alone. An element counts by its `id`, `name` or `key`, where it has one.
struct SecretPlaces {
  struct Place: Hashable, Sendable {
    /// Of the whole way from the root. The same in every run of the program.
    var digest: UInt64
    /// The innermost key; empty for the whole document.
    var key: String

    static let root = Place(digest: 0xCBF2_9CE4_8422_2325, key: "")

    /// FNV-1a over what tells a step apart, and a byte that no text holds behind it.
    func inside(_ step: some Sequence<UInt8>) -> UInt64 {
      var digest = digest
      for byte in step { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
      return (digest ^ 0xFF) &* 0x100_0000_01B3
    }
  }

  /// A document, and where its bytes stand in the record.
  struct Layer {
    let root: JSONNode
    let place: Place
    /// The field that holds an inner document; empty for the record.
    let field: String
    /// The record's offset of each byte of an inner document, and of its end; nil for the record.
    let offsets: [Int]?

    func outer(_ range: Range<Int>) -> Range<Int> {
      guard let offsets else { return range }
      return offsets[range.lowerBound]..<offsets[range.upperBound]
    }
  }

  private(set) var layers: [Layer]
  /// Strings of the record that hold JSON and are layers of their own.
  private var inner: Set<Int> = []

  init(of record: [UInt8]) throws(JSONDiagnostic) {
    let root = try JSONDocument(parsing: record).root
    layers = [Layer(root: root, place: .root, field: "", offsets: nil)]
    guard root.kind == .object else { return }
    for member in root.members where FlowFields.embedded.contains(member.key) {
      guard member.value.kind == .string else { continue }
      let (text, offsets) = EmbeddedOffsets.of(member.value)
      guard let document = try? JSONDocument(parsing: text) else { continue }
      // The braces tell a string that holds an object from the object itself.
      let digest = Place.root.inside(Array((member.key + "{}").utf8))
      layers.append(
        Layer(
          root: document.root, place: Place(digest: digest, key: member.key), field: member.key,
          offsets: offsets))
      inner.insert(member.value.number)
    }
  }

  /// Every string and number of a layer with its place, in the order of the text.
  func values(of layer: Layer) -> [(node: JSONNode, place: Place)] {
    var found: [(node: JSONNode, place: Place)] = []
    var waiting: [(node: JSONNode, place: Place)] = [(layer.root, layer.place)]
    while let (node, place) = waiting.popLast() {
      switch node.kind {
      case .string:
        if layer.offsets != nil || !inner.contains(node.number) { found.append((node, place)) }
      case .array:
        for element in node.elements {
          let digest = place.inside(Self.name(of: element))
          waiting.append((element, Place(digest: digest, key: place.key)))
        }
      case .object:
        for member in node.members {
          let digest = place.inside(member.keyBytes)
          waiting.append((member.value, Place(digest: digest, key: member.key)))
        }
      case .number: found.append((node, place))
      case .boolean, .null: break
      }
    }
    return found.sorted { $0.node.range.lowerBound < $1.node.range.lowerBound }
  }

  /// What an element of an array is called.
  private static func name(of element: JSONNode) -> [UInt8] {
    guard element.kind == .object else { return [] }
    for key in ["id", "name", "key"] {
      if let name = element[key]?.stringBytes { return name }
    }
    return []
  }
}
