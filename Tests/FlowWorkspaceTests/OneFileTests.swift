import FlowModel
import FlowWorkspace
import Glibc
import JSONText
import TestKit
import Testing

/// One flow as one file, as Flowise writes and reads it.
@Suite("One flow as a file") struct OneFileTests {
  private func open() async throws -> (home: TestHome, workspace: Workspace, flow: FlowSummary) {
    let home = try TestHome()
    try home.add("Triage")
    let workspace = try home.open()
    _ = try await workspace.pull()
    return (home, workspace, try await workspace.find("Triage"))
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try #require(try PrivateFile.read(path)), as: UTF8.self)
  }

  @Test("export writes nodes and edges, 0600, with empty texts for secrets")
  func export() async throws {
    let (home, workspace, flow) = try await open()
    let path = home.places.data + "/triage.json"
    let written = try await workspace.exportFlow(flow.id, to: path)
    let file = try text(path)
    let root = try JSONDocument(parsing: Array(file.utf8)).root
    #expect(root.members.map(\.key) == ["nodes", "edges"])
    #expect(!file.contains(SampleBody.secret) && file.contains("\"key\": \"\""))
    // What is no secret keeps its spelling.
    #expect(file.contains("0.70") && file.contains("caf\\u00e9") && file.contains("a\\/b"))
    #expect(written.secretCount == 1 && written.byteCount == file.utf8.count)
    var facts = stat()
    #expect(lstat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
    await workspace.close()
  }

  @Test(
    "a file that is there is written over only when that is asked for; a link and a folder never")
  func replacing() async throws {
    let (home, workspace, flow) = try await open()
    let path = home.places.data + "/triage.json"
    #expect(try PrivateFile.place(Array("mine".utf8), at: path, replaces: false))
    await #expect(throws: Problem.self) { try await workspace.exportFlow(flow.id, to: path) }
    await #expect(throws: Problem.self) {
      try await workspace.exportFlow(flow.id, to: path, isDryRun: true)
    }
    #expect(try text(path) == "mine")
    _ = try await workspace.exportFlow(flow.id, to: path, keepsSecrets: true, replaces: true)
    #expect(try text(path).contains(SampleBody.secret))
    let link = home.places.data + "/link.json"
    #expect(symlink(path, link) == 0)
    await #expect(throws: Problem.self) {
      try await workspace.exportFlow(flow.id, to: link, replaces: true)
    }
    await #expect(throws: Problem.self) {
      try await workspace.exportFlow(flow.id, to: home.places.data, replaces: true)
    }
    #expect(FolderTree.names(in: home.places.data).allSatisfy { !$0.hasSuffix(".new") })
    await workspace.close()
  }

  @Test("a dry run leaves nothing behind")
  func dryRun() async throws {
    let (home, workspace, flow) = try await open()
    let path = home.places.data + "/none.json"
    let planned = try await workspace.exportFlow(flow.id, to: path, isDryRun: true)
    #expect(planned.byteCount > 0 && access(path, F_OK) != 0)
    await workspace.close()
  }

  @Test("the folder of somebody's own keeps its rights")
  func folder() async throws {
    let (home, workspace, flow) = try await open()
    let folder = home.places.data + "/shared"
    #expect(mkdir(folder, 0o755) == 0 && chmod(folder, 0o755) == 0)
    _ = try await workspace.exportFlow(flow.id, to: folder + "/a.json")
    var facts = stat()
    #expect(stat(folder, &facts) == 0 && facts.st_mode & 0o777 == 0o755)
    await workspace.close()
  }

  @Test("what was exported comes back as a new flow that waits, with the same nodes")
  func roundTrip() async throws {
    let (home, workspace, flow) = try await open()
    let path = home.places.data + "/Copy of triage Chatflow.json"
    _ = try await workspace.exportFlow(flow.id, to: path, keepsSecrets: true)
    let file = try workspace.flowFile(at: path, wanted: .chatflow)
    #expect(file.name == "Copy of triage" && file.type == "CHATFLOW" && file.nodeCount == 2)
    let copy = try await workspace.importFlow(file)
    #expect(copy.state == .pendingCreate && copy.name == "Copy of triage" && copy.nodeCount == 2)
    let old = try await workspace.fieldText("flowData", of: flow.id)
    let new = try await workspace.fieldText("flowData", of: copy.id)
    for member in ["nodes", "edges"] {
      let one = try #require(try JSONDocument(parsing: old).root[member])
      let other = try #require(try JSONDocument(parsing: new).root[member])
      #expect(JSONFormatter.compact(one) == JSONFormatter.compact(other))
    }
    await workspace.close()
  }

  private func read(_ text: String, as kind: FlowKind = .chatflow) throws(Problem) -> FlowFile {
    try FlowFile(reading: Array(text.utf8), fileName: "/tmp/Some Agents.json", wanted: kind)
  }

  @Test("the kind and the type follow from what the file holds")
  func kinds() throws {
    #expect(try read(#"{"nodes":[{"type":"agentFlow"}],"edges":[]}"#).type == "AGENTFLOW")
    #expect(
      try read(#"{"nodes":[{"data":{"category":"Multi Agents"}}]}"#).type == "MULTIAGENT")
    let bot = try read(#"{"nodes":[],"edges":[]}"#, as: .chatbot)
    #expect(bot.kind == .chatbot && bot.type == nil && bot.name == "Some")
    let record = try read(
      #"{"id":"x","name":"N","type":"AGENTFLOW","flowData":"{\"nodes\":[{}]}"}"#, as: .chatbot)
    #expect(record.kind == .chatflow && record.name == "N" && record.nodeCount == 1)
    #expect(try read(#"{"name":"B","draft":{"nodes":[]}}"#).kind == .chatbot)
  }

  @Test(
    "what is no flow is refused with what it is",
    arguments: [
      "[1]", "{}", "{\"ChatFlow\":[{}]}", "{\"nodes\":5}", "{\"nodes\":[}", "",
    ])
  func refused(text: String) {
    #expect(throws: Problem.self) { try read(text) }
  }

  @Test("the only flow whose name holds the words is meant; several are named")
  func names() async throws {
    let (home, workspace, _) = try await open()
    try home.add("Refund helper")
    try home.add("Refund checker")
    _ = try await workspace.pull()
    #expect(try await workspace.findNamed("efund che").name == "Refund checker")
    #expect(
      try await workspace.flows(withWords: "ref help", limit: 5).map(\.name) == ["Refund helper"])
    await #expect(throws: Problem.self) { try await workspace.findNamed("refund") }
    await #expect(throws: Problem.self) { try await workspace.findNamed("nothing") }
    await workspace.close()
  }
}
