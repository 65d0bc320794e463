import JSONText
import Testing

@Suite struct JSONStructureTests {
  private func path(_ text: String) throws -> JSONPath { try JSONPath(parsing: text) }

  /// What the splices make of a text.
  private func edited(
    _ text: String, _ splices: (JSONNode) throws -> [JSONSplice]
  ) throws -> String {
    let bytes = Array(text.utf8)
    let root = try JSONDocument(parsing: bytes).root
    return String(decoding: JSONSplice.apply(try splices(root), to: bytes), as: UTF8.self)
  }

  @Test(
    "inserts before an entry, in the style that surrounds it",
    arguments: [
      ("[1, 2]", 0, "[9, 1, 2]"), ("[1, 2]", 1, "[1, 9, 2]"), ("[1, 2]", 2, "[1, 2, 9]"),
      ("[]", 0, "[9]"), ("[ ]", 0, "[9]"), ("[1]", 1, "[1,9]"), ("[ 1 ]", 0, "[ 9,1 ]"),
      ("[\n  1\n]", 0, "[\n  9,\n  1\n]"), ("[\r\n\t1\r\n]", 1, "[\r\n\t1,\r\n\t9\r\n]"),
      (#"{"a":1}"#, 0, #"{"k":9,"a":1}"#), (#"{"a": 1}"#, 1, #"{"a": 1, "k": 9}"#),
      (#"{ "a" : 1, "b" : 2 }"#, 1, #"{ "a" : 1, "k" : 9, "b" : 2 }"#),
      ("{\n  \"a\": 1\n}", 0, "{\n  \"k\": 9,\n  \"a\": 1\n}"),
    ])
  func inserting(_ before: String, _ position: Int, _ after: String) throws {
    let result = try edited(before) { root in
      try JSONStructure.insert(
        [0x39], key: root.kind == .object ? "k" : nil, at: position, in: JSONPath(), of: root)
    }
    #expect(result.utf8.elementsEqual(after.utf8))
  }

  @Test(
    "indents a value of several lines as deep as its place",
    arguments: [
      (
        "{\n  \"a\": [\n    1\n  ]\n}", "{\n  \"x\": 1\n}",
        "{\n  \"a\": [\n    1,\n    {\n      \"x\": 1\n    }\n  ]\n}"
      ),
      (
        "{\n  \"a\": []\n}", "[\n  1,\n\n  2\n]",
        "{\n  \"a\": [\n    [\n      1,\n\n      2\n    ]\n  ]\n}"
      ),
      // A value that was copied from a depth of its own.
      (
        "{\n  \"a\": [\n    1\n  ]\n}", "{\n        \"x\": 1\n      }",
        "{\n  \"a\": [\n    1,\n    {\n      \"x\": 1\n    }\n  ]\n}"
      ),
      (
        "{\r\n\t\"a\": [\r\n\t\t1\r\n\t]\r\n}", "[\n\t2\n]",
        "{\r\n\t\"a\": [\r\n\t\t1,\r\n\t\t[\r\n\t\t\t2\r\n\t\t]\r\n\t]\r\n}"
      ),
      ("{\"a\":[1]}", "[\n  2\n]", "{\"a\":[1,[\n  2\n]]}"),
      (
        "{\n  \"a\": [\n    1\n  ]\n}", "[2,\n  3]",
        "{\n  \"a\": [\n    1,\n    [2,\n      3]\n  ]\n}"
      ),
    ])
  func indenting(_ before: String, _ value: String, _ after: String) throws {
    let result = try edited(before) { root in
      let container = try path("a")
      let count = try #require(root.value(at: container)).count
      return try JSONStructure.insert(
        Array(value.utf8), key: nil, at: count, in: container, of: root)
    }
    #expect(result.utf8.elementsEqual(after.utf8))
  }

  @Test(
    "moves an entry and leaves commas and blanks where they are",
    arguments: [
      ("[0]", 1, "[ 1 ,  2,\n3]", "[ 2 ,  1,\n3]"), ("[2]", -1, "[ 1 ,  2,\n3]", "[ 1 ,  3,\n2]"),
      ("[0]", 2, "[ 1 ,  2,\n3]", "[ 2 ,  3,\n1]"), ("[2]", -2, "[ 1 ,  2,\n3]", "[ 3 ,  1,\n2]"),
      ("[1]", 0, "[1,2]", "[1,2]"),
      ("a", 1, #"{"a" :1, "b":  {}}"#, #"{"b":  {}, "a" :1}"#),
      ("b.c", -1, #"{"b":{"a":1,"c":2}}"#, #"{"b":{"c":2,"a":1}}"#),
    ])
  func moving(_ path: String, _ distance: Int, _ before: String, _ after: String) throws {
    let result = try edited(before) {
      try JSONStructure.move(try self.path(path), by: distance, in: $0)
    }
    #expect(result == after)
  }

  @Test("entries that read the same need no splice to change places")
  func movingEqual() throws {
    let root = try JSONDocument(parsing: Array("[1,1,2]".utf8)).root
    #expect(try JSONStructure.move(try path("[0]"), by: 1, in: root).isEmpty)
    #expect(
      try JSONStructure.move(try path("[0]"), by: 2, in: root) == [
        JSONSplice(range: 3..<4, bytes: [0x32]), JSONSplice(range: 5..<6, bytes: [0x31]),
      ])
  }

  @Test(
    "duplicates an entry behind it, under a key that is free",
    arguments: [
      ("[0]", "[1, 2]", "[1, 1, 2]"), ("[0]", "[\n  {\n  }\n]", "[\n  {\n  },\n  {\n  }\n]"),
      ("a", #"{"a" :1}"#, #"{"a" :1,"a copy" :1}"#),
      ("a", #"{"a": 1, "a copy": 2}"#, #"{"a": 1, "a copy 2": 1, "a copy": 2}"#),
      (
        "a", #"{"a":1,"a copy":2,"a\u0020copy 2":3}"#,
        #"{"a":1,"a copy 3":1,"a copy":2,"a\u0020copy 2":3}"#
      ),
      ("é", #"{"\u00e9":1}"#, #"{"\u00e9":1,"\u00e9 copy":1}"#),
      ("a", #"{"a":1,"a":2}"#, #"{"a":1,"a":2,"a copy":2}"#),
    ])
  func duplicating(_ path: String, _ before: String, _ after: String) throws {
    let result = try edited(before) { try JSONStructure.duplicate(try self.path(path), in: $0) }
    #expect(result.utf8.elementsEqual(after.utf8))
  }

  @Test("replaces, renames and removes as the edits of whole texts do")
  func otherEdits() throws {
    let text = #"{"a": 1, "b": [2, 3]}"#
    #expect(
      try edited(text) {
        try JSONStructure.replace(try path("b[0]"), with: Array(" {} ".utf8), in: $0)
      }
        == #"{"a": 1, "b": [{}, 3]}"#)
    #expect(
      try edited(text) { try JSONStructure.replace(JSONPath(), with: [0x31], in: $0) } == "1")
    #expect(
      try edited(text) { try JSONStructure.rename(try path("a"), to: "c\"", in: $0) }
        == #"{"c\"": 1, "b": [2, 3]}"#)
    #expect(try edited(text) { try JSONStructure.rename(try path("a"), to: "a", in: $0) } == text)
    #expect(
      try edited(text) { try JSONStructure.remove(try path("b[1]"), in: $0) }
        == #"{"a": 1, "b": [2]}"#)
  }

  @Test("goes through strings that hold JSON when it edits whole texts")
  func embedded() throws {
    let text = Array(#"{"flowData":"[\u0031, 2]"}"#.utf8)
    let container = try path("flowData")
    func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    #expect(
      string(
        try JSONEdit.insert(
          [0x39], key: nil, at: 1, in: container, of: text, embedded: ["flowData"]))
        == #"{"flowData":"[\u0031, 9, 2]"}"#)
    #expect(
      string(try JSONEdit.move(try path("flowData[1]"), by: -1, in: text, embedded: ["flowData"]))
        == #"{"flowData":"[2, 1]"}"#)
    #expect(
      string(try JSONEdit.duplicate(try path("flowData[1]"), in: text, embedded: ["flowData"]))
        == #"{"flowData":"[\u0031, 2, 2]"}"#)
    #expect(
      string(try JSONEdit.duplicate(container, in: text, embedded: ["flowData"]))
        == #"{"flowData":"[\u0031, 2]","flowData copy":"[\u0031, 2]"}"#)
  }

  @Test("says why it refuses")
  func refusing() throws {
    let root = try JSONDocument(parsing: Array(#"{"a":[1],"b":{"c":2}}"#.utf8)).root
    func insert(_ key: String?, _ position: Int, _ container: String) throws {
      _ = try JSONStructure.insert(
        [0x31], key: key, at: position, in: try path(container), of: root)
    }
    func expect(_ sentence: String, _ body: () throws -> Void) throws {
      let error = try #require(throws: JSONEditError.self, performing: body)
      #expect(error.sentence == sentence)
    }
    try expect("b.c exists already") { try insert("c", 0, "b") }
    try expect("b is an object: what is added to it needs a key") { try insert(nil, 0, "b") }
    try expect("a is an array: what is added to it has no key") { try insert("c", 0, "a") }
    try expect("a has only 1 entry") { try insert(nil, 2, "a") }
    try expect("the document has only 2 entries") { try insert("x", 3, "") }
    try expect("b.c is a number and has no such place") { try insert("x", 0, "b.c") }
    try expect("a[0] is the first entry and cannot move up") {
      _ = try JSONStructure.move(try path("a[0]"), by: -1, in: root)
    }
    try expect("a can move down by 1 only") {
      _ = try JSONStructure.move(try path("a"), by: 2, in: root)
    }
    try expect("a[0] stands in an array and has no key") {
      _ = try JSONStructure.rename(try path("a[0]"), to: "b", in: root)
    }
    let whole = "this is the whole document: it can be replaced and nothing else"
    try expect(whole) { _ = try JSONStructure.remove(JSONPath(), in: root) }
    try expect(whole) { _ = try JSONStructure.duplicate(JSONPath(), in: root) }
    try expect(
      "not JSON: line 1, column 4: a value is expected after the last ','; remove the ',' before ']'"
    ) {
      let broken = JSONDocument(tolerating: Array("[1,]".utf8)).root
      _ = try JSONStructure.remove(try path("[0]"), in: broken)
    }
  }

  @Test("refuses a value that would make the document too deep to be read")
  func depth() throws {
    let deep = [UInt8](repeating: 0x5B, count: 512) + [UInt8](repeating: 0x5D, count: 512)
    let root = try JSONDocument(parsing: Array("[1]".utf8)).root
    #expect(try JSONStructure.replace(JSONPath(), with: deep, in: root).count == 1)
    #expect(throws: JSONEditError.self) {
      try JSONStructure.replace(try path("[0]"), with: deep, in: root)
    }
    #expect(throws: JSONEditError.self) {
      try JSONStructure.insert(deep, key: nil, at: 0, in: JSONPath(), of: root)
    }
    #expect(
      try JSONStructure.insert(
        Array(deep[1..<1023]), key: nil, at: 0, in: JSONPath(), of: root
      ).count == 1)
  }

  @Test("a string literal is shown as its text and stored with its other escapes as they are")
  func literals() throws {
    let text = Array(#"["x", "a\u0020b\/c\ud800"]"#.utf8)
    let literal = try #require(try JSONDocument(parsing: text).root[1])
    let shown = JSONEdit.text(of: literal)
    #expect(String(decoding: shown, as: UTF8.self) == #"a b/c\ud800"#)
    #expect(JSONEdit.splices(storing: shown, in: literal).isEmpty)
    #expect(
      JSONEdit.splices(storing: Array(#"a b/"c\ud800"#.utf8), in: literal) == [
        JSONSplice(range: 17..<17, bytes: Array(#"\""#.utf8))
      ])
  }

  @Test(
    "a text is stored as it is given, also around lone surrogates",
    arguments: [
      (#""\\\ud800""#, "\u{FFFD}"), (#""\ud800""#, #"\\ud800"#), (#""a\ud800b""#, #"a\ud8b"#),
      (#""\\\ud800\n""#, "x\u{FFFD}\n"), (#""\ud800""#, #"\ud800\udc00"#),
    ])
  func surrogates(_ literal: String, _ text: String) throws {
    let bytes = Array(literal.utf8)
    let splices = JSONEdit.splices(
      storing: Array(text.utf8), in: try JSONDocument(parsing: bytes).root)
    let stored = try JSONDocument(parsing: JSONSplice.apply(splices, to: bytes)).root
    #expect(String(decoding: JSONEdit.text(of: stored), as: UTF8.self) == text)
  }

  @Test("the inverse of splices leads back")
  func inverse() {
    let text = Array("abcdef".utf8)
    let splices = [
      JSONSplice(range: 0..<0, bytes: [1, 2]), JSONSplice(range: 1..<3, bytes: []),
      JSONSplice(range: 5..<6, bytes: [3, 4, 5]),
    ]
    let after = JSONSplice.apply(splices, to: text)
    #expect(JSONSplice.apply(JSONSplice.inverse(of: splices, in: text), to: after) == text)
  }
}
