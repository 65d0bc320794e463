/// Arrays whose elements have a name: objects, each with an `id` of its own.
enum JSONIdentifiers {
  /// The canonical form of an element's `id`, if that is a number or a string that is not empty.
  static func id(of element: JSONNode) -> [UInt8]? {
    guard let id = element["id"] else { return nil }
    switch id.kind {
    case .string: return id.range.count > 2 ? JSONCanonical.bytes(of: id) : nil
    case .number: return JSONCanonical.bytes(of: id)
    default: return nil
    }
  }

  /// Where each `id` stands; `nil` unless every element has one and no two have the same.
  static func places(_ elements: [JSONNode]) -> [[UInt8]: Int]? {
    var places: [[UInt8]: Int] = [:]
    for (position, element) in elements.enumerated() {
      guard let id = id(of: element) else { return nil }
      guard places.updateValue(position, forKey: id) == nil else { return nil }
    }
    return places
  }

  /// For each new element the position of the old one of the same `id`; `nil` if ids do not tell.
  static func matches(_ old: [JSONNode], _ new: [JSONNode]) -> [Int?]? {
    guard let places = places(old), self.places(new) != nil else { return nil }
    return new.map { element in id(of: element).flatMap { places[$0] } }
  }
}
