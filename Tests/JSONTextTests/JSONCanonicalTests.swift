import JSONText
import Testing

@Suite struct JSONCanonicalTests {
  private func canonical(_ text: String, omitting: Set<String> = []) throws -> [UInt8] {
    let root = try JSONDocument(parsing: Array(text.utf8)).root
    return JSONCanonical.bytes(of: root, embedded: ["flowData"], omitting: omitting)
  }

  @Test(
    "the same content",
    arguments: [
      ("2.0", "2"), ("1e3", "1000"), ("1E+3", "10.00e2"), ("-0", "0"), ("0.0e9", "0"),
      ("0.001", "1e-3"), ("120", "12e1"), ("1e400", "10e399"), ("0.1", "0.10"),
      ("1e100000000000000000000", "10e99999999999999999999"),
      ("1e-100000000000000000000", "0.1e-99999999999999999999"),
      ("100e-100000000000000000000", "1e-99999999999999999998"),
      ("10e99999999999999999999", "0.1e100000000000000000001"),
      ("1e00000000000000000000005", "1e5"),
      ("123456789012345678901234567890.0", "123456789012345678901234567890"),
      (#"{"a":1,"b":2}"#, #"{ "b" : 2.0, "a" : 1 }"#), (#"{"a":1,"a":2}"#, #"{"a":2}"#),
      (#"{"a":1,"\u0061":2}"#, #"{"a":2}"#), (#""\u00e9\/""#, #""é/""#),
      (#""\ud83d\ude00""#, #""😀""#), (#""\uD800""#, #""\ud800""#), ("[1, 2]", "[1,2]"),
      (#"{"flowData":"{\"a\":1}"}"#, #"{"flowData":"{ \u0022a\u0022 : 1.0 }"}"#),
      (#"{"x":{"flowData":"[1,2]"}}"#, #"{"x":{"flowData":"[ 1, 2 ]"}}"#),
      (
        #"{"flowData":"{\"flowData\":\"{\\\"a\\\":1}\"}"}"#,
        #"{"flowData":"{\"flowData\":\"{\\\"a\\\": 1}\"}"}"#
      ),
      (#"{"flowData":"\"\ud800\""}"#, #"{"flowData":"\"\\ud800\""}"#),
      (#"{"flowData":"\"\ud83d\\ude00\""}"#, #"{"flowData":"\"😀\""}"#),
    ])
  func equal(_ left: String, _ right: String) throws {
    #expect(try canonical(left) == canonical(right))
  }

  @Test(
    "other content",
    arguments: [
      ("1", "1.0000000000000000000000000000001"), ("1", "-1"),
      ("9007199254740993", "9007199254740992"),
      ("1e400", "1e401"), ("1", "\"1\""), ("null", "\"null\""), ("true", "\"true\""), ("[]", "{}"),
      ("1e100000000000000000000", "1e100000000000000000001"),
      ("1e-99999999999999999999", "1e99999999999999999999"),
      (#"{"a":1,"a":2}"#, #"{"a":1}"#), (#"{"a":null}"#, "{}"), ("[1,2]", "[2,1]"),
      ("[1]", "[[1]]"),
      (#"{"flowData":"{\"a\":1}"}"#, #"{"flowData":{"a":1}}"#),
      (#"{"flowData":"~{}"}"#, #"{"flowData":"{}"}"#), (#"{"flowData":"1"}"#, #"{"flowData":1}"#),
      (#"{"flowData":"{"}"#, #"{"flowData":"{}"}"#), (#"{"other":"[1]"}"#, #"{"other":"[ 1]"}"#),
      (#"{"flowData":"[1] x"}"#, #"{"flowData":"[1]"}"#), (#"["[1]"]"#, #"["[ 1]"]"#),
      (#""\ud800""#, #""\ud801""#), (#""\ud800""#, #""\ufffd""#), (#""é""#, #""e\u0301""#),
      (#"["a,b"]"#, #"["a","b"]"#), (#"["a\",\"b"]"#, #"["a","b"]"#),
      (#"{"flowData":"\"\\\ud800\""}"#, #"{"flowData":"\"\\\\ud800\""}"#),
      (#"{"flowData":"\"\\\ud800\""}"#, #"{"flowData":"\"\\\ud801\""}"#),
    ])
  func different(_ left: String, _ right: String) throws {
    #expect(try canonical(left) != canonical(right))
  }

  @Test("leaves out keys of the top, and only of the top")
  func omitting() throws {
    let text = #"{"updatedDate":1,"a":{"updatedDate":2}}"#
    #expect(
      try canonical(text, omitting: ["updatedDate"]) == canonical(#"{"a":{"updatedDate":2}}"#))
  }

  @Test("huge exponents and deep values take no more than their text")
  func limits() throws {
    #expect(try canonical("1e999999999") == Array("1e999999999".utf8))
    let nested = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(try canonical(nested) == Array(nested.utf8))
    let digits = String(repeating: "9", count: 100_000)
    #expect(try canonical("1e\(digits)") == Array("1e\(digits)".utf8))
    let power = "1" + String(repeating: "0", count: 100_000)
    #expect(try canonical("10e\(digits)") == Array("1e\(power)".utf8))
  }
}
