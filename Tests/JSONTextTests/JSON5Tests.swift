import JSONText
import Testing

@Suite struct JSON5Tests {
  private func read(_ text: String) throws -> JSONNode {
    try JSONDocument(parsing: Array(text.utf8), syntax: .json5).root
  }

  @Test("reads a key file")
  func keyFile() throws {
    let root = try read(
      """
      \u{FEFF}// keys.json5
      {
        global: { help: ["?", 'F1'], back: ["Esc",], }, /* several
        lines */
        list: { 'delete': [], custom: { "g h": ":flows state:waiting" } },
        größe: 1, $a_1: 2,
      } // end
      """)
    #expect(root.members.map(\.key) == ["global", "list", "größe", "$a_1"])
    #expect(root.value(at: try JSONPath(parsing: "global.help[1]"))?.string == "F1")
    #expect(root.value(at: try JSONPath(parsing: "global.back"))?.count == 1)
    #expect(root["list"]?["delete"]?.kind == .array)
    #expect(root["$a_1"]?.integer == 2)
  }

  @Test(
    "reads the numbers of JSON5",
    arguments: [
      ("+1", 1), (".5e1", 5), ("5.", 5), ("0x1F", 31), ("-0xa", -10), ("+.0", 0), ("12", 12),
      ("-Infinity", nil), ("NaN", nil), ("+Infinity", nil), ("0.5", nil),
    ] as [(String, Int?)])
  func numbers(_ text: String, _ value: Int?) throws {
    #expect(try read(text).kind == .number)
    #expect(try read(text).integer == value)
    #expect(try read("[\(text)]").count == 1)
    #expect(try read("[\(text)/* c */]")[0]?.numberText == text)
  }

  @Test(
    "reads the strings of JSON5",
    arguments: [
      (#"'it\'s "so"'"#, #"it's "so""#), (#""it's""#, "it's"), ("'a\\\nb\\\r\nc'", "abc"),
      (#"'\x41\v\0\q'"#, "A\u{B}\u{0}q"), ("'\\é'", "é"), ("'\u{2028}'", "\u{2028}"),
    ])
  func strings(_ text: String, _ value: String) throws {
    #expect(try read(text).string == value)
  }

  @Test(
    "tells mistakes with their place",
    arguments: [
      ("{a: 1 b: 2}", "line 1, column 7: ',' expected before this key"),
      (
        "{\n  theme: dark\n}",
        "line 2, column 10: 'dark' is not a value; put it in double quotes if it is text"
      ),
      ("{a: 1} /* x", "line 1, column 8: this comment is not closed; close it with */"),
      ("{a-b: 1}", "line 1, column 3: ':' expected after this key; write \"key\": value"),
      ("{1a: 1}", "line 1, column 2: the key '1a' needs double quotes; write \"1a\""),
      ("[,]", "line 1, column 2: a value is expected before ','; remove it"),
      ("'a", "line 1, column 1: this string is not closed; write the closing quote"),
      ("[01]", "line 1, column 2: '01' is not a number; write 1"),
      ("[0x]", "line 1, column 2: '0x' is not a number; put it in double quotes if it is text"),
      ("'\\x4'", "line 1, column 2: '\\x' is not an escape; a backslash itself is written \\\\"),
      ("", "line 1, column 1: a value is expected; the text is empty"),
      ("// only a comment", "line 1, column 18: a value is expected; the text is empty"),
    ])
  func mistakes(_ text: String, _ sentence: String) throws {
    let error = try #require(throws: JSONDiagnostic.self) { try read(text) }
    #expect(error.sentence == sentence)
  }

  @Test("strict JSON does not learn from it", arguments: ["{a:1}", "'a'", "[1,]", "0x1", "1//c"])
  func strict(_ text: String) throws {
    _ = try read(text)
    #expect(throws: JSONDiagnostic.self) { try JSONDocument(parsing: Array(text.utf8)) }
  }
}
