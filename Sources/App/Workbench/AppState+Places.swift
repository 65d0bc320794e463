import FlowModel

/// The history of places, and how the panes share the screen.
extension AppState {
  var place: Place {
    Place(
      tab: tab, isDetailFocused: isDetailFocused, detailTab: detailTab,
      flow: isDetailFocused ? detail.detail?.summary.id : tab.kind == nil ? nil : list.selected?.id)
  }

  mutating func goBack() -> [Effect] {
    guard let target = places.goBack(from: place) else {
      notice = Notice(.info, "This is the first place.")
      return []
    }
    return go(to: target)
  }

  mutating func goForward() -> [Effect] {
    guard let target = places.goForward(from: place) else {
      notice = Notice(.info, "There is no place after this one.")
      return []
    }
    return go(to: target)
  }

  mutating func goToLastView() -> [Effect] {
    guard let target = places.swapLast(with: place) else {
      notice = Notice(.info, "No other view was open yet.")
      return []
    }
    return go(to: target)
  }

  private mutating func go(to place: Place) -> [Effect] {
    isTravelling = true
    var effects = show(place.tab)
    isDetailFocused = false
    guard tab.kind != nil, let flow = place.flow else { return effects }
    if list.selected?.id != flow {
      // The window is asked for once, around the flow.
      effects.removeAll { if case .loadWindow = $0 { true } else { false } }
      effects += list.find(flow)
    }
    guard place.isDetailFocused else { return effects + followCursor() }
    isDetailFocused = true
    detailTab = place.detailTab
    return effects + [.loadDetail(flow, afterRest: false)] + followTab()
  }

  /// Notes where a key led away from.
  mutating func note(leaving before: Place) {
    defer { isTravelling = false }
    guard !isTravelling, !place.isSameView(as: before) else { return }
    places.leave(before)
  }

  mutating func resizePane(bigger: Bool) -> [Effect] {
    let sizes = AppLayout.PaneSize.allCases
    let now = sizes.firstIndex(of: paneSize) ?? 0
    paneSize = sizes[max(0, min(now + (bigger ? 1 : -1), sizes.count - 1))]
    layOut()
    return followCursor()
  }
}
