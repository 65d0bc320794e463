import FlowModel
import JSONText
import Testing

@Suite("Merging a flow")
struct FlowMergeTests {
  @Test("a doubtful merge asks", arguments: FlowMergeCase.doubtful)
  func doubtful(_ one: FlowMergeCase) throws {
    for (mine, theirs) in [(one.local, one.remote), (one.remote, one.local)] {
      var turned = one
      turned = FlowMergeCase(
        title: one.title, kind: one.kind, base: one.base, local: mine, remote: theirs,
        isLive: one.isLive)
      let merge = try turned.merge()
      guard case .asks(let reasons) = merge.verdict else {
        Issue.record("\(String(decoding: merge.record, as: UTF8.self))")
        continue
      }
      #expect(!reasons.isEmpty)
    }
  }

  @Test("why it asks")
  func reasons() throws {
    func reasons(_ title: String) throws -> [FlowMerge.Reason] {
      let one = try #require(FlowMergeCase.doubtful.first { $0.title == title })
      guard case .asks(let reasons) = try one.merge().verdict else { return [] }
      return reasons
    }
    #expect(try reasons("two edits of one prompt") == [.clash])
    #expect(try reasons("an edge to a node that is removed on the other side") == [.broken])
    #expect(try reasons("one copy of 17 MiB") == [.tooMuch])
    #expect(try reasons("a copy that is no JSON") == [.notJSON(.remote)])
    #expect(try reasons("changes that lie apart, but somebody uses the flow") == [.live])
  }

  @Test("what is broken is told")
  func problems() throws {
    func problems(_ title: String) throws -> [FlowMergeProblem] {
      try #require(FlowMergeCase.doubtful.first { $0.title == title }).merge().problems
    }
    #expect(
      try problems("an edge to a node that is removed on the other side")
        == [.danglingEdge(edge: "a-c", node: "c")])
    #expect(
      try problems("a mention of a node removed on the other side")
        == [.brokenReference(in: "a", to: "b")])
    #expect(
      try problems("a node put into a group that is removed on the other side")
        == [.lostParent(of: "a", parent: "b")])
    #expect(
      try problems("the body does not parse there, and another field changed here")
        == [.unreadable(field: "flowData")])
    #expect(
      try problems("an edge of a bot to a node removed on the other side")
        == [.danglingEdge(edge: "a → b", node: "b")])
    #expect(
      try problems("two nodes of one id taken from one side") == [
        .duplicateID("a"), .danglingEdge(edge: "a-b", node: "b"),
        .danglingEdge(edge: "b-a", node: "b"),
      ])
  }

  typealias Case = FlowMergeCase

  /// A node with two anchors and a parameter, each of one value.
  private static func anchors(_ first: Int, _ second: Int, _ third: Int) -> String {
    #"{"nodes":[{"id":"a","data":{"inputAnchors":[{"id":"i","v":\#(first)},"#
      + #"{"id":"j","v":\#(second)}],"outputAnchors":[{"name":"o","v":\#(second)},"#
      + #"{"name":"p","v":\#(third)}]}}]}"#
  }

  /// What goes together, and what comes of it.
  static let clear: [(FlowMergeCase, [UInt8])] = [
    (
      .bodies(
        "two inputs of one node", Case.body([Case.node("a", #"{"t":1,"u":1}"#)]),
        Case.body([Case.node("a", #"{"t":2,"u":1}"#)]),
        Case.body([Case.node("a", #"{"t":1,"u":2}"#)])),
      Case.chatflow(Case.body([Case.node("a", #"{"t":2,"u":2}"#)]))
    ),
    (
      .bodies(
        "the same edit on both sides", Case.body([Case.node("a", #"{"t":1}"#)]),
        Case.body([Case.node("a", #"{"t":2}"#)]), Case.body([Case.node("a", #"{"t":2.0}"#)])),
      Case.chatflow(Case.body([Case.node("a", #"{"t":2.0}"#)]))
    ),
    (
      .bodies(
        "anchors of one node, by id and by name", anchors(1, 1, 1), anchors(2, 1, 2),
        anchors(1, 2, 1)),
      Case.chatflow(anchors(2, 2, 2))
    ),
    (
      .bodies(
        "a node added on each side", Case.two,
        Case.body([Case.node("a"), Case.node("b"), Case.node("l")], [Case.edge("a", "b")]),
        Case.body([Case.node("a"), Case.node("b"), Case.node("r")], [Case.edge("a", "b")])),
      Case.chatflow(
        Case.body(
          [Case.node("a"), Case.node("b"), Case.node("l"), Case.node("r")], [Case.edge("a", "b")]))
    ),
    (
      .bodies(
        "a node removed with its edge, another edited", Case.two,
        Case.body([Case.node("a")]),
        Case.body([Case.node("a", #"{"t":1}"#), Case.node("b")], [Case.edge("a", "b")])),
      Case.chatflow(Case.body([Case.node("a", #"{"t":1}"#)]))
    ),
    (
      .bodies(
        "a node moved here and removed there", Case.two,
        Case.two.replacing(#""position":{"x":1"#, with: #""position":{"x":7"#),
        Case.body([Case.node("a")])),
      Case.chatflow(Case.body([Case.node("a")]).replacing(#""x":1"#, with: #""x":7"#))
    ),
    (
      .bodies(
        "a node moved on both sides", Case.body([Case.node("a")]),
        Case.body([Case.node("a")]).replacing(#""x":1"#, with: #""x":7"#),
        Case.body([Case.node("a")]).replacing(#""y":1"#, with: #""y":9"#)),
      Case.chatflow(Case.body([Case.node("a")]).replacing(#""x":1"#, with: #""x":7"#))
    ),
    (
      .bodies(
        "a prompt variable that is no node",
        Case.body([Case.node("a", #"{"p":"{{question}}","t":1}"#)]),
        Case.body([Case.node("a", #"{"p":"{{question}} {{$flow.data.x}}","t":1}"#)]),
        Case.body([Case.node("a", #"{"p":"{{question}}","t":2}"#)])),
      Case.chatflow(Case.body([Case.node("a", #"{"p":"{{question}} {{$flow.data.x}}","t":2}"#)]))
    ),
    (
      .bodies(
        "an edge that dangles on both sides already",
        Case.body([Case.node("a", #"{"t":1,"u":1}"#)], [Case.edge("a", "gone")]),
        Case.body([Case.node("a", #"{"t":2,"u":1}"#)], [Case.edge("a", "gone")]),
        Case.body([Case.node("a", #"{"t":1,"u":2}"#)], [Case.edge("a", "gone")])),
      Case.chatflow(Case.body([Case.node("a", #"{"t":2,"u":2}"#)], [Case.edge("a", "gone")]))
    ),
    (
      .fields(
        "two fields, and JSON inside a string",
        #","chatbotConfig":"{\"a\":1,\"b\":1}","category":"c""#,
        #","chatbotConfig":"{\"a\":2,\"b\":1}","category":"d""#,
        #","chatbotConfig":"{ \"a\":1,\"b\":2}","category":"c""#),
      Case.chatflow(Case.two, #","chatbotConfig":"{ \"a\":2,\"b\":2}","category":"d""#)
    ),
    (
      .bots(
        "a team added on each side and one removed", #""teamIds":["t1","t2"],"name":"n""#,
        #""teamIds":["t2","l"],"name":"n""#, #""teamIds":["t1","t2","r"],"name":"m""#),
      Case.chatbot(#""teamIds":["t2","r","l"],"name":"m""#)
    ),
    (
      .bots(
        "edges of a bot without ids",
        #""draft":{"nodes":[{"id":"a"}],"edges":[{"source":"a","target":"a"}]}"#,
        #""draft":{"nodes":[{"id":"a"}],"edges":[{"source":"a","target":"a","l":1}]}"#,
        #""draft":{"nodes":[{"id":"a"}],"edges":[{"source":"a","target":"a","r":1}]}"#),
      Case.chatbot(
        #""draft":{"nodes":[{"id":"a"}],"edges":[{"source":"a","target":"a","l":1,"r":1}]}"#)
    ),
    (
      .bots(
        "fields that a bot's server owns", #""name":"n","plan":1,"activeVersion":1"#,
        #""name":"m","plan":2,"activeVersion":1"#, #""name":"n","plan":3,"activeVersion":2"#),
      Case.chatbot(#""name":"m","plan":3,"activeVersion":2"#)
    ),
  ]

  @Test("a clear merge does not ask", arguments: clear)
  func goesTogether(_ one: FlowMergeCase, _ expected: [UInt8]) throws {
    let merge = try one.merge()
    #expect(merge.verdict == .automatic)
    #expect(merge.clashes.isEmpty && merge.problems.isEmpty)
    #expect(
      String(decoding: merge.record, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
  }

  @Test("who decides when changes lie apart")
  func consent() throws {
    let (two, _) = Self.clear[0]
    let live = FlowMergeCase(
      title: "", base: two.base, local: two.local, remote: two.remote, isLive: true)
    #expect(try two.merge(consent: .standing).verdict == .automatic)
    #expect(try two.merge(consent: .none).verdict == .asks([.setting]))
    #expect(try live.merge(consent: .standing).verdict == .asks([.live]))
    #expect(try live.merge(consent: .given).verdict == .automatic)
    let (moved, _) = try #require(Self.clear.first { $0.0.title == "a node moved on both sides" })
    let movedLive = FlowMergeCase(
      title: "", base: moved.base, local: moved.local, remote: moved.remote, isLive: true)
    #expect(try movedLive.merge(consent: .none).verdict == .automatic)
    let turned = FlowMergeCase.bodies(
      "", Case.two, Case.body([Case.node("b"), Case.node("a")], [Case.edge("a", "b")]),
      Case.body([Case.node("a", #"{"t":1}"#), Case.node("b")], [Case.edge("a", "b")]))
    #expect(try turned.merge(consent: .none).verdict == .automatic)
    let alone = FlowMergeCase(
      title: "", base: two.base, local: two.local, remote: two.base, isLive: true)
    #expect(try alone.merge(consent: .none).verdict == .automatic)
  }

  @Test("a choice for each clash makes a record without clashes")
  func choices() throws {
    let one = try #require(
      FlowMergeCase.doubtful.first { $0.title == "a node edited here and removed there" })
    let clash = try #require(try one.merge().clashes.first)
    #expect(clash.kind == .deletedThere)
    #expect(clash.path.dotted == "flowData.nodes.b")
    let mine = try one.merge(choices: [clash.path: .mine])
    #expect(mine.clashes.isEmpty)
    // The edge was unchanged here and removed there.
    #expect(
      mine.record
        == FlowMergeCase.chatflow(
          FlowMergeCase.body([FlowMergeCase.node("a"), FlowMergeCase.node("b", #"{"t":1}"#)])))
    #expect(try one.merge(choices: [clash.path: .theirs]).record == one.remote)
    #expect(throws: JSONMergeError.self) {
      try one.merge(choices: [clash.path: .own(Array("{".utf8))])
    }
  }
}
