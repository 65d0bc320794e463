import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

@Suite struct KeysFileTests {
  private func file(_ text: String) throws -> KeysFile { try KeysFile(parsing: Array(text.utf8)) }

  @Test("an action takes one key, several, a sequence, or none")
  func keys() throws {
    let file = try file(
      """
      {
        // comments are welcome
        list: { delete: "X X", sort: [], open: ["Enter", "F2"] },
      }
      """)
    #expect(file.problems.isEmpty)
    var app = AppDriver { $0.bindings = file.bindings }
    app.type("d s l")
    #expect(app.state.question == nil && app.state.focus == .list)
    app.type("X X")
    #expect(app.picture.contains("Delete this chatflow"))
    app.type("Esc F2")
    #expect(app.state.focus == .detail)
  }

  @Test("custom runs a command line")
  func custom() throws {
    let file = try file(#"{ list: { custom: { "g w": ":flows state:waiting" } } }"#)
    #expect(file.problems.isEmpty)
    var app = AppDriver { $0.bindings = file.bindings }
    app.type("g w")
    #expect(app.row(1).contains("filter: state:waiting"))
    app.type("g")
    app.send(.timePassed(now: SampleFlows.now + 500))
    #expect(app.picture.contains(":flows state:waiting"))
  }

  @Test("an empty file and no file are the defaults")
  func empty() throws {
    #expect(try file("").bindings == .default)
    #expect(try file("{}").bindings == .default)
  }

  @Test(
    "a mistake is told with its line and what was meant, and costs nothing else",
    arguments: [
      ("{\n  lst: {} }", 2, "there is no place \"lst\"; did you mean \"list\"?"),
      ("{ graf: {} }", 1, "there is no place \"graf\"; did you mean \"graph\"?"),
      ("{ nowhere: {} }", 1, "there is no place \"nowhere\""),
      ("{ list: { delte: \"x\" } }", 1, "there is no action \"delte\"; did you mean \"delete\"?"),
      ("{ list: {\n\n delte: \"x\" } }", 3, "there is no action \"delte\""),
      ("{ list: { delete: 5 } }", 1, "delete takes a key or a list of keys"),
      ("{ list: { delete: \"Hyper-x\" } }", 1, "\"Hyper-x\" is no key"),
      ("{ list: { delete: \"C-i\" } }", 1, "C-i arrives as Tab"),
      ("{ list: { delete: \"A-x\" } }", 1, "A-x cannot be told from Esc"),
      (
        "{ list: { delete: \"D\",\n rename: \"D\" } }", 2, "\"D\" is both delete and rename in list"
      ),
      ("{ list: { delete: \"g\" } }", 1, "g (delete) hides g g (top)"),
      ("{ list: { delete: \"d x\", duplicate: \"d\" } }", 1, "d (duplicate) hides d x (delete"),
      ("{ list: { custom: { \"g w\": \"flows\" } } }", 1, "a key of custom runs a command line"),
      ("[]", 1, "the file holds one object"),
    ])
  func problems(text: String, line: Int, message: String) throws {
    let problems = try file(text).problems
    #expect(
      problems.contains { $0.line == line && $0.message.hasPrefix(message) }, "\(problems)")
  }

  @Test("what is not JSON5 is told with its line")
  func broken() {
    #expect(throws: (any Error).self) { try file("{ list: ") }
  }
}
