import FlowServer
import JSONText
import Testing

@Suite("the documented dialect, as the English pages print it")
struct DocumentedDialectTests {
  private static let path = "/api/v1/chatflows"

  private func empty() throws -> TestServer { try .empty { $0.dialect = .documented } }

  @Test("a list is an array of ten unless asked otherwise")
  func pages() throws {
    let server = try empty()
    for number in 1...12 { _ = try server.add("flow \(number)") }
    let first = try server.client.get(Self.path).json
    #expect(first.kind == .array)
    #expect(first.count == 10)
    let second = try server.client.get(Self.path + "?page=2").json
    #expect(second.elements.map { $0["name"]?.string } == ["flow 2", "flow 1"])
    let wide = try server.client.get(Self.path + "?page=1&limit=50").json
    #expect(wide.kind == .array)
    #expect(wide.count == 12)
  }

  @Test("a create without type makes a CHATFLOW whose flags are false")
  func defaults() throws {
    let answer = try empty().client.send("POST", Self.path, json: #"{"name":"n","flowData":"{}"}"#)
    #expect(answer.status == 200)
    #expect(answer.json["type"]?.string == "CHATFLOW")
    #expect(answer.json["deployed"]?.boolean == false)
    #expect(answer.json["isPublic"]?.boolean == false)
    #expect(answer.json["textToSpeech"]?.isNull == true)
    #expect(answer.json["mcpServerConfig"] == nil)
    #expect(answer.json["createdDate"]?.string?.hasSuffix(".000Z") == true)
  }

  @Test("errors are a message and nothing else")
  func errors() throws {
    let server = try empty()
    let unknown = "\(Self.path)/d290f1ee-6c54-4b01-90e6-d701748f0851"
    #expect(try server.client.get(unknown).text == #"{"message":"Chatflow not found"}"#)
    #expect(try server.client.send("DELETE", unknown).status == 404)
    let type = try server.client.send(
      "POST", Self.path, json: #"{"name":"n","flowData":"{}","type":"X"}"#)
    #expect(type.status == 400)
    #expect(type.text == #"{"message":"Invalid Chatflow Type"}"#)
    #expect(try server.client.send("POST", Self.path, json: #"{"name":"n"}"#).status == 400)
    #expect(
      try server.client.send("POST", Self.path, json: #"{"name":"n","flowData":{}}"#).status == 400)
    #expect(try server.client.send("POST", Self.path).status == 412)
    #expect(try server.client.get("/api/v1/nothing").status == 404)
    #expect(try server.stranger.get(Self.path).status == 401)
    #expect(try server.viewer.send("DELETE", unknown).status == 403)
  }

  @Test("a delete says so in words")
  func delete() throws {
    let server = try empty()
    let id = try server.add("n")
    let answer = try server.client.send("DELETE", "\(Self.path)/\(id)")
    #expect(answer.status == 200)
    #expect(answer.text == #"{"message":"Chatflow deleted successfully"}"#)
  }

  @Test("has-changed compares instants and tells the date")
  func hasChanged() throws {
    let server = try empty()
    let id = try server.add("n")
    let date = try #require(try server.client.get("\(Self.path)/\(id)").json["updatedDate"]?.string)
    let short = date.replacing(".000Z", with: "Z")
    for (since, changed) in [(date, false), (short, false), ("2020-01-01T00:00:00.000Z", true)] {
      let answer = try server.client.get("\(Self.path)/has-changed/\(id)/\(since)")
      #expect(answer.json["hasChanged"]?.boolean == changed)
      #expect(answer.json["lastUpdatedDate"]?.string == date)
    }
    #expect(try server.client.get("\(Self.path)/has-changed/\(id)/nonsense").status == 400)
  }

  @Test("a partial update keeps the rest")
  func update() throws {
    let server = try empty()
    let id = try server.add("n")
    let answer = try server.client.send("PUT", "\(Self.path)/\(id)", json: #"{"deployed":true}"#)
    #expect(answer.json["deployed"]?.boolean == true)
    #expect(answer.json["name"]?.string == "n")
  }

  @Test("by API key: an array; keyonly takes the word true")
  func apiKey() throws {
    let server = try TestServer { $0.dialect = .documented }
    #expect(try server.stranger.get("\(Self.path)/apikey/demo?keyonly=true").json.count == 1)
    #expect(try server.stranger.get("\(Self.path)/apikey/demo?keyonly=false").json.count > 1)
    #expect(try server.stranger.get("\(Self.path)/apikey/look?keyonly=true").json.count == 0)
    #expect(try server.stranger.get("\(Self.path)/apikey/nobody").status == 401)
  }
}

@Suite("the bare dialect, as the OpenAPI description prints it")
struct BareDialectTests {
  private func empty() throws -> TestServer { try .empty { $0.dialect = .bare } }

  @Test("paths have no prefix, dates no milliseconds, rows no later columns")
  func shape() throws {
    let server = try empty()
    _ = try server.add("n")
    let list = try server.client.get("/chatflows").json
    let keys = list[0]?.members.map(\.key)
    #expect(
      keys == [
        "id", "name", "flowData", "deployed", "isPublic", "apikeyid", "chatbotConfig", "apiConfig",
        "analytic", "speechToText", "category", "type", "createdDate", "updatedDate",
      ])
    let date = try #require(list[0]?["updatedDate"]?.string)
    #expect(!date.contains("."))
    #expect(date.hasSuffix("Z"))
    #expect(try server.stranger.get("/version").json["version"]?.string == "3.1.3")
    #expect(try server.stranger.get("/ping").text == "pong")
    #expect(try server.client.get("/api/v1/chatflows").status == 404)
  }

  @Test("the example of the description can be created with its own id, once")
  func create() throws {
    let server = try empty()
    let json = """
      {"id":"d290f1ee-6c54-4b01-90e6-d701748f0851","name":"MyChatFlow","flowData":"{}","deployed":true,
      "isPublic":true,"apikeyid":"text","chatbotConfig":"{}","apiConfig":"{}","analytic":"{}",
      "speechToText":"{}","category":"category1;category2","type":"CHATFLOW",
      "createdDate":"2024-08-24T14:15:22Z","updatedDate":"2024-08-24T14:15:22Z"}
      """
    let first = try server.client.send("POST", "/chatflows", json: json)
    #expect(first.status == 200)
    #expect(first.json["id"]?.string == "d290f1ee-6c54-4b01-90e6-d701748f0851")
    #expect(try server.client.send("POST", "/chatflows", json: json).status == 422)
    #expect(try server.server.flowCount() == 1)
  }

  @Test("what is missing is 422, what is malformed 400, what is unknown 404")
  func errors() throws {
    let server = try empty()
    let unknown = "/chatflows/d290f1ee-6c54-4b01-90e6-d701748f0851"
    #expect(try server.client.send("POST", "/chatflows", json: #"{"name":"n"}"#).status == 422)
    #expect(try server.client.send("POST", "/chatflows", json: "{").status == 400)
    #expect(try server.client.get("/chatflows/nonsense").status == 400)
    #expect(try server.client.get(unknown).status == 404)
    #expect(try server.client.send("PUT", unknown, json: "{}").status == 404)
    #expect(try server.client.send("PUT", unknown).status == 400)
    #expect(try server.client.send("DELETE", unknown).status == 404)
    #expect(try server.client.send("DELETE", "/chatflows/nonsense").status == 400)
  }

  @Test("a delete answers 200 with nothing")
  func delete() throws {
    let server = try empty()
    let id = try server.add("n")
    let answer = try server.client.send("DELETE", "/chatflows/\(id)")
    #expect(answer.status == 200)
    #expect(answer.body.isEmpty)
    #expect(answer.isComplete)
  }

  @Test("by API key: one object, behind the token")
  func apiKey() throws {
    let server = try TestServer { $0.dialect = .bare }
    #expect(try server.stranger.get("/chatflows/apikey/demo").status == 401)
    let answer = try server.client.get("/chatflows/apikey/demo")
    #expect(answer.json["name"]?.string == "مساعد الحجز")
    #expect(try server.client.get("/chatflows/apikey/nobody").status == 404)
    #expect(try server.client.get("/chatflows/apikey/look").status == 404)
  }

  @Test("the chatbots API stands beside it")
  func chatbots() throws {
    let server = try TestServer { $0.dialect = .bare }
    #expect(try server.client.get("/v1/chatbots").json["chatbots"]?.count == 6)
  }
}
