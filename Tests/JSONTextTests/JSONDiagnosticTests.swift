import JSONText
import SoakKit
import Testing

struct Mistake: CustomTestStringConvertible {
  let text: String
  let sentence: String
  /// What is marked; `nil` if something is missing at the end.
  var marks: String?

  init(_ text: String, _ sentence: String, marks: String? = nil) {
    self.text = text
    self.sentence = sentence
    self.marks = marks
  }

  var testDescription: String { text.debugDescription }
}

@Suite struct JSONDiagnosticTests {
  static let mistakes = [
    Mistake("", "line 1, column 1: a value is expected; the text is empty"),
    Mistake(
      "{\n  \"a\": 1\n  \"b\": 2\n}", "line 3, column 3: ',' expected before this key",
      marks: "\"b\""),
    Mistake("[1 2]", "line 1, column 4: ',' expected before this value", marks: "2"),
    Mistake(
      "{\"temperature\": 0,2}", "line 1, column 17: '0,2' is not a number; write 0.2", marks: "0,2"),
    Mistake("[.5]", "line 1, column 2: '.5' is not a number; write 0.5", marks: ".5"),
    Mistake("[5.]", "line 1, column 2: '5.' is not a number; write 5.0", marks: "5."),
    Mistake("[+1]", "line 1, column 2: '+1' is not a number; write 1", marks: "+1"),
    Mistake("[007]", "line 1, column 2: '007' is not a number; write 7", marks: "007"),
    Mistake("[-007]", "line 1, column 2: '-007' is not a number; write -7", marks: "-007"),
    Mistake("[1_000]", "line 1, column 2: '1_000' is not a number; write 1000", marks: "1_000"),
    Mistake("[0x1F]", "line 1, column 2: '0x1F' is not a number; write 31", marks: "0x1F"),
    Mistake(
      "[1.2.3]", "line 1, column 2: '1.2.3' is not a number; put it in double quotes if it is text",
      marks: "1.2.3"),
    Mistake("[True]", "line 1, column 2: 'True' is not a value; write true", marks: "True"),
    Mistake("[None]", "line 1, column 2: 'None' is not a value; write null", marks: "None"),
    Mistake("[NaN]", "line 1, column 2: 'NaN' is not a value; write null", marks: "NaN"),
    Mistake(
      "[hello]", "line 1, column 2: 'hello' is not a value; put it in double quotes if it is text",
      marks: "hello"),
    Mistake(
      "[“a”]", "line 1, column 2: '“a”' is not a value; use straight double quotes", marks: "“a”"),
    Mistake(
      "['a']", "line 1, column 2: a string needs double quotes; write \"…\" instead of '…'",
      marks: "'"),
    Mistake(
      "{name: 1}", "line 1, column 2: the key 'name' needs double quotes; write \"name\"",
      marks: "name"),
    Mistake(
      "{\"a\" 1}", "line 1, column 6: ':' expected after this key; write \"key\": value", marks: "1"
    ),
    Mistake(
      "{\"a\" = 1}",
      "line 1, column 6: ':' expected after this key; write ':' instead of '='", marks: "="),
    Mistake(
      "{\"a\": 1,}",
      "line 1, column 9: a key is expected after the last ','; remove the ',' before '}'",
      marks: "}"),
    Mistake(
      "[1,]", "line 1, column 4: a value is expected after the last ','; remove the ',' before ']'",
      marks: "]"),
    Mistake(
      "[1,,2]", "line 1, column 4: a value is expected before ','; remove the ',' before it",
      marks: ","),
    Mistake("{\"a\":}", "line 1, column 6: a value is expected before '}'", marks: "}"),
    Mistake(
      "{\"a\": [1, 2}",
      "line 1, column 12: ']' expected, not '}'; the '[' of line 1, column 7 is still open",
      marks: "}"),
    Mistake(
      "{\n  \"a\": [\n",
      "line 3, column 1: ']' expected; the text ends here; the '[' of line 2, column 8 is still open"
    ),
    Mistake(
      "{\"a\"",
      "line 1, column 5: ':' and a value expected; the text ends here; the '{' of line 1, column 1 is still open"
    ),
    Mistake(
      "[\"abc\n\"]",
      "line 1, column 2: this string is not closed on its line; write the closing quote, or a line break as \\n",
      marks: "\"abc"),
    Mistake(
      "[\"abc", "line 1, column 2: this string is not closed; write the closing quote",
      marks: "\"abc"),
    Mistake(
      "[\"a\tb\"]",
      "line 1, column 4: a control character stands inside this string; write it as \\t",
      marks: "\t"),
    Mistake(
      "[\"a\u{1}b\"]",
      "line 1, column 4: a control character stands inside this string; write it as \\u0001",
      marks: "\u{1}"),
    Mistake(
      "[\"C:\\docs\"]",
      "line 1, column 5: '\\d' is not an escape; a backslash itself is written \\\\", marks: "\\d"),
    Mistake(
      "[\"\\u12\"]",
      "line 1, column 3: '\\u12' is half an escape; \\u takes four hexadecimal digits",
      marks: "\\u12"),
    Mistake(
      "{} {}", "line 1, column 4: '{' stands after the end of the document", marks: "{"),
    Mistake(
      "{}}",
      "line 1, column 3: '}' stands after the end of the document; remove it; it closes nothing",
      marks: "}"),
    Mistake(
      "\u{FEFF}{}",
      "line 1, column 1: a byte order mark stands before the text; save the file as UTF-8 without BOM",
      marks: "\u{FEFF}"),
    Mistake(
      "{// note\n}",
      "line 1, column 2: a key is expected, not a comment; JSON has no comments; remove it",
      marks: "//"),
    Mistake("[\"漢é👩‍👧\" 1]", "line 1, column 8: ',' expected before this value", marks: "1"),
    Mistake("[\"a\"\r\n\"b\"]", "line 2, column 1: ',' expected before this value", marks: "\"b\""),
    Mistake(
      "[\u{1B}[31m]",
      "line 1, column 2: '\\u001b' is not a value; put it in double quotes if it is text",
      marks: "\u{1B}"),
  ]

  @Test("tells what is wrong, where, and what to do", arguments: mistakes)
  func telling(_ mistake: Mistake) throws {
    let bytes = Array(mistake.text.utf8)
    let error = try #require(throws: JSONDiagnostic.self) { try JSONDocument(parsing: bytes) }
    #expect(error.sentence == mistake.sentence)
    let marked = String(decoding: bytes[error.byteRange], as: UTF8.self)
    #expect(marked.utf8.elementsEqual((mistake.marks ?? "").utf8))
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
      (#"{"a"; 1}"#, #"{"a":;,1:}"#),
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
