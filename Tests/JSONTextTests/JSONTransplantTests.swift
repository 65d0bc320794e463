import JSONText
import Testing

@Suite struct JSONTransplantTests {
  @Test(
    "splices only what differs by value, in the style of its place",
    arguments: [
      // spelling stays where the value does
      (#"{"a": 2, "b": "é"}"#, #"{"a":2.0,"b":"\u00e9"}"#, #"{"a":2.0,"b":"\u00e9"}"#),
      (#"{"a": 3, "b": "é"}"#, #"{"a":2.0,"b":"\u00e9"}"#, #"{"a":3,"b":"\u00e9"}"#),
      (#"{"é": 1}"#, #"{"\u00e9" : 0}"#, #"{"\u00e9" : 1}"#),
      ("[1e3,1]", "[ 1000 , 2 ]", "[ 1000 , 1 ]"),
      // order stays, new keys follow their neighbour
      (#"{"b": 2, "a": 1}"#, #"{"a":1,"b":2}"#, #"{"a":1,"b":2}"#),
      (#"{"a": 1, "n": 0, "b": 2}"#, #"{"a":1,"b":2}"#, #"{"a":1,"n":0,"b":2}"#),
      (#"{"n": 0, "a": 1}"#, #"{"a":1}"#, #"{"n":0,"a":1}"#),
      (#"{"b": 2, "n": 0, "a": 1}"#, #"{"a":1,"b":2}"#, #"{"a":1,"b":2,"n":0}"#),
      (#"{"b": 2}"#, #"{ "a":1, "b":2 }"#, #"{ "b":2 }"#),
      (#"{"a": 1}"#, #"{ "a":1, "b":2 }"#, #"{ "a":1 }"#),
      ("{}", #"{ "a":1 }"#, "{}"),
      // compact stays compact, indented indented, spaced spaced
      (#"{"a": {"b": [1, 2]}}"#, "{}", #"{"a":{"b":[1,2]}}"#),
      (#"{"a":{"b":[1,2]},"c":0}"#, #"{"c": 0, "d": 1}"#, #"{"a": {"b": [1, 2]}, "c": 0}"#),
      (
        #"{"a":1,"b":{"c":[2]}}"#, "{\n  \"a\": 1\n}",
        "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": [\n      2\n    ]\n  }\n}"
      ),
      (#"{"a":{"b":1}}"#, "{\n\t\"a\": {}\n}", "{\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}"),
      ("[[1]]", "[1]", "[[1]]"),
      // arrays
      ("[0,1,2,3]", "[1.0, 2.0, 3.0]", "[0, 1.0, 2.0, 3.0]"),
      ("[1,3]", "[1.0, 2.0, 3.0]", "[1.0, 3.0]"),
      ("[1,2,9,3]", "[1.0,2.0,3.0]", "[1.0,2.0,9,3.0]"),
      ("[3,1,2]", "[1.0,2.0,3.0]", "[3,1.0,2.0]"),
      ("[]", "[ 1 ]", "[]"), ("[1]", "[ ]", "[1]"), ("[]", "[ ]", "[ ]"),
      // ids
      (
        #"[{"id":"new"},{"id":"a","x":1},{"id":"b","x":2}]"#,
        #"[{"id":"a","x":1.0}, {"id":"b","x":2.0}]"#,
        #"[{"id":"new"}, {"id":"a","x":1.0}, {"id":"b","x":2.0}]"#
      ),
      (
        #"[{"id":"b","x":2},{"id":"a","x":3}]"#, #"[{"id":"a","x":1.0}, {"id":"b","x":2.0}]"#,
        #"[{"id":"b","x":2.0}, {"id":"a","x":3}]"#
      ),
      (
        #"[{"id":"b","x":2}]"#, #"[{"id":"a","x":1.0}, {"id":"b","x":2.0}]"#,
        #"[{"id":"b","x":2.0}]"#
      ),
      // duplicate keys
      (#"{"a": 1, "a": 2}"#, #"{"a":1.0,"a":2.0}"#, #"{"a":1.0,"a":2.0}"#),
      (#"{"a": 1, "a": 3}"#, #"{"a":1.0,"a":2.0}"#, #"{"a":1.0,"a":3}"#),
      (#"{"a": 2}"#, #"{"a":1.0,"a":2.0}"#, #"{"a":1.0,"a":2.0}"#),
      (#"{"a": 1}"#, #"{"a":1.0,"a":2.0}"#, #"{"a":1}"#),
      (#"{"x":{"a": 1}}"#, #"{"x":{"a":1,"a":2},"y":0}"#, #"{"x":{"a":1}}"#),
      // another kind, another root
      (#"{"a": [1]}"#, #"{"a":{"b":1}}"#, #"{"a":[1]}"#), ("null", " {} ", " null "),
      (#"{ "a" : [1, 2] }"#, "5", #"{"a":[1,2]}"#),
    ])
  func transplanting(_ edited: String, _ original: String, _ result: String) throws {
    let bytes = try JSONEdit.transplant(Array(edited.utf8), onto: Array(original.utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == result)
  }

  @Test("what is not JSON is replaced whole, and never with what is not JSON")
  func notJSON() throws {
    #expect(try JSONEdit.transplant(Array("[1]".utf8), onto: Array("[".utf8)) == Array("[1]".utf8))
    #expect(throws: JSONDiagnostic.self) {
      try JSONEdit.transplant(Array("[".utf8), onto: Array("[1]".utf8))
    }
  }

  @Test("a pretty view of an embedded text is put back edit by edit")
  func intoStrings() throws {
    let stored =
      #"{"n":1,"flowData":"{\u0022nodes\u0022:[{\"id\":\"a\",\"t\":0.10},{\"id\":\"b\\\/\"}]}"}"#
    let path = JSONPath([.key("flowData")])
    let text = try JSONEdit.text(at: path, in: Array(stored.utf8), embedded: ["flowData"])
    let view = JSONFormatter.pretty(try JSONDocument(parsing: text).root)
    let edited = String(decoding: view, as: UTF8.self).split(separator: "0.10").joined(
      separator: "0.2")
    let result = try JSONEdit.transplant(
      Array(edited.utf8), at: path, in: Array(stored.utf8), embedded: ["flowData"])
    #expect(
      String(decoding: result, as: UTF8.self)
        == stored.split(separator: "0.10").joined(separator: "0.2"))
    #expect(throws: JSONEditError.self) {
      try JSONEdit.transplant(
        Array("[".utf8), at: path, in: Array(stored.utf8), embedded: ["flowData"])
    }
  }
}
