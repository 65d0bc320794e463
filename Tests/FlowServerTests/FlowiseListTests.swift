import FlowServer
import JSONText
import Testing

@Suite("the chatflows list, as Flowise 3.1.3 gives it")
struct FlowiseListTests {
  private static let path = "/api/v1/chatflows"

  private func names(_ node: JSONNode?) -> [String] {
    (node.map { Array($0.elements) } ?? []).compactMap { $0["name"]?.string }
  }

  @Test("is an array with everything unless page and limit are both given")
  func arrays() throws {
    let server = try TestServer()
    let count = try server.server.flowCount()
    for query in [
      "", "?page=1", "?limit=2", "?page=0&limit=2", "?page=1&limit=0", "?page=x&limit=2",
    ] {
      let answer = try server.client.get(Self.path + query)
      #expect(answer.status == 200)
      #expect(answer.json.kind == .array, "\(query)")
      #expect(answer.json.count == count, "\(query)")
    }
  }

  @Test("is data and total when both are given, and ends with an empty page")
  func pages() throws {
    let server = try TestServer.empty()
    for number in 1...5 { _ = try server.add("flow \(number)") }
    let second = try server.client.get(Self.path + "?page=2&limit=2").json
    #expect(second["total"]?.integer == 5)
    #expect(names(second["data"]) == ["flow 3", "flow 2"])
    let beyond = try server.client.get(Self.path + "?page=9&limit=2").json
    #expect(beyond["total"]?.integer == 5)
    #expect(beyond["data"]?.count == 0)
  }

  @Test("refuses a negative page with 412")
  func negativePage() throws {
    let answer = try TestServer().client.get(Self.path + "?page=-1&limit=2")
    #expect(answer.status == 412)
    #expect(answer.json["statusCode"]?.integer == 412)
    #expect(answer.json["success"]?.boolean == false)
    #expect(answer.json["stack"]?.kind == .object)
  }

  @Test("puts the newest change first")
  func order() throws {
    let server = try TestServer.empty()
    let first = try server.add("first")
    server.clock.advance(milliseconds: 5000)
    _ = try server.add("second")
    server.clock.advance(milliseconds: 5000)
    _ = try server.client.send("PUT", "\(Self.path)/\(first)", json: #"{"category":"x"}"#)
    #expect(names(try server.client.get(Self.path).json) == ["first", "second"])
  }

  @Test(
    "filters by the four types and by nothing else",
    arguments: [
      ("?type=AGENTFLOW", ["a"]), ("?type=CHATFLOW", ["c"]), ("?type=MULTIAGENT", ["m"]),
      ("?type=ASSISTANT", ["s"]), ("?type=agentflow", ["s", "m", "c", "a"]),
      ("?type=CHATFLOW&type=ASSISTANT", ["s", "m", "c", "a"]),
    ])
  func types(query: String, expected: [String]) throws {
    let server = try TestServer.empty()
    for (name, type) in [
      ("a", "AGENTFLOW"), ("c", "CHATFLOW"), ("m", "MULTIAGENT"), ("s", "ASSISTANT"),
    ] {
      _ = try server.add(name, type: type)
    }
    #expect(names(try server.client.get(Self.path + query).json) == expected)
  }

  @Test("counts after the filter")
  func filteredTotal() throws {
    let server = try TestServer.empty()
    for _ in 0..<3 { _ = try server.add("c") }
    _ = try server.add("a", type: "AGENTFLOW")
    let page = try server.client.get(Self.path + "?type=CHATFLOW&page=1&limit=2").json
    #expect(page["total"]?.integer == 3)
  }

  @Test("answers 304 to its own ETag until a flow changes")
  func listTag() throws {
    let server = try TestServer()
    let first = try server.client.get(Self.path)
    let tag = try #require(first.headers["etag"])
    #expect(tag.hasPrefix("W/\""))
    let same = try server.client.get(Self.path, ["If-None-Match": tag])
    #expect(same.status == 304)
    #expect(same.body.isEmpty)
    #expect(
      try server.client.get(Self.path + "?type=CHATFLOW", ["If-None-Match": tag]).status == 200)
    _ = try server.add("new")
    #expect(try server.client.get(Self.path, ["If-None-Match": tag]).status == 200)
  }

  @Test("gives a flow by id with an ETag of its content")
  func itemTag() throws {
    let server = try TestServer.empty()
    let id = try server.add("one")
    let first = try server.client.get("\(Self.path)/\(id)")
    #expect(first.json["id"]?.string == id)
    #expect(first.headers["content-type"] == "application/json; charset=utf-8")
    let tag = try #require(first.headers["etag"])
    #expect(try server.client.get("\(Self.path)/\(id)", ["If-None-Match": tag]).status == 304)
    try server.server.setText("name", of: id, to: Array("two".utf8), movingDate: false)
    #expect(try server.client.get("\(Self.path)/\(id)", ["If-None-Match": tag]).status == 200)
  }

  @Test("gives the same object in the list and by id, with every column of 3.1.3")
  func columns() throws {
    let server = try TestServer.empty()
    let id = try server.add("one")
    let item = try server.client.get("\(Self.path)/\(id)")
    let list = try server.client.get(Self.path)
    #expect(list.text == "[\(item.text)]")
    let keys = item.json.members.map(\.key)
    #expect(
      keys == [
        "id", "name", "flowData", "deployed", "isPublic", "apikeyid", "chatbotConfig", "apiConfig",
        "analytic", "speechToText", "textToSpeech", "followUpPrompts", "category", "type",
        "mcpServerConfig", "webhookSecretConfigured", "createdDate", "updatedDate", "workspaceId",
      ])
  }

  @Test("streams a long list whole, with bodies as they are stored")
  func longList() throws {
    let server = try TestServer { $0.flows = 150 }
    let answer = try server.client.get(Self.path)
    #expect(answer.isComplete)
    #expect(answer.headers["transfer-encoding"] == "chunked")
    let document = try JSONDocument(parsing: answer.body)
    #expect(document.root.count == 150)
    for flow in document.root.elements {
      let id = try #require(flow["id"]?.string)
      #expect(flow["flowData"]?.stringBytes == (try server.server.storedText("flowData", of: id)))
    }
  }

  @Test("HEAD has the header of GET and no body")
  func head() throws {
    let answer = try TestServer().client.send("HEAD", Self.path)
    #expect(answer.status == 200)
    #expect(answer.isComplete)
    #expect(answer.headers["etag"] != nil)
  }
}
