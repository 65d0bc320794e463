package import CellGrid
import FlowModel
package import Workbench

/// Types keys into the state of the screen, performs its effects on a sample profile, and takes
/// pictures. No loop, no terminal, no threads.
package struct AppDriver {
  package private(set) var state: AppState
  package var profile: SampleProfile
  /// Everything that was asked for since the last key, answered or not.
  package private(set) var effects: [Effect] = []

  /// Opens the sample profile.
  ///
  /// - Parameter settings: changes what the screen is told at its start.
  package init(
    columns: Int = 80, rows: Int = 24, profile: SampleProfile = SampleProfile(),
    settings change: (inout AppSettings) -> Void = { _ in }
  ) {
    var settings = AppSettings(profile: "prod", pullsAtStart: false)
    for service in Service.allCases {
      guard let address = try? ServerAddress(parsing: "flow.example.com") else { continue }
      settings.namedServers[service] = NamedServer(
        address: address, token: "variable TOKEN", variable: "TOKEN")
    }
    change(&settings)
    self.profile = profile
    state = AppState(settings: settings, size: GridSize(rows: rows, columns: columns))
    send(.started(now: SampleFlows.now))
  }

  /// Types keys by their names, separated by blanks: `"j j Enter"`. A name that is no key is typed
  /// letter by letter.
  package mutating func type(_ names: String) {
    for name in names.split(separator: " ") {
      if let key = Key(named: String(name)) {
        press(key)
      } else {
        for letter in name { press(Key(letter)) }
      }
    }
  }

  package mutating func press(_ key: Key) {
    effects = []
    send(.screen(.key(key)))
  }

  /// Lets something happen and answers what the state asks for.
  package mutating func send(_ event: AppEvent) {
    answer(state.receive(event))
  }

  /// The same, and keys are typed before the first answer comes.
  package mutating func send(_ event: AppEvent, typingMeanwhile names: String) {
    let asked = state.receive(event)
    type(names)
    answer(asked)
  }

  private mutating func answer(_ asked: [Effect]) {
    effects += asked
    for effect in asked {
      profile.note(effect)
      for answer in profile.answers(to: effect) { send(answer) }
    }
  }

  package var frame: Frame { state.frame() }
  package var picture: String { frame.text }

  /// One row of the picture.
  package func row(_ row: Int) -> String { frame.text(ofRow: row) }
  /// The row above the last: message, question or what is under the cursor.
  package var statusRow: String { row(state.size.rows - 2) }
  package var hintRow: String { row(state.size.rows - 1) }
}
