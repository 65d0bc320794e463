import FlowModel
import JSONText
import Testing
import Workbench

/// Settings of a chatflow: read from a record, and put into it.
@Suite struct FlowSettingsTests {
  private static let record = #"""
    {"id":"1","category":null,"isPublic":false,"chatbotConfig":"{\"allowedOrigins\":[\"https://a.example\",\"https://b.example\"],\"starterPrompts\":{\"0\":{\"prompt\":\"Hi\"},\"2\":{\"prompt\":\"Ho\"}},\"botMessage\":{\"avatar\":{\"show\":true}},\"chatFeedback\":\"odd\"}","apiConfig":null,"speechToText":"{\"openAIWhisper\":{\"status\":true,\"language\":\"en\"}}","analytic":"not JSON"}
    """#

  private func setting(_ path: String, of record: String = Self.record) throws -> FlowSetting {
    try #require(FlowSettings.all(of: Array(record.utf8)).first { $0.path.dotted == path })
  }

  @Test("named settings are listed even when they are not set, in their own form")
  func named() throws {
    #expect(try setting("category").value == nil)
    #expect(try setting("isPublic").value == "no")
    #expect(try setting("apiConfig.rateLimit.limitMax").kind == .number)
    let origins = try setting("chatbotConfig.allowedOrigins")
    #expect(origins.kind == .list && origins.value == "https://a.example, https://b.example")
  }

  @Test("starter prompts are rows, with one more to fill in at the first free key")
  func prompts() {
    let prompts = FlowSettings.all(of: Array(Self.record.utf8)).filter {
      $0.group == "Starter prompts"
    }
    #expect(prompts.map(\.value) == ["Hi", "Ho", nil])
    #expect(prompts.map(\.name) == ["1", "2", "3"])
    #expect(prompts.last?.path.pointer == "/chatbotConfig/starterPrompts/1/prompt")
  }

  @Test("what has no name stands under its path; a field that is not JSON stays out")
  func others() throws {
    #expect(try setting("chatbotConfig.botMessage.avatar.show").group == "Appearance")
    #expect(try setting("speechToText.openAIWhisper.language").value == "en")
    #expect(!FlowSettings.all(of: Array(Self.record.utf8)).contains { $0.group == "Analytics" })
    #expect(FlowSettings.all(of: Array("{".utf8)).isEmpty)
  }

  @Test(
    "what is typed becomes JSON of the right kind, or is refused in a sentence",
    arguments: [
      ("apiConfig.rateLimit.limitMax", "20", "20"), ("apiConfig.rateLimit.limitMax", "many", nil),
      ("apiConfig.rateLimit.limitMax", "\"20\"", nil),
      ("chatbotConfig.welcomeMessage", "say \"hi\"", #""say \"hi\"""#),
      ("chatbotConfig.allowedOrigins", "https://x, https://y,", #"["https://x","https://y"]"#),
      ("chatbotConfig.allowedOrigins", "", "[]"), ("category", "••••••••", nil),
    ])
  func typed(path: String, text: String, json: String?) throws {
    switch try setting(path).bytes(of: text) {
    case .success(let bytes): #expect(String(decoding: bytes, as: UTF8.self) == json)
    case .failure(let mistake): #expect(json == nil && mistake.sentence.hasSuffix("."))
    }
  }

  @Test(
    "a value is put where it belongs, with what holds it where that is missing",
    arguments: [
      ("isPublic", "isPublic", "1"),
      ("chatbotConfig.botMessage.avatar.show", "chatbotConfig.botMessage.avatar.show", "1"),
      ("chatbotConfig.welcomeMessage", "chatbotConfig.welcomeMessage", "1"),
      ("chatbotConfig.leads.status", "chatbotConfig.leads", #"{"status":1}"#),
      ("chatbotConfig.chatFeedback.status", "chatbotConfig.chatFeedback", #"{"status":1}"#),
      ("apiConfig.rateLimit.status", "apiConfig", #""{\"rateLimit\":{\"status\":1}}""#),
      ("followUpPrompts.status", "followUpPrompts", #""{\"status\":1}""#),
    ])
  func placing(path: String, at place: String, value: String) throws {
    let placed = try setting(path).placing(Array("1".utf8), in: Array(Self.record.utf8))
    #expect(placed.path.dotted == place)
    #expect(String(decoding: placed.value, as: UTF8.self) == value)
  }
}
