import FlowServer
import JSONText
import Testing

@Suite("sample and generated flows")
struct SampleTests {
  private func list(_ server: TestServer) throws -> [JSONNode] {
    Array(try JSONDocument(parsing: try server.client.get("/api/v1/chatflows").body).root.elements)
  }

  @Test("the samples show all four types, many scripts and the flags of real servers")
  func samples() throws {
    let flows = try list(try TestServer())
    #expect(flows.count >= 12)
    #expect(
      Set(flows.compactMap { $0["type"]?.string }) == [
        "CHATFLOW", "AGENTFLOW", "MULTIAGENT", "ASSISTANT",
      ])
    #expect(flows.count { $0["isPublic"]?.boolean == true } == 1)
    let names = flows.compactMap { $0["name"]?.string }.joined()
    for script in ["А"..."я", "ء"..."ي", "अ"..."ह", "ก"..."ฮ", "一"..."龠"]
      as [ClosedRange<Unicode.Scalar>]
    {
      #expect(names.unicodeScalars.contains { script.contains($0) })
    }
    #expect(names.unicodeScalars.contains("\u{308}"))
    #expect(flows.contains { $0["category"]?.string == ";;Ops; ;ops;" })
  }

  @Test(
    "every sample is a sound graph: unique ids, edges between known nodes, references with their edge",
    arguments: [nil, 40])
  func soundGraphs(flows: Int?) throws {
    for flow in try list(try TestServer { $0.flows = flows }) {
      let name = try #require(flow["name"]?.string)
      let text = try #require(flow["flowData"]?.stringBytes)
      let data = try JSONDocument(parsing: text).root
      #expect(JSONFormatter.compact(data) == text, "\(name) is not compact")
      let nodes = try #require(data["nodes"]).elements.compactMap { $0["id"]?.string }
      #expect(nodes.count == data["nodes"]?.count)
      #expect(Set(nodes).count == nodes.count)
      for edge in try #require(data["edges"]).elements {
        #expect(nodes.contains(edge["source"]?.string ?? ""))
        #expect(nodes.contains(edge["target"]?.string ?? ""))
        #expect(edge["id"]?.string != nil)
      }
      for node in try #require(data["nodes"]).elements {
        #expect(node["data"]?["id"]?.string == node["id"]?.string)
        #expect(node["data"]?["inputParams"]?.kind == .array)
      }
    }
  }

  @Test("samples have the size of real flows")
  func sizes() throws {
    let sizes = try list(try TestServer()).compactMap { $0["flowData"]?.stringBytes?.count }
      .sorted()
    #expect(sizes[sizes.count / 2] > 15_000)
    #expect(sizes[1] > 9000)
    #expect(sizes[sizes.count - 1] < 80_000)
  }

  @Test("every sample is accepted by its own server")
  func accepted() throws {
    let server = try TestServer()
    for flow in try list(server) {
      let id = try #require(flow["id"]?.string)
      let answer = try server.client.send(
        "PUT", "/api/v1/chatflows/\(id)", json: String(decoding: flow.bytes, as: UTF8.self))
      #expect(answer.status == 200)
    }
    for id in try server.server.chatbotIDs() {
      #expect(try server.client.send("POST", "/v1/chatbots/\(id)/publish").status == 200)
    }
  }

  @Test("chatbots stand in all three states, with versions where they ran")
  func chatbots() throws {
    let server = try TestServer()
    let ids = try server.server.chatbotIDs()
    #expect(ids.count == 6)
    #expect(
      Set(try ids.map { try server.server.chatbotStatus($0) }) == ["draft", "active", "paused"])
    for id in ids where try server.server.chatbotStatus(id) != "draft" {
      #expect(try server.server.versionCount(of: id) > 0)
    }
  }

  @Test("the same seed makes the same flows, another seed others")
  func determinism() throws {
    func text(_ seed: UInt64) throws -> String {
      let server = try TestServer {
        $0.flows = 40
        $0.seed = seed
      }
      return try server.client.get("/api/v1/chatflows").text
    }
    let first = try text(7)
    #expect(try text(7) == first)
    #expect(try text(8) != first)
  }

  @Test("generated sizes are log-normal around 20 KB and end at 2 MB")
  func distribution() throws {
    let flows = try list(try TestServer { $0.flows = 600 })
    let sizes = flows.map { $0.bytes.count }.sorted()
    let (median, mean) = (sizes[300], sizes.reduce(0, +) / 600)
    #expect((15_000...26_000).contains(median))
    #expect((30_000...66_000).contains(mean))
    #expect(sizes[599] < 2_200_000)
    #expect(Set(flows.compactMap { $0["type"]?.string }).count == 4)
  }

  @Test("oddities are there only when asked for")
  func oddities() throws {
    let plain = try list(try TestServer())
    let odd = try list(try TestServer { $0.includesOddities = true })
    #expect(odd.count > plain.count)
    #expect(plain.allSatisfy { $0["flowData"]?.kind == .string })
    #expect(odd.contains { $0["flowData"]?.isNull == true })
    #expect(odd.contains { $0["name"]?.string?.contains("\u{1B}") == true })
    #expect(odd.contains { $0["futureField"] != nil })
  }
}
