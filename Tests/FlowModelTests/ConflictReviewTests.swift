import FlowModel
import JSONText
import Testing

@Suite("Reviewing a conflict")
struct ConflictReviewTests {
  private typealias Case = FlowMergeCase

  private func conflict(
    _ one: FlowMergeCase, _ kind: Conflict.Kind = .editEdit,
    choices: [(JSONPath, JSONMergeChoice)] = []
  ) -> Conflict {
    var kept = ConflictChoices()
    for (path, choice) in choices { kept[path] = choice }
    return Conflict(
      id: 1, flow: FlowID(row: 1), name: "n", kind: kind, base: one.base, local: one.local,
      remote: one.remote, paths: [], openedAt: 0, choices: kept)
  }

  private static let place = JSONPath(
    ["flowData", "nodes", "b", "data", "inputs"].map { .key($0) })
  private static let temperature = place.appending(.key("t"))

  /// `t` of the second node clashes, `u` changed here, the first node's label there.
  private static let one = FlowMergeCase.bodies(
    "one clash", Case.body([Case.node("a"), Case.node("b", #"{"t":1,"u":1}"#)]),
    Case.body([Case.node("a"), Case.node("b", #"{"t":2,"u":2}"#)]),
    Case.body([Case.node("a", #"{"w":1}"#), Case.node("b", #"{"t":3,"u":1}"#)]))

  @Test("tells each place with its three values, what clashes first")
  func rows() {
    let review = ConflictReview(conflict(Self.one), of: .chatflow)
    #expect(
      review.rows.map { row in
        "\(row.place) \(row.clashes) \([row.base, row.mine, row.theirs].map { $0?.brief ?? "-" })"
      } == [
        #"flowData.nodes[1].data.inputs.t true ["1", "2", "3"]"#,
        #"flowData.nodes[0].data.inputs.w false ["-", "-", "1"]"#,
        #"flowData.nodes[1].data.inputs.u false ["1", "2", "1"]"#,
      ])
    #expect(review.rows.map(\.outcome) == [.open, .theirs, .mine])
    #expect(review.openCount == 1 && review.clashCount == 1 && review.canBeMerged)
    #expect(review.refusal?.contains("not chosen yet") == true)
    let text = review.results["flowData"]
    let line = text?.starts[0].flatMap { text?.lines[$0] }
    #expect(line?.contains(MergedText.openText) == true)
  }

  @Test(
    "a choice decides a place",
    arguments: [
      (JSONMergeChoice.mine, ConflictReview.Outcome.mine, #"{"t":2,"u":2}"#),
      (.theirs, .theirs, #"{"t":3,"u":2}"#), (.base, .base, #"{"t":1,"u":2}"#),
      (
        .own(Array("7".utf8)),
        .own(ConflictReview.Value(text: "7", brief: "7", isString: false)), #"{"t":7,"u":2}"#
      ),
    ])
  func chosen(
    _ choice: JSONMergeChoice, _ outcome: ConflictReview.Outcome, _ inputs: String
  ) throws {
    let open = conflict(Self.one, choices: [(Self.temperature, choice)])
    let review = ConflictReview(open, of: .chatflow)
    #expect(review.rows.first?.outcome == outcome && review.rows.first?.isChosen == true)
    #expect(review.refusal == nil && review.openCount == 0)
    let record = try #require(ConflictMerge(open, of: .chatflow)).chosen.record
    let body = Case.body([Case.node("a", #"{"w":1}"#), Case.node("b", inputs)])
    #expect(record == Case.chatflow(body))
  }

  @Test("a choice whose place is gone waits, and the rest holds")
  func waiting() throws {
    let gone = JSONPath(["flowData", "nodes", "z"].map { .key($0) })
    let open = conflict(Self.one, choices: [(gone, .mine), (Self.temperature, .mine)])
    let merge = try #require(ConflictMerge(open, of: .chatflow))
    #expect(Set(merge.choices.keys) == [Self.temperature])
    #expect(merge.refusal == nil)
    #expect(ConflictReview(open, of: .chatflow).choices.count == 2)
  }

  @Test(
    "a place is found by position, by name and by pointer",
    arguments: [
      "flowData.nodes[1].data.inputs.t", "flowData.nodes.b.data.inputs.t",
      "/flowData/nodes/b/data/inputs/t", "/flowData/nodes/1/data/inputs/t",
    ])
  func found(_ place: String) {
    let review = ConflictReview(conflict(Self.one), of: .chatflow)
    #expect(review.row(at: place)?.path == Self.temperature)
    #expect(review.row(at: place + "x") == nil)
  }

  /// Promise 35: the same value twice, delete and edit, an edge to a removed node, a reference in a
  /// prompt, two nodes of one id, equal lines of a prompt, what is too large: none merges by itself.
  @Test("every doubtful merge waits for a person", arguments: FlowMergeCase.doubtful)
  func doubtful(_ one: FlowMergeCase) throws {
    let open = conflict(one, one.isLive ? .liveMerge : .editEdit)
    let review = ConflictReview(open, of: one.kind)
    if one.isLive {
      // The kind of the conflict asks; there is nothing to choose.
      #expect(review.refusal == nil && !review.rows.isEmpty)
      return
    }
    #expect(review.refusal != nil)
    #expect(review.obstacle != nil || review.openCount > 0 || !review.problems.isEmpty)
    guard review.obstacle == nil else { return #expect(review.rows.isEmpty) }
    for choice in [JSONMergeChoice.mine, .theirs] {
      let choices = review.rows.filter(\.clashes).map { ($0.path, choice) }
      let decided = ConflictReview(conflict(one, choices: choices), of: one.kind)
      #expect(decided.openCount == 0)
    }
  }

  @Test("an object of 20 MB is not merged value by value, and all three versions are still there")
  func large() throws {
    let filler = String(repeating: "x", count: 20 << 20)
    let large = FlowMergeCase(
      title: "", base: Self.one.base, local: Self.one.local,
      remote: Case.chatflow(Case.two, #","category":"\#(filler)""#))
    let review = ConflictReview(conflict(large), of: .chatflow)
    #expect(review.obstacle?.contains("too large") == true && !review.canBeMerged)
    #expect(review.refusal == review.obstacle)
  }

  @Test("what the server would refuse is not ready, unless the server has it already")
  func lacking() throws {
    let broken = Case.body([#"{"id":"a"}"#, Case.node("b")], [Case.edge("a", "b")])
    let clash = FlowMergeCase(
      title: "", base: Case.chatflow(Case.two, #","category":"x""#),
      local: Case.chatflow(broken, #","category":"y""#),
      remote: Case.chatflow(Case.two, #","category":"z""#))
    let category = JSONPath([.key("category")])
    let merge = ConflictMerge(conflict(clash, choices: [(category, .mine)]), of: .chatflow)
    #expect(merge?.refusal?.contains("nodes[0]") == true, "\(merge?.refusal ?? "nil")")
    let turned = FlowMergeCase(
      title: "", base: clash.base, local: clash.remote, remote: clash.local)
    #expect(
      ConflictMerge(conflict(turned, choices: [(category, .mine)]), of: .chatflow)?.refusal == nil)
  }

  @Test("a merge that breaks an edge says which, and a choice mends it")
  func broken() throws {
    let one = try #require(
      Case.doubtful.first { $0.title == "an edge to a node that is removed on the other side" })
    let review = ConflictReview(conflict(one), of: .chatflow)
    #expect(review.refusal == "Edge a-c would lead to c, which is no node any more.")
    let node = try #require(review.row(at: "flowData.nodes.c"))
    let mended = ConflictReview(conflict(one, choices: [(node.path, .mine)]), of: .chatflow)
    #expect(mended.refusal == nil && mended.problems.isEmpty)
  }

  @Test("kinds that are not about three versions cannot be merged, and say what changed")
  func others() {
    for kind in Conflict.Kind.allCases {
      let review = ConflictReview(conflict(Self.one, kind), of: .chatflow)
      #expect(review.canBeMerged == kind.isAboutValues, "\(kind)")
      #expect(review.rows.isEmpty == (kind == .createTwin), "\(kind)")
    }
  }

  @Test("secrets of no side are in a review")
  func masked() {
    func side(_ key: String) -> [UInt8] {
      Case.chatflow(Case.body([Case.node("a", #"{"openAIApiKey":"\#(key)"}"#)]))
    }
    let keys = [
      "sk-canary-0000000000000001", "sk-canary-0000000000000002", "sk-canary-0000000000000003",
    ]
    let one = FlowMergeCase(
      title: "", base: side(keys[0]), local: side(keys[1]), remote: side(keys[2]))
    let review = ConflictReview(conflict(one), of: .chatflow)
    #expect(review.clashCount == 1)
    #expect(!"\(review)".contains("canary"))
  }
}

@Suite("Choices about a conflict")
struct ConflictChoicesTests {
  private func path(_ steps: String...) -> JSONPath { JSONPath(steps.map { .key($0) }) }

  @Test("are the same after they were stored, names of digits and odd letters too")
  func stored() {
    var choices = ConflictChoices()
    choices[path("flowData", "nodes", "7", "a/b~c.d")] = .mine
    choices[path("name")] = .own(Array(#""q\"é\u0000""#.utf8))
    choices[path("category")] = .base
    choices[path("draft")] = .theirs
    let read = ConflictChoices(stored: Array(choices.stored.utf8))
    #expect(read == choices)
    #expect(read.count == 4 && read[path("category")] == .base)
  }

  @Test("the last one made is taken back first, and one made again is the last")
  func order() {
    var choices = ConflictChoices()
    choices[path("a")] = .mine
    choices[path("b")] = .mine
    choices[path("a")] = .theirs
    #expect(choices.removeLast() == path("a"))
    #expect(choices.byPath == [path("b"): .mine])
    #expect(choices.removeLast() == path("b"))
    #expect(choices.removeLast() == nil && choices.isEmpty)
  }

  @Test(
    "what cannot be understood is to be chosen again",
    arguments: ["", "[]", "{", #"{"/a":"maybe"}"#, #"{"/a":{"own":1}}"#, #"{"a b":null}"#])
  func unreadable(_ text: String) {
    #expect(ConflictChoices(stored: Array(text.utf8)).isEmpty)
  }
}
