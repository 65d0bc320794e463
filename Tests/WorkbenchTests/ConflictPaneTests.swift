import CellGrid
import FlowModel
import JSONText
import TestKit
import Testing
import Workbench

@Suite("The conflict pane") struct ConflictPaneTests {
  private let flow = SampleFlows.chatflows[2].id
  private let model: JSONPath = Self.path("model")
  private let message: JSONPath = Self.path("systemMessage")

  private static func path(_ input: String) -> JSONPath {
    JSONPath(
      ["flowData", "nodes", "agent_0", "data", "inputs", input].map { JSONPath.Step.key($0) })
  }

  private func open(
    columns: Int = 80, rows: Int = 24, _ change: (inout SampleProfile) -> Void = { _ in }
  ) -> AppDriver {
    var profile = SampleProfile()
    change(&profile)
    var app = AppDriver(columns: columns, rows: rows, profile: profile)
    app.type("j j e")
    return app
  }

  private static let sides: [(key: String, choice: JSONMergeChoice)] = [
    ("1", .mine), ("h", .mine), ("2", .theirs), ("l", .theirs), ("3", .base), ("b", .base),
  ]

  @Test("a key takes a side for the row under the cursor", arguments: sides)
  func takesSide(side: (key: String, choice: JSONMergeChoice)) {
    var app = open()
    app.type(side.key)
    #expect(app.effects == [.choose([model: side.choice], flow)])
    #expect(app.statusRow.hasPrefix(" 1 of 2 left to choose."))
    #expect(app.state.conflict?.selected?.path == model, "the cursor stays")
  }

  @Test("what merged by itself can be chosen otherwise, and undo brings it back")
  func overriding() {
    var app = open(columns: 120, rows: 36)
    app.type("G")
    #expect(app.picture.contains("merged: only the server changed it"))
    app.type("1")
    #expect(app.picture.contains("you chose mine"))
    app.type("u")
    #expect(app.effects == [.undoChoice(flow)])
    #expect(app.picture.contains("merged: only the server changed it"))
    app.type("u")
    #expect(app.effects == [] && app.statusRow.hasPrefix(" Nothing was chosen yet."))
  }

  @Test("n and N go to what is not chosen yet, round the end")
  func nextOpen() {
    var app = open()
    app.type("n")
    #expect(app.state.conflict?.selected?.path == message)
    app.type("n")
    #expect(app.state.conflict?.selected?.path == model)
    app.type("N 1 n 2 n")
    #expect(app.state.conflict?.selected?.path == model)
    #expect(app.statusRow.hasPrefix(" Nothing is left to choose."))
  }

  @Test("a short value is written in a line")
  func ownLine() {
    var app = open()
    app.type("e")
    #expect(app.statusRow.hasPrefix(" model: gpt-4o-mini"))
    app.type("C-u o3 Enter")
    #expect(app.effects == [.choose([model: .own(Array("\"o3\"".utf8))], flow)])
    #expect(app.picture.contains("own \"o3\""))
  }

  @Test("what is JSON opens as JSON, and is not taken while it is broken")
  func ownJSON() {
    var app = open()
    app.type("G e")
    #expect(app.picture.contains("nodes[1].position") && app.picture.contains("\"x\": 612,"))
    app.type("d d Esc")
    #expect(app.effects.allSatisfy { if case .choose = $0 { false } else { true } })
    #expect(app.statusRow.hasPrefix(" Not taken:") && app.state.focus == .editor)
    app.type(": q! Enter")
    #expect(app.state.focus == .conflict && app.effects == [])
  }

  @Test("a text of several lines is written in the editor, and its end chooses it")
  func ownText() {
    var app = open()
    app.type("n e")
    #expect(app.picture.contains("systemMessage") && app.picture.contains("      4   Answer in"))
    app.type("d d Esc")
    #expect(app.state.focus == .conflict)
    let text =
      "Rule 2: be kind.\\nRule 3: be kind.\\nAnswer in French.\\nRule 5: be kind.\\n"
      + "Rule 6: be kind."
    #expect(app.effects == [.choose([message: .own(Array("\"\(text)\"".utf8))], flow)])
    app.type("e d d C-s")
    #expect(app.effects.count == 1 && app.state.focus == .conflict)
    app.type("e d d : q! Enter")
    #expect(app.effects == [] && app.state.focus == .conflict)
    app.type("e Esc")
    #expect(app.effects == [])
    #expect(app.statusRow.hasPrefix(" Nothing was changed, so nothing was chosen."))
  }

  @Test("a hang-up while a value is written chooses what stands there")
  func hangUp() {
    var app = open()
    app.type("n e d d")
    app.send(.screen(.signal(.hangup)))
    let isKept = app.effects.contains { if case .choose(_, flow) = $0 { true } else { false } }
    #expect(isKept && app.effects.last == .quit)
  }

  @Test("a secret is neither shown nor taken from the screen")
  func secrets() {
    var app = open { $0.conflict.secret = "sk-proj-abcdefghijklmnopqrstuvwxyz0123456789" }
    app.type("n n")
    #expect(app.state.conflict?.selected?.place.hasSuffix("apiKey") == true)
    #expect(!app.picture.contains("sk-proj") && app.picture.contains("••••••••"))
    app.type("e")
    #expect(app.statusRow.hasPrefix(" apiKey:"))
    app.type("•••••••• Enter")
    #expect(app.effects == [])
    #expect(
      app.statusRow.contains("dots stand for a secret") || app.statusRow.hasPrefix(" apiKey:"))
  }

  @Test("A and B ask, name how many, and u takes them back one by one")
  func all() {
    var app = open()
    app.type("1 B B")
    #expect(app.effects == [])
    #expect(app.picture.contains("Take the server's in 2 places?"))
    #expect(app.picture.contains("1 of them was chosen already: chosen anew."))
    app.type("y")
    #expect(app.effects == [.choose([model: .theirs, message: .theirs], flow)])
    #expect(app.statusRow.contains("All is chosen."))
    app.type("u u u")
    #expect(app.statusRow.hasPrefix(" Nothing was chosen yet."))
  }

  @Test("Ctrl-s saves when everything is chosen, and says what is missing before")
  func saving() {
    var app = open()
    app.type("C-s")
    #expect(app.effects == [])
    #expect(app.statusRow.hasPrefix(" Not saved: 2 of 2 left to choose."))
    app.type("1 n 2 C-s")
    #expect(app.effects == [.saveMerge(flow, seen: 1)])
    app.type(": w Enter")
    #expect(app.effects == [.saveMerge(flow, seen: 1)])
    app.send(.ordered("The merge waits in the outbox.", nil))
    #expect(app.state.focus == .list)
  }

  @Test("Esc leaves it for later and says that nothing is lost")
  func later() {
    var app = open()
    app.type("1 Esc")
    #expect(app.state.focus == .list)
    #expect(
      app.statusRow.hasPrefix(
        " Later: nothing was sent and nothing is lost. What you chose is kept."))
    app.type("e")
    #expect(app.statusRow.hasPrefix(" 1 of 2 left to choose."))
    #expect(app.state.conflict?.selected?.path == message, "what is open comes first")
  }

  @Test("a review of another flow is ignored; one that is settled closes the pane")
  func foreignReview() {
    var app = open()
    let before = app.picture
    let other = SampleConflict().review(of: SampleFlows.chatflows[0], ConflictChoices())
    app.send(.conflictLoaded(other, SampleFlows.chatflows[0].id))
    app.send(.choiceStored(other, SampleFlows.chatflows[0].id))
    app.send(.conflictLoaded(nil, SampleFlows.chatflows[0].id))
    #expect(app.picture == before)
    app.send(.conflictLoaded(nil, flow))
    #expect(app.state.focus == .list)
    #expect(app.statusRow.hasPrefix(" This conflict is settled already."))
  }

  @Test("the server changes it once more: shown at once, with what was chosen")
  func movedServer() {
    var app = open()
    app.type("1 n")
    app.profile.conflict.remoteVersion = 2
    app.profile.conflict.promptLines = 8
    app.send(.localCopyChanged)
    #expect(
      app.statusRow.hasPrefix(
        " The server changed it once more. What you chose is kept: 1 of 2 left"))
    #expect(
      app.picture.contains("Rule 4: be kind.") && app.state.conflict?.selected?.path == message)
  }

  @Test("a review that was read before a choice was stored does not take the choice back")
  func outrun() {
    var app = open()
    let old = app.state.conflict?.review
    // The key is pressed; its answer is on its way.
    let driver = app.state
    var state = driver
    #expect(state.receive(.screen(.key(Key("1")))) == [.choose([model: .mine], flow)])
    _ = state.receive(.conflictLoaded(old, flow))
    var choices = ConflictChoices()
    choices[model] = .mine
    let new = SampleConflict().review(of: SampleFlows.chatflows[2], choices)
    #expect(state.receive(.choiceStored(new, flow)) == [.loadConflict(flow)])
    #expect(state.conflict?.review?.openCount == 1)
    // One that fails is read afresh.
    _ = state.receive(.screen(.key(Key("2"))))
    #expect(state.receive(.failed(Problem(.failed, "The disk is full."))) == [.loadConflict(flow)])
    app.type("Esc")
  }

  private static let kinds: [(Conflict.Kind, String, Resolution)] = [
    (.editGone, "1", .mine), (.editGone, "l", .theirs), (.deleteEdit, "h", .mine),
    (.deleteEdit, "2", .theirs), (.deleteEdit, "c", .both), (.createTwin, "1", .mine),
  ]

  @Test("where the whole flow is settled, the keys ask and settle it", arguments: kinds)
  func whole(kind: Conflict.Kind, key: String, resolution: Resolution) {
    var app = open { $0.conflict.kind = kind }
    app.type(key)
    #expect(app.effects == [] && app.picture.contains("Settle the conflict of"))
    app.type("y")
    #expect(app.effects == [.resolve(flow, resolution)])
  }

  @Test(
    "keys of single values say that the whole is to be settled", arguments: ["3", "e", "n", "A"])
  func refusals(key: String) {
    var app = open { $0.conflict.kind = .editGone }
    app.type(key)
    #expect(app.effects == [])
    #expect(app.statusRow.hasPrefix(" This is settled as a whole"))
    app.type("c")
    #expect(app.statusRow.hasPrefix(" That is no choice here"))
  }

  @Test("a read-only profile shows a conflict and decides nothing")
  func readOnly() {
    var app = AppDriver { $0.isReadOnly = true }
    app.type("3 j j Enter")
    for key in ["1", "e", "A", "C-s", "c", "u"] {
      app.type(key)
      #expect(app.effects == [] && app.statusRow.contains("read-only"), "\(key)")
    }
  }

  @Test("Tab goes to the values, where keys scroll a long text, and back")
  func focus() {
    var app = open { $0.conflict.promptLines = 60 }
    app.type("n")
    #expect(app.picture.contains("Answer in French."))
    app.type("Tab G")
    #expect(app.picture.contains("Rule 60: be kind.") && !app.picture.contains("Answer in French."))
    app.type("g g")
    #expect(app.picture.contains("Rule 1: be kind."))
    app.type("BackTab j")
    #expect(app.state.conflict?.focusedSide == nil)
    #expect(app.state.conflict?.selected?.place == "flowData.nodes[0].data.label")
  }

  @Test("beside no base, long lines show where they differ; with the focus they are whole")
  func longLines() {
    var app = open { $0.conflict.answer = { "\(String(repeating: "so ", count: 30))\($0)." } }
    app.type("n")
    #expect(
      app.picture.contains("- …so so so so so English.")
        && app.picture.contains("+ …so so so so so French."))
    app.type("Tab G")
    #expect(!app.picture.contains("…so so"))
  }

  @Test("a key stays quick beside a text of the largest size")
  func longText() {
    var app = open { $0.conflict.promptLines = 20_000 }
    let clock = ContinuousClock()
    let time = clock.measure { app.type("n N n N n N n N n N") }
    #expect(time < .seconds(1), "ten keys took \(time)")
  }
}
