import JSONText
import Testing

@Suite struct JSONValueTests {
  private let sample = JSONValue.object([
    ("a\"", .array([.integer(-1), .number("1.50"), .boolean(true), .null])), ("e", .object([])),
    ("l", .array([])), ("s", .string("é\n")),
  ])

  @Test("writes compact and pretty")
  func writing() {
    #expect(
      String(decoding: sample.bytes(), as: UTF8.self)
        == #"{"a\"":[-1,1.50,true,null],"e":{},"l":[],"s":"é\n"}"#)
    #expect(
      String(decoding: sample.bytes(pretty: true), as: UTF8.self)
        == #"""
        {
          "a\"": [
            -1,
            1.50,
            true,
            null
          ],
          "e": {},
          "l": [],
          "s": "é\n"
        }
        """#)
  }

  @Test(
    "what is no number is written as a string", arguments: ["NaN", "1 ", "", "01", "1,2", "true"])
  func numbers(_ text: String) {
    #expect(JSONValue.number(text).bytes() == JSONString.literal(text))
  }

  @Test("no control and no mark of direction leaves it bare, and nothing is lost")
  func controls() throws {
    for value in Array(0...0x2FF) + Array(0x2000...0x20FF) + [0xFEFF, 0x1F600] {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let text = "a\(scalar)b"
      for json in [
        JSONValue.string(text), .object([(text, .null)]), .raw(JSONString.literal(text)),
      ] {
        for pretty in [false, true] {
          let bytes = json.bytes(pretty: pretty)
          let isBare = String(decoding: bytes, as: UTF8.self).unicodeScalars.contains {
            $0 != "\n"
              && (($0.properties.generalCategory == .control)
                || $0.properties.isBidiControl)
          }
          #expect(!isBare, "U+\(String(value, radix: 16))")
          let root = try JSONDocument(parsing: bytes).root
          let back = root.string ?? root.members.first { _ in true }?.key
          #expect(back?.utf8.elementsEqual(text.utf8) == true)
        }
      }
    }
  }

  @Test("raw parts are laid out with the rest, or copied to the byte")
  func raw() {
    let value = JSONValue.object([("r", .raw(Array("{ \"x\" : [1.0] }".utf8)))])
    #expect(
      String(decoding: value.bytes(pretty: true), as: UTF8.self)
        == "{\n  \"r\": {\n    \"x\": [\n      1.0\n    ]\n  }\n}")
    #expect(String(decoding: value.bytes(), as: UTF8.self) == #"{"r":{"x":[1.0]}}"#)
    #expect(
      String(decoding: value.bytes(escapingControls: false), as: UTF8.self)
        == "{\"r\":{ \"x\" : [1.0] }}")
    #expect(JSONValue.raw(Array("{".utf8)).bytes() == Array("\"{\"".utf8))
    #expect(JSONValue.raw([0xFF]).bytes() == Array("\"\u{FFFD}\"".utf8))
  }

  @Test("equal if written alike")
  func equality() {
    #expect(sample == sample)
    #expect(JSONValue.integer(1) == .number("1"))
    #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
  }

  @Test("is written from any depth without recursion")
  func depth() {
    var value = JSONValue.null
    for _ in 0..<5_000 { value = .array([value]) }
    #expect(value.bytes().count == 10_004)
  }
}

@Suite struct JSONFormatterTests {
  @Test(
    "lays out anew and keeps every spelling",
    arguments: [
      ("5", "5", "5"), (" [ ] ", "[]", "[]"), ("{ }", "{}", "{}"),
      ("[1.0,-0,1E400]", "[\n  1.0,\n  -0,\n  1E400\n]", "[1.0,-0,1E400]"),
      (
        #"{"b":"\u00e9\/","a":[{},[]],"b":null}"#,
        "{\n  \"b\": \"\\u00e9\\/\",\n  \"a\": [\n    {},\n    []\n  ],\n  \"b\": null\n}",
        #"{"b":"\u00e9\/","a":[{},[]],"b":null}"#
      ),
      (
        #"[{"a":1},{"b":2}]"#, "[\n  {\n    \"a\": 1\n  },\n  {\n    \"b\": 2\n  }\n]",
        #"[{"a":1},{"b":2}]"#
      ),
    ])
  func layout(_ text: String, _ pretty: String, _ compact: String) throws {
    let root = try JSONDocument(parsing: Array(text.utf8)).root
    #expect(String(decoding: JSONFormatter.pretty(root), as: UTF8.self) == pretty)
    #expect(String(decoding: JSONFormatter.compact(root), as: UTF8.self) == compact)
  }

  @Test("indents as wide as asked, and any value alone")
  func indent() throws {
    let root = try JSONDocument(parsing: Array(#"{"a":{"b":[1]}}"#.utf8)).root
    let inner = try #require(root["a"])
    #expect(
      String(decoding: JSONFormatter.pretty(inner, indent: 4), as: UTF8.self)
        == "{\n    \"b\": [\n        1\n    ]\n}")
    #expect(JSONFormatter.compact(inner) == Array(#"{"b":[1]}"#.utf8))
  }
}
