import FlowModel
import FlowServer
import FlowSync
import FlowWorkspace
import TestKit
import Testing

@Suite("A request as a command line")
struct RequestTextTests {
  private func edited() async throws -> (home: TestHome, workspace: Workspace, change: Change) {
    let home = try TestHome()
    try home.add("Triage")
    let workspace = try home.open()
    _ = try await workspace.pull()
    let flow = try await workspace.find("Triage")
    _ = try await workspace.rename(flow.id, to: "It's renamed")
    return (home, workspace, try #require(try await workspace.outbox().first))
  }

  @Test("holds the fields that would be sent, and a variable for the token")
  func text() async throws {
    let (home, workspace, change) = try await edited()
    let text = try await workspace.requestText(of: change.id)
    let lines = text.split(separator: "\n")
    #expect(lines[0].hasPrefix("curl -X PUT '\(home.server.flowiseURL)/api/v1/chatflows/"))
    #expect(lines[0].contains("-H \"Authorization: Bearer $TOKEN\""))
    #expect(lines[1] == #"{"name":"It's renamed"}"#)
    #expect(lines[0].hasSuffix("<<'END'") && lines[2] == "END")
    await workspace.close()
  }

  @Test("what became of an order is told step by step")
  func delivery() async throws {
    let (home, workspace, change) = try await edited()
    let before = try await workspace.delivery(of: change.id)
    #expect(before.steps.map(\.kind) == [.ordered])
    #expect(before.request == "PUT /api/v1/chatflows/\(change.remoteID ?? "")")
    #expect(before.byteCount == #"{"name":"It's renamed"}"#.utf8.count)
    #expect(before.baseStamp != nil && before.checkedAt != nil)
    _ = try await workspace.push(confirmation: .person)
    let kinds = try await workspace.delivery(of: change.id).steps.map(\.kind)
    #expect(kinds == [.ordered, .begun("PUT"), .applied])
    await workspace.close()
    _ = home
  }
}
