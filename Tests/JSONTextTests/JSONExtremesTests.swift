import JSONText
import Testing

/// Texts that are legal, or nearly, and far from usual.
@Suite struct JSONExtremesTests {
  private func nested(_ depth: Int, around inner: String = "") -> [UInt8] {
    [UInt8](repeating: 0x5B, count: depth) + Array(inner.utf8)
      + [UInt8](repeating: 0x5D, count: depth)
  }

  @Test("a depth of 100,000 is read, printed and edited without recursion")
  func depth() throws {
    let depth = 100_000
    let bytes = nested(depth, around: "1, 2")
    let document = try JSONDocument(parsing: bytes, depthLimit: depth)
    // Compared outside of the macro, which would show both.
    func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { left == right }
    #expect(isEqual(JSONFormatter.compact(document.root), nested(depth, around: "1,2")))
    #expect(JSONFormatter.pretty(document.root, indent: 0).count == bytes.count + 2 * depth)
    #expect(isEqual(JSONCanonical.bytes(of: document.root), nested(depth, around: "1e0,2e0")))
    let path = JSONPath([JSONPath.Step](repeating: .index(0), count: depth))
    #expect(document.root.value(at: path)?.integer == 1)
    let splices = try JSONStructure.replace(path, with: [0x33], in: document.root)
    #expect(splices == [JSONSplice(range: depth..<depth + 1, bytes: [0x33])])
    #expect(try JSONStructure.move(path, by: 1, in: document.root).count == 2)
    for text in [path.dotted, path.jq, path.pointer] {
      let isSame = try JSONPath(parsing: text) == path
      #expect(isSame)
    }
    let error = #expect(throws: JSONDiagnostic.self) { try JSONDocument(parsing: bytes) }
    #expect(error?.column == 513)
    #expect(JSONDocument(tolerating: bytes).diagnostics == [error])
  }

  @Test("documents of 2000 levels are compared without recursion")
  func deepComparison() throws {
    let old = try JSONDocument(parsing: nested(2000, around: "1"), depthLimit: 2000)
    let new = try JSONDocument(parsing: nested(2000, around: "2"), depthLimit: 2000)
    #expect(JSONDiff.changes(from: old.root, to: new.root).map(\.path.steps.count) == [2000])
  }

  @Test("a line of 2 MB is edited where it is edited, and told of at the right column")
  func longLine() throws {
    let word = #"漢 \u0041\/ plain text, {x} "#
    let count = 2_000_000 / word.utf8.count
    let text = String(repeating: word, count: count)
    let bytes = Array("{\"a\": 1, \"long\": \"\(text)\", \"z\": [true]}".utf8)
    let root = try JSONDocument(parsing: bytes).root
    let splices = try JSONStructure.insert(
      [0x32], key: nil, at: 0, in: JSONPath([.key("z")]), of: root)
    #expect(
      splices == [JSONSplice(range: bytes.count - 6..<bytes.count - 6, bytes: [0x32, 0x2C, 0x20])])
    let literal = try #require(root["long"])
    var shown = JSONEdit.text(of: literal)
    shown.append(0x21)
    let end = literal.range.upperBound - 1
    #expect(
      JSONEdit.splices(storing: shown, in: literal)
        == [JSONSplice(range: end..<end, bytes: [0x21])])
    let error = try #require(throws: JSONDiagnostic.self) {
      try JSONDocument(parsing: Array(bytes.dropLast(2)))
    }
    #expect(error.column == 32 + word.count * count)
    #expect(error.byteRange.lowerBound == bytes.count - 2)
  }

  @Test(
    "odd bytes stay as they are in what is not edited",
    arguments: [
      "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\u{7F}\u{FEFF}\u{2028}\"",
      "\"\\/\\u002F\"",
      "1E400", "-0", "[\r\r]", "{\r\n\t}", "\"\u{FFFF}\u{10FFFF}\"", "\"\\uD83D\\uDE00\"",
    ])
  func oddities(_ value: String) throws {
    let text = "\r {\r\"k\"\r:\r\(value)\r,\r\"b\" : 1 }\r"
    let root = try JSONDocument(parsing: Array(text.utf8)).root
    func result(_ splices: [JSONSplice]) -> String {
      String(decoding: JSONSplice.apply(splices, to: Array(text.utf8)), as: UTF8.self)
    }
    let b = JSONPath([.key("b")])
    #expect(
      result(try JSONStructure.replace(b, with: [0x32], in: root)).utf8.elementsEqual(
        "\r {\r\"k\"\r:\r\(value)\r,\r\"b\" : 2 }\r".utf8))
    #expect(
      result(try JSONStructure.move(b, by: -1, in: root)).utf8.elementsEqual(
        "\r {\r\"b\" : 1\r,\r\"k\"\r:\r\(value) }\r".utf8))
    #expect(
      result(try JSONStructure.remove(b, in: root)).utf8.elementsEqual(
        "\r {\r\"k\"\r:\r\(value) }\r".utf8))
  }

  @Test(
    "a broken byte anywhere is told at its place, and no byte is lost",
    arguments: [0x00, 0x0D, 0x80, 0xED, 0xFF] as [UInt8])
  func brokenByte(_ byte: UInt8) throws {
    let bytes = Array(#"{"a": ["é", 1.5e3, true], "b": null}"#.utf8)
    for place in bytes.indices {
      var broken = bytes
      broken.insert(byte, at: place)
      let document = JSONDocument(tolerating: broken)
      #expect(document.bytes == broken)
      let isBlank = byte == 0x0D && (try? JSONDocument(parsing: broken)) != nil
      #expect(document.diagnostics.isEmpty == isBlank, "at \(place)")
      guard let first = document.diagnostics.first else { continue }
      // The byte, the word around it, the character that it splits or the string that it ends.
      #expect(first.byteRange.lowerBound <= place + 1, "at \(place)")
      #expect(first.byteRange.upperBound >= place - 1, "at \(place)")
    }
  }
}
