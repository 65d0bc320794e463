import FlowServer
import JSONText
import Testing

@Suite("writing chatflows, as Flowise 3.1.3 takes it")
struct FlowiseWriteTests {
  private static let path = "/api/v1/chatflows"
  private static let flow = TestServer.flow

  private func create(_ server: TestServer, _ json: String) throws -> RawClient.Answer {
    try server.client.send("POST", Self.path, json: json)
  }

  @Test("a create answers 200 with the row; what was left out is null")
  func create() throws {
    let server = try TestServer.empty()
    let answer = try create(server, #"{"name":"n","flowData":"\#(Self.flow)","type":"CHATFLOW"}"#)
    #expect(answer.status == 200)
    #expect(answer.json["deployed"]?.isNull == true)
    #expect(answer.json["category"]?.isNull == true)
    #expect(answer.json["workspaceId"]?.string != nil)
    let id = try #require(answer.json["id"]?.string)
    #expect(
      try server.server.storedText("flowData", of: id) == Array(#"{"nodes":[],"edges":[]}"#.utf8))
  }

  @Test("fields that belong to the server are dropped")
  func protectedFields() throws {
    let server = try TestServer.empty()
    let id = "d290f1ee-6c54-4b01-90e6-d701748f0851"
    let answer = try create(
      server,
      """
      {"id":"\(id)","createdDate":"2001-01-01T00:00:00.000Z","workspaceId":"w","unknown":1,
      "name":"n","flowData":"\(Self.flow)","type":"CHATFLOW"}
      """)
    #expect(answer.json["id"]?.string != id)
    #expect(answer.json["createdDate"]?.string?.hasPrefix("2001") == false)
    #expect(answer.json["workspaceId"]?.string != "w")
    #expect(answer.json["unknown"] == nil)
  }

  @Test(
    "a create that Flowise cannot take is refused with its status",
    arguments: [
      (#"{"name":"n","flowData":"{}"}"#, 400),
      (#"{"name":"n","flowData":"{\"nodes\":[]}","type":"chatflow"}"#, 400),
      (#"{"name":"n","flowData":"{}","type":"CHATFLOW"}"#, 500),
      (#"{"name":"n","flowData":{"nodes":[]},"type":"CHATFLOW"}"#, 500),
      (#"{"name":"n","flowData":"not json","type":"CHATFLOW"}"#, 500),
      (#"{"name":"n","flowData":"{\"nodes\":[{\"id\":\"a\"}]}","type":"CHATFLOW"}"#, 500),
      (#"{"name":"n","type":"CHATFLOW"}"#, 500),
      (#"{"flowData":"{\"nodes\":[]}","type":"CHATFLOW"}"#, 500),
      (#"{"name":"n","#, 400),
    ])
  func refusedCreates(json: String, status: Int) throws {
    let server = try TestServer.empty()
    let answer = try create(server, json)
    #expect(answer.status == status)
    #expect(answer.json["message"]?.string?.isEmpty == false)
    #expect(try server.server.flowCount() == 0)
  }

  @Test("a create without a body is 412")
  func missingBody() throws {
    #expect(try TestServer.empty().client.send("POST", Self.path).status == 412)
  }

  @Test("an update merges, moves the date in whole seconds, and keeps the rest")
  func update() throws {
    let server = try TestServer.empty()
    let id = try server.add("old")
    let before = try server.server.updated(id)
    server.clock.advance(milliseconds: 1999)
    let answer = try server.client.send("PUT", "\(Self.path)/\(id)", json: #"{"name":"new"}"#)
    #expect(answer.status == 200)
    #expect(answer.json["name"]?.string == "new")
    #expect(answer.json["flowData"]?.string == #"{"nodes":[],"edges":[]}"#)
    #expect(try server.server.updated(id) == before + 1000)
  }

  @Test("an update that changes nothing moves nothing")
  func idleUpdate() throws {
    let server = try TestServer.empty()
    let id = try server.add("same")
    let tag = try server.client.get(Self.path).headers["etag"]
    let before = try server.server.updated(id)
    server.clock.advance(milliseconds: 60_000)
    let answer = try server.client.send(
      "PUT", "\(Self.path)/\(id)",
      json: #"{"name":"s\u0061me","id":"x","updatedDate":"2030-01-01T00:00:00.000Z"}"#)
    #expect(answer.status == 200)
    #expect(try server.server.updated(id) == before)
    #expect(try server.client.get(Self.path).headers["etag"] == tag)
  }

  @Test("flowData is kept byte for byte: blanks, numbers, escapes, order, a last line break")
  func verbatim() throws {
    let server = try TestServer.empty()
    let id = try server.add("n")
    let text =
      "{ \"nodes\" : [],\r\n \"edges\":[], \"z\":1.0, \"a\":1e-7, \"n\":12345678901234567890, \"u\":\"\\u00e9é\\/\" }\n"
    let literal = String(decoding: JSONString.literal(text), as: UTF8.self)
    let answer = try server.client.send(
      "PUT", "\(Self.path)/\(id)", json: "{\"flowData\":\(literal)}")
    #expect(answer.json["flowData"]?.stringBytes == Array(text.utf8))
    #expect(try server.server.storedText("flowData", of: id) == Array(text.utf8))
    #expect(
      try server.client.get("\(Self.path)/\(id)").json["flowData"]?.stringBytes == Array(text.utf8))
  }

  @Test("odd booleans are repeated in the answer and stored as false")
  func oddBoolean() throws {
    let server = try TestServer.empty()
    let id = try server.add("n")
    let answer = try server.client.send("PUT", "\(Self.path)/\(id)", json: #"{"deployed":"yes"}"#)
    #expect(answer.json["deployed"]?.string == "yes")
    #expect(try server.client.get("\(Self.path)/\(id)").json["deployed"]?.boolean == false)
  }

  @Test(
    "an update that Flowise cannot take is refused and stores nothing",
    arguments: [
      (#"{"name":null}"#, 500), (#"{"flowData":null}"#, 500), (#"{"flowData":"{}"}"#, 500),
      (#"{"flowData":""}"#, 500), (#"{"type":""}"#, 400), (#"{"type":"X"}"#, 400),
      (#"{"chatbotConfig":"{"}"#, 400), (#"{"apiConfig":"null"}"#, 500),
      (#"{"apiConfig":"{"}"#, 500),
    ])
  func refusedUpdates(json: String, status: Int) throws {
    let server = try TestServer.empty()
    let id = try server.add("n")
    let before = try server.client.get("\(Self.path)/\(id)").text
    #expect(try server.client.send("PUT", "\(Self.path)/\(id)", json: json).status == status)
    #expect(try server.client.get("\(Self.path)/\(id)").text == before)
  }

  @Test("an unknown id is 404, a malformed one 400, for reading and updating")
  func unknownIDs() throws {
    let server = try TestServer.empty()
    let id = "d290f1ee-6c54-4b01-90e6-d701748f0851"
    for method in ["GET", "PUT"] {
      let json = method == "PUT" ? "{}" : nil
      let unknown = try server.client.send(method, "\(Self.path)/\(id)", json: json)
      #expect(unknown.status == 404)
      #expect(unknown.json["message"]?.string?.contains("not found") == true)
      #expect(try server.client.send(method, "\(Self.path)/nonsense", json: json).status == 400)
    }
    #expect(try server.client.send("PUT", Self.path, json: "{}").status == 412)
  }

  @Test("a delete gives a DeleteResult once, then 500")
  func delete() throws {
    let server = try TestServer.empty()
    let id = try server.add("n")
    let first = try server.client.send("DELETE", "\(Self.path)/\(id)")
    #expect(first.status == 200)
    #expect(first.text == #"{"raw":[],"affected":1}"#)
    let second = try server.client.send("DELETE", "\(Self.path)/\(id)")
    #expect(second.status == 500)
    #expect(second.json["message"]?.string?.contains("not found in the database") == true)
    #expect(try server.client.send("DELETE", "\(Self.path)/nonsense").status == 500)
  }

  @Test("has-changed compares the text of the date and tells nothing else")
  func hasChanged() throws {
    let server = try TestServer.empty()
    let id = try server.add("n")
    let date = try #require(try server.client.get("\(Self.path)/\(id)").json["updatedDate"]?.string)
    let same = try server.client.get("\(Self.path)/has-changed/\(id)/\(date)")
    #expect(same.text == #"{"hasChanged":false}"#)
    let other = String(date.dropLast(5)) + "Z"
    for text in [
      other, "nonsense", date.replacing(":", with: "%3A").replacing("000Z", with: "001Z"),
    ] {
      let answer = try server.client.get("\(Self.path)/has-changed/\(id)/\(text)")
      #expect(answer.text == #"{"hasChanged":true}"#)
    }
    let escaped = date.replacing(":", with: "%3A")
    #expect(
      try server.client.get("\(Self.path)/has-changed/\(id)/\(escaped)").text
        == #"{"hasChanged":false}"#)
    let unknown = "d290f1ee-6c54-4b01-90e6-d701748f0851"
    #expect(try server.client.get("\(Self.path)/has-changed/\(unknown)/\(date)").status == 404)
  }

  @Test("a file in a document loader becomes a reference, and only then flowData is printed anew")
  func files() throws {
    let server = try TestServer.empty()
    let id = try server.add("n")
    func sent(_ category: String) -> String {
      #"{ "nodes": [{"id":"a","data":{"category":"\#(category)","inputs":{"f":"data:application/pdf;base64,AAAA,filename:terms.pdf","n":1.0}}}] }"#
    }
    func put(_ text: String) throws -> String? {
      let literal = String(decoding: JSONString.literal(text), as: UTF8.self)
      return try server.client.send("PUT", "\(Self.path)/\(id)", json: "{\"flowData\":\(literal)}")
        .json["flowData"]?.string
    }
    #expect(try put(sent("Tools")) == sent("Tools"))
    #expect(
      try put(sent("Document Loaders"))
        == #"{"nodes":[{"id":"a","data":{"category":"Document Loaders","inputs":{"f":"FILE-STORAGE::terms.pdf","n":1.0}}}]}"#
    )
  }

  @Test("a schedule without a mode is stored and then refused")
  func storedThenRefused() throws {
    let server = try TestServer.empty()
    let flow =
      #"{"nodes":[{"id":"s","data":{"name":"startAgentflow","inputs":{"startInputType":"scheduleInput"}}}]}"#
    let literal = String(decoding: JSONString.literal(flow), as: UTF8.self)
    let answer = try create(
      server, "{\"name\":\"n\",\"type\":\"AGENTFLOW\",\"flowData\":\(literal)}")
    #expect(answer.status == 400)
    #expect(try server.server.flowCount() == 1)
  }

  @Test("a body above 50 MB is 413 in the shape of all errors")
  func tooLarge() throws {
    let server = try TestServer.empty()
    let head = """
      POST \(Self.path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer demo\r\nConnection: close\r
      Content-Type: application/json\r\nContent-Length: \(51 << 20)\r\n\r\n
      """
    let answer = try server.client.exchange(Array(head.utf8))
    #expect(answer.status == 413)
    #expect(answer.json["statusCode"]?.integer == 413)
  }

  @Test("a client that expects 100-continue is told to go on")
  func expectContinue() throws {
    let server = try TestServer.empty()
    let answer = try server.client.send(
      "POST", Self.path, json: #"{"name":"n","flowData":"\#(Self.flow)","type":"CHATFLOW"}"#,
      headers: ["Expect": "100-continue"])
    #expect(answer.status == 200)
  }
}
