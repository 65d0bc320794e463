import JSONText
import Testing

@Suite struct JSONScannerTests {
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

  @Test("a text of too many values is refused before its map grows past the limit")
  func tooManyValues() {
    let most = JSONDocument.valueLimit - 2
    var fitting = [UInt8](repeating: UInt8(ascii: "0"), count: 2 * most + 1)
    for index in stride(from: 0, through: 2 * most, by: 2) { fitting[index] = UInt8(ascii: ",") }
    fitting[0] = UInt8(ascii: "[")
    fitting[2 * most] = UInt8(ascii: "]")
    #expect((try? JSONDocument(parsing: fitting))?.root.count == most)
    let over = Array("[0,\n0,".utf8) + fitting.dropFirst()
    let error = #expect(throws: JSONDiagnostic.self) { try JSONDocument(parsing: over) }
    #expect(error?.message == JSONDocument.tooManyValues)
    #expect(
      JSONDocument(tolerating: over).diagnostics.map(\.message) == [JSONDocument.tooManyValues])
  }
}
