import FlowModel
import JSONText
import SoakKit
import Testing

@Suite("Mistakes of syntax with one good mend")
struct SyntaxFixTests {
  private func firstFix(of text: String) -> FlowFix? {
    let bytes = Array(text.utf8)
    return JSONDocument(tolerating: bytes).diagnostics.first.flatMap { FlowFix(of: $0, in: bytes) }
  }

  @Test(
    "is offered, and makes the text JSON",
    arguments: [
      (#"{"a": 1,}"#, #"{"a": 1}"#), ("[1,\n]", "[1\n]"), ("[1,,2]", "[1,2]"),
      (#"{"t": 0,2}"#, #"{"t": 0.2}"#), (#"{"t": 3,14, "b": 1}"#, #"{"t": 3.14, "b": 1}"#),
      (#"{"a": 'it'}"#, #"{"a": "it"}"#), (#"{"a": 'say "hi"'}"#, #"{"a": "say \"hi\""}"#),
      (#"{'a b': 1}"#, #"{"a b": 1}"#), (#"['it\'s']"#, #"["it's"]"#),
      ("[True]", "[true]"), ("[None, 1]", "[null, 1]"), (#"{"a": undefined}"#, #"{"a": null}"#),
      (#"{"a": FALSE}"#, #"{"a": false}"#), (#"{name: 1}"#, #"{"name": 1}"#),
      ("{\"a\": 1\n \"b\": 2}", "{\"a\": 1,\n \"b\": 2}"), ("[{} {}]", "[{}, {}]"),
      (#"["a" "b"]"#, #"["a", "b"]"#), ("[1\n2]", "[1,\n2]"), (#"{"a" = 1}"#, #"{"a" : 1}"#),
      (#"{"a": 1; "b": 2}"#, #"{"a": 1, "b": 2}"#), ("[\"a\tb\"]", #"["a\tb"]"#),
    ])
  func mends(_ text: String, _ mended: String) throws {
    let fix = try #require(firstFix(of: text))
    let result = JSONSplice.apply(fix.splices, to: Array(text.utf8))
    #expect(String(decoding: result, as: UTF8.self) == mended)
    #expect(throws: Never.self) { try JSONDocument(parsing: result) }
  }

  @Test(
    "is not offered where several make sense",
    arguments: [
      #"{"max": 1,000}"#, #"{"a": 'it's'}"#, #"{"a": "say "hi" there"}"#, "[1 000]",
      #"{"a": "x" "y", "b": 1}"#, #"{"a": hello}"#, #"{"a": [1, 2}"#, #"{"a": 1"#, "[1,}",
      #"{"1": 1,2: 3}"#, #"{"a": }"#, #"{"a" 1}"#, "[007]", "", "{}}", #"{"a": 'x}"#,
    ])
  func uncertain(_ text: String) {
    #expect(firstFix(of: text)?.title == nil)
  }

  @Test("belongs to its mistake, also where others stand before it")
  func second() {
    let bytes = Array(#"{"a": hello, "b": True}"#.utf8)
    let fixes = JSONDocument(tolerating: bytes).diagnostics.map {
      FlowFix(of: $0, in: bytes)?.title
    }
    #expect(fixes == [nil, "write true"])
  }

  @Test("is part of the problem of a body")
  func inProblem() {
    let found = FlowCheck.problems(
      inBody: Array(#"{"nodes":[],"edges":[],}"#.utf8), kind: .chatflow)
    #expect(found.map(\.level) == [.syntax])
    #expect(found.first?.fix?.title == "remove the ',' before it")
  }

  @Test("moves the first mistake on in any broken text", arguments: Soak.numbers(10))
  func random(_ batch: Int) {
    for seed in UInt64(batch) * 50..<UInt64(batch + 1) * 50 {
      var random = SeededGenerator(seed: seed)
      var bytes = Array(FlowPieces.agentflow.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let junk = Array("{}[],:\"'\\0;=eTn \n\t".utf8)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(junk[Int.random(in: 0..<junk.count, using: &random)], at: place)
        default: bytes[place] = junk[Int.random(in: 0..<junk.count, using: &random)]
        }
      }
      guard let first = JSONDocument(tolerating: bytes).diagnostics.first,
        let fix = FlowFix(of: first, in: bytes)
      else { continue }
      let mended = JSONSplice.apply(fix.splices, to: bytes)
      let rest = JSONDocument(tolerating: mended).diagnostics.first.map {
        mended.count - $0.byteRange.lowerBound
      }
      #expect((rest ?? -1) < bytes.count - first.byteRange.lowerBound, "seed \(seed)")
    }
  }
}
