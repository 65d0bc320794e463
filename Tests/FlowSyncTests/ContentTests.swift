import FlowModel
import FlowSync
import Testing

private func flowise(_ text: String) -> RecordContent {
  RecordContent(Array(text.utf8), service: .flowise)
}

private func bot(_ text: String) -> RecordContent {
  RecordContent(Array(text.utf8), service: .flownally)
}

@Suite("request bodies")
struct RequestBodyTests {
  private func body(_ base: String, _ local: String) -> String? {
    RequestBody.update(from: flowise(base), to: flowise(local)).map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
  }

  @Test("changed fields in the record's order, as they are spelled")
  func order() {
    #expect(
      body(
        #"{"id":"1","name":"a","category":"c","x":1}"#,
        #"{"id":"1","x": 1.50 ,"name":"\u0061\/b","category":"c"}"#)
        == #"{"x":1.50,"name":"\u0061\/b"}"#)
  }

  @Test("another spelling of the same value is no change")
  func spelling() {
    #expect(body(#"{"name":"a","n":2}"#, #"{"n":2.0,"name":"\u0061"}"#) == nil)
    #expect(
      body(
        #"{"flowData":"{\"nodes\":[],\"edges\":[]}"}"#,
        #"{"flowData":"{ \"edges\":[],\"nodes\":[] }"}"#) == nil)
  }

  @Test("a removed field is sent as null, one that was null is not sent")
  func removed() {
    #expect(body(#"{"category":"c","apiConfig":null}"#, "{}") == #"{"category":null}"#)
  }

  @Test(
    "what the server owns is never sent",
    arguments: [
      "id", "createdDate", "updatedDate", "runDate", "workspaceId", "organizationId",
      "webhookSecret", "webhookSecretConfigured",
    ])
  func owned(field: String) {
    #expect(body("{}", #"{"\#(field)":"x"}"#) == nil)
    let create = RequestBody.create(flowise(#"{"\#(field)":"x","name":"n","category":null}"#))
    #expect(create.fields == ["name"])
  }

  @Test("a bot sends name, teams and draft, nothing else")
  func bots() {
    let body = RequestBody.create(
      bot(#"{"id":"1","name":"n","status":"draft","teamIds":[],"draft":{},"extra":1}"#))
    #expect(body.fields == ["name", "teamIds", "draft"])
  }
}

@Suite("send, settle, merge or hold")
struct PushDecisionTests {
  private func word(
    _ base: RecordContent, _ local: RecordContent, _ remote: RecordContent,
    _ consent: FlowMerge.Consent = .standing
  ) -> String {
    switch PushDecision.decide(base: base, local: local, remote: remote, consent: consent) {
    case .send: "send"
    case .settle: "settle"
    case .merge(let merge): "merge " + String(decoding: merge.record, as: UTF8.self)
    case .hold(let kind, let paths): "\(kind.rawValue) " + paths.joined(separator: " ")
    }
  }

  @Test(
    "by content",
    arguments: [
      (#"{"a":1}"#, #"{"a":2}"#, #"{"a":1}"#, "send"),
      (#"{"a":1}"#, #"{"a":2}"#, #"{"a":1.0,"updatedDate":"x"}"#, "send"),
      (#"{"a":1}"#, #"{"a":2}"#, #"{"a":2}"#, "settle"),
      (#"{"a":1}"#, #"{"a":1}"#, #"{"a":1}"#, "settle"),
      (#"{"a":1}"#, #"{"a":2}"#, #"{"a":3}"#, "edit-edit a"),
      (#"{"a":1,"b":1}"#, #"{"a":2,"b":1}"#, #"{"a":1,"b":2}"#, #"merge {"a":2,"b":2}"#),
      (#"{"a":1}"#, #"{"a":2}"#, #"{"a":1,"mcpServerConfig":null}"#, "send"),
      (#"{"a":1}"#, #"{"a":2}"#, "{}", "edit-edit a"),
      (#"{"a":1}"#, #"{"a":2}"#, "no JSON", "edit-edit "),
    ])
  func table(base: String, local: String, remote: String, expected: String) {
    #expect(word(flowise(base), flowise(local), flowise(remote)) == expected)
  }

  @Test(
    "what is live asks, whatever the settings say",
    arguments: [
      (FlowMerge.Consent.none, "live-merge "), (.standing, "live-merge "),
      (.given, #"merge {"a":2,"b":2,"isPublic":true}"#),
    ])
  func live(consent: FlowMerge.Consent, expected: String) {
    #expect(
      word(
        flowise(#"{"a":1,"b":1,"isPublic":true}"#), flowise(#"{"a":2,"b":1,"isPublic":true}"#),
        flowise(#"{"a":1,"b":2,"isPublic":true}"#), consent) == expected)
  }

  @Test("a setting can make every merge ask")
  func setting() {
    #expect(
      word(
        flowise(#"{"a":1,"b":1}"#), flowise(#"{"a":2,"b":1}"#), flowise(#"{"a":1,"b":2}"#),
        FlowMerge.Consent.none) == "edit-edit ")
  }

  @Test("teams are a set and a status is no edit")
  func bots() {
    #expect(
      word(
        bot(#"{"name":"a","teamIds":["x","y"],"status":"draft"}"#),
        bot(#"{"name":"b","teamIds":["x","y"],"status":"draft"}"#),
        bot(#"{"name":"a","teamIds":["y","x"],"status":"active"}"#)) == "send")
  }
}

@Suite("what a server may make of what was sent")
struct ServerRewriteTests {
  private func verify(
    _ field: String, _ sent: String, _ echo: String
  ) -> ServerRewrite.Verification {
    ServerRewrite.verify([field], sent: flowise(sent), echo: flowise(echo))
  }

  private func body(_ inputs: String, category: String = "Document Loaders") -> String {
    #"{"flowData":"{\"nodes\":[{\"data\":{\"category\":\"\#(category)\",\"inputs\":{\"f\":\"\#(inputs)\"}}}]}"}"#
  }

  @Test("W1: files of document loaders, and of nothing else")
  func files() {
    let file = "data:text/plain;base64,QQ=="
    #expect(
      verify("flowData", body(file), body("FILE-STORAGE::a.txt")) == .rewritten([.storedFile]))
    #expect(
      verify("flowData", body(file, category: "Tools"), body("FILE-STORAGE::a", category: "Tools"))
        == .foreign(["flowData"]))
    #expect(verify("flowData", body("text"), body("other")) == .foreign(["flowData"]))
  }

  @Test("W2: the list of allowed file types, and of nothing else")
  func fileTypes() {
    func config(_ types: String, _ rest: String) -> String {
      #"{"chatbotConfig":"{\"fullFileUpload\":{\"allowedUploadFileTypes\":\"\#(types)\"},\"x\":\#(rest)}"}"#
    }
    #expect(
      verify("chatbotConfig", config("a,b", "1"), config("a", "1"))
        == .rewritten([.allowedFileTypes]))
    #expect(
      verify("chatbotConfig", config("a,b", "1"), config("a", "2")) == .foreign(["chatbotConfig"]))
  }

  @Test("W3: parsed and printed by JavaScript")
  func numbers() {
    #expect(
      verify("x", #"{"x":9007199254740993}"#, #"{"x":9007199254740992}"#)
        == .rewritten([.reprinted]))
    #expect(verify("x", #"{"x":2.0}"#, #"{"x":2}"#) == .equal)
    #expect(verify("x", #"{"x":2}"#, #"{"x":3}"#) == .foreign(["x"]))
  }

  @Test("W4: a null for a field that was left out")
  func nulls() {
    #expect(verify("x", "{}", #"{"x":null}"#) == .rewritten([.nulled]))
    #expect(verify("x", #"{"x":1}"#, "{}") == .foreign(["x"]))
  }

  @Test("a sent field that comes back otherwise is somebody else's write")
  func foreign() {
    #expect(verify("name", #"{"name":"mine"}"#, #"{"name":"theirs"}"#) == .foreign(["name"]))
  }
}
