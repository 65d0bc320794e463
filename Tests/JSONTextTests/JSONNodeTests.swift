import JSONText
import Testing

@Suite struct JSONNodeTests {
  private func root(_ text: String) throws -> JSONNode {
    try JSONDocument(parsing: Array(text.utf8)).root
  }

  @Test("walks members and elements in the order of the text")
  func walking() throws {
    let node = try root(#" { "b" : [1, {"x": 2}, "s"], "a": {}, "b": true } "#)
    #expect(node.kind == .object)
    #expect(node.count == 3)
    #expect(node.members.map(\.key) == ["b", "a", "b"])
    #expect(node.range == 1..<49)
    let list = try #require(node.members.first { $0.key == "b" }).value
    #expect(list.elements.map(\.kind) == [.number, .object, .string])
    #expect(list.members.map(\.key).isEmpty)
    #expect(list[1]?["x"]?.integer == 2)
    #expect(list[3] == nil)
    #expect(list[-1] == nil)
  }

  @Test("the last of duplicate keys counts")
  func duplicates() throws {
    #expect(try root(#"{"a":1,"a":2}"#)["a"]?.integer == 2)
  }

  @Test("keys are compared by code unit, escapes decoded")
  func keys() throws {
    let node = try root(#"{"\u0061\/b": 1, "\#u{E9}": 2, "e\#u{301}": 3, "\ud800": 4}"#)
    #expect(node["a/b"]?.integer == 1)
    #expect(node["\u{E9}"]?.integer == 2)
    #expect(node["e\u{301}"]?.integer == 3)
    #expect(node["\u{FFFD}"]?.integer == 4)
    #expect(node.members.map { Array($0.keyBytes) }.last == [0xED, 0xA0, 0x80])
  }

  @Test(
    "reads whole numbers however they are spelled",
    arguments: [
      ("0", 0), ("-0", 0), ("2.0", 2), ("1e3", 1000), ("120e-1", 12), ("9223372036854775807", .max),
      ("-9223372036854775808", .min), ("9223372036854775808", nil), ("1.5", nil), ("1e400", nil),
      ("1e999999999999999999999999", nil), ("\"1\"", nil), ("0e99999999999999999999", 0),
    ] as [(String, Int?)])
  func integers(_ text: String, _ value: Int?) throws {
    #expect(try root(text).integer == value)
    #expect(try root(text).numberText == (text.first == "\"" ? nil : text))
  }

  @Test("doubles are finite or absent")
  func doubles() throws {
    #expect(try root("0.1").double == 0.1)
    #expect(try root("1e400").double == nil)
    #expect(try root("true").double == nil)
  }

  @Test(
    "decodes strings",
    arguments: [
      (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{c}\n\r\t"), (#""\u00e9\u6f22""#, "é漢"),
      (#""\ud83d\ude00""#, "😀"), (#""\uD83D\uDE00x""#, "😀x"), (#""\ud83d""#, "\u{FFFD}"),
      (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
      (#""\ud83d\n""#, "\u{FFFD}\n"), ("\"\"", ""),
    ])
  func strings(_ literal: String, _ text: String) throws {
    #expect(try root(literal).string == text)
  }

  @Test("a literal decodes to the text it was made of, even with lone surrogates")
  func literals() throws {
    for bytes in [
      [0xED, 0xA0, 0x80], [0x61, 0xED, 0xBF, 0xBF], Array("\u{0}\u{1F}\"\\é😀\u{7F}".utf8),
    ]
      as [[UInt8]]
    {
      let literal = JSONString.literal(bytes: bytes)
      #expect(try JSONDocument(parsing: literal).root.stringBytes == bytes)
    }
    #expect(JSONString.literal("\u{1}\n") == Array(#""\u0001\n""#.utf8))
    #expect(JSONString.literal(bytes: [0xED, 0xA0, 0x80]) == Array(#""\ud800""#.utf8))
    #expect(JSONString.literal(bytes: [0xFF]) == Array("\"\u{FFFD}\"".utf8))
  }

  @Test("values are found by every form of path")
  func paths() throws {
    let node = try root(#"{"nodes":[{"data":{"x.y":5}},{"3":6}]}"#)
    for text in [#"nodes[0].data["x.y"]"#, #".nodes[0].data["x.y"]"#, "/nodes/0/data/x.y"] {
      #expect(node.value(at: try JSONPath(parsing: text))?.integer == 5)
    }
    for text in ["nodes.1.3", "/nodes/1/3", "nodes[1][3]"] {
      #expect(node.value(at: try JSONPath(parsing: text))?.integer == 6)
    }
    #expect(node.value(at: try JSONPath(parsing: "nodes.01.3")) == nil)
    #expect(node.value(at: try JSONPath(parsing: "nodes[2]")) == nil)
  }
}
