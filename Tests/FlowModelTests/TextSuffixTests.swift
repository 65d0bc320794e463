import FlowModel
import Testing

@Suite("What a text is, for an editor")
struct TextSuffixTests {
  @Test(
    "its key tells, however the node prefixes it, and then what it is",
    arguments: [
      ("systemMessage", "", ".md"), ("systemMessagePrompt", "{x} and [y]", ".md"),
      ("template", "{}", ".md"), ("content", "<p>hi</p>", ".md"),
      ("conditionAgentInstructions", "", ".md"), ("code", "{}", ".js"),
      ("customFunctionJavascriptFunction", "return 1", ".js"), ("func", "", ".js"),
      ("updateStateMemoryCode", "", ".js"), ("promptValues", #"{"a": 1}"#, ".json"),
      ("schema", " [1]\n", ".json"), ("label", "12", ".txt"), ("label", "null", ".txt"),
      ("label", "{question}", ".txt"), ("flowData", "", ".json"), ("flowData", "{", ".txt"),
    ])
  func chosen(_ key: String, _ text: String, _ suffix: String) {
    #expect(TextSuffix(key: key, text: Array(text.utf8)).rawValue == suffix)
  }

  @Test("without a key only the text tells")
  func withoutKey() {
    #expect(TextSuffix(key: nil, text: Array("{}".utf8)) == .json)
    #expect(TextSuffix(key: nil, text: Array("words".utf8)) == .plain)
  }
}
