/// Where the values of a merge stand. A place is a name in another place, so that paths cost
/// nothing until they are told.
struct JSONMergePlaces {
  private struct Place {
    let parent: Int
    let name: ArraySlice<UInt8>
    /// Of an element, in each copy that has it.
    let positions: JSONMergeSides<Int?>?
  }

  private var places: [Place] = []

  /// - Returns: the number of the place; that of the root is -1.
  mutating func add(
    _ name: ArraySlice<UInt8>, in parent: Int, positions: JSONMergeSides<Int?>?
  ) -> Int {
    places.append(Place(parent: parent, name: name, positions: positions))
    return places.count - 1
  }

  /// With elements by name.
  func path(_ place: Int) -> JSONPath { path(place, in: nil) }

  /// With elements by their position in one copy.
  func path(_ place: Int, in copy: JSONMergeCopy?) -> JSONPath {
    var steps: [JSONPath.Step] = []
    var number = place
    while number >= 0 {
      let place = places[number]
      if let copy, let position = place.positions?[copy] {
        steps.append(.index(position))
      } else {
        steps.append(.key(String(decoding: place.name, as: UTF8.self)))
      }
      number = place.parent
    }
    return JSONPath(steps.reversed())
  }
}
