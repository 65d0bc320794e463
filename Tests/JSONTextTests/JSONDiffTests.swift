import JSONText
import Testing

@Suite struct JSONDiffTests {
  private func lines(_ from: String, _ to: String) throws -> [String] {
    JSONDiff.changes(
      from: try JSONDocument(parsing: Array(from.utf8)).root,
      to: try JSONDocument(parsing: Array(to.utf8)).root, embedded: ["flowData"]
    ).map { change in
      let before = change.before.map { String(decoding: $0, as: UTF8.self) } ?? ""
      let after = change.after.map { String(decoding: $0, as: UTF8.self) } ?? ""
      let path = change.path.dotted
      switch change.kind {
      case .added: return "+ \(path) \(after)"
      case .removed: return "- \(path) \(before)"
      case .changed: return "~ \(path) \(before) → \(after)"
      case .moved: return "^ \(change.origin?.dotted ?? "?") → \(path)"
      }
    }
  }

  @Test(
    "tells what differs by content, and where",
    arguments: [
      ("1", "1.0", []), ("1", "2", ["~  1 → 2"]), ("{}", "[]", ["~  {} → []"]),
      (#"{"a":1,"b":[1,2]}"#, #"{ "b":[ 1, 2.0 ], "\u0061":1e0 }"#, []),
      (#"{"a":1,"b":2}"#, #"{"b":3,"c":4}"#, ["- a 1", "~ b 2 → 3", "+ c 4"]),
      (
        #"{"a":{"x.y":[0,{"z":null}]}}"#, #"{"a":{"x.y":[0,{"z":""}]}}"#,
        [#"~ a["x.y"][1].z null → """#]
      ),
      (#"{"a":1,"a":2}"#, #"{"a":2}"#, []), (#"{"a":2}"#, #"{"a":2,"a":3}"#, ["~ a 2 → 3"]),
      (#"{"a":1,"a":2}"#, #"{}"#, ["- a 2"]),
      ("[1,2,3]", "[0,1,2,3]", ["+ [0] 0"]), ("[1,2,3]", "[1,3]", ["- [1] 2"]),
      ("[1,2,3]", "[1,9,3]", ["~ [1] 2 → 9"]), ("[[1]]", "[[1,2]]", ["+ [0][1] 2"]),
      ("[]", "[1]", ["+ [0] 1"]), ("[1]", "[]", ["- [0] 1"]),
      (
        #"{"flowData":"{\"nodes\":[{\"id\":\"a\",\"v\":1}]}"}"#,
        #"{"flowData":"{\"nodes\":[{\"id\":\"n\"},{\"id\":\"a\",\"v\":2}]}"}"#,
        [#"+ flowData.nodes[0] {"id":"n"}"#, "~ flowData.nodes[1].v 1 → 2"]
      ),
      (#"{"flowData":"{\"a\":1}"}"#, #"{"flowData":"{ \"a\": 1.0 }"}"#, []),
      (#"{"flowData":"{}"}"#, #"{"flowData":{}}"#, [#"~ flowData "{}" → {}"#]),
      (#"{"flowData":"{"}"#, #"{"flowData":"{}"}"#, [#"~ flowData "{" → "{}""#]),
      (
        #"[{"id":1},{"id":2},{"id":3}]"#, #"[{"id":3},{"id":1},{"id":2}]"#, ["^ [2] → [0]"]
      ),
      (
        #"[{"id":1,"v":0},{"id":2}]"#, #"[{"id":2},{"id":1,"v":1}]"#,
        ["^ [1] → [0]", "~ [1].v 0 → 1"]
      ),
      (#"[{"id":1},{"id":1}]"#, #"[{"id":1}]"#, [#"- [1] {"id":1}"#]),
    ])
  func telling(_ from: String, _ to: String, _ changes: [String]) throws {
    #expect(try lines(from, to) == changes)
  }

  @Test("a list of thousands with few changes, and one with only changes")
  func longLists() throws {
    let old = "[" + (0..<20_000).map { "\"\($0)\"" }.joined(separator: ",") + "]"
    let new =
      "["
      + (0..<20_000).filter { $0 % 5_000 != 7 }.map { "\"\($0)\"" }
      .joined(separator: ",") + "]"
    #expect(
      try lines(old, new) == [
        "- [7] \"7\"", "- [5007] \"5007\"", "- [10007] \"10007\"",
        "- [15007] \"15007\"",
      ])
    let other = "[" + (20_000..<40_000).map { "\"\($0)\"" }.joined(separator: ",") + "]"
    #expect(try lines(old, other).count == 20_000)
  }
}
