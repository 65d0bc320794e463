import FlowServer

extension Scenario {
  private static func command(
    _ words: String..., status: Int32 = 0, promises: [Promise] = []
  ) -> Step {
    Step(words: words, isEdit: false, promises: promises, status: status)
  }

  /// The id of a chatflow on the server.
  private static func id(_ name: String, _ stage: Stage) throws -> String {
    for id in try stage.server.flowIDs()
    where try stage.server.storedField("name", of: id) == Array("\"\(name)\"".utf8) { return id }
    throw Preload.Failure(description: "the server has no \(name)")
  }

  /// Alpha was changed here and on the server, at the same place or at another one.
  private static func bothSides(_ stage: Stage, mineAt field: String) throws {
    try threeFlows(stage)
    try stage.must("set", "Alpha", "flowData.\(field)", "MINE", "--string")
    try stage.server.setText("flowData", of: id("Alpha", stage), to: body(note: "THEIRS"))
  }

  @Sendable private static func conflict(_ stage: Stage) throws {
    try bothSides(stage, mineAt: "note")
    try stage.must("pull", status: 3)
  }

  static let pushes: [Scenario] = [
    Scenario(
      name: "push-update",
      prepare: { stage in
        try threeFlows(stage)
        try stage.must("set", "Alpha", "flowData.note", "PUSHED-1", "--string")
        try stage.must("set", "Beta", "flowData.note", "PUSHED-2", "--string")
      },
      script: [command("push", "--yes")],
      standing: [.sent(flow: "Alpha", text: "PUSHED-1"), .sent(flow: "Beta", text: "PUSHED-2")]),
    Scenario(
      name: "push-create",
      prepare: { stage in
        try threeFlows(stage)
        try stage.must("new", "Delta", "--kind", "chatflow")
        try stage.must("set", "Delta", "flowData.note", "CREATED-1", "--string")
      },
      script: [command("push", "--yes")],
      standing: [.one("Delta"), .sent(flow: "Delta", text: "CREATED-1")], singles: ["Delta"]),
    Scenario(
      name: "push-delete",
      prepare: { stage in
        try threeFlows(stage)
        try stage.must("delete", "Beta", "--yes")
      },
      script: [command("push", "--yes")], standing: [.none("Beta"), .one("Alpha"), .one("Gamma")]),
    Scenario(
      name: "push-bot", services: .flownally,
      prepare: { stage in
        try bot(stage)
        try stage.must("publish", "Bot")
        try stage.must("activate", "Bot")
      },
      script: [command("push", "--yes")],
      standing: [.one("Bot"), .versions("Bot", 1), .status("Bot", "active")], singles: ["Bot"]),
    Scenario(
      name: "sync",
      prepare: { stage in
        try threeFlows(stage)
        try stage.must("set", "Alpha", "flowData.note", "SYNCED-1", "--string")
        try stage.must("new", "Delta", "--kind", "chatflow")
        try stage.must("delete", "Gamma", "--yes")
        try stage.server.setText("flowData", of: id("Beta", stage), to: body(note: "SYNCED-2"))
      },
      script: [command("sync", "--yes", promises: [.local(text: "SYNCED-2")])],
      standing: [
        .sent(flow: "Alpha", text: "SYNCED-1"), .one("Delta"), .none("Gamma"),
        .sent(flow: "Beta", text: "SYNCED-2"), .local(text: "SYNCED-2"),
      ],
      singles: ["Delta"]),
  ]

  static let pulls: [Scenario] = [
    Scenario(
      name: "pull-changes",
      prepare: { stage in
        try threeFlows(stage)
        try stage.must("set", "Gamma", "flowData.note", "WAITING", "--string")
        try stage.server.setText("flowData", of: id("Alpha", stage), to: body(note: "PULLED-1"))
        _ = try stage.server.addFlow(name: "Eta", flowData: body(note: "PULLED-2"))
        try stage.server.deleteFlow(id("Beta", stage))
      },
      script: [command("pull", promises: [.local(text: "PULLED-1"), .local(text: "PULLED-2")])],
      standing: [
        .sent(flow: "Gamma", text: "WAITING"), .local(text: "PULLED-1"), .local(text: "PULLED-2"),
        .none("Beta"), .one("Eta"),
      ]),
    Scenario(
      name: "pull-both", services: .both,
      prepare: { stage in
        for name in ["Alpha", "Beta"] {
          _ = try stage.server.addFlow(name: name, flowData: body(note: "\(name)-1"))
        }
      },
      script: [command("pull")],
      standing: [.local(text: "Alpha-1"), .local(text: "Beta-1"), .one("Alpha"), .one("Beta")]),
    Scenario(
      name: "pull-conflict", prepare: { try bothSides($0, mineAt: "note") },
      script: [command("pull", status: 3)], closing: [["resolve", "Alpha", "--mine"]],
      standing: [.sent(flow: "Alpha", text: "MINE"), .local(text: "THEIRS")]),
    Scenario(
      name: "merge", prepare: { try bothSides($0, mineAt: "place") },
      script: [command("pull")],
      standing: [.sent(flow: "Alpha", text: "MINE"), .sent(flow: "Alpha", text: "THEIRS")]),
    resolve("mine", [.sent(flow: "Alpha", text: "MINE"), .local(text: "THEIRS")]),
    resolve("theirs", [.sent(flow: "Alpha", text: "THEIRS"), .local(text: "MINE")]),
    resolve("both", [.sent(flow: "Alpha", text: "THEIRS"), .kept(text: "MINE")]),
  ]

  private static func resolve(_ side: String, _ standing: [Promise]) -> Scenario {
    Scenario(
      name: "resolve-\(side)", prepare: conflict,
      script: [Step(words: ["resolve", "Alpha", "--\(side)"], says: "stands")],
      closing: [["resolve", "Alpha", "--\(side)"]], standing: standing, singles: ["Alpha"])
  }

  /// Everything that is interrupted.
  static let all = edits + pushes + pulls
}
