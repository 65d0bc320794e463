import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// A conflict, at the sizes of screen.md.
@Suite struct ConflictPictureTests {
  /// Opens the conflict of the sample profile and types.
  private func open(
    columns: Int, rows: Int, keys: String,
    conflict change: (inout SampleConflict) -> Void = { _ in },
    settings: (inout AppSettings) -> Void = { _ in }
  ) -> AppDriver {
    var profile = SampleProfile()
    change(&profile.conflict)
    var app = AppDriver(columns: columns, rows: rows, profile: profile, settings: settings)
    app.type("j j e " + keys)
    return app
  }

  @Test("side by side with the base, and the result as it would be saved")
  func wide() {
    let app = open(columns: 120, rows: 36, keys: "1 n")
    let picture = """
       weir  prod RW  flow.example.com  [1 Chatflows 7]  2 Chatbots 2   3 Outbox 5   4 Activity          ⇡4 !1 ✗1  online  2m
      ━ Conflict: Customer support team ━ 5 paths ━ 3 merged by themselves ━ 2 need you ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
          PATH                                 BASE                 MINE                 SERVER               RESULT
        • nodes[1].data.inputs.model           "gpt-4o"             "gpt-4o-mini"        "claude-haiku"       mine
      > ! nodes[1].data.inputs.systemMessage   103 chars            102 chars            102 chars            ?
        = nodes[0].data.label                  "Loader"             "Invoice loader"     "Loader"             mine
        = edges[0]                             -                    -                    3 members            server
        = nodes[1].position                    {"x":612,"y":148}    {"x":612,"y":148}    {"x":640,"y":148}    server
      ─ 1 mine ───────────────────────────────┬─ 3 base, 2026-09-13 08:20 UTC ────────┬─ 2 server, 2026-09-14 11:30 UTC ──────
         Rule 1: be kind.                     │   Rule 1: be kind.                    │   Rule 1: be kind.
         Rule 2: be kind.                     │   Rule 2: be kind.                    │   Rule 2: be kind.
         Rule 3: be kind.                     │   Rule 3: be kind.                    │   Rule 3: be kind.
       ~ Answer in French.                    │   Answer in English.                  │ ~ Answer in German.
         Rule 5: be kind.                     │   Rule 5: be kind.                    │   Rule 5: be kind.
         Rule 6: be kind.                     │   Rule 6: be kind.                    │   Rule 6: be kind.
                                              │                                       │
                                              │                                       │
                                              │                                       │
      ─ Result, line 24 of 36 ────────────────┴───────────────────────────────────────┴───────────────────────────────────────
       20         "label": "Agent",
       21         "inputs": {
       22           "memory": true,
       23 •         "model": "gpt-4o-mini",                                                                    you chose mine
       24 !         "systemMessage": <choose 1 mine, 2 server, 3 base, or e to write>
       25         }
       26       }
       27     }
       28   ],
       29   "edges": [
       30 =   {                                                                            merged: only the server changed it
       31 =     "id": "e1",
       32 =     "source": "loader_0",

       Nothing is sent and nothing is lost until Ctrl-s. All versions stay in the local history.
       1 of 2 left to choose.                                                                                          2 of 5
       1 mine  2 server  3 base  e write  n next  Ctrl-s save  Esc later  A all mine…  B all server…  u undo  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("at 80 columns mine and server, each against the base; a long text begins where it differs")
  func stacked() {
    let app = open(columns: 80, rows: 24, keys: "n", conflict: { $0.promptLines = 30 })
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Conflict: Customer support team ━ 2 of 5 need you ━━━━━━━━━━━━━━━━━━━━━━━━━━━━
          PATH                              MINE            SERVER          RESULT
        ! nodes[1].data.inputs.model        "gpt-4o-mini"   "claude-haiku"  ?
      > ! nodes[1]…ata.inputs.systemMessage 530 chars       530 chars       ?
        = nodes[0].data.label               "Invoice loade… "Loader"        mine
        = edges[0]                          -               3 members       server
        = nodes[1].position                 {"x":612,"y":1… {"x":640,"y":1… server
      ─ 1 mine ───────────────────────────────┬─ 2 server, 2026-09-14 11:30 UTC ──────
         Rule 15: be kind.                    │   Rule 15: be kind.
       - Answer in English.                   │ - Answer in English.
       + Answer in French.                    │ + Answer in German.
         Rule 17: be kind.                    │   Rule 17: be kind.
         Rule 18: be kind.                    │   Rule 18: be kind.
      ─ Result, line 24 of 36 ────────────────┴───────────────────────────────────────
       22         "memory": true,
       23 !       "model": <not chosen yet>
       24 !       "systemMessage": <choose 1 mine, 2 server, 3 base, or e to write>
       25       }
       26     }
       27   }
       Nothing is sent and nothing is lost until Ctrl-s.
       2 of 2 left to choose.                                                  2 of 5
       1 mine  2 server  3 base  e write  n next  Ctrl-s save  Esc later  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("in ASCII at 60 columns one side at a time; Tab shows the other")
  func ascii() {
    let app = open(columns: 60, rows: 20, keys: "2 n Tab Tab", settings: { $0.glyphs = .ascii })
    let picture = """
       prod RW  [1 Flows 7] 2 Bots 3 Outbox 4 Log    ^4 !1 x1  on
      = Conflict: Customer support team = 2 of 5 need you ========
          PATH                    MINE       SERVER     RESULT
        * nodes[1]...inputs.model "gpt-4o-.. "claude-.. server
      > ! nodes[1]..systemMessage 102 chars  102 chars  ?
        = nodes[0].data.label     "Invoice.. "Loader"   mine
        = edges[0]                -          3 members  server
      = 2 server  Tab the other ==================================
         Rule 1: be kind.
         Rule 2: be kind.
         Rule 3: be kind.
       - Answer in English.
       + Answer in German.
         Rule 5: be kind.
         Rule 6: be kind.


       Nothing is sent and nothing is lost until Ctrl-s.
       1 of 2 left to choose.                              2 of 5
       1 mine  2 server  3 base  e write  n next  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("at 40 columns and 10 rows")
  func tiny() {
    let app = open(columns: 40, rows: 10, keys: "")
    let picture = """
       prod RW  1 Flows 7        ⇡4 !1 ✗1  on
      ━ Conflict: Customer support team ━━━━━━
      > ! nodes[1].data.inputs.model  ?
        ! nodes[1]…puts.systemMessage ?
      ─ 1 mine  Tab the other ────────────────
       - gpt-4o
       + gpt-4o-mini

       2 of 2 left to choose.
       1 mine  2 server  3 base  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("the question before all of one side is taken")
  func question() {
    let app = open(columns: 80, rows: 24, keys: "1 B")
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Conflict: Customer support team ━ 2 of 5 need you ━━━━━━━━━━━━━━━━━━━━━━━━━━━━
          PATH                              MINE            SERVER          RESULT
      > • nodes[1].data.inputs.model        "gpt-4o-mini"   "claude-haiku"  mine
        ! nodes[1]…ata.inputs.systemMessage 102 chars       102 chars       ?
        = nodes[0].data.label               "Invoice loade… "Loader"        mine
        = edges[0]                          -               3 members       server
        = nodes┏━ Take the server's in 2 places? ━━━━━━━━━━━━━━━━━━━━━━━━━━━┓erver
      ─ 1 mine ┃                                                            ┃TC ──────
       - gpt-4o┃ nodes[1].data.inputs.model                            mine ┃
       + gpt-4o┃ nodes[1].data.inputs.systemMessage                         ┃
               ┃                                                            ┃
               ┃ 1 of them was chosen already: chosen anew.                 ┃
               ┃ What merged by itself stays as it is. u takes it back.     ┃
      ─ Result,┃                                                            ┃─────────
       21     "┃ y take the server's   Esc not yet                          ┃
       22      ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
       23 •     "model": "gpt-4o-mini",
       24 !     "systemMessage": <not chosen yet>
       25     }
       26   }
       Nothing is sent and nothing is lost until Ctrl-s.
       1 of 2 left to choose.                                                  1 of 5

      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("what is gone on the server is settled as a whole")
  func gone() {
    let app = open(columns: 80, rows: 24, keys: "", conflict: { $0.kind = .editGone })
    let picture = #"""
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Conflict: Customer support team ━ 3 paths ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━

       You edited it here; on the server it is gone.

       1 mine    Makes it anew at the next push, as you edited it. It gets a new id.
       2 server  Lets it be gone. Your edits stay in the local history.

       Nothing is sent and nothing is lost before you choose. Every version stays in
       the local history.







      ─ What you changed ─────────────────────────────────────────────────────────────
          PATH                              BASE                  MINE
      > ~ nodes[0].data.label               "Loader"              "Invoice loader"
        ~ nodes[1].data.inputs.model        "gpt-4o"              "gpt-4o-mini"
        ~ nodes[1]…ata.inputs.systemMessage "Rule 1: be kind.\nR… "Rule 1: be kind.\…
       Nothing is sent and nothing is lost before you choose.
       1 mine  2 server  Esc later  ? help
      """#
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("what was deleted here, at 40 columns and 10 rows")
  func tinyGone() {
    let app = open(columns: 40, rows: 10, keys: "", conflict: { $0.kind = .deleteEdit })
    let picture = """
       prod RW  1 Flows 7        ⇡4 !1 ✗1  on
      ━ Conflict: Customer support team ━━━━━━
       You deleted it here; on the server it
       was edited meanwhile.
       1 mine    Deletes it at the next push,
                 with the edit that was made
                 there.
       2 server  Takes your deletion back:…
       Nothing is sent and nothing is lost b…
       1 mine  2 server  c both…  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("without colours what is open, chosen and merged still differ by their signs")
  func mono() {
    let app = open(
      columns: 80, rows: 24, keys: "1 n", settings: { $0.theme = .builtIn(colors: .none) })
    let signs = (3...6).map { app.row($0).dropFirst(2).prefix(1) }
    #expect(signs == ["•", "!", "=", "="])
    #expect(app.row(4).hasPrefix("> !"))
    #expect(
      app.row(12).hasPrefix(" - Answer in English.") && app.row(13).hasPrefix(" + Answer in F"))
  }
}
