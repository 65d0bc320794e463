import FlowModel
import JSONText
import TestKit
import Testing
import TextEditing

@testable import Workbench

@Suite("the place that a refusal names")
struct NamedPlaceTests {
  private static let differences = [
    difference("flowData.nodes[3].data.inputs.temperature", after: "0.2"),
    difference("flowData.nodes[2].data.inputs.size", after: "\"2048\""),
    difference("flowData.nodes[10]", .added, after: "\"Slack notify\""),
    difference("name", after: "\"Other\""),
  ]

  private static func difference(
    _ path: String, _ kind: FlowDifference.Kind = .changed, after: String
  ) -> FlowDifference {
    FlowDifference(path: path, node: nil, kind: kind, before: nil, after: after)
  }

  @Test(
    "is found by the whole path, its end, a pointer, or the name of a changed value",
    arguments: [
      ("nodes[2].data.inputs.size must be one of 256, 512", "flowData.nodes[2].data.inputs.size"),
      ("\"inputs.size\" must be one of 256", "flowData.nodes[2].data.inputs.size"),
      ("bad value at /nodes/2/data/inputs/size.", "flowData.nodes[2].data.inputs.size"),
      ("nodes.2.data.inputs.size must be a number", "flowData.nodes[2].data.inputs.size"),
      ("HTTP 400: size must be one of 256, 512, 1024", "flowData.nodes[2].data.inputs.size"),
      ("name must not be empty", "name"),
      ("nodes[10].data.label is missing", "flowData.nodes[10].data.label"),
    ])
  func named(message: String, path: String) throws {
    let place = try #require(NamedPlace.find(in: message, Self.differences))
    #expect(place.isNamed)
    #expect(place.paths.first?.dotted == path)
  }

  @Test("is the first change where the message names none, and nothing where nothing is known")
  func unnamed() throws {
    let message = "Error: Flowise 3.1.3 at https://flow.example.com/api/v1 failed."
    let place = try #require(NamedPlace.find(in: message, Self.differences))
    #expect(!place.isNamed)
    #expect(place.paths.first?.dotted == "flowData.nodes[3].data.inputs.temperature")
    #expect(NamedPlace.find(in: message, []) == nil)
  }

  @Test("tells which field the editor opens, and where in it")
  func starts() throws {
    func start(_ message: String, _ differences: [FlowDifference] = []) throws -> String {
      let place = try #require(NamedPlace.find(in: message, differences))
      let start = place.start(in: .chatflow)
      return "\(start.field ?? "body"): \(start.paths.first?.dotted ?? "")"
    }
    #expect(try start("inputs.size", Self.differences) == "body: nodes[2].data.inputs.size")
    #expect(try start("name is too long", Self.differences) == ": name")
    let config = [Self.difference("chatbotConfig.chatLinks", after: "1")]
    #expect(try start("it failed", config) == "chatbotConfig: chatLinks")
    #expect(try start("nodes[1].data.label is empty") == "body: nodes[1].data.label")
  }

  private static let body = """
    {"nodes": [
      {"id": "a", "data": {"label": "Start", "inputs": {}}},
      {"id": "b", "data": {"label": "Image", "inputs": {"size": "2048"}}}
    ]}
    """

  /// The outbox with one refused order under the cursor, after `e`, and the text loaded.
  private func edited(_ error: String?, _ differences: [FlowDifference]) throws -> AppDriver {
    var profile = SampleProfile()
    profile.outbox = [
      SampleFlows.change(
        4, .update, error == nil ? .queued : .failed, of: SampleFlows.chatflows[3],
        code: "refused", error: error)
    ]
    var app = AppDriver(columns: 120, rows: 36, profile: profile)
    app.type("3")
    app.send(.differencesLoaded(SampleFlows.chatflows[3].id, differences))
    app.type("e")
    let flow = SampleFlows.chatflows[3].id
    #expect(app.effects == [.loadText(flow, field: nil)])
    app.send(
      .editor(
        .textLoaded(
          EditorText(
            flow: flow, field: "flowData", text: Array(Self.body.utf8), version: 1, isJSON: true))))
    for effect in app.effects {
      guard case .checkText(let text, let version, let kind, let base) = effect else { continue }
      let check = TextCheck(of: text, version: version, kind: kind, base: base)
      app.send(.editor(.textChecked(check)))
    }
    return app
  }

  private func path(_ app: AppDriver) -> String? { app.state.editor?.path?.dotted }

  @Test("e opens the editor there, and says again what the server said")
  func opening() throws {
    let app = try edited(
      "The server answered 400: inputs.size must be one of 256, 512", Self.differences.dropLast(3))
    #expect(path(app) == "nodes[1].data.inputs.size")
    let deep = try edited(
      "nodes[1].data.inputs.size: 2048", [Self.difference("flowData.nodes[1]", after: "{}")])
    #expect(path(deep) == "nodes[1].data.inputs.size")
    #expect(deep.statusRow.contains("nodes[1].data.inputs.size: 2048"))
  }

  @Test("e opens the editor at the change where nothing was refused, or around what is gone")
  func openingUnnamed() throws {
    let label = Self.difference("flowData.nodes[1].data.label", after: "\"Image\"")
    #expect(path(try edited(nil, [label])) == "nodes[1].data.label")
    #expect(path(try edited("no", [label])) == "nodes[1].data.label")
    let gone = Self.difference("flowData.nodes[1].data.inputs.style", .removed, after: "1")
    #expect(path(try edited(nil, [gone])) == "nodes[1].data.inputs")
  }
}
