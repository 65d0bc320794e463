import JSONText
import Testing

@Suite("Choosing in a merge")
struct JSONMergeChoiceTests {
  private static let rules = JSONMergeTests.rules

  private func path(_ steps: String...) -> JSONPath { JSONPath(steps.map { .key($0) }) }

  private func merge(
    _ base: String, _ local: String, _ remote: String, _ choices: [JSONPath: JSONMergeChoice]
  ) throws -> JSONMergeResult {
    try JSONMerge.merge(
      base: Array(base.utf8), local: Array(local.utf8), remote: Array(remote.utf8),
      rules: Self.rules, choices: choices)
  }

  @Test("base takes what both started from, and nothing where both added")
  func base() throws {
    let result = try merge(
      #"{"a":1,"n":[{"id":"x","v":1}],"flow":"{\"k\":1}"}"#,
      #"{"a":2,"n":[{"id":"x","v":2}],"flow":"{\"k\":2}","new":1}"#,
      #"{"a":3,"n":[],"flow":"{\"k\":3}","new":2}"#,
      [path("a"): .base, path("n", "x"): .base, path("flow", "k"): .base, path("new"): .base])
    #expect(
      String(decoding: result.text, as: UTF8.self)
        == #"{"a":1,"n":[{"id":"x","v":1}],"flow":"{\"k\":1}"}"#)
    #expect(result.clashes.isEmpty)
    #expect(result.rows.allSatisfy { $0.side == .base })
  }

  @Test(
    "a choice holds where only one side changed, and leaves its neighbours alone",
    arguments: [
      (JSONMergeChoice.mine, #"{"a":1,"b":2,"c":9}"#),
      (.theirs, #"{"a":5,"b":2,"c":9}"#), (.base, #"{"a":1,"b":2,"c":9}"#),
    ])
  func oneSided(_ choice: JSONMergeChoice, _ merged: String) throws {
    let result = try merge(
      #"{"a":1,"b":2,"c":3}"#, #"{"a":1,"b":2,"c":9}"#, #"{"a":5,"b":2,"c":3}"#,
      [path("a"): choice])
    #expect(String(decoding: result.text, as: UTF8.self) == merged)
  }

  @Test("a choice at a place that is not there changes nothing")
  func nowhere() throws {
    let texts = (#"{"a":1,"n":[{"id":"x"}]}"#, #"{"a":2,"n":[{"id":"x"}]}"#, #"{"a":1,"n":[]}"#)
    let plain = try merge(texts.0, texts.1, texts.2, [:])
    let chosen = try merge(texts.0, texts.1, texts.2, [path("n", "gone", "v"): .base])
    #expect(plain.text == chosen.text && plain.rows == chosen.rows)
  }

  // MARK: Finding

  private static let document = #"""
    {"n":[{"id":"é","v":1},{"id":"x","v":{"w":[7,8]}},{"name":"y"}],
     "flow":"{\"n\":[{\"id\":\"x\",\"v\":\"\\n\"}]}","text":"{\"n\":1}"}
    """#

  @Test(
    "a path that names elements is found, and told with positions",
    arguments: [
      (["n", "x", "v", "w", "1"], "n[1].v.w[1]", "8"), (["n", "y"], "n[2]", #"{"name":"y"}"#),
      (["n", "é", "v"], "n[0].v", "1"), (["flow", "n", "x", "v"], "flow.n[0].v", #""\n""#),
    ])
  func finds(_ names: [String], _ place: String, _ text: String) throws {
    let root = try JSONDocument(parsing: Array(Self.document.utf8)).root
    var finder = JSONMergeFinder(Self.rules, in: root)
    // Twice: the second look uses what the first one learned.
    for _ in 0..<2 {
      let value = finder.find(JSONPath(names.map { .key($0) }))
      let found = try #require(value)
      #expect(found.path.dotted == place)
      #expect(String(decoding: found.node.bytes, as: UTF8.self) == text)
    }
  }

  @Test(
    "what is not there is not found",
    arguments: [
      ["n", "z"], ["n", "x", "u"], ["text", "n"], ["flow", "n", "y"], ["n", "x", "v", "9"],
    ])
  func missing(_ names: [String]) throws {
    let root = try JSONDocument(parsing: Array(Self.document.utf8)).root
    var finder = JSONMergeFinder(Self.rules, in: root)
    let found = finder.find(JSONPath(names.map { .key($0) }))
    #expect(found == nil)
  }
}
