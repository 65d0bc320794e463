import FlowServer

extension Scenario {
  /// Three chatflows on the server, all pulled. Their bodies hold a note.
  @Sendable static func threeFlows(_ stage: Stage) throws {
    for name in ["Alpha", "Beta", "Gamma"] {
      _ = try stage.server.addFlow(name: name, flowData: body(note: "first"))
    }
    try stage.must("pull")
  }

  static func body(note: String, place: String = "") -> [UInt8] {
    Array(
      """
      {"nodes":[{"id":"a","data":{"label":"Node"}}],"edges":[],"note":"\(note)","place":"\(place)"}
      """.utf8)
  }

  static func set(_ flow: String, _ text: String, at field: String = "note") -> Step {
    Step(
      words: ["set", flow, "flowData.\(field)", text, "--string"], says: "saved here",
      promises: [.sent(flow: flow, text: text)])
  }

  /// Work without a server.
  static let edits: [Scenario] = [
    Scenario(name: "set", prepare: threeFlows, script: [set("Alpha", "SET-1")]),
    Scenario(
      name: "bulk-edit", prepare: threeFlows,
      script: [
        set("Alpha", "BULK-1"), set("Beta", "BULK-2"), set("Gamma", "BULK-3"),
        set("Alpha", "BULK-4", at: "place"),
      ]),
    Scenario(
      name: "rename", prepare: threeFlows,
      script: [
        Step(words: ["rename", "Alpha", "Omega"], says: "saved here", promises: [.one("Omega")])
      ],
      singles: ["Alpha", "Omega"]),
    Scenario(
      name: "new", prepare: threeFlows,
      script: [
        Step(
          words: ["new", "Delta", "--kind", "chatflow"], printsID: true, promises: [.one("Delta")])
      ],
      singles: ["Delta"]),
    Scenario(
      name: "duplicate", prepare: threeFlows,
      script: [
        Step(
          words: ["duplicate", "Alpha", "Alpha two"], printsID: true, promises: [.one("Alpha two")])
      ],
      standing: [.one("Alpha")], singles: ["Alpha two"]),
    Scenario(
      name: "delete", prepare: threeFlows,
      script: [
        Step(
          words: ["delete", "Beta", "--yes"], says: "Marked as deleted here",
          promises: [.none("Beta")])
      ],
      standing: [.one("Alpha"), .one("Gamma")]),
    Scenario(
      name: "undo",
      prepare: { stage in
        try threeFlows(stage)
        try stage.must("set", "Alpha", "flowData.note", "UNDONE", "--string")
        try stage.must("delete", "Beta", "--yes")
      },
      script: [
        Step(words: ["undo", "Alpha"], promises: [.lacks(flow: "Alpha", text: "UNDONE")]),
        Step(words: ["undo", "Beta"], promises: [.one("Beta")]),
      ],
      singles: ["Beta"]),
    Scenario(name: "editor", prepare: threeFlows, script: [edit("Alpha", "EDITED-1")]),
    Scenario(
      name: "orders", services: .flownally, prepare: bot,
      script: [
        Step(
          words: ["publish", "Bot"], says: "waits to be pushed", promises: [.versions("Bot", 1)]),
        Step(
          words: ["activate", "Bot"], says: "waits to be pushed", needsFormer: true,
          promises: [.status("Bot", "active")]),
      ],
      standing: [.one("Bot")]),
    Scenario(
      name: "first-start", hasProfile: false, prepare: { _ in },
      script: [
        Step(words: ["profile", "add", "p"] + Stage.options(.flowise), isEdit: false),
        Step(
          words: ["new", "Delta", "--kind", "chatflow"], printsID: true, needsFormer: true,
          promises: [.one("Delta")]),
        Step(
          words: ["set", "Delta", "flowData.note", "FIRST-1", "--string"], says: "saved here",
          needsFormer: true, promises: [.sent(flow: "Delta", text: "FIRST-1")]),
      ],
      singles: ["Delta"]),
  ]

  /// A chatbot with a draft on the server, pulled.
  @Sendable static func bot(_ stage: Stage) throws {
    try stage.must("new", "Bot", "--kind", "chatbot")
    try stage.must("push", "--yes")
    try stage.must("pull")
  }

  /// An editor that writes `text` in the place of the note, and says outside the home that it did.
  static func edit(_ flow: String, _ text: String) -> Step {
    let script =
      #"sed "s/first/\#(text)/" "$0" > "$STAGE/new" && cat "$STAGE/new" > "$0" && echo > "$STAGE/edited""#
    return Step(
      words: ["edit", flow], environment: ["WEIR_EDITOR": "sh -c '\(script)'"],
      says: "saved here", promises: [.sent(flow: flow, text: text)])
  }
}
