import JSONText
import SoakKit
import Testing

@Suite struct JSONDiagnosticTests {
  @Test("tells what is wrong, where, and what to do", arguments: Mistake.all)
  func telling(_ mistake: Mistake) throws {
    let bytes = Array(mistake.text.utf8)
    let error = try #require(throws: JSONDiagnostic.self) { try JSONDocument(parsing: bytes) }
    #expect(error.sentence == mistake.sentence)
    let marked = String(decoding: bytes[error.byteRange], as: UTF8.self)
    #expect(marked.utf8.elementsEqual((mistake.marks ?? "").utf8))
    #expect(JSONDocument(tolerating: bytes).diagnostics.first == error)
  }
}

@Suite struct JSONDiagnosticPlaceTests {
  /// Everything that a text can be cut in.
  private static let whole = Array(
    "{\n  \"a\\u00e9é😀\": [1, -2.5e+3, true, null, {}],\n  \"b\": {\"c\": [[\"\\n\"], false]}\n}"
      .utf8)

  @Test(
    "a text cut anywhere is told at its end, with what is still open", arguments: 0..<whole.count)
  func cut(_ length: Int) throws {
    let bytes = Array(Self.whole.prefix(length))
    let error = try #require(throws: JSONDiagnostic.self) { try JSONDocument(parsing: bytes) }
    let isInsideScalar = Self.whole[length] & 0xC0 == 0x80
    // What is half there is marked up to the end, or the first byte of half a character is.
    #expect(error.byteRange.upperBound == length || isInsideScalar)
    #expect(error.line == 1 + bytes.filter { $0 == 0x0A }.count)
    #expect(error.hint != nil || length == 0)
    #expect(error.sentence.hasPrefix("line \(error.line), column \(error.column): "))
    #expect(JSONDocument(tolerating: bytes).diagnostics.first == error)
  }

  @Test(
    "bytes that are no text are told as such",
    arguments: [
      ([0xFF, 0xFE, 0x7B, 0x00], 0..<2, "this text is UTF-16"),
      ([0xFE, 0xFF, 0x00, 0x7B], 0..<2, "this text is UTF-16"),
      ([0x7B, 0xE9, 0x7D], 1..<2, "the byte 0xE9 is not valid UTF-8 here"),
      ([0x5B, 0x31, 0xFF, 0x5D], 2..<3, "the byte 0xFF is not valid UTF-8 here"),
      ([0x7B, 0x7D, 0x80], 2..<3, "the byte 0x80 is not valid UTF-8 here"),
    ] as [([UInt8], Range<Int>, String)])
  func noText(_ bytes: [UInt8], _ range: Range<Int>, _ message: String) throws {
    let error = try #require(throws: JSONDiagnostic.self) { try JSONDocument(parsing: bytes) }
    #expect(error.message == message)
    #expect(error.byteRange == range)
    #expect(JSONDocument(tolerating: bytes).diagnostics.first == error)
  }
}

@Suite struct JSONToleranceTests {
  @Test(
    "keeps what a half-typed text says",
    arguments: [
      (#"{"a": 1, "b": "#, #"{"a":1,"b":}"#), (#"{"a": [1, 2"#, #"{"a":[1,2]}"#),
      (#"{"a": {"b": "c"#, #"{"a":{"b":"c}}"#), (#"{"a" 1 "b": 2}"#, #"{"a":1,"b":2}"#),
      (#"{"a": 1, , "b": 2}"#, #"{"a":1,"b":2}"#), ("[1, 2}]", "[1,2]"),
      (#"{"a": [1, {"b": 2], "c": 3}"#, #"{"a":[1,{"b":2}],"c":3}"#), (#"{"#, "{}"),
      (#"{"a": tru, "b": 2}"#, #"{"a":tru,"b":2}"#), (#"{a: 1}"#, "{a:1}"),
      (#"{"a": 0,2, "b": 1}"#, #"{"a":0,"b":1}"#), ("[1] 2", "[1]"), ("", ""), ("]", ""),
      (#"{"a"; 1}"#, #"{"a":1}"#), ("{\"a\"：1，\"b\" :: 2}", #"{"a":1,"b":2}"#),
      ("[1 /* , 2 */ , // 3\n\u{A0}4 # 5\n]", "[1,4]"),
      (#"{"a": 10 000, "b": 1;}"#, #"{"a":10,"b":1}"#),
      (#"{"a": hello world b: 1}"#, #"{"a":hello world,b:1}"#),
    ])
  func keeping(_ text: String, _ meaning: String) {
    let document = JSONDocument(tolerating: Array(text.utf8))
    #expect(!document.diagnostics.isEmpty)
    #expect(String(decoding: JSONFormatter.compact(document.root), as: UTF8.self) == meaning)
  }

  @Test("tells each of several mistakes, in order")
  func several() {
    let text = "{\n  a: 1\n  \"b\": tru,\n  \"c\" 3,\n}"
    let document = JSONDocument(tolerating: Array(text.utf8))
    #expect(document.diagnostics.map(\.line) == [2, 3, 3, 4, 5])
    #expect(document.root.members.map(\.key) == ["a", "b", "c"])
    #expect(document.root["b"]?.isMissing == true)
  }

  @Test("stops telling at a hundred")
  func manyMistakes() {
    let text = String(repeating: "x,\n", count: 10_000)
    #expect(JSONDocument(tolerating: Array("[\(text)]".utf8)).diagnostics.count == 100)
  }

  @Test("ends, with a whole map, on any cut or broken text", arguments: Soak.numbers(20))
  func anyText(_ batch: Int) {
    for seed in UInt64(batch) * 50..<UInt64(batch + 1) * 50 {
      var random = RandomJSON(seed: seed)
      var bytes = random.document()
      for _ in 0..<Int.random(in: 1...4, using: &random.generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random.generator)
        let byte = random.pick(Array("{}[],:\"'\\0-e.tu/= \n".utf8) + [0, 0x80, 0xED, 0xFF])
        switch Int.random(in: 0..<4, using: &random.generator) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(byte, at: place)
        case 2: bytes[place] = byte
        default: bytes.removeSubrange(place...)
        }
      }
      let document = JSONDocument(tolerating: bytes)
      let isJSON = (try? JSONDocument(parsing: bytes)) != nil
      #expect(document.diagnostics.isEmpty == isJSON, "seed \(seed)")
      if !isJSON {
        let first = #expect(throws: JSONDiagnostic.self) { try JSONDocument(parsing: bytes) }
        #expect(document.diagnostics.first == first, "seed \(seed)")
      }
      var count = 0
      for path in RandomJSON.paths(of: document.root) {
        count += document.root.value(at: path)?.bytes.count ?? 0
        #expect(document.root.value(at: path) != nil, "seed \(seed)")
      }
      #expect(count >= document.root.range.count, "seed \(seed)")
    }
  }
}
