import FlowModel
import TestKit
import Testing
import Workbench

/// What `u` and Ctrl-r are about: the marks, the order that was just given, the row.
@Suite struct UndoKeyTests {
  private let flows = SampleFlows.chatflows.map(\.id)

  /// The list right after the first three flows were marked and deleted.
  private func afterDelete() -> AppDriver {
    var app = AppDriver()
    app.type("Space Space Space d x")
    #expect(app.effects.contains(.delete(Array(flows[0...2]))))
    app.send(.orderedTogether(Array(flows[0...2]), "3 marked deleted here. u brings them back."))
    return app
  }

  @Test("right after a delete of marked flows u brings all of them back, not the row below")
  func wholeOrder() {
    var app = afterDelete()
    #expect(app.statusRow.contains("u brings them back"))
    app.type("u")
    #expect(app.effects == [.undo(Array(flows[0...2]))])
  }

  @Test("a key that only looks leaves it so; Ctrl-r is about the same flows")
  func looking() {
    var app = afterDelete()
    app.type("? Esc z z u")
    #expect(app.effects == [.undo(Array(flows[0...2]))])
    app.send(.orderedTogether(Array(flows[0...2]), "3 flows: it was taken back."))
    app.type("C-r")
    #expect(app.effects == [.redo(Array(flows[0...2]))])
  }

  @Test("once the cursor was moved u is about the row under it", arguments: ["j", "G", "3 1 j"])
  func movedOn(keys: String) {
    var app = afterDelete()
    app.type(keys + " u")
    let moved = app.state.target?.id
    #expect(app.effects == [.undo([moved ?? flows[0]])])
    #expect(moved != flows[3])
  }

  @Test("another order, or a push, ends what u was about", arguments: [true, false])
  func otherOrder(isPush: Bool) {
    var app = afterDelete()
    app.send(
      isPush
        ? .pushEnded(SyncOutcome(.success, "Sent.")) : .ordered("Renamed.", nil))
    app.type("u")
    #expect(app.effects == [.undo([flows[3]])])
  }

  @Test("rows that are read anew take the cursor along and u stays about the order")
  func rowsReadAnew() {
    var app = AppDriver()
    app.type("j d x")
    // It was never sent, so it is in no list any more and the next row comes under the cursor.
    app.profile.chatflows.remove(at: 1)
    app.send(.dropped(flows[1], "It was dropped."))
    #expect(app.state.target?.id == flows[2])
    app.type("u")
    #expect(app.effects == [.undo([flows[1]])])
  }

  @Test("u and Ctrl-r act on the marks as d does, in the list and in the outbox")
  func marks() {
    var app = AppDriver()
    app.type("Space Space G u")
    #expect(app.effects == [.undo([flows[0], flows[1]])])
    app.type("C-r")
    #expect(app.effects == [.redo([flows[0], flows[1]])])
    var outbox = AppDriver()
    outbox.type("3 Space Space u")
    #expect(outbox.effects == [.undo(SampleFlows.outbox[0...1].map(\.flow))])
  }
}
