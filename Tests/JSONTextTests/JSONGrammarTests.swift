import JSONText
import Testing

@Suite struct JSONGrammarTests {
  private func shown(_ bytes: [UInt8]) -> Comment {
    Comment(rawValue: String(decoding: bytes.prefix(60), as: UTF8.self).debugDescription)
  }

  @Test("accepts what RFC 8259 accepts, and keeps its bytes")
  func accepts() {
    #expect(JSONGrammarCases.accepted.count >= 120)
    for bytes in JSONGrammarCases.accepted {
      let document = try? JSONDocument(parsing: bytes)
      #expect(document?.bytes == bytes, shown(bytes))
      #expect(JSONDocument(tolerating: bytes).diagnostics.isEmpty, shown(bytes))
      #expect((try? JSONDocument(parsing: bytes, syntax: .json5)) != nil, shown(bytes))
    }
  }

  @Test("refuses what RFC 8259 refuses, at a place inside the text")
  func refuses() {
    #expect(JSONGrammarCases.refused.count >= 230)
    for bytes in JSONGrammarCases.refused + [[]] {
      let document = JSONDocument(tolerating: bytes)
      #expect(document.bytes == bytes, shown(bytes))
      #expect(!document.diagnostics.isEmpty, shown(bytes))
      let error = #expect(throws: JSONDiagnostic.self, shown(bytes)) {
        try JSONDocument(parsing: bytes)
      }
      #expect(error == document.diagnostics.first, shown(bytes))
      #expect(error.map { $0.byteRange.upperBound <= bytes.count } == true, shown(bytes))
    }
  }

  @Test("reads or refuses what is left open, and changes none of its bytes")
  func either() throws {
    #expect(JSONGrammarCases.either.count >= 35)
    for bytes in JSONGrammarCases.either {
      #expect(JSONDocument(tolerating: bytes).bytes == bytes, shown(bytes))
      let text = [0x5B] + bytes + Array(", 1]".utf8)
      guard let root = (try? JSONDocument(parsing: text))?.root else {
        #expect(throws: JSONDiagnostic.self, shown(bytes)) { try JSONDocument(parsing: text) }
        continue
      }
      let splices = try JSONStructure.replace(JSONPath([.index(1)]), with: [0x32], in: root)
      #expect(
        JSONSplice.apply(splices, to: text) == [0x5B] + bytes + Array(", 2]".utf8), shown(bytes))
    }
  }

  @Test("reads numbers out of range and lone surrogates, and refuses what is not UTF-8")
  func chosen() {
    func isAccepted(_ text: String) -> Bool {
      (try? JSONDocument(parsing: Array(text.utf8))) != nil
    }
    #expect(isAccepted("[1e400, -1E400, 123e-10000000, 123456789012345678901234567890]"))
    #expect(isAccepted(#"["\ud800", "\udfaa\ud834", {"\udead": 1}]"#))
    #expect(!isAccepted("\u{FEFF}{}"))
    let accepted = JSONGrammarCases.either.filter { (try? JSONDocument(parsing: $0)) != nil }
    #expect(accepted.count == 24)
  }
}
