/// One member or element of the result of a transplant.
struct JSONTransplantEntry {
  let edited: JSONNode
  /// Its place among the original's members or elements; `nil` if it is new.
  var original: Int?
  var originalValue: JSONNode?
}

/// Decides which members and elements of two containers belong together.
struct JSONTransplantMatcher {
  private let originalMap: JSONTokenMap
  private let editedMap: JSONTokenMap
  // Needed only where an array without ids changed; then for all values at once.
  private lazy var originalPrints = JSONFingerprints(originalMap)
  private lazy var editedPrints = JSONFingerprints(editedMap)

  init(original: JSONDocument, edited: JSONDocument) {
    originalMap = original.map
    editedMap = edited.map
  }

  /// The members in the order of the result: the original's, each new one behind the member that
  /// it follows in the edited object.
  ///
  /// - Returns: `nil` if duplicate keys leave it open what belongs together.
  func members(of original: JSONNode, _ edited: JSONNode) -> [JSONTransplantEntry]? {
    let old = Array(original.members)
    let new = Array(edited.members)
    let oldKeys = old.map(\.keyBytes)
    let newKeys = new.map(\.keyBytes)
    if oldKeys == newKeys {
      return old.indices.map { position in
        JSONTransplantEntry(
          edited: new[position].value, original: position, originalValue: old[position].value)
      }
    }
    var places: [ArraySlice<UInt8>: Int] = [:]
    for (position, key) in oldKeys.enumerated() { places[key] = position }
    guard places.count == old.count, Set(newKeys).count == new.count else { return nil }

    var kept = [JSONTransplantEntry?](repeating: nil, count: old.count)
    var added: [Int: [JSONTransplantEntry]] = [:]
    var anchor = -1
    for (member, key) in zip(new, newKeys) {
      if let place = places[key] {
        kept[place] = JSONTransplantEntry(
          edited: member.value, original: place, originalValue: old[place].value)
        anchor = place
      } else {
        added[anchor, default: []].append(JSONTransplantEntry(edited: member.value))
      }
    }
    return (-1..<old.count).flatMap { place in
      ((place >= 0 ? kept[place] : nil).map { [$0] } ?? []) + (added[place] ?? [])
    }
  }

  /// The elements in the order of the edited array.
  mutating func elements(of original: JSONNode, _ edited: JSONNode) -> [JSONTransplantEntry] {
    let old = Array(original.elements)
    let new = Array(edited.elements)
    let places = JSONIdentifiers.matches(old, new) ?? placesByContent(old, new)
    return zip(new, places).map { element, place in
      JSONTransplantEntry(
        edited: element, original: place, originalValue: place.map { old[$0] })
    }
  }

  private mutating func placesByContent(_ old: [JSONNode], _ new: [JSONNode]) -> [Int?] {
    if old.isEmpty || new.isEmpty { return new.map { _ in nil } }
    return JSONAlignment.matches(
      old.map { originalPrints[$0] }, new.map { editedPrints[$0] })
  }
}
