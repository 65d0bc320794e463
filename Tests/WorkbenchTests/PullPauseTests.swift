import FlowModel
import TestKit
import Testing
import Workbench

/// `pullEvery` of config.json5.
@Suite struct PullPauseTests {
  static let pause: Milliseconds = 5 * 60_000

  static func app(_ change: (inout AppSettings) -> Void = { _ in }) -> AppDriver {
    AppDriver { settings in
      settings.pullsAtStart = true
      settings.pullPause = pause
      change(&settings)
    }
  }

  static let ended = AppEvent.pullEnded(SyncOutcome(.quiet, "Nothing new."))

  /// Whether time alone began a pull, so long after the start.
  static func pulls(_ app: inout AppDriver, after time: Milliseconds) -> Bool {
    let before = app.effects.count { $0 == .pull }
    app.send(.timePassed(now: SampleFlows.now + time))
    return app.effects.count { $0 == .pull } > before
  }

  @Test("the servers are asked again by themselves, the pause after the last pull began")
  func again() {
    var app = Self.app()
    app.send(Self.ended)
    #expect(app.state.millisecondsToNextPull == Self.pause)
    #expect(!Self.pulls(&app, after: Self.pause - 1))
    #expect(app.state.millisecondsToNextPull == 1)
    #expect(Self.pulls(&app, after: Self.pause))
    app.send(Self.ended)
    #expect(!Self.pulls(&app, after: 2 * Self.pause - 1))
    #expect(Self.pulls(&app, after: 2 * Self.pause))
  }

  @Test("never while a pull is under way, and R puts the next one off")
  func underWay() {
    var app = Self.app()
    #expect(app.state.millisecondsToNextPull == nil)
    #expect(!Self.pulls(&app, after: 2 * Self.pause))
    app.send(Self.ended)
    app.type("R")
    #expect(app.effects.contains(.pull))
    app.send(Self.ended)
    #expect(app.state.millisecondsToNextPull == Self.pause)
  }

  @Test("a clock that was set back does not put it off for years")
  func setBack() {
    var app = Self.app()
    app.send(Self.ended)
    #expect(Self.pulls(&app, after: -86_400_000))
  }

  @Test("nobody is asked without it, in a profile that is only read, or without servers")
  func never() {
    let changes: [(inout AppSettings) -> Void] = [
      { $0.pullPause = nil }, { $0.pullsAtStart = false }, { $0.services = [] },
    ]
    for change in changes {
      var app = Self.app(change)
      app.send(Self.ended)
      #expect(app.state.millisecondsToNextPull == nil)
      #expect(!Self.pulls(&app, after: 10 * Self.pause))
    }
  }
}
