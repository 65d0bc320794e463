import JSONText
import Testing

@Suite struct JSONPathTests {
  @Test(
    "reads and prints the three forms",
    arguments: [
      ([], "", ".", ""),
      ([.key("a")], "a", ".a", "/a"),
      ([.key("a"), .index(3), .key("b")], "a[3].b", ".a[3].b", "/a/3/b"),
      ([.index(0), .index(1)], "[0][1]", ".[0][1]", "/0/1"),
      ([.key("x.y")], #"["x.y"]"#, #".["x.y"]"#, "/x.y"),
      ([.key("a"), .key("")], #"a[""]"#, #".a[""]"#, "/a/"),
      ([.key("a/b"), .key("c~d")], "a/b.c~d", #".["a/b"]["c~d"]"#, "/a~1b/c~0d"),
      ([.key("/a")], #"["/a"]"#, #".["/a"]"#, "/~1a"),
      ([.key("a b"), .key("\"")], #"["a b"]["\""]"#, #".["a b"]["\""]"#, "/a b/\""),
      ([.key("größe")], "größe", #".["größe"]"#, "/größe"),
      ([.key("a-b")], "a-b", #".["a-b"]"#, "/a-b"),
      ([.key("\n")], #"["\n"]"#, #".["\n"]"#, "/\n"),
    ] as [([JSONPath.Step], String, String, String)])
  func forms(_ steps: [JSONPath.Step], _ dotted: String, _ jq: String, _ pointer: String) throws {
    let path = JSONPath(steps)
    #expect(path.dotted == dotted)
    #expect(path.jq == jq)
    #expect(path.pointer == pointer)
    for text in [dotted, jq, pointer] { #expect(try JSONPath(parsing: text) == path) }
  }

  @Test(
    "reads what people also write",
    arguments: [
      ("a.b[3]['x.y']", [.key("a"), .key("b"), .index(3), .key("x.y")]),
      (#".a."b c".d"#, [.key("a"), .key("b c"), .key("d")]),
      (".[\"a\"].b", [.key("a"), .key("b")]),
      ("nodes.3.data", [.key("nodes"), .key("3"), .key("data")]),
      ("/01/-1/2", [.key("01"), .key("-1"), .index(2)]), ("/", [.key("")]),
      ("/~01", [.key("~1")]), (#"["\u0061"]"#, [.key("a")]),
    ] as [(String, [JSONPath.Step])])
  func alsoRead(_ text: String, _ steps: [JSONPath.Step]) throws {
    #expect(try JSONPath(parsing: text).steps == steps)
  }

  @Test(
    "tells where a path is broken",
    arguments: [
      ("a..b", "a key expected at character 3 of the path"),
      ("a.", "a key expected at character 3 of the path"),
      ("a[", "a position or a quoted key expected at character 3 of the path"),
      ("a[x]", "a position or a quoted key expected at character 3 of the path"),
      ("a[-1]", "a position or a quoted key expected at character 3 of the path"),
      ("a[1", "']' expected at character 4 of the path"),
      ("a[99999999999999999999]", "a position or a quoted key expected at character 3 of the path"),
      ("a[\"b]", "this quote is not closed at character 3 of the path"),
      ("a[\"b\\", "this quote is not closed at character 3 of the path"),
      ("a b", "'.' or '[' expected at character 2 of the path"),
      ("a[0]b", "'.' or '[' expected at character 5 of the path"),
      ("a.[0]", "a key expected at character 3 of the path"),
      ("/a~2", "'~0' or '~1' expected at character 3 of the path"),
      ("/a~", "'~0' or '~1' expected at character 3 of the path"),
    ])
  func broken(_ text: String, _ sentence: String) throws {
    let error = try #require(throws: JSONPathError.self) { try JSONPath(parsing: text) }
    #expect(error.sentence == sentence)
  }

  @Test("tells keys apart by code unit")
  func codeUnits() {
    #expect(JSONPath([.key("\u{E9}")]) != JSONPath([.key("e\u{301}")]))
    #expect(Set([JSONPath([.key("\u{E9}")]), JSONPath([.key("e\u{301}")])]).count == 2)
  }

  @Test("goes up and down")
  func relatives() {
    let path = JSONPath([.key("a"), .index(1)])
    #expect(path.parent == JSONPath([.key("a")]))
    #expect(path.parent?.appending(.index(1)) == path)
    #expect(JSONPath().parent == nil)
  }
}
