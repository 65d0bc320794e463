import FlowModel
import Testing

@Suite("A filter of flows") struct FlowFilterTests {
  private func flow(
    _ name: String, state: SyncState = .clean, type: String? = "AGENTFLOW", nodes: Int? = 5
  ) -> FlowSummary {
    FlowSummary(
      id: FlowID(row: 1), server: ServerID(number: 1), kind: .chatflow, localID: "0197-local",
      remoteID: "8c0e", name: name, nameKey: FlowName.key(of: name), type: type,
      category: "Customer support;email", status: nil, state: state, updated: nil, isLive: true,
      nodeCount: nodes, edgeCount: 4, teamCount: nil, byteCount: 66_000, changedAt: 0)
  }

  @Test(
    "chooses by words, their absence, phrases, patterns and keys",
    arguments: [
      ("", true), ("support", true), ("TRIAGE support", true), ("\"support triage\"", true),
      ("\"triage support\"", false), ("!support", false), ("!other", true),
      ("support !triage", false),
      ("re:^sup", true), ("re:^tri", false), ("!re:tri.ge$", false), ("re:\"t t\"", true),
      ("type:agent", true), ("type:chat", false), ("status:agent", true), ("state:same", true),
      ("state:waiting", false), ("!state:waiting", true), ("!state:same", false),
      ("state:same,waiting", true), ("state:waiting state:same", true),
      ("kind:chatflow", true), ("kind:chatbot", false),
      ("category:email", true), ("category:\"customer support\"", true), ("!category:email", false),
      ("live:yes", true), ("live:no", false), ("id:8c", true), ("id:0197", true), ("id:9", false),
      ("nodes>4", true), ("nodes>5", false), ("nodes>=5", true), ("nodes=5 edges<5", true),
      ("nodes:5", true), ("!nodes>4", false), ("teams<9", false), ("!teams<9", true),
      ("size>50KB", true), ("size>1MB", false), ("size<=66000", true),
      ("nodes > 4", true), ("NODES > 10", false), ("nodes >4", true), ("Nodes<= 5 support", true),
      ("!nodes > 4", false), ("size > 50KB type:agent", true), ("\"nodes\" > 4", false),
      ("type:multi", false), ("status:draft", false), ("type:\"bogus\"", false),
      ("type:AGENT", true),
    ])
  func chooses(text: String, isShown: Bool) {
    let filter = FlowFilter(text)
    #expect(filter.problem == nil)
    #expect(filter.shows(flow("Support triage")) == isShown)
  }

  @Test(
    "finds accents by plain letters, and by an accent only itself, as fzf does",
    arguments: [
      ("recl", "Réclamation client", true), ("RECL", "Réclamation client", true),
      ("réCL", "Réclamation client", true), ("rècl", "Réclamation client", false),
      ("récl", "Reclamation", false), ("!récl", "Reclamation", true), ("Bu", "Bücherei", true),
      ("bü", "Bücherei", true), ("bü", "Bucherei", false), ("wysylka", "Wysyłka", true),
      ("wysyłka", "Wysyłka", true), ("strasse", "Straße 7", true), ("straße", "Strasse", false),
      ("bucherei client", "Bücherei Réclamation", false), ("\"recl client\"", "Récl client", true),
      ("e\u{301}", "Caf\u{E9}", true), ("é", "Cafe\u{301}", true), ("cafe", "Cafe\u{301}", true),
      ("re:^recl", "Réclamation", true), ("re:^récl", "Réclamation", true),
      ("re:^récl", "Reclamation", false), ("!re:^récl", "Reclamation", true),
    ])
  func accents(text: String, name: String, isShown: Bool) {
    let filter = FlowFilter(text)
    #expect(filter.problem == nil)
    #expect(filter.shows(flow(name)) == isShown)
  }

  @Test("advises to look among the nodes for a word that no name holds")
  func advice() {
    #expect(FlowFilter("nodes>1 LLM").advice == "node:llm looks among the nodes of flows.")
    #expect(FlowFilter("\"my llm\"").advice?.hasPrefix("node:\"my llm\" looks") == true)
    for text in ["", "a", "!llm", "node:llm", "re:llm", "state:new"] {
      #expect(FlowFilter(text).advice == nil, "\(text)")
    }
  }

  @Test("does not know without the record what is in a flow")
  func records() {
    #expect(FlowFilter("node:chatOpenAI").shows(flow("Support")) == nil)
    #expect(FlowFilter("node:chatOpenAI other").shows(flow("Support")) == false)
    let record = #"""
      {"deployed":true,"flowData":"{\"nodes\":[{\"data\":{\"name\":\"chatOpenAI\",\"label\":\"My Model\"}}]}"}
      """#
    let contents = FlowContents(of: Array(record.utf8), kind: .chatflow)
    for (text, isShown) in [
      ("node:chatopen", true), ("node:\"my model\"", true), ("node:other", false),
      ("!node:other", true), ("deployed:yes", true), ("deployed:no", false),
    ] {
      #expect(FlowFilter(text).conditions.first?.holds(for: contents) == isShown, "\(text)")
    }
    #expect(FlowContents(of: Array("{".utf8), kind: .chatflow).nodeNames.isEmpty)
  }

  @Test("asks for a number only where one is known")
  func unknownNumber() {
    #expect(FlowFilter("nodes<9").shows(flow("Support", nodes: nil)) == false)
    #expect(FlowFilter("!nodes<9").shows(flow("Support", nodes: nil)) == true)
  }

  @Test(
    "says in one sentence what is wrong with it, and leaves that out",
    arguments: [
      ("state:wating", "No state is called \"wating\": did you mean waiting? One of blocked, "),
      ("state:frob", "No state is called \"frob\": one of blocked, "),
      ("state:same,frob", "No state is called \"frob\": one of blocked, "),
      (
        "type:bogus",
        "No type is called \"bogus\": one of chatflow, agentflow, multiagent, assistant; "
          + "of chatbots draft, active, paused."
      ),
      ("type:agents", "No type is called \"agents\": did you mean agent? One of chatflow, "),
      ("!status:activ3", "No type is called \"activ3\": did you mean active? One of chatflow, "),
      ("!", "A \"!\" stands before what is left out: !word."),
      ("nodes >", "\"\" is no number: for example nodes>10."),
      ("nodes > many", "\"many\" is no number: for example nodes>10."),
      ("foo:waiting", "A filter knows no \"foo\": one of kind, state, type, "),
      ("categry:x", "A filter knows no \"categry\": did you mean category? Quotes look for it"),
      ("re:(a", "\"(a\" is no pattern: \"(\" is not closed."),
      ("kind:bot", "kind: is chatflow or chatbot, not \"bot\"."),
      ("live:perhaps", "live: is yes or no, not \"perhaps\"."),
      ("nodes>many", "\"many\" is no number: for example nodes>10."),
      ("nodes>5KB", "\"5KB\" is no number: for example nodes>10."),
      ("name>5", "\"name\" is no number: nodes, edges, teams, size are."),
      ("nodez>5", "\"nodez\" is no number: did you mean nodes?"),
      ("type:", "Nothing stands behind \"type:\"."),
      ("size>99999999999999999999", "is no number"), ("size>9223372036854775807MB", "is no number"),
    ])
  func problems(text: String, sentence: String) throws {
    let filter = FlowFilter("support \(text)")
    let problem = try #require(filter.problem)
    #expect(problem.contains(sentence), "\(problem)")
    #expect(filter.conditions == [.name("support")])
    #expect(filter.states == nil)
  }

  @Test("takes a beginning of a state while it is typed")
  func beginnings() {
    #expect(FlowFilter("state:conf").states == [.conflict])
    #expect(FlowFilter("state:w").states == [.dirty, .actionPending])
    #expect(FlowFilter("state:gone").states == [.goneOnServer])
    #expect(FlowFilter("!state:same").states?.contains(.goneOnServer) == false)
  }
}
