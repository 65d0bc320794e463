import FlowModel
import JSONText
import Testing

@Suite("Secrets inside flows")
struct SecretMaskTests {
  private func masked(_ text: String) -> String {
    String(decoding: SecretMask.masked(Array(text.utf8)), as: UTF8.self)
  }

  @Test("a password input is masked by its declaration, inside the string that holds the flow")
  func passwordInput() {
    let body =
      #"{"nodes":[{"data":{"inputParams":[{"name":"key","type":"password"},{"name":"t","type":"string"}],"inputs":{"key":"canary","t":"shown"}}}]}"#
    let record =
      #"{"name":"n","flowData":\#(String(decoding: JSONString.literal(body), as: UTF8.self))}"#
    #expect(!masked(record).contains("canary"))
    #expect(masked(record).contains("shown"))
    #expect(masked(record).contains(SecretMask.mark))
  }

  @Test(
    "headers and keys are masked wherever they stand",
    arguments: [
      #"{"headers":{"Authorization":"canary-value"}}"#,
      #"{"headers":[{"key":"X-API-Key","value":"canary-value"}]}"#,
      #"{"a":["sk-canary0123456789abcd"]}"#,
      #"{"a":"caf\u00e9 sk\u002dcanary0123456789abcd"}"#,
      #"{"note":"ghp_canary0123456789abcdefghij"}"#,
      #"{"t":"eyJhbGciOiJcanary.eyJzdWIiOiIxcanary.c2lnbmF0dXJlcanary"}"#,
    ])
  func headers(_ text: String) {
    #expect(!masked(text).contains("canary"))
  }

  @Test(
    "canaries of every kind are masked",
    arguments: [
      // A row of an array whose column is declared.
      #"{"inputParams":[{"name":"h","type":"array","array":[{"name":"v","type":"password"}]}],"inputs":{"h":[{"k":"a","v":"canary"}]}}"#,
      // The declaration stands behind the value; the value is no text, or several.
      #"{"inputs":{"pin":4711,"f":["canary","canary"]},"inputParams":[{"name":"pin","type":"password"},{"name":"f","type":"file"}]}"#,
      // JSON inside a string.
      #"{"inputs":{"headers":"{\"Authorization\":\"Basic canary\"}"}}"#,
      #"{"inputs":{"mcpServerConfig":"{\"env\":{\"KEY\":\"canary\"}}"}}"#,
      #"{"mcpServerConfig":"{\"enabled\":true,\"token\":\"canary\"}"}"#,
      #"{"mcpServerConfig":{"token":"canary"}}"#,
      // Inside longer texts.
      #"{"code":"const k = 'sk-proj-canary0123456789abcd';\nfetch(k)"}"#,
      #"{"code":"a\nghp_canary0123456789abcdefghij b"}"#,
      #"{"code":"headers: {Authorization: \"Bearer canary0123456789\"}"}"#,
      #"{"q":"{\"x\":\"AKIA0CANARY012345678\"}","y":"canar"}"#,
      #"{"cookie":"canary"}"#, #"{"COOKIE":["canary"]}"#,
    ])
  func canaries(_ text: String) throws {
    let masked = masked(text)
    for canary in ["canary", "4711", "CANARY"] { #expect(!masked.contains(canary)) }
    #expect(masked.contains(SecretMask.mark))
    #expect(throws: Never.self) { try JSONDocument(parsing: Array(masked.utf8)) }
  }

  @Test("a range lies between the quotes, and a key in a text is marked alone")
  func ranges() throws {
    let text = #"{"cookie": "a", "t": "use sk-abcdefgh12345678 here", "n": ["xoxb-123456789012"]}"#
    let bytes = Array(text.utf8)
    let found = SecretMask.ranges(in: try JSONDocument(parsing: bytes).root)
    #expect(
      found.map { String(decoding: bytes[$0], as: UTF8.self) }
        == ["a", "sk-abcdefgh12345678", "xoxb-123456789012"])
  }

  @Test("what is masked stays as long as it must: the rest of a text can be read")
  func rest() {
    #expect(
      masked(#"{"t":"run curl -H 'Authorization: Bearer abcdef0123456789' now"}"#)
        == #"{"t":"run curl -H 'Authorization: Bearer \#(SecretMask.mark)' now"}"#)
  }

  @Test("a text that is not JSON is masked by its look")
  func noJSON() {
    #expect(masked("key: sk-canary0123456789abcd;").contains("canary") == false)
  }

  @Test(
    "ordinary text stays, byte for byte",
    arguments: [
      #"{"a": "sk-", "cookie": "", "b":"a sentence that mentions sk-keys and Bearer things"}"#,
      #"{ "model" : "gpt-4o",  "n": 1.0 }"#, "[]",
      #"{"t":"use sk-learn-and-other-things and Bearer {{token}} or eyJ.eyJ.x"}"#,
      #"{"inputs":{"key":"x","headers":"{\"Accept\":\"text/cookies\"}"},"inputParams":[{"name":"key","type":"string"}]}"#,
      #"{"value":"x","key":"Accept"}"#, #"{"mcpServerConfig":"{}"}"#,
    ])
  func ordinary(_ text: String) {
    #expect(masked(text) == text)
  }
}
