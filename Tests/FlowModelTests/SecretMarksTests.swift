import FlowModel
import JSONText
import SoakKit
import Testing

@Suite("Marks in the place of secrets")
struct SecretMarksTests {
  private static let first = "sk-canary\\u002d0123456789"
  private static let second = "sk-canary-ABCDEFGHIJ0123456789"

  private static let params = #""inputParams":[{"name":"key","type":"password"}]"#

  /// Two nodes with a secret each, written with escapes that no formatter would choose.
  private static let body = """
    {"nodes":[{"id":"a","data":{\(params),"inputs":{"key":"\(first)","t":"x"}}},\
    {"id":"b","data":{\(params),"inputs":{"key":"\(second)"}}}],"note":"caf\\u00e9"}
    """

  private static func literal(_ text: String) -> String {
    String(decoding: JSONString.literal(text), as: UTF8.self)
  }

  private static let record =
    #"{"name":"n", "flowData":\#(literal(body)),"headers":{"Authorization":"a\/b"}}"#

  private func marks(_ text: String) throws -> SecretMarks {
    try SecretMarks(hiding: Array(text.utf8))
  }

  private func shown(_ marks: SecretMarks) -> String {
    String(decoding: marks.shown, as: UTF8.self)
  }

  private func restored(_ marks: SecretMarks, _ text: String) throws -> String {
    String(decoding: try marks.restored(Array(text.utf8)), as: UTF8.self)
  }

  /// The marks of a text, in order.
  private func names(_ text: String) -> [String] {
    text.split(separator: "⟦").dropFirst().map { "⟦" + $0.prefix { $0 != "⟧" } + "⟧" }
  }

  @Test(
    "hide every secret, also inside a string, and give back the exact bytes",
    arguments: [body, record])
  func roundTrip(_ text: String) throws {
    let marks = try marks(text)
    #expect(!shown(marks).contains("canary") && !shown(marks).contains(#"a\/b"#))
    #expect(names(shown(marks)).count == (text == Self.body ? 2 : 3))
    #expect(shown(marks).contains("⟦secret:1:"))
    #expect(try restored(marks, shown(marks)) == text)
  }

  @Test("are the same in every run, and tell nothing of the secret")
  func stable() throws {
    let one = try marks(#"{"headers":{"Cookie":"one secret"}}"#)
    let other = try marks(#"{"headers":{"Cookie":"another"}}"#)
    #expect(one.shown == other.shown)
    #expect(names(shown(one)) == ["⟦secret:1:bf1f⟧"])
  }

  @Test("stand between the quotes, whether or not the finder counts them in")
  func quotes() throws {
    let text = #"{"a":"say sk-1 now","b":"x"}"#
    let inside = try SecretMarks(hiding: Array(text.utf8)) { root in
      guard let range = root["a"]?.range else { return [] }
      return [range.lowerBound + 5..<range.lowerBound + 9]
    }
    let whole = try SecretMarks(hiding: Array(text.utf8)) { root in
      root["a"].map { [$0.range] } ?? []
    }
    #expect(
      shown(inside).hasPrefix(#"{"a":"say ⟦secret:1:"#) && shown(inside).contains(#"⟧ now","b""#))
    #expect(shown(whole).hasPrefix(#"{"a":"⟦secret:1:"#) && shown(whole).contains(#"⟧","b""#))
    for marks in [inside, whole] { #expect(try restored(marks, shown(marks)) == text) }
  }

  @Test("a secret behind escapes of every length is cut where it begins and ends")
  func offsets() throws {
    let inner = #"{"é":"\\😀","h":{"cookie":"s\u00e9c"},"z":"\n"}"#
    let outer =
      #"{"flowData":"\u007b\"\u00e9\":\"\\\\\ud83d\ude00\",\"h\":{\"cookie\":\"s\\u00e9c\"},\"z\":\"\\n\"}"}"#
    let marks = try marks(outer)
    #expect(try JSONDocument(parsing: Array(outer.utf8)).root["flowData"]?.string == inner)
    let mark = try #require(names(shown(marks)).first)
    #expect(shown(marks) == outer.replacing(#"s\\u00e9c"#, with: mark))
    #expect(try restored(marks, shown(marks)) == outer)
  }

  @Test("it is cut there however the string around it is written", arguments: UInt64(1)...60)
  func anySpelling(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let signs: [String] = ["a", "é", "漢", "😀", #"\\"#, #"\n"#, #"\u00e9"#, "/", #"\""#]
    func text() -> String {
      (0..<Int.random(in: 0..<6, using: &random)).map { _ in
        signs[Int.random(in: 0..<signs.count, using: &random)]
      }.joined()
    }
    let secret = text() + "s"
    let inner = #"{"a":"\#(text())","cookie":"\#(secret)","b":"\#(text())"}"#
    var written = ""
    for unit in inner.utf16 {
      let digits = String(unit, radix: 16)
      let scalar = Unicode.Scalar(unit)
      if scalar == nil || scalar == "\"" || scalar == "\\"
        || Int.random(in: 0..<3, using: &random) == 0
      {
        written += #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
      } else if let scalar {
        written.unicodeScalars.append(scalar)
      }
    }
    // A lone surrogate stands for itself.
    let outer = #"{"flowData":"\#(written)","z":"\ud800"}"#
    let marks = try marks(outer)
    let mark = try #require(names(shown(marks)).first, "seed \(seed)")
    let body = try #require(try JSONDocument(parsing: marks.shown).root["flowData"]?.string)
    #expect(
      body == inner.replacing(#""cookie":"\#(secret)"#, with: #""cookie":"\#(mark)"#),
      "seed \(seed)")
    #expect(try restored(marks, shown(marks)) == outer, "seed \(seed)")
  }

  @Test(
    "a number comes back as a number, and what is secret by its field is hidden too",
    arguments: [
      #"{"inputParams":[{"name":"pin","type":"password"}],"inputs":{"pin": 123.50e1 }}"#,
      #"{"mcpServerConfig":"{\"token\" : \"canary\",\"n\":1}"}"#,
      #"{"note":"use sk-canary0123456789abcdef, or ghp_canary0123456789abcdefghijklmnopqrst"}"#,
    ])
  func kinds(_ text: String) throws {
    let marks = try marks(text)
    #expect(!shown(marks).contains("canary") && !shown(marks).contains("123.5"))
    #expect((try? JSONDocument(parsing: marks.shown)) != nil)
    #expect(try restored(marks, shown(marks)) == text)
    let mark = try #require(names(shown(marks)).first)
    if text.contains("pin") {
      #expect(throws: SecretMarkError.altered(mark)) {
        _ = try restored(marks, shown(marks).replacing(mark, with: "x" + mark))
      }
    }
  }

  @Test("a lone surrogate before a secret is no reason to cut elsewhere")
  func surrogates() throws {
    let outer = #"{"flowData":"{\"a\":\"\ud800 \udc00\",\"cookie\":\"s\"}"}"#
    let marks = try marks(outer)
    let mark = try #require(names(shown(marks)).first)
    #expect(shown(marks) == outer.replacing(#"\"s\""#, with: #"\"\#(mark)\""#))
    #expect(try restored(marks, shown(marks)) == outer)
  }

  @Test("an edit elsewhere, a node taken away and another order keep the secrets where they were")
  func edits() throws {
    let marks = try marks(Self.body)
    let two = names(shown(marks))
    #expect(
      try restored(marks, #"{"nodes":[{"id":"b","data":{"inputs":{"key":"\#(two[1])","n":1}}}]}"#)
        == #"{"nodes":[{"id":"b","data":{"inputs":{"key":"\#(Self.second)","n":1}}}]}"#)
    #expect(
      try restored(marks, #"{"nodes":[]}"#) == #"{"nodes":[]}"#, "a removed mark removes the value")
    let around = #"{"nodes":[{"id":"a","data":{"inputs":{"key":"Bearer \#(two[0])"}}}]}"#
    #expect(try restored(marks, around).contains("Bearer \(Self.first)"))
  }

  @Test("a mark that stands twice is refused by its name")
  func duplicated() throws {
    let marks = try marks(Self.body)
    let mark = names(shown(marks))[0]
    let error = #expect(throws: SecretMarkError.self) {
      _ = try restored(marks, shown(marks).replacing(#""t":"x""#, with: #""t":"\#(mark)""#))
    }
    #expect(error == .duplicated(mark, key: "key"))
    #expect(error?.sentence.contains(mark) == true)
  }

  @Test(
    "a mark under another key, in another node, as a key or outside a string is refused",
    arguments: [
      #"{"nodes":[{"id":"a","data":{"inputs":{"other":"M"}}}]}"#,
      #"{"nodes":[{"id":"b","data":{"inputs":{"key":"M"}}}]}"#,
      #"{"nodes":[{"id":"a","data":{"inputs":{"M":"key"}}}]}"#,
      #"{"key":"M"}"#, #""M""#,
    ])
  func moved(_ text: String) throws {
    let marks = try marks(Self.body)
    let mark = names(shown(marks))[0]
    let error = #expect(throws: SecretMarkError.self) {
      _ = try restored(marks, text.replacing("M", with: mark))
    }
    #expect(error == .moved(mark, key: "key"))
  }

  @Test("two secrets that change places are refused")
  func swapped() throws {
    let marks = try marks(Self.body)
    let two = names(shown(marks))
    let text = shown(marks).replacing(two[0], with: "§").replacing(two[1], with: two[0])
      .replacing("§", with: two[1])
    #expect(throws: SecretMarkError.self) { _ = try restored(marks, text) }
  }

  @Test(
    "an altered mark is refused by its name, also when only a part is left",
    arguments: ["⟦secret:9:0000⟧", "⟦secret:1:", "⟦secret:⟧", "⟦secret: 1⟧"])
  func altered(_ wrong: String) throws {
    let marks = try marks(Self.body)
    let mark = names(shown(marks))[0]
    for part in [
      wrong, String(mark.dropFirst()), String(mark.dropLast()), String(mark.dropFirst().dropLast()),
    ] {
      let error = #expect(throws: SecretMarkError.self) {
        _ = try restored(marks, shown(marks).replacing(mark, with: part))
      }
      guard case .altered(let name)? = error else { return #expect(Bool(false), "\(part)") }
      #expect(part.hasPrefix(name))
    }
  }

  @Test("a text that speaks of marks itself, and has no secret of that name, stays as it is")
  func lookalikes() throws {
    let text = #"{"doc":"write ⟦secret:1:bf1f⟧, secret: and secret:3","headers":{"Cookie":"s3"}}"#
    let marks = try marks(text)
    #expect(names(shown(marks))[1] != "⟦secret:1:bf1f⟧")
    #expect(try restored(marks, shown(marks)) == text)
    let other = shown(marks).replacing(#""doc":""#, with: #""doc":"my secret:4 is safe, "#)
    #expect(try restored(marks, other).contains("my secret:4 is safe"))
  }

  @Test("a record without secrets is shown as it is")
  func nothing() throws {
    #expect(try shown(marks(#"{"a":"b"}"#)) == #"{"a":"b"}"#)
    #expect(throws: JSONDiagnostic.self) { _ = try marks("{") }
    #expect(!SecretMarks.stand(in: Array("a secret, a token".utf8)))
    #expect(SecretMarks.stand(in: Array("x ⟦secret:1:ab12⟧".utf8)))
  }
}

extension String {
  /// The text with the first occurrence of `old` replaced.
  fileprivate func replacing(_ old: String, with new: String) -> String {
    guard let place = firstRange(of: old) else { return self }
    return self[..<place.lowerBound] + new + self[place.upperBound...]
  }
}
