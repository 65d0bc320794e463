import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

@Suite struct DialogTests {
  /// Keys that open a question, and what must be on the screen then.
  static let questions: [(keys: String, opener: String, title: String)] = [
    ("G", "d", "Delete this chatflow on prod?"),
    ("", "P", "Push 3 changes to prod?"),
    ("3 j", "d", "Drop this change?"),
    ("j j e", "A", "Take mine in 2 places?"),
    ("j j e", "B", "Take the server's in 2 places?"),
    ("j j e", "c", "Settle the conflict of Customer support team?"),
    ("", "s", "Sort by"),
  ]

  @Test("the key that asks a question does not answer it", arguments: questions)
  func noKeyConfirmsItself(question: (keys: String, opener: String, title: String)) {
    var app = AppDriver()
    app.type(question.keys)
    app.type(question.opener)
    #expect(app.picture.contains(question.title))
    app.type(question.opener)
    #expect(app.picture.contains(question.title), "\(question.opener) answered its own question")
    app.type("Esc")
    #expect(!app.picture.contains(question.title))
    #expect(app.effects.isEmpty)
  }

  @Test("a key that is no answer is told which keys are")
  func noAnswer() {
    var app = AppDriver()
    app.type("G d y")
    #expect(app.statusRow.hasPrefix(" That is no answer: x delete, Esc keep."))
    app.type("j Esc s 9")
    #expect(app.statusRow.hasPrefix(" That is no answer: One of the keys of the list, or Esc."))
  }

  @Test("Enter and Space answer nothing that destroys", arguments: questions)
  func noHabitConfirms(question: (keys: String, opener: String, title: String)) {
    var app = AppDriver()
    app.type(question.keys)
    app.type(question.opener)
    app.type("Enter Space q")
    #expect(app.effects.isEmpty)
  }

  @Test("a protected profile wants its name typed before it deletes")
  func protected() {
    var app = AppDriver { $0.isProtected = true }
    app.type("G d x Enter")
    #expect(app.effects.isEmpty)
    app.type("C-u pro Enter")
    #expect(app.effects.isEmpty)
    app.type("d Enter")
    #expect(app.effects == [.delete([FlowID(row: 7)])])
  }

  @Test("the plan names what is live or deletes, and sending says it was seen")
  func plan() {
    var app = AppDriver(columns: 120, rows: 36)
    app.type("P")
    #expect(app.picture.contains("Old helper: it deletes the flow and its chats on the server"))
    #expect(app.picture.contains("Support triage: it is live"))
    #expect(app.picture.contains("Not sent, they need you:"))
    app.type("s")
    #expect(app.effects == [.push(nil, confirmed: true)])
    #expect(app.row(0).contains("syncing"))
  }

  @Test("a plan without warnings is sent unconfirmed, so that what turned live meanwhile waits")
  func harmlessPlan() {
    var app = AppDriver()
    app.profile.outbox = [SampleFlows.outbox[1]]
    app.type("P s")
    #expect(app.effects == [.push(nil, confirmed: false)])
  }

  @Test("only marked flows are pushed when some are marked")
  func markedPush() {
    var app = AppDriver()
    app.type("G Space P")
    #expect(app.effects.first == .planPush([FlowID(row: 7)]))
  }

  @Test("nothing to push is said, not asked")
  func emptyPlan() {
    var app = AppDriver()
    app.profile.outbox = []
    app.type("P")
    #expect(app.statusRow.hasPrefix(" Nothing waits to be pushed. "))
    #expect(app.statusRow.hasSuffix(" 1 of 7"))
  }

  @Test("quitting while something is sent asks first")
  func quitting() {
    var app = AppDriver()
    app.type("R q")
    #expect(app.picture.contains("A pull is under way."))
    app.type("y")
    #expect(app.effects == [.stopSync, .quit])
    #expect(app.state.isFinished)
  }

  @Test("Ctrl-c stops what runs; on an idle screen only the second press within a second quits")
  func stopping() {
    var app = AppDriver()
    app.type("R C-c")
    #expect(app.effects == [.stopSync])
    app = AppDriver()
    app.type("C-c")
    app.send(.timePassed(now: SampleFlows.now + 1_500))
    app.type("C-c")
    #expect(!app.state.isFinished)
    app.type("C-c")
    #expect(app.state.isFinished)
  }

  @Test("pasted text never runs as keys")
  func pasting() {
    var app = AppDriver()
    app.send(.screen(.paste(Array("dxq".utf8))))
    #expect(!app.state.isFinished)
    #expect(app.statusRow.contains("Pasted text is not taken as keys."))
    app.type("/")
    app.send(.screen(.paste(Array("sup\u{1b}[2J\nmore".utf8))))
    #expect(app.statusRow == " filter: sup[2J")
  }
}
