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
    let body = #"{"nodes":[{"data":{"inputParams":[{"name":"key","type":"password"},{"name":"t","type":"string"}],"inputs":{"key":"canary","t":"shown"}}}]}"#
    let record = #"{"name":"n","flowData":\#(String(decoding: JSONString.literal(body), as: UTF8.self))}"#
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
      #"{"note":"ghp_canary0123456789abcdefghij"}"#,
      #"{"t":"eyJhbGciOiJcanary.eyJzdWIiOiIxcanary.c2lnbmF0dXJlcanary"}"#,
    ])
  func headers(_ text: String) {
    #expect(!masked(text).contains("canary"))
  }

  @Test("ordinary text stays, byte for byte", arguments: [
    #"{"a": "sk-", "cookie": "", "b":"a sentence that mentions sk-keys and Bearer things"}"#,
    #"{ "model" : "gpt-4o",  "n": 1.0 }"#, "[]",
  ])
  func ordinary(_ text: String) {
    #expect(masked(text) == text)
  }
}
