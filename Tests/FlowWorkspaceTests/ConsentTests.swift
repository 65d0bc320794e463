import FlowModel
import FlowServer
import FlowWorkspace
import TestKit
import Testing

@Suite("Merging by itself") struct ConsentTests {
  @Test("is turned off and on while the workspace is open", arguments: [true, false])
  func switching(mergesByItself: Bool) async throws {
    let home = try TestHome()
    let id = try home.add("Own triage")
    let workspace = try home.open()
    _ = try await workspace.pull()
    let flow = try await workspace.find("Own triage")
    _ = try await workspace.setValue(
      at: "flowData.nodes[0].data.inputs.temperature", to: Array("0.5".utf8), of: flow.id)
    home.clock.advance(milliseconds: 5_000)
    let theirs = SampleBody.text.split(separator: "\"Chat\"").joined(separator: "\"Talk\"")
    try home.server.setText("flowData", of: id, to: Array(theirs.utf8))
    workspace.mergeByItself(mergesByItself)
    _ = try await workspace.pull()
    #expect(try await workspace.conflict(of: flow.id) == nil || !mergesByItself)
    #expect(try await workspace.summary(flow.id).state == (mergesByItself ? .dirty : .conflict))
    await workspace.close()
  }
}
