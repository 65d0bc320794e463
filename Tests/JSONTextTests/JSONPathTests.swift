import JSONText
import SoakKit
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

  private static let oddities =
    [
      ".", "[", "]", "\"", "'", "/", "~", "~0", "~1", "\\", "\\(", " ", "\n", "\0", "\u{7F}", "$",
      "@", "*",
    ]
    + [
      "-", "0", "7", "00", "a", "B", "_", "é", "e\u{301}", "漢", "😀", "\u{202E}", "\u{FEFF}",
      "\u{FFFD}",
    ]

  @Test("keys of any characters survive each form", arguments: Soak.seeds(4))
  func oddKeys(_ batch: UInt64) throws {
    for seed in batch * 1000..<batch * 1000 + 500 {
      var random = RandomJSON(seed: seed)
      let steps = (0..<Int.random(in: 0...4, using: &random.generator)).map { _ in
        let count = Int.random(in: 0...3, using: &random.generator)
        return count == 3
          ? JSONPath.Step.index(Int.random(in: 0...20, using: &random.generator))
          : .key((0..<count).map { _ in random.pick(Self.oddities) }.joined())
      }
      let path = JSONPath(steps)
      #expect(try JSONPath(parsing: path.dotted) == path, "seed \(seed)")
      #expect(try JSONPath(parsing: path.jq) == path, "seed \(seed)")
      // A pointer does not tell a position from a key of the same digits.
      #expect(try JSONPath(parsing: path.pointer).pointer == path.pointer, "seed \(seed)")
      #expect(try JSONPath(parsing: path.pointer).steps.count == steps.count, "seed \(seed)")
    }
  }

  @Test(
    "a text is a path that prints as one, or is refused at a place inside it",
    arguments: Soak.seeds(4))
  func anyText(_ batch: UInt64) throws {
    for seed in batch * 1000..<batch * 1000 + 500 {
      var random = RandomJSON(seed: seed)
      let count = Int.random(in: 0...8, using: &random.generator)
      let text = (0..<count).map { _ in random.pick(Self.oddities) }.joined()
      do {
        let path = try JSONPath(parsing: text)
        #expect(try JSONPath(parsing: path.dotted) == path, "seed \(seed)")
        #expect(try JSONPath(parsing: path.jq) == path, "seed \(seed)")
      } catch {
        #expect(0...text.unicodeScalars.count ~= error.offset, "seed \(seed)")
      }
    }
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
