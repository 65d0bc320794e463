import FlowModel

/// Somewhere a person was: what was on the screen, and which flow.
struct Place: Hashable, Sendable {
  var tab: Tab
  var isDetailFocused: Bool
  var detailTab: DetailTab
  /// The flow under the cursor, or in the detail.
  var flow: FlowID?

  /// Whether going from one to the other is worth a step of the history: the cursor of a list is
  /// not.
  func isSameView(as other: Place) -> Bool {
    tab == other.tab && isDetailFocused == other.isDetailFocused
      && (!isDetailFocused || flow == other.flow && detailTab == other.detailTab)
  }
}

/// The places before and behind the one in front, as in a browser.
struct PlaceHistory: Hashable, Sendable {
  private(set) var before: [Place] = []
  private(set) var behind: [Place] = []

  private static let most = 100

  /// Somebody went on from `place`.
  mutating func leave(_ place: Place) {
    before.append(place)
    if before.count > Self.most { before.removeFirst() }
    behind = []
  }

  mutating func goBack(from place: Place) -> Place? {
    guard let last = before.popLast() else { return nil }
    behind.append(place)
    return last
  }

  mutating func goForward(from place: Place) -> Place? {
    guard let next = behind.popLast() else { return nil }
    before.append(place)
    return next
  }

  /// The place before this one; this one takes its place.
  mutating func swapLast(with place: Place) -> Place? {
    guard let last = before.popLast() else { return nil }
    before.append(place)
    return last
  }
}
