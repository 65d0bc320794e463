import FlowServer
import JSONText
import Testing

@Suite("publishing and running chatbots")
struct ChatbotLifecycleTests {
  private static let path = "/v1/chatbots"

  private func bot(_ server: TestServer, draft: String? = ChatbotTests.draft) throws -> String {
    let member = draft.map { ",\"draft\":\($0)" } ?? ""
    let answer = try server.client.send("POST", Self.path, json: "{\"name\":\"Bot\"\(member)}")
    return "\(Self.path)/" + (try #require(answer.json["id"]?.string))
  }

  @Test("publish snapshots the draft as a version that later drafts do not touch")
  func publish() throws {
    let server = try TestServer()
    let bot = try bot(server)
    let version = try server.client.send("POST", "\(bot)/publish")
    #expect(version.status == 200)
    #expect(version.json["chatbotId"]?.string == bot.split(separator: "/").last.map(String.init))
    #expect(version.json["createdAt"]?.string?.hasSuffix(".000Z") == true)
    let id = try #require(version.json["id"]?.string)
    _ = try server.client.send(
      "PATCH", bot, json: #"{"draft":{"nodes":[{"id":"b","type":"start"}]}}"#)
    let read = try server.client.get("\(bot)/versions/\(id)")
    #expect(read.text == version.text)
    #expect(read.json["definition"].map { Array($0.bytes) } == Array(ChatbotTests.draft.utf8))
  }

  @Test(
    "a draft that cannot run is not published",
    arguments: [
      nil, #"{"nodes":[]}"#, "{}", #"{"nodes":[{"type":"start"}]}"#,
      #"{"nodes":[{"id":"a","type":"message"}]}"#,
      #"{"nodes":[{"id":"a","type":"start"},{"id":"a","type":"end"}]}"#,
      #"{"nodes":[{"id":"a","type":"start"}],"edges":[{"source":"a","target":"b"}]}"#,
    ])
  func invalidDrafts(draft: String?) throws {
    let server = try TestServer()
    let bot = try bot(server, draft: draft)
    let answer = try server.client.send("POST", "\(bot)/publish")
    #expect(answer.status == 422)
    #expect(answer.json["title"]?.string == "Invalid draft")
    #expect(try server.client.get("\(bot)/versions").json["totalSize"]?.integer == 0)
  }

  @Test("publishing twice makes two versions, the newest first in the list")
  func twoVersions() throws {
    let server = try TestServer()
    let bot = try bot(server)
    let first = try server.client.send("POST", "\(bot)/publish").json["id"]?.string
    let second = try server.client.send("POST", "\(bot)/publish").json["id"]?.string
    #expect(first != second)
    let list = try server.client.get("\(bot)/versions").json
    #expect(list["chatbotVersions"]?.elements.map { $0["id"]?.string } == [second, first])
    let page = try server.client.get("\(bot)/versions?pageSize=1").json
    let token = try #require(page["nextPageToken"]?.string)
    let rest = try server.client.get("\(bot)/versions?pageSize=1&pageToken=\(token)").json
    #expect(rest["chatbotVersions"]?[0]?["id"]?.string == first)
    #expect(rest["nextPageToken"] == nil)
  }

  @Test("draft, active, paused, deleted: each step only where it is allowed")
  func steps() throws {
    let server = try TestServer()
    let bot = try bot(server)
    func status(_ method: String, _ action: String) throws -> Int {
      try server.client.send(method, bot + action).status
    }
    func state() throws -> String? { try server.client.get(bot).json["status"]?.string }
    #expect(try status("POST", "/activate") == 409)
    #expect(try status("POST", "/pause") == 409)
    #expect(try state() == "draft")
    #expect(try status("POST", "/publish") == 200)
    #expect(try state() == "draft")
    #expect(try status("POST", "/activate") == 200)
    #expect(try state() == "active")
    #expect(try status("POST", "/activate") == 200)
    #expect(try status("DELETE", "") == 409)
    #expect(try status("POST", "/pause") == 200)
    #expect(try state() == "paused")
    #expect(try status("POST", "/pause") == 409)
    #expect(try status("DELETE", "") == 204)
    #expect(try status("GET", "") == 404)
    #expect(try status("DELETE", "") == 404)
  }

  @Test("an active chatbot names the version that runs, until a newer one is activated")
  func activeVersion() throws {
    let server = try TestServer()
    let bot = try bot(server)
    func running() throws -> String? { try server.client.get(bot).json["activeVersionId"]?.string }
    let first = try server.client.send("POST", "\(bot)/publish").json["id"]?.string
    #expect(try running() == nil)
    _ = try server.client.send("POST", "\(bot)/activate")
    #expect(try running() == first)
    let second = try server.client.send("POST", "\(bot)/publish").json["id"]?.string
    #expect(try running() == first)
    _ = try server.client.send("POST", "\(bot)/activate")
    #expect(try running() == second)
  }

  @Test("a version is found only under its own chatbot")
  func foreignVersion() throws {
    let server = try TestServer()
    let (one, other) = (try bot(server), try bot(server))
    let id = try #require(try server.client.send("POST", "\(one)/publish").json["id"]?.string)
    #expect(try server.client.get("\(other)/versions/\(id)").status == 404)
  }
}
