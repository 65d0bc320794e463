import CellGrid
import FlowModel
import TestKit
import TextEditing
import Workbench

/// A place of the program that a person can be in, and how one gets there.
struct Scene: Sendable, CustomStringConvertible {
  let name: String
  private let profile: @Sendable (inout SampleProfile) -> Void
  private let settings: @Sendable (inout AppSettings) -> Void
  private let steps: [Step]

  enum Step: Sendable {
    case keys(String)
    case text(String)
    /// Milliseconds pass.
    case wait(Int)
    /// The text that the editor asked for comes, and is checked.
    case body(String)
    /// The paths of a text come that fit letters.
    case paths(String, in: String)
    case event(AppEvent)
  }

  init(
    _ name: String, _ steps: Step...,
    profile: @escaping @Sendable (inout SampleProfile) -> Void = { _ in },
    settings: @escaping @Sendable (inout AppSettings) -> Void = { _ in }
  ) {
    self.name = name
    self.steps = steps
    self.profile = profile
    self.settings = settings
  }

  var description: String { name }

  /// Goes there.
  func frame(_ size: GridSize, theme: Theme, glyphs: Glyphs) -> Frame {
    var sample = SampleProfile()
    profile(&sample)
    var app = AppDriver(columns: size.columns, rows: size.rows, profile: sample) {
      settings(&$0)
      $0.theme = theme
      $0.glyphs = glyphs
    }
    for step in steps { take(step, &app) }
    return app.frame
  }

  private func take(_ step: Step, _ app: inout AppDriver) {
    switch step {
    case .keys(let names): app.type(names)
    case .text(let text): for letter in text { app.press(Key(letter)) }
    case .wait(let milliseconds):
      app.send(.timePassed(now: SampleFlows.now + Milliseconds(milliseconds)))
    case .event(let event): app.send(event)
    case .paths(let letters, let body):
      let text = TextBuffer(Array(body.utf8))
      app.send(.editor(.pathsFound(PathSearch(of: text, for: letters))))
    case .body(let body):
      guard let flow = app.state.editor?.flow.id else { return }
      let text = EditorText(
        flow: flow, field: "flowData", text: Array(body.utf8), version: 1, isJSON: true)
      let check = TextCheck(of: text.buffer, version: 0, kind: .chatflow)
      app.send(.editor(.textLoaded(text)))
      app.send(.editor(.textChecked(check)))
    }
  }
}

extension Scene {
  /// Every pane, tab and dialog. A new one is a line here; its pictures are drawn by
  /// `WEIR_PICTURES=draw`, and looked at before they are committed.
  static let all: [Scene] = [
    Scene("list", .keys("G")),
    Scene("list-marked", .keys("Space Space S")),
    Scene("list-filter", .keys("/"), .text("state:waiting tri")),
    Scene("list-empty", .keys("/"), .text("nothing like this"), .keys("Enter")),
    Scene("list-jump", .keys("f")),
    Scene("list-chatbots", .keys("2")),
    Scene("list-read-only", settings: { $0.isReadOnly = true }),
    Scene("list-offline", profile: { $0.isOnline = false }),
    Scene("first-run", settings: { $0.profile = nil }),
    Scene("first-run-address", .keys("a f"), settings: { $0.profile = nil }),
    Scene("detail", .keys("G Enter")),
    Scene("detail-json", .keys("G Enter ]")),
    Scene("detail-graph", .keys("G Enter ] ]")),
    Scene("detail-history", .keys("G Enter ] ] ]")),
    Scene("detail-config", .keys("G Enter ] ] ] ]")),
    Scene("detail-versions", .keys("2 b v")),
    Scene("graph", .keys("G g G Enter Tab")),
    Scene("graph-dots", .keys("G g G - - -")),
    Scene("graph-text", .keys("G g G t")),
    Scene("graph-empty", .keys("G g G"), profile: { $0.graph = nil }),
    Scene("outline", .keys("G e"), .body(SampleGraph.body), .keys("j l j l")),
    Scene("text", .keys("G e"), .body(brokenBody), .keys("g p i")),
    Scene("text-command", .keys("G e"), .body(brokenBody), .keys(":"), .text("w fil")),
    Scene(
      "go-to", .keys("G e"), .body(SampleGraph.body), .keys("@"), .text("label"),
      .paths("label", in: SampleGraph.body)),
    Scene("outbox", .keys("3 j j j")),
    Scene("outbox-empty", .keys("3"), profile: { $0.outbox = [] }),
    Scene("conflict", .keys("j j e n 1")),
    Scene("activity", .keys("4")),
    Scene("help", .keys("?")),
    Scene("help-filter", .keys("? /"), .text("copy")),
    Scene("palette", .keys("C-p"), .text("pu")),
    Scene("actions", .keys("G x")),
    Scene("copy-menu", .keys("G y"), .wait(900)),
    Scene("keys-after-g", .keys("g"), .wait(900)),
    Scene("sort-menu", .keys("s")),
    Scene("explain", .keys("G K")),
    Scene("delete", .keys("G d")),
    Scene(
      "delete-protected", .keys("Space Space d"), .text("pr"), settings: { $0.isProtected = true }),
    Scene("push-plan", .keys("P")),
    Scene("rename", .keys("G r")),
    Scene("command-line", .keys(":"), .text("puhs"), .keys("Enter")),
    Scene("profiles", .keys("g c"), settings: { $0.profiles = profiles }),
  ]

  private static let profiles = [
    ProfileLine(name: "prod", detail: "flow.example.com, protected"),
    ProfileLine(name: "test", detail: "localhost:3000"),
  ]

  private static let brokenBody = """
    {
      "nodes": [
        {
          "id": "agentAgentflow_0",
          "position": { "x": 612, "y": 148 },
          "data": {
            "label": "Käse für 漢字 👩‍👩‍👧",
            "inputs": {
              "temperature": 0,2,
              "memory": true
            }
          }
        }
      ],
      "edges": []
    }
    """
}
