package import FlowModel

extension AppState {
  /// Whether the first frame would be a whole one: the rows of the list in front, the counts and
  /// the detail of the first row are there, or nothing is to be read.
  package var hasFirstRows: Bool {
    if settings.profile == nil || tab.kind == nil { return true }
    return list.isLoaded && hasStatus
      && (!showsDetail || list.selected == nil || detail.detail != nil)
  }

  /// When an age on the screen changes next; nil when none is shown. Ages are coarse, so an idle
  /// screen wakes once a minute.
  package var millisecondsToNextAge: Milliseconds? {
    if settings.profile == nil || editor != nil { return nil }
    return 60_000
  }

  /// When the servers are asked again by themselves (`pullEvery`); nil: never, or a pull is under
  /// way.
  package var millisecondsToNextPull: Milliseconds? {
    guard let pause = settings.pullPause, let pulledAt, settings.profile != nil,
      settings.pullsAtStart, !settings.services.isEmpty, !isPulling
    else { return nil }
    // A wall clock that was set back must not put the next one off for years.
    return now < pulledAt ? 0 : max(0, pulledAt + pause - now)
  }

  mutating func pullWhenDue() -> [Effect] { millisecondsToNextPull == 0 ? pull() : [] }
}
