import JSONText
import SoakKit
import Testing

@Suite("Places of an indexed document")
struct JSONPlacesTests {
  private func expectSameWays(_ bytes: [UInt8], _ comment: Comment) {
    let document = JSONDocument(tolerating: bytes)
    let indexed = document.indexed()
    for offset in 0...bytes.count + 1 {
      let (walked, found) = (document.root.way(to: offset), indexed.way(to: offset))
      #expect(found.map(\.step) == walked.map(\.step), comment)
      #expect(found.map(\.node.number) == walked.map(\.node.number), comment)
    }
  }

  @Test(
    "are those that a walk finds",
    arguments: [
      "1", " [ ] ", "{}", #"{"a": {"b": [1, {}, 2, [3], "x"]}, "c": null}"#, "[[[]],[{}],1,2]",
      #"{"a":1,"a":[2],"b":{"c":{}} , "d":4}"#,
    ])
  func same(_ text: String) { expectSameWays(Array(text.utf8), "\(text)") }

  @Test(
    "are those that a walk finds, also in a half-typed text",
    arguments: [
      "", "[", "{\"a\"", "{\"a\":", "{\"a\":[1,", "[1,,2]", "{,}", "{\"a\" 1, b: [}", "[1 2 {\"x\"",
      "{\"a\":1}}", "]", "{\"k\":\"open",
    ])
  func halfTyped(_ text: String) { expectSameWays(Array(text.utf8), "\(text)") }

  @Test("are those that a walk finds, in random texts whole and cut", arguments: 0..<4)
  func random(_ batch: UInt64) {
    let count = UInt64(20 * Soak.factor)
    for seed in batch * count..<(batch + 1) * count {
      var random = RandomJSON(seed: seed)
      let bytes = random.document()
      expectSameWays(bytes, "seed \(seed)")
      let cut = Int.random(in: 0...bytes.count, using: &random.generator)
      expectSameWays(Array(bytes[..<cut]), "seed \(seed), cut at \(cut)")
    }
  }
}
