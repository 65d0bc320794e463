/// What differs between two documents, by content: spelling and layout are not differences.
package enum JSONDiff {
  /// The smallest values that differ, in the order of `to`; what was removed comes before what
  /// stands in the same object or array.
  ///
  /// Objects are compared by key; of duplicates the last counts. Arrays of objects with unique
  /// `id` are matched by it, others by content.
  ///
  /// - Parameter embedded: names of fields that hold JSON inside a string; paths go through them.
  package static func changes(
    from: JSONNode, to: JSONNode, embedded: Set<String> = []
  ) -> [JSONChange] {
    var comparison = JSONComparison(embedded: embedded)
    return comparison.changes(from: from, to: to)
  }
}

/// Goes down two documents side by side; what is still to be compared waits on a stack.
private struct JSONComparison {
  private enum Step {
    case pair(JSONNode, JSONNode, place: Int)
    case change(JSONChange)
  }

  /// A place is a step from another place, so that paths cost nothing until they are told.
  private var places: [(parent: Int, step: JSONPath.Step)] = []
  private let embedded: Set<String>
  /// By map; holds the map, so that its identity is not given to another.
  private var fingerprints: [ObjectIdentifier: (of: JSONTokenMap, JSONFingerprints)] = [:]
  private var waiting: [Step] = []

  init(embedded: Set<String>) {
    self.embedded = embedded
  }

  mutating func changes(from: JSONNode, to: JSONNode) -> [JSONChange] {
    var changes: [JSONChange] = []
    waiting = [.pair(from, to, place: -1)]
    while let step = waiting.popLast() {
      switch step {
      case .change(let change): changes.append(change)
      case .pair(let from, let to, let place): compare(from, to, at: place)
      }
    }
    return changes
  }

  private func path(_ place: Int) -> JSONPath {
    var steps: [JSONPath.Step] = []
    var place = place
    while place >= 0 {
      steps.append(places[place].step)
      place = places[place].parent
    }
    return JSONPath(steps.reversed())
  }

  private mutating func compare(_ from: JSONNode, _ to: JSONNode, at place: Int) {
    if from.range.count == to.range.count, from.bytes == to.bytes { return }
    let first = waiting.count
    switch (from.kind, to.kind) {
    case (.object, .object): compareMembers(from, to, at: place)
    case (.array, .array): compareElements(from, to, at: place)
    default:
      if let inside = inside(from, to, at: place) { return waiting.append(inside) }
      if JSONCanonical.areEqual(from, to) { return }
      waiting.append(.change(change(.changed, path(place), from, to)))
    }
    waiting[first...].reverse()
  }

  /// The documents inside two strings, if both hold one.
  private func inside(_ from: JSONNode, _ to: JSONNode, at place: Int) -> Step? {
    guard place >= 0, case .key(let key) = places[place].step, embedded.contains(key),
      from.kind == .string, to.kind == .string,
      let old = try? JSONDocument(parsing: JSONEmbeddedText.text(of: from.bytes)),
      let new = try? JSONDocument(parsing: JSONEmbeddedText.text(of: to.bytes))
    else { return nil }
    return .pair(old.root, new.root, place: place)
  }

  private func change(
    _ kind: JSONChange.Kind, _ path: JSONPath, _ from: JSONNode?, _ to: JSONNode?,
    origin: JSONPath? = nil
  ) -> JSONChange {
    JSONChange(
      path: path, kind: kind, before: from.map { Array($0.bytes) },
      after: to.map { Array($0.bytes) }, origin: origin)
  }

  private mutating func pair(_ from: JSONNode, _ to: JSONNode, _ step: JSONPath.Step, _ parent: Int)
  {
    places.append((parent, step))
    waiting.append(.pair(from, to, place: places.count - 1))
  }

  private mutating func compareMembers(_ from: JSONNode, _ to: JSONNode, at place: Int) {
    let old = Self.lastMembers(from)
    let new = Self.lastMembers(to)
    for member in from.members where new[member.keyBytes] == nil {
      guard old[member.keyBytes]?.index == member.value.index else { continue }
      let path = path(place).appending(.key(member.key))
      waiting.append(.change(change(.removed, path, member.value, nil)))
    }
    for member in to.members where new[member.keyBytes]?.index == member.value.index {
      if let before = old[member.keyBytes] {
        pair(before, member.value, .key(member.key), place)
      } else {
        let path = path(place).appending(.key(member.key))
        waiting.append(.change(change(.added, path, nil, member.value)))
      }
    }
  }

  private static func lastMembers(_ object: JSONNode) -> [ArraySlice<UInt8>: JSONNode] {
    Dictionary(object.members.map { ($0.keyBytes, $0.value) }, uniquingKeysWith: { $1 })
  }

  private mutating func compareElements(_ from: JSONNode, _ to: JSONNode, at place: Int) {
    let old = Array(from.elements)
    let new = Array(to.elements)
    let named = JSONIdentifiers.matches(old, new)
    let matches = named ?? matchesByContent(old, new)
    let kept = Set(matches.compactMap(\.self))
    for (position, element) in old.enumerated() where !kept.contains(position) {
      let path = path(place).appending(.index(position))
      waiting.append(.change(change(.removed, path, element, nil)))
    }
    let steady = JSONAlignment.longestRise(matches)
    for (position, match) in matches.enumerated() {
      guard let match else {
        let path = path(place).appending(.index(position))
        waiting.append(.change(change(.added, path, nil, new[position])))
        continue
      }
      if !steady.contains(match) {
        let here = path(place)
        waiting.append(
          .change(
            change(
              .moved, here.appending(.index(position)), old[match], new[position],
              origin: here.appending(.index(match)))))
      }
      pair(old[match], new[position], .index(position), place)
    }
  }

  private mutating func matchesByContent(_ old: [JSONNode], _ new: [JSONNode]) -> [Int?] {
    guard let left = old.first, let right = new.first else {
      return new.map { _ in nil }
    }
    let before = fingerprint(left.map)
    let after = fingerprint(right.map)
    return JSONAlignment.matches(old.map { before[$0] }, new.map { after[$0] })
  }

  private mutating func fingerprint(_ map: JSONTokenMap) -> JSONFingerprints {
    if let known = fingerprints[ObjectIdentifier(map)] { return known.1 }
    let new = JSONFingerprints(map)
    fingerprints[ObjectIdentifier(map)] = (map, new)
    return new
  }
}
