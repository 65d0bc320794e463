import JSONText
import Testing

@Suite struct JSONScannerTests {
  @Test(
    "accepts what RFC 8259 accepts",
    arguments: [
      "{}", "[]", "null", "true", "false", "0", "-0", "\"\"", " 1 ", "\t\r\n[]\n",
      "[0.1, -1.5, 1e9, 1E+9, 1e-9, 0e0, 0.0e-0, 123456789012345678901234567890]",
      "[1e400, -1E400, 1e-400]", "{\"\": 0}", "{\"a\": 1, \"a\": 2}", "[[[]]]", "[{}, {}]",
      "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\uFFFF\\u00e9\"", "\"\\ud83d\\ude00\"",
      "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud800\\u0041\"", "\"/ ' \u{7F} \u{2028} \u{FFFF}\"",
      "\"é漢😀\u{10FFFF}\"", "[\"a\",1,null,true,false,{\"b\":[]}]", "{\"a\":{\"a\":{\"a\":[1]}}}",
      "\"a string that is longer than eight bytes, with a quote \\\" in it\"",
    ])
  func accepts(_ text: String) throws {
    let document = try JSONDocument(parsing: Array(text.utf8))
    #expect(document.diagnostics.isEmpty)
    #expect(JSONDocument(tolerating: Array(text.utf8)).diagnostics.isEmpty)
    _ = try JSONDocument(parsing: Array(text.utf8), syntax: .json5)
  }

  @Test(
    "refuses what RFC 8259 refuses",
    arguments: [
      "", " ", "{", "[", "}", "]", ",", ":", "[1,]", "[,1]", "[1,,2]", "[1 2]", "[1", "[1,", "[1}",
      "{\"a\":1,}", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{a:1}",
      "{1:1}",
      "{'a':1}", "{\"a\":1]", "{\"a\"", "{\"a\":", "{\"a\":1", "{null:1}", "{[]:1}", "{\"a\"::1}",
      "01", "-01", "00", "-", "+1", ".5", "5.", "-.5", "1.e3", "1e", "1e+", "1ee3", "1.2.3", "0x10",
      "1_000", "--1", "1a", "1-1", "NaN", "Infinity", "-Infinity", "1/2", "0,2 ]",
      "tru", "truee", "True", "TRUE", "nul", "nulll", "fals", "none", "undefined", "t", "f", "n",
      "\"", "\"a", "\"\\", "\"\\\"", "\"\\a\"", "\"\\x41\"", "\"\\u\"", "\"\\u12\"", "\"\\u12g4\"",
      "\"\\u 123\"", "'a'", "\"a\tb\"", "\"a\nb\"", "\"a\u{0}b\"", "\"a\u{1F}b\"", "\u{1F}",
      "[] []", "{} x", "1 2", "null,", "[]]", "{}}", "// c\n1", "/* c */ 1", "[1] // c", "#\n1",
      "\u{FEFF}1", "\u{A0}1", "[1\u{B}]", "\u{C}1", "é", "[\"a\" \"b\"]", "[\"a\": 1]",
      "{\"a\", 1}",
    ])
  func refuses(_ text: String) {
    #expect(throws: JSONDiagnostic.self) { try JSONDocument(parsing: Array(text.utf8)) }
    #expect(!JSONDocument(tolerating: Array(text.utf8)).diagnostics.isEmpty)
  }

  @Test(
    "refuses bytes that are not UTF-8",
    arguments: [
      [0x80], [0xBF], [0xC0, 0xAF], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80],
      [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x28, 0x8C],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ] as [[UInt8]])
  func refusesBytes(_ bytes: [UInt8]) throws {
    let text = Array("[\"ab".utf8) + bytes + Array("c\"]".utf8)
    let error = try #require(throws: JSONDiagnostic.self) { try JSONDocument(parsing: text) }
    #expect(error.message.contains("is not valid UTF-8"))
    #expect(error.byteRange.lowerBound == 4)
    #expect(throws: JSONDiagnostic.self) { try JSONDocument(parsing: bytes) }
  }

  @Test("finds the first special byte at every alignment", arguments: 0..<24)
  func alignments(_ length: Int) throws {
    for special in ["\\n", "é", "\\u00e9", "😀", "'"] {
      let text = String(repeating: "x", count: length) + special
      let document = try JSONDocument(parsing: Array("[\"\(text)\",7]".utf8))
      #expect(document.root[1]?.integer == 7)
      #expect(document.root[0]?.bytes.count == text.utf8.count + 2)
    }
    let broken = "\"" + String(repeating: "x", count: length) + "\u{1}" + "xxxxxxxxx\""
    let error = try #require(throws: JSONDiagnostic.self) {
      try JSONDocument(parsing: Array(broken.utf8))
    }
    #expect(error.byteRange == length + 1..<length + 2)
  }

  @Test("counts depth exactly, and a depth bomb is only a diagnostic")
  func depth() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array(String(repeating: "[", count: depth).utf8)
        + Array(String(repeating: "]", count: depth).utf8)
    }
    _ = try JSONDocument(parsing: nested(512))
    for depth in [513, 1_000_000] {
      let error = try #require(throws: JSONDiagnostic.self) {
        try JSONDocument(parsing: nested(depth))
      }
      #expect(error.message == "more than 512 objects and arrays inside each other")
      #expect(error.column == 513)
      #expect(JSONDocument(tolerating: nested(depth)).diagnostics.count == 1)
    }
    let objects = Array(String(repeating: "{\"a\":", count: 1_000_000).utf8)
    #expect(throws: JSONDiagnostic.self) { try JSONDocument(parsing: objects) }
    #expect(JSONDocument(tolerating: objects).root.kind == .object)
  }
}
