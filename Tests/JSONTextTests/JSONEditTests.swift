import JSONText
import Testing

@Suite struct JSONEditTests {
  private func path(_ text: String) throws -> JSONPath { try JSONPath(parsing: text) }

  private func set(_ path: String, _ value: String, _ text: String) throws -> String {
    String(
      decoding: try JSONEdit.set(
        try self.path(path), to: Array(value.utf8), in: Array(text.utf8), embedded: ["flowData"]),
      as: UTF8.self)
  }

  @Test(
    "replaces the bytes of a value, or adds it in the style around it",
    arguments: [
      ("a", "2", #"{"a":1.0}"#, #"{"a":2}"#),
      ("", " [1] ", " 5 \n", " [1] \n"),
      ("a", "3", #"{"a":1,"a":2}"#, #"{"a":1,"a":3}"#),
      ("a[1]", "x", #"{"a":[1, 2 ,3]}"#, #"{"a":[1, "x" ,3]}"#),
      ("b", "2", #"{"a":1}"#, #"{"a":1,"b":2}"#),
      ("b", "2", #"{"a": 1}"#, #"{"a": 1, "b": 2}"#),
      ("c", "3", #"{"a": 1, "b": 2}"#, #"{"a": 1, "b": 2, "c": 3}"#),
      ("c", "3", #"{ "a":1, "b":2 }"#, #"{ "a":1, "b":2, "c":3 }"#),
      ("b", "2", "{\n  \"a\": 1\n}\n", "{\n  \"a\": 1,\n  \"b\": 2\n}\n"),
      ("b", "2", "{\r\n\t\"a\": 1\r\n}", "{\r\n\t\"a\": 1,\r\n\t\"b\": 2\r\n}"),
      ("[2]", "3", "[1, 2]", "[1, 2, 3]"),
      ("[1]", "2", "[1]", "[1,2]"),
      ("[1]", "2", "[\n    1\n]", "[\n    1,\n    2\n]"),
      ("[0]", "1", "[]", "[1]"),
      ("[0]", "1", "[ ]", "[1]"),
      ("a.b", "1", #"{"a": {}, "c": 1}"#, #"{"a": {"b": 1}, "c": 1}"#),
      (
        "a.b", "1", "{\n  \"a\": {},\n  \"c\": 1\n}",
        "{\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": 1\n}"
      ),
      ("a[0]", "1", "{\n \"a\": []\n}", "{\n \"a\": [\n  1\n ]\n}"),
      ("a/b", "1", "{}", #"{"a/b":1}"#),
      ("é\u{1}", "1", "{}", #"{"é\u0001":1}"#),
      ("/a/0", "1", #"{"a":[]}"#, #"{"a":[1]}"#),
      ("/a/0", "1", #"{"a":{}}"#, #"{"a":{"0":1}}"#),
    ])
  func setting(_ path: String, _ value: String, _ before: String, _ after: String) throws {
    let value = value == "x" ? "\"x\"" : value
    let path = path.hasPrefix("é") ? #"["é\u0001"]"# : path
    #expect(try set(path, value, before).utf8.elementsEqual(after.utf8))
  }

  @Test(
    "goes through strings that hold JSON, and leaves their other escapes as they are",
    arguments: [
      (
        "flowData.a", "2", #"{"flowData":"{\"a\":1,\u0022b\u0022:\"\/\"}"}"#,
        #"{"flowData":"{\"a\":2,\u0022b\u0022:\"\/\"}"}"#
      ),
      (
        "flowData.b", #""x\n\/é""#, #"{"flowData":"{\u0022b\u0022:\u0022\u0022}"}"#,
        #"{"flowData":"{\u0022b\u0022:\"x\\n\\/é\"}"}"#
      ),
      (
        "flowData.c", "{}", #"{"flowData":"{ \"a\": 1 }"}"#,
        #"{"flowData":"{ \"a\": 1, \"c\": {} }"}"#
      ),
      (
        "flowData.a.flowData.b", "2", #"{"flowData":"{\"a\":{\"flowData\":\"{\\\"b\\\":1}\"}}"}"#,
        #"{"flowData":"{\"a\":{\"flowData\":\"{\\\"b\\\":2}\"}}"}"#
      ),
      (
        "flowData", #"{"a":1,"b":[2]}"#, #"{"flowData":"{\u0022a\u0022:1}"}"#,
        #"{"flowData":"{\u0022a\u0022:1,\"b\":[2]}"}"#
      ),
      ("flowData", "{}", #"{"flowData":{"a":1}}"#, #"{"flowData":{}}"#),
      ("flowData", "null", #"{"flowData":"{}"}"#, #"{"flowData":null}"#),
      ("flowData.a", "1", #"{"flowData":{}}"#, #"{"flowData":{"a":1}}"#),
      (
        "flowData.s", "1", #"{"flowData":"{\"lone\":\"\ud800\",\"s\":0}"}"#,
        #"{"flowData":"{\"lone\":\"\ud800\",\"s\":1}"}"#
      ),
    ])
  func embedded(_ path: String, _ value: String, _ before: String, _ after: String) throws {
    #expect(try set(path, value, before) == after)
  }

  @Test(
    "removes a value with its key and one comma",
    arguments: [
      ("a", #"{"a":1}"#, "{}"), ("a", #"{ "a": 1 }"#, "{}"),
      ("a", #"{"a":1, "b":2}"#, #"{"b":2}"#), ("b", #"{"a":1, "b":2}"#, #"{"a":1}"#),
      ("b", #"{ "a": 1, "b": 2, "c": 3 }"#, #"{ "a": 1, "c": 3 }"#),
      ("a", #"{"a":1, "a":2,"b":3}"#, #"{"b":3}"#), ("a", #"{"a":1, "a":2}"#, "{}"),
      ("a", #"{"a":1,"b":2,"a":3}"#, #"{"b":2}"#), ("b", #"{"a":1,"b":2,"b":3}"#, #"{"a":1}"#),
      ("[0]", "[1, 2, 3]", "[2, 3]"), ("[2]", "[1, 2, 3]", "[1, 2]"), ("[0]", "[1]", "[]"),
      ("b", "{\n  \"a\": 1,\n  \"b\": 2\n}", "{\n  \"a\": 1\n}"),
      ("a", "{\n  \"a\": 1,\n  \"b\": 2\n}", "{\n  \"b\": 2\n}"),
      (
        "flowData.a", #"{"flowData":"{\u0022a\u0022:1,\u0022b\u0022:2}"}"#,
        #"{"flowData":"{\u0022b\u0022:2}"}"#
      ),
      ("flowData", #"{"x":1,"flowData":"{}"}"#, #"{"x":1}"#),
    ])
  func removing(_ path: String, _ before: String, _ after: String) throws {
    let result = try JSONEdit.remove(
      try self.path(path), in: Array(before.utf8), embedded: ["flowData"])
    #expect(String(decoding: result, as: UTF8.self) == after)
  }

  @Test(
    "renames a key where it stands",
    arguments: [
      ("a", #"{"a" : 1, "b": 2}"#, #"{"n/" : 1, "b": 2}"#),
      ("b", #"{"a":1,"b":2,"b":3}"#, #"{"a":1,"b":2,"n/":3}"#),
      ("n/", #"{"n\/":1}"#, #"{"n\/":1}"#),
      ("flowData.a", #"{"flowData":"{\u0022a\u0022:1}"}"#, #"{"flowData":"{\"n/\":1}"}"#),
    ])
  func renaming(_ path: String, _ before: String, _ after: String) throws {
    let result = try JSONEdit.rename(
      try self.path(path), to: "n/", in: Array(before.utf8), embedded: ["flowData"])
    #expect(String(decoding: result, as: UTF8.self) == after)
  }

  @Test("refuses to rename what has no key, or to a key that exists")
  func renamingRefused() throws {
    func rename(_ path: String, _ text: String) throws -> [UInt8] {
      try JSONEdit.rename(try self.path(path), to: "b", in: Array(text.utf8), embedded: [])
    }
    #expect(throws: JSONEditError.keyExists(JSONPath([.key("b")]))) {
      try rename("a", #"{"a":1,"b":2}"#)
    }
    #expect(throws: JSONEditError.noKey(try path("[0]"))) { try rename("[0]", "[1]") }
    #expect(throws: JSONEditError.rootStays) { try rename("", "[1]") }
  }

  @Test(
    "refuses what has no place",
    arguments: [
      ("a.b", #"{"a":1}"#, JSONEditError.noPlaceIn(JSONPath([.key("a")]), .number)),
      ("x.y", #"{"a":1}"#, .nothingAt(JSONPath([.key("x")]))),
      ("a[3]", #"{"a":[1]}"#, .beyondEnd(JSONPath([.key("a")]), count: 1)),
      ("a.b", #"{"a":[1]}"#, .noPlaceIn(JSONPath([.key("a")]), .array)),
      ("a.4", #"{"a":[1]}"#, .noPlaceIn(JSONPath([.key("a")]), .array)),
      ("other.a", #"{"other":"{\"a\":1}"}"#, .noPlaceIn(JSONPath([.key("other")]), .string)),
    ])
  func refusing(_ path: String, _ text: String, _ error: JSONEditError) {
    #expect(throws: error) { try set(path, "1", text) }
  }

  @Test("refuses what is not JSON, and says which")
  func notJSON() throws {
    for (path, value, text, sentence) in [
      ("a", "1", "{", "not JSON: line 1, column 2: '}' expected; the text ends here"),
      ("a", "x", "{}", "the new value is not JSON: line 1, column 1: 'x' is not a value"),
      (
        "flowData.a", "1", #"{"flowData":"{"}"#,
        "flowData holds no JSON: line 1, column 2: '}' expected"
      ),
    ] {
      let error = try #require(throws: JSONEditError.self) { try set(path, value, text) }
      #expect(error.sentence.hasPrefix(sentence))
    }
    #expect(throws: JSONEditError.rootStays) {
      try JSONEdit.remove(JSONPath(), in: [0x31], embedded: [])
    }
    #expect(throws: JSONEditError.nothingAt(JSONPath([.key("a")]))) {
      try JSONEdit.remove(JSONPath([.key("a")]), in: Array("{}".utf8), embedded: [])
    }
  }

  @Test("an embedded text that is no JSON is shown and stored as text")
  func plainText() throws {
    let before = Array(#"{"flowData":"not \u0022JSON\u0022 \/ yet"}"#.utf8)
    let shown = try JSONEdit.text(at: path("flowData"), in: before, embedded: ["flowData"])
    #expect(String(decoding: shown, as: UTF8.self) == #"not "JSON" / yet"#)
    let after = try JSONEdit.setText(
      Array(#"not "JSON" / at all"#.utf8), at: path("flowData"), in: before, embedded: ["flowData"])
    #expect(
      String(decoding: after, as: UTF8.self) == #"{"flowData":"not \u0022JSON\u0022 \/ at all"}"#)
  }

  @Test("text that is not embedded comes and goes as it is written")
  func rawText() throws {
    let before = Array(#"{"name":"a\u0062","n":1.0}"#.utf8)
    #expect(
      try JSONEdit.text(at: path("name"), in: before, embedded: []) == Array(#""a\u0062""#.utf8))
    #expect(try JSONEdit.text(at: path(""), in: before, embedded: []) == before)
    #expect(
      try JSONEdit.setText(Array("2.50".utf8), at: path("n"), in: before, embedded: [])
        == Array(#"{"name":"a\u0062","n":2.50}"#.utf8))
  }

  @Test("two far edits in one embedded text leave the escapes between them")
  func farEdits() throws {
    let before = Array(#"{"flowData":"{\"a\":1,\u0022keep\u0022:\u0022\/\u0022,\"z\":1}"}"#.utf8)
    let after = try JSONEdit.setText(
      Array(#"{"a":2,"keep":"/","z":3}"#.utf8), at: path("flowData"), in: before,
      embedded: ["flowData"])
    #expect(
      String(decoding: after, as: UTF8.self)
        == #"{"flowData":"{\"a\":2,\u0022keep\u0022:\u0022\/\u0022,\"z\":3}"}"#)
  }

  @Test("a lone surrogate behind a backslash does not become an escape")
  func loneSurrogates() throws {
    func text(_ literal: String) throws -> String {
      let outer = Array("{\"flowData\":\(literal)}".utf8)
      return String(
        decoding: try JSONEdit.text(at: path("flowData"), in: outer, embedded: ["flowData"]),
        as: UTF8.self)
    }
    #expect(try text(#""\ud800""#) == #"\ud800"#)
    #expect(try text(#""\\\ud800""#) == "\\\u{FFFD}")
    #expect(try text(#""\\\\\uD800""#) == #"\\\uD800"#)
    #expect(try text(#""\ud83d\ude00""#) == "😀")
  }
}
