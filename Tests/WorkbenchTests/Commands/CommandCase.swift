import CellGrid
import FlowModel
import TestKit

@testable import Workbench

/// What a command does, as a test sees it: where it is run, and what has changed afterwards.
struct CommandCase {
  /// Keys that go to where it works. "many" before them: a list of 1 000 flows; "small": 60 columns.
  let before: String
  /// Whether it did its work, from the program before it and after it.
  let holds: (_ before: AppDriver, _ after: AppDriver) -> Bool

  init(_ before: String = "", _ holds: @escaping (AppDriver, AppDriver) -> Bool) {
    self.before = before
    self.holds = holds
  }

  /// The effects are these and no others.
  static func asks(_ effects: [Effect], _ before: String = "") -> CommandCase {
    CommandCase(before) { $1.effects == effects }
  }

  /// Something else is true of the state.
  static func sees(
    _ before: String = "", _ isTrue: @escaping (AppState) -> Bool
  ) -> CommandCase {
    CommandCase(before) { isTrue($1.state) && !isTrue($0.state) }
  }

  /// One for each command. A command without one does not pass.
  static func of(_ command: Command) -> CommandCase? {
    list(command) ?? flow(command) ?? orders(command) ?? outline(command) ?? text(command)
      ?? graph(command) ?? places(command)
  }

  static let flow = SampleFlows.chatflows[0].id

  /// The text that e opens.
  static let body = """
    {
      "nodes": [
        {
          "id": "a",
          "data": {
            "label": "Ask", "prompt": "Say\\nthis", "apiKey": "sk-0123456789abcdefghij",
            "temperature": 0.9
          }
        },
        { "id": "b", "data": { "label": "Back", "temperature": 0.1 } }
      ],
      "edges": [ { "id": "e", "source": "a", "target": "lost" } ]
    }
    """

  /// The program before the command.
  static func driver(_ before: String) -> AppDriver {
    var profile = SampleProfile()
    profile.text = body
    let isMany = before.hasPrefix("many")
    let isSmall = before.hasPrefix("small")
    if isMany { profile.chatflows = SampleFlows.many(1_000) }
    var app = AppDriver(
      columns: isSmall ? 60 : 120, rows: isSmall ? 16 : 36, profile: profile
    ) { settings in
      settings.profiles = ["prod", "test"].map { ProfileLine(name: $0, detail: "") }
    }
    app.type(String(before.dropFirst(isMany ? 4 : isSmall ? 5 : 0)))
    return app
  }
}
