import JSONText
import Testing

/// One merge by hand: three texts, the text that is expected, and the clashes as `kind path`.
struct MergeCase: Sendable, CustomTestStringConvertible {
  let base: String
  let local: String
  let remote: String
  let merged: String
  let clashes: [String]

  init(_ base: String, _ local: String, _ remote: String, _ merged: String, _ clashes: String...) {
    self.base = base
    self.local = local
    self.remote = remote
    self.merged = merged
    self.clashes = clashes
  }

  var testDescription: String { "\(base) \(local) \(remote)" }
}

@Suite("Three copies into one")
struct JSONMergeTests {
  static let named = [JSONMergeKey("id"), JSONMergeKey("name")]
  static let rules = JSONMergeRules(
    .object([
      "n": .keyed(by: named, elements: .object(["x": .cosmetic])),
      "e": .keyed(by: [JSONMergeKey("id"), JSONMergeKey("from", "to", optional: ["port"])]),
      "s": .set, "look": .cosmetic, "owned": .remote,
      "flow": .object(["n": .keyed(by: named)]),
    ]), embedded: ["flow"])

  private func check(_ one: MergeCase) throws {
    let result = try merge(one)
    #expect(String(decoding: result.text, as: UTF8.self) == one.merged)
    #expect(result.clashes.map { "\($0.kind) \($0.path.dotted)" } == one.clashes)
  }

  private func merge(
    _ one: MergeCase, rules: JSONMergeRules = rules, choices: [JSONPath: JSONMergeChoice] = [:]
  ) throws(JSONMergeError) -> JSONMergeResult {
    try JSONMerge.merge(
      base: Array(one.base.utf8), local: Array(one.local.utf8), remote: Array(one.remote.utf8),
      rules: rules, choices: choices)
  }

  @Test(
    "members are merged one by one, by content",
    arguments: [
      MergeCase(
        #"{"a":1,"b":2}"#, #"{"a":9,"b":2}"#, #"{ "a":1, "b":3 }"#, #"{ "a":9, "b":3 }"#),
      MergeCase(#"{"a":1}"#, #"{"a":1.0}"#, #"{"a":10e-1}"#, #"{"a":10e-1}"#),
      MergeCase(#"{"a":"é"}"#, #"{"a":"\u00e9"}"#, #"{"a":"x"}"#, #"{"a":"x"}"#),
      MergeCase(
        #"{"a":{"b":{"c":1}}}"#, #"{"a":{"b":{"c":1,"l":0}}}"#, #"{"a":{"b":{"c":1,"r":0}}}"#,
        #"{"a":{"b":{"c":1,"l":0,"r":0}}}"#),
      MergeCase(#"{"b":1}"#, #"{"a":0,"b":1,"c":2}"#, #"{"b":2}"#, #"{"a":0,"b":2,"c":2}"#),
      MergeCase(#"{"a":1,"b":2,"c":3}"#, #"{"b":2}"#, #"{"a":1,"b":5,"c":3}"#, #"{"b":5}"#),
      MergeCase(#"{"a":1}"#, #"{}"#, "{ \"a\" : 1, \"b\" : 2 }", "{ \"b\" : 2 }"),
      MergeCase(
        #"{"a":[1,2]}"#, #"{"a":[1,2,3]}"#, #"{"a":[ 1,2 ],"b":0}"#, #"{"a":[1,2,3],"b":0}"#),
      MergeCase(#"{"a":null}"#, #"{}"#, #"{"a":null,"b":1}"#, #"{"b":1}"#),
      MergeCase(
        #"{"a":{}}"#, #"{"a":{"l":1}}"#, "{\n  \"a\": {},\n  \"b\": 1\n}",
        "{\n  \"a\": {\n    \"l\": 1\n  },\n  \"b\": 1\n}"),
      MergeCase("1", "2", " 1 ", " 2 "),
    ])
  func members(_ one: MergeCase) throws { try check(one) }

  @Test(
    "what does not go together is a clash, and the remote's stands there until one chooses",
    arguments: [
      MergeCase(#"{"a":1}"#, #"{"a":2}"#, #"{"a":3}"#, #"{"a":3}"#, "bothChanged a"),
      MergeCase(#"{"a":1}"#, #"{}"#, #"{"a":3}"#, #"{"a":3}"#, "deletedHere a"),
      MergeCase(#"{"a":1}"#, #"{"a":2}"#, #"{}"#, #"{}"#, "deletedThere a"),
      MergeCase(#"{}"#, #"{"a":2}"#, #"{"a":3}"#, #"{"a":3}"#, "addedTwice a"),
      MergeCase(#"{"a":1}"#, #"{"a":null}"#, #"{}"#, #"{}"#, "deletedThere a"),
      MergeCase(#"{"a":[1]}"#, #"{"a":[1,2]}"#, #"{"a":[0,1]}"#, #"{"a":[0,1]}"#, "bothChanged a"),
      MergeCase(
        #"{"a":{"b":1}}"#, #"{"a":[]}"#, #"{"a":{"b":2}}"#, #"{"a":{"b":2}}"#, "bothChanged a"),
      MergeCase(
        #"{"a":1,"a":2}"#, #"{"a":1,"a":3}"#, #"{"a":1,"a":4}"#, #"{"a":1,"a":4}"#, "bothChanged "),
      MergeCase(
        #"{"o":{"k":1,"k":2,"x":1}}"#, #"{"o":{"k":2,"x":2}}"#, #"{"o":{"k":2,"y":1}}"#,
        #"{"o":{"k":2,"y":1}}"#, "bothChanged o"),
      // No path could tell these keys, or these ids, from one another.
      MergeCase(
        #"{"o":{"\ud800":1,"\ud801":1}}"#, #"{"o":{"\ud800":2,"\ud801":1}}"#,
        #"{"o":{"\ud800":1,"\ud801":2}}"#, #"{"o":{"\ud800":1,"\ud801":2}}"#, "bothChanged o"),
      MergeCase(
        #"{"n":[{"id":"\ud800"},{"id":"\ud801"}]}"#,
        #"{"n":[{"id":"\ud800","l":1},{"id":"\ud801"}]}"#,
        #"{"n":[{"id":"\ud800"},{"id":"\ud801","r":1}]}"#,
        #"{"n":[{"id":"\ud800"},{"id":"\ud801","r":1}]}"#, "bothChanged n"),
      MergeCase(
        #"{"a":1}"#, #"{"a":2,"b":1}"#, #"{"a":3,"b":2}"#, #"{"a":3,"b":2}"#, "bothChanged a",
        "addedTwice b"),
    ])
  func clashes(_ one: MergeCase) throws { try check(one) }

  @Test(
    "elements with names are merged one by one",
    arguments: [
      MergeCase(
        #"{"n":[{"id":"a","v":1},{"id":"b","v":1}]}"#,
        #"{"n":[{"id":"a","v":2},{"id":"b","v":1}]}"#,
        #"{"n":[{"id":"b","v":3},{"id":"a","v":1}]}"#, #"{"n":[{"id":"b","v":3},{"id":"a","v":2}]}"#
      ),
      MergeCase(
        #"{"n":[{"id":"a"},{"id":"b"},{"id":"c"}]}"#,
        #"{"n":[{"id":"a"},{"id":"l"},{"id":"b"},{"id":"c"}]}"#,
        #"{"n":[{"id":"a"},{"id":"r"},{"id":"c"}]}"#,
        #"{"n":[{"id":"a"},{"id":"l"},{"id":"r"},{"id":"c"}]}"#),
      MergeCase(
        #"{"n":[{"id":"a","v":1},{"id":"b"},{"id":"c"}]}"#,
        #"{"n":[{"id":"c"},{"id":"a","v":1},{"id":"b","w":1}]}"#,
        #"{"n":[{"id":"a","v":2},{"id":"b"},{"id":"r"},{"id":"c"}]}"#,
        #"{"n":[{"id":"c"},{"id":"a","v":2},{"id":"b","w":1},{"id":"r"}]}"#),
      MergeCase(
        #"{"n":[{"id":"a"},{"id":"b"},{"id":"c"}]}"#,
        #"{"n":[{"id":"b"},{"id":"a"},{"id":"l"},{"id":"c"}]}"#,
        #"{"n":[{"id":"c"},{"id":"a"},{"id":"b"}]}"#,
        #"{"n":[{"id":"c"},{"id":"a"},{"id":"l"},{"id":"b"}]}"#),
      MergeCase(
        #"{"n":[{"id":"a"},{"id":"b"},{"id":"c"}]}"#, #"{"n":[{"id":"c"},{"id":"b"}]}"#,
        #"{"n":[{"id":"b"},{"id":"c"},{"id":"a"}]}"#, #"{"n":[{"id":"c"},{"id":"b"}]}"#),
      MergeCase(
        #"{"n":[{"id":"a","v":1,"v":1}]}"#, #"{"n":[{"id":"l"},{"id":"a","v":1,"v":2}]}"#,
        #"{"n":[{"id":"a","v":1,"v":1}],"r":1}"#,
        #"{"n":[{"id":"l"},{"id":"a","v":1,"v":2}],"r":1}"#),
      MergeCase(
        #"{"n":[{"name":"a","v":1}]}"#, #"{"n":[{"name":"a","v":2}]}"#,
        #"{"n":[{"name":"a","v":1},{"name":"b"}]}"#,
        #"{"n":[{"name":"a","v":2},{"name":"b"}]}"#),
      MergeCase(
        #"{"e":[{"from":"a","to":"b"}]}"#, #"{"e":[{"from":"a","to":"b","l":1}]}"#,
        #"{"e":[{"from":"a","to":"b","r":1},{"from":"a","to":"b","port":"x"}]}"#,
        #"{"e":[{"from":"a","to":"b","l":1,"r":1},{"from":"a","to":"b","port":"x"}]}"#),
      MergeCase(
        #"{"n":[{"id":"a"}]}"#, #"{"n":[]}"#, #"{"n":[ {"id":"a"} ],"r":1}"#, #"{"n":[],"r":1}"#),
      MergeCase(
        #"{"n":[{"id":"a","x":1}]}"#, #"{"n":[{"id":"a","x":2}]}"#, #"{"n":[]}"#, #"{"n":[]}"#),
      MergeCase(
        #"{"n":[]}"#, #"{"n":[{"id":"a","x":1,"v":0}]}"#, #"{"n":[{"id":"a","x":2,"v":0.0}]}"#,
        #"{"n":[{"id":"a","x":1,"v":0.0}]}"#),
      MergeCase(
        #"{"n":[{"id":"a","v":1}]}"#, #"{"n":[{"id":"a","v":2}]}"#, #"{"n":[]}"#, #"{"n":[]}"#,
        "deletedThere n.a"),
      MergeCase(
        #"{"n":[{"id":"a"},{"id":"a"}]}"#, #"{"n":[{"id":"a"},{"id":"a"},{"id":"b"}]}"#,
        #"{"n":[{"id":"a"}]}"#,
        #"{"n":[{"id":"a"}]}"#, "bothChanged n"),
      MergeCase(
        #"{"n":[{"id":""}]}"#, #"{"n":[{"id":"","l":1}]}"#, #"{"n":[{"id":"","r":1}]}"#,
        #"{"n":[{"id":"","r":1}]}"#, "bothChanged n"),
      MergeCase(
        #"{"n":[{"id":7}]}"#, #"{"n":[{"id":7,"l":1}]}"#, #"{"n":[{"id":7,"r":1}]}"#,
        #"{"n":[{"id":7,"r":1}]}"#, "bothChanged n"),
    ])
  func elements(_ one: MergeCase) throws { try check(one) }

  @Test(
    "looks never clash, sets unite, what the server owns is the server's",
    arguments: [
      MergeCase(#"{"look":1}"#, #"{"look":2}"#, #"{"look":3}"#, #"{"look":2}"#),
      MergeCase(#"{"look":1}"#, #"{}"#, #"{"look":3}"#, #"{}"#),
      MergeCase(#"{"look":1}"#, #"{"look":1}"#, #"{"look":3}"#, #"{"look":3}"#),
      MergeCase(
        #"{"s":["a","b"]}"#, #"{"s":["b","l"]}"#, #"{"s":["r","b","a"]}"#, #"{"s":["r","b","l"]}"#),
      MergeCase(
        #"{"s":["a"]}"#, #"{"s":[]}"#, #"{"s":["a","b"]}"#, #"{"s":["a","b"]}"#, "bothChanged s"),
      MergeCase(
        #"{"s":["a","b"]}"#, #"{"s":["a"]}"#, #"{"s":["b"]}"#, #"{"s":["b"]}"#, "bothChanged s"),
      MergeCase(
        #"{"s":["a","a"]}"#, #"{"s":["a","l"]}"#, #"{"s":["a","r"]}"#, #"{"s":["a","r"]}"#,
        "bothChanged s"),
      MergeCase(
        #"{"owned":1,"a":1}"#, #"{"owned":2,"a":2}"#, #"{"owned":3,"a":1}"#, #"{"owned":3,"a":2}"#),
      MergeCase(
        #"{"owned":1,"a":1}"#, #"{"owned":2,"a":2}"#, #"{"owned":1,"a":1}"#, #"{"owned":1,"a":2}"#),
    ])
  func special(_ one: MergeCase) throws { try check(one) }

  @Test(
    "a string that holds JSON is merged inside, and keeps its escapes",
    arguments: [
      MergeCase(
        #"{"flow":"{\"a\":1,\"b\":1}"}"#, #"{"flow":"{\"a\":2,\"b\":1}"}"#,
        #"{"flow":"{\u0022a\":1, \"b\":3,\"c\":\"\/\"}"}"#,
        #"{"flow":"{\u0022a\":2, \"b\":3,\"c\":\"\/\"}"}"#),
      MergeCase(
        #"{"flow":"{\"n\":[{\"id\":\"a\"},{\"id\":\"b\"}]}"}"#,
        #"{"flow":"{\"n\":[{\"id\":\"b\",\"l\":\"\\n\"},{\"id\":\"a\"}]}"}"#,
        #"{"flow":"{\"n\":[{\"id\":\"a\",\"r\":1},{\"id\":\"b\"}]}"}"#,
        #"{"flow":"{\"n\":[{\"id\":\"b\",\"l\":\"\\n\"},{\"id\":\"a\",\"r\":1}]}"}"#),
      MergeCase(
        #"{"flow":"{\"a\":1}"}"#, #"{"flow":"{\"a\":2}"}"#, #"{"flow":"{\"a\":"}"#,
        #"{"flow":"{\"a\":"}"#, "bothChanged flow"),
      MergeCase(
        #"{"flow":"{\"a\":1}"}"#, #"{"flow":"{\"a\":2}"}"#, #"{"flow":{"a":1}}"#,
        #"{"flow":{"a":1}}"#, "bothChanged flow"),
      MergeCase(
        #"{"flow":"{\"a\":1}"}"#, #"{"flow":"{ \"a\": 1.0 }"}"#, #"{"flow":"nothing"}"#,
        #"{"flow":"nothing"}"#),
    ])
  func embedded(_ one: MergeCase) throws { try check(one) }

  @Test("choices settle clashes, also with a value of one's own")
  func choices() throws {
    let one = MergeCase(
      #"{"a":1,"n":[{"id":"x","v":1}],"d":1,"flow":"{}"}"#,
      #"{"a":2,"n":[{"id":"x","v":2}],"flow":"{\"k\":1}"}"#,
      #"{"a":3,"n":[],"d":2,"flow":"{\"k\":2}"}"#, "")
    func key(_ steps: String...) -> JSONPath { JSONPath(steps.map { .key($0) }) }
    let open = try merge(one).clashes
    #expect(open.map(\.path) == [key("a"), key("n", "x"), key("d"), key("flow", "k")])
    let mine = try merge(
      one,
      choices: [key("a"): .mine, key("n", "x"): .mine, key("d"): .mine, key("flow", "k"): .mine])
    #expect(mine.clashes.isEmpty)
    #expect(
      String(decoding: mine.text, as: UTF8.self)
        == #"{"a":2,"n":[{"id":"x","v":2}],"flow":"{\"k\":1}"}"#)
    let theirs = try merge(one, choices: [key("a"): .theirs])
    #expect(theirs.clashes.map(\.path) == [key("n", "x"), key("d"), key("flow", "k")])
    let own = try merge(
      one,
      choices: [
        key("a"): .own(Array(" [7] ".utf8)), key("n", "x"): .own(Array(#"{"id":"x"}"#.utf8)),
        key("d"): .theirs,
        key("flow"): .own(Array(#"{"own":"\n"}"#.utf8)),
      ])
    #expect(own.clashes.isEmpty)
    #expect(
      String(decoding: own.text, as: UTF8.self)
        == #"{"a":[7],"n":[{"id":"x"}],"d":2,"flow":"{\"own\":\"\\n\"}"}"#)
    #expect(throws: JSONMergeError.self) {
      try merge(one, choices: [key("a"): .own(Array("{".utf8))])
    }
  }

  @Test("a clash tells the three values and where they stand")
  func values() throws {
    let one = MergeCase(
      #"{"flow":"{\"n\":[{\"id\":\"a\"},{\"id\":\"b\",\"v\":1}]}"}"#,
      #"{"flow":"{\"n\":[{\"id\":\"b\",\"v\":2}]}"}"#,
      #"{"flow":"{\"n\":[{\"id\":\"a\"},{\"id\":\"b\",\"v\":\"\\n\"}]}"}"#, "")
    let clash = try #require(try merge(one).clashes.first)
    #expect(clash.path.dotted == "flow.n.b.v")
    #expect(clash.base?.path.dotted == "flow.n[1].v")
    #expect(clash.local?.path.dotted == "flow.n[0].v")
    #expect(clash.remote.map { String(decoding: $0.text, as: UTF8.self) } == #""\n""#)
    #expect(clash.local?.range == 20..<21)
  }

  @Test("each taken change is told with its side, in the order of the remote")
  func rows() throws {
    let one = MergeCase(
      #"{"a":1,"b":1,"n":[{"id":"x","x":1}],"c":1,"d":1}"#,
      #"{"a":2,"b":1,"n":[{"id":"x","x":2}],"l":0,"d":2}"#,
      #"{"a":1,"b":3,"n":[{"id":"x","x":1},{"id":"r"}],"d":2}"#, "")
    let rows = try merge(one).rows
    #expect(
      rows.map { "\($0.side) \($0.kind) \($0.path.dotted)\($0.isCosmetic ? " looks" : "")" } == [
        "local changed a", "remote changed b", "local changed n.x.x looks", "remote added n.r",
        "both changed d", "local added l", "both removed c",
      ])
  }

  @Test("what is no JSON or too much is not merged")
  func refused() {
    let small = JSONMergeRules(.object([:]), limits: JSONMergeLimits(bytes: 40))
    let few = JSONMergeRules(.object([:]), limits: JSONMergeLimits(values: 3))
    let short = JSONMergeRules(.object([:]), limits: JSONMergeLimits(steps: 2))
    let wide = MergeCase(
      #"{"a":1,"b":2,"c":3}"#, #"{"a":1,"b":2,"c":4}"#, #"{"a":1,"b":3,"c":3}"#, "")
    let long = MergeCase("{}", "{}", "\"" + String(repeating: "x", count: 50) + "\"", "")
    #expect(throws: JSONMergeError.tooMuch) { try merge(long, rules: small) }
    #expect(throws: JSONMergeError.tooMuch) { try merge(wide, rules: few) }
    #expect(throws: JSONMergeError.tooMuch) { try merge(wide, rules: short) }
    #expect(throws: JSONMergeError.self) { try merge(MergeCase("{}", "{", "{}", "")) }
  }
}
