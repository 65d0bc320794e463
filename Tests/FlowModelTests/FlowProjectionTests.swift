import FlowModel
import JSONText
import Testing

@Suite("List columns read from a record")
struct FlowProjectionTests {
  private func chatflow(body: String) -> [UInt8] {
    let literal = String(decoding: JSONString.literal(body), as: UTF8.self)
    return Array(
      #"{"id":"a-1","name":"  Ünï","flowData":\#(literal),"type":"AGENTFLOW","isPublic":true,"updatedDate":"2026-01-01T00:00:00.000Z","workspaceId":"w"}"#
        .utf8)
  }

  private func counts(_ body: String) throws -> [Int?] {
    let projection = try FlowProjection(reading: chatflow(body: body), kind: .chatflow)
    return [projection.nodeCount, projection.edgeCount]
  }

  @Test("takes a chatflow's columns")
  func columns() throws {
    let record = chatflow(body: #"{"nodes":[{"id":"x","data":{}}],"edges":[]}"#)
    let projection = try FlowProjection(reading: record, kind: .chatflow)
    #expect(projection.remoteID == "a-1")
    #expect(projection.nameKey == "uni")
    #expect(projection.type == "AGENTFLOW")
    #expect(projection.isLive)
    #expect(projection.stamp == "2026-01-01T00:00:00.000Z")
    #expect(projection.workspaceID == "w")
    #expect(projection.byteCount == record.count)
  }

  @Test(
    "counts nodes and edges without a tree",
    arguments: [
      (#"{"nodes":[],"edges":[]}"#, 0, 0),
      (#"{ "nodes" : [ {"a":[1,2,{"nodes":[1,2,3]}]} , {"b":"],[\",{"} ], "edges":[{}] }"#, 2, 1),
      (#"{"nodes":[{"text":"a \\\" b, [ \u005d"}],"edges":[1,2,3],"viewport":{"x":[1,2]}}"#, 1, 3),
      ("{\n  \"nodes\": [\n    {\"id\": \"a\\nb\"}\n  ],\n  \"edges\": []\n}", 1, 0),
    ])
  func counting(_ body: String, _ nodes: Int, _ edges: Int) throws {
    #expect(try counts(body) == [nodes, edges])
  }

  @Test(
    "knows no counts of a body that is not a whole object",
    arguments: [
      "{}", "", "not json", #"{"nodes":[1,2"#, "[1]", #"{"nodes":[]}}"#,
    ])
  func unknownCounts(_ body: String) throws {
    #expect(try counts(body)[1] == nil)
  }

  @Test("counts a draft that stands in the record as an object")
  func draft() throws {
    let record =
      #"{"id":"bot_1","name":"B","status":"active","teamIds":["a","b"],"draft":{"nodes":[{},{}],"edges":[{}]}}"#
    let projection = try FlowProjection(reading: Array(record.utf8), kind: .chatbot)
    #expect(projection.nodeCount == 2)
    #expect(projection.edgeCount == 1)
    #expect(projection.teamCount == 2)
    #expect(projection.isLive)
  }

  @Test("a row of a list without its body is not taken for an empty flow")
  func partial() throws {
    let projection = try FlowProjection(
      reading: Array(#"{"id":"x","name":"n"}"#.utf8), kind: .chatbot)
    #expect(!projection.hasBody)
    #expect(projection.nodeCount == nil)
  }

  @Test("wrong types leave a field out and harm nothing else")
  func wrongTypes() throws {
    let record =
      #"{"id":7,"name":["x"],"type":null,"isPublic":"yes","flowData":12,"updatedDate":{}}"#
    let projection = try FlowProjection(reading: Array(record.utf8), kind: .chatflow)
    #expect(projection.remoteID == nil)
    #expect(projection.name.isEmpty)
    #expect(!projection.isLive)
    #expect(projection.hasBody)
    #expect(projection.nodeCount == nil)
  }

  @Test("what is not an object is refused", arguments: ["[]", "1", "", "{"])
  func refused(_ record: String) {
    #expect(throws: JSONDiagnostic.self) {
      try FlowProjection(reading: Array(record.utf8), kind: .chatflow)
    }
  }
}
