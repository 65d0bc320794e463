import FlowServer
import JSONText
import Testing

@Suite("the chatbots API")
struct ChatbotTests {
  private static let path = "/v1/chatbots"
  static let draft = #"{"nodes":[{"id":"a","type":"start","data":{}}],"edges":[{}],"x":1.0}"#

  private func create(_ server: TestServer, _ name: String = "Bot") throws -> String {
    let answer = try server.client.send(
      "POST", Self.path, json: "{\"name\":\"\(name)\",\"draft\":\(Self.draft)}")
    #expect(answer.status == 201)
    return try #require(answer.json["id"]?.string)
  }

  @Test("list items show the fields of the reference and no draft")
  func list() throws {
    let answer = try TestServer().client.get(Self.path)
    #expect(answer.status == 200)
    #expect(answer.json["totalSize"]?.integer == 6)
    #expect(answer.json["nextPageToken"] == nil)
    for item in try #require(answer.json["chatbots"]).elements {
      #expect(
        item.members.map(\.key) == ["id", "name", "status", "teamIds", "createdAt", "updatedAt"])
      #expect(item["createdAt"]?.string?.count == "2026-04-30T10:00:00Z".count)
      let id = try #require(item["id"]?.string)
      #expect(id.hasPrefix("bot_"))
      #expect(id.count == "bot_01HV8ZG8E3K5N7P9R1T3V5X7Z9".count)
    }
  }

  @Test("page tokens lead through everything once", arguments: [1, 2, 4, 6, 100])
  func pages(size: Int) throws {
    let server = try TestServer()
    var seen: [String] = []
    var token: String?
    repeat {
      let query = token.map { "&pageToken=\($0)" } ?? ""
      let page = try server.client.get("\(Self.path)?pageSize=\(size)\(query)").json
      seen += try #require(page["chatbots"]).elements.compactMap { $0["id"]?.string }
      token = page["nextPageToken"]?.string
      #expect(page["totalSize"]?.integer == 6)
    } while token != nil && seen.count < 20
    #expect(seen == (try server.server.chatbotIDs()))
  }

  @Test(
    "a page size or token that makes no sense is 400",
    arguments: ["pageSize=0", "pageSize=x", "pageSize=-1", "pageToken=pt_1", "pageToken=zzz"])
  func badPages(query: String) throws {
    let answer = try TestServer().client.get("\(Self.path)?\(query)")
    #expect(answer.status == 400)
    #expect(answer.headers["content-type"] == "application/problem+json")
    #expect(answer.json["status"]?.integer == 400)
  }

  @Test("a create answers 201 without the draft; reading by id shows it byte for byte")
  func createAndRead() throws {
    let server = try TestServer()
    let id = try create(server)
    let answer = try server.client.get("\(Self.path)/\(id)")
    #expect(answer.json["draft"].map { Array($0.bytes) } == Array(Self.draft.utf8))
    #expect(answer.json["status"]?.string == "draft")
    #expect(answer.json["teamIds"]?.count == 0)
    #expect(try server.client.get(Self.path).json["chatbots"]?[0]?["id"]?.string == id)
  }

  @Test("with hidden drafts no answer shows one")
  func hiddenDrafts() throws {
    let server = try TestServer { $0.hidesDrafts = true }
    let id = try create(server)
    #expect(try server.client.get("\(Self.path)/\(id)").json["draft"] == nil)
    #expect(try server.server.storedDraft(of: id) == Array(Self.draft.utf8))
  }

  @Test("a patch changes what it names: name, the whole set of teams, the draft")
  func patch() throws {
    let server = try TestServer()
    let id = try create(server)
    server.clock.advance(milliseconds: 61_000)
    let answer = try server.client.send(
      "PATCH", "\(Self.path)/\(id)", json: #"{"teamIds":["team_1","team_2"]}"#)
    #expect(answer.status == 200)
    #expect(answer.json["name"]?.string == "Bot")
    #expect(answer.json["teamIds"]?.elements.map { $0.string } == ["team_1", "team_2"])
    #expect(answer.json["createdAt"]?.string != answer.json["updatedAt"]?.string)
    _ = try server.client.send(
      "PATCH", "\(Self.path)/\(id)", json: #"{"name":"été","teamIds":[],"draft":{"nodes":[]}}"#)
    let read = try server.client.get("\(Self.path)/\(id)").json
    #expect(read["name"]?.string == "été")
    #expect(read["teamIds"]?.count == 0)
    #expect(read["draft"].map { Array($0.bytes) } == Array(#"{"nodes":[]}"#.utf8))
  }

  @Test(
    "a body that is wrong is refused and stores nothing",
    arguments: [
      ("{", 400), ("[]", 400), (#"{"name":""}"#, 400), (#"{"name":7}"#, 400),
      (#"{"teamIds":"x"}"#, 400),
      (#"{"teamIds":[1]}"#, 400), (#"{"draft":null}"#, 400), (#"{"draft":{"nodes":{}}}"#, 400),
    ])
  func badBodies(json: String, status: Int) throws {
    let server = try TestServer()
    let id = try create(server)
    let before = try server.client.get("\(Self.path)/\(id)").text
    #expect(try server.client.send("PATCH", "\(Self.path)/\(id)", json: json).status == status)
    #expect(try server.client.get("\(Self.path)/\(id)").text == before)
    #expect(try server.client.send("POST", Self.path, json: json).status == status)
    #expect(try server.server.chatbotIDs().count == 7)
  }

  @Test("a create needs a name, and JSON")
  func creates() throws {
    let server = try TestServer()
    #expect(try server.client.send("POST", Self.path, json: "{}").status == 400)
    #expect(try server.client.send("POST", Self.path).status == 415)
  }

  @Test("unknown chatbots, versions and paths are 404, unknown methods 405")
  func unknown() throws {
    let server = try TestServer()
    let id = try create(server)
    for path in [
      "/chatbots/bot_none", "/chatbots/bot_none/versions", "/chatbots/\(id)/versions/ver_none",
      "/nothing",
    ] {
      let answer = try server.client.get("/v1\(path)")
      #expect(answer.status == 404)
      #expect(answer.headers["content-type"] == "application/problem+json")
    }
    for action in ["publish", "activate", "pause"] {
      #expect(try server.client.send("POST", "\(Self.path)/bot_none/\(action)").status == 404)
    }
    #expect(try server.client.send("PUT", "\(Self.path)/\(id)", json: "{}").status == 405)
  }

  @Test("without a token 401, with the one for looking 403 on everything that writes")
  func access() throws {
    let server = try TestServer()
    let id = try create(server)
    let refused = try server.stranger.get(Self.path)
    #expect(refused.status == 401)
    #expect(refused.headers["content-type"] == "application/problem+json")
    for path in ["", "/\(id)", "/\(id)/versions"] {
      #expect(try server.viewer.get(Self.path + path).status == 200)
    }
    let writes = [
      ("POST", ""), ("PATCH", "/\(id)"), ("DELETE", "/\(id)"), ("POST", "/\(id)/publish"),
      ("POST", "/\(id)/activate"), ("POST", "/\(id)/pause"),
    ]
    for (method, path) in writes {
      let answer = try server.viewer.send(method, Self.path + path, json: "{}")
      #expect(answer.status == 403)
      #expect(answer.json["detail"]?.string?.contains("journey:") == true)
    }
  }
}
