import CellGrid
import TestKit
import Testing
import Workbench

/// The palette (screen.md, C6).
@Suite struct PalettePictureTests {
  @Test("the palette says why a command cannot run")
  func palette() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("C-p pub")
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Chatflows 7 ━ sort: name ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
        ┏━ Command ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
      > ┃ > pub                                                           4 of 109 ┃
        ┃ ──────────────────────────────────────────────────────────────────────── ┃
        ┃ > do   publish chatbot             Only chatbots are published, act…  bp ┃
        ┃   do   published versions          Only chatbots have published ver…  bv ┃
        ┃   do   previous tab                Shows the tab before of the right…  [ ┃
        ┃   do   pause chatbot               Only chatbots are published, act…  bs ┃
        ┃                                                                          ┃
        ┃                                                                          ┃
        ┃                                                                          ┃
        ┃                                                                          ┃
        ┃                                                                          ┃
        ┃                                                                          ┃
        ┃ ──────────────────────────────────────────────────────────────────────── ┃
        ┃ Cannot run now: Only chatbots are published, activated or paused.        ┃
      ─ ┃                                                                          ┃──
       ✓┃ Same as  :publish   or  bp                                               ┃d
        ┃                                                                          ┃
        ┃ Enter run   Tab complete   Ctrl-y copy as command   Esc close            ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
                                                                               1 of 7

      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("a verb and a few letters of a name: what can be done with it, and the flows themselves")
  func verb() {
    var app = AppDriver(columns: 120, rows: 36)
    app.type("G C-p push Space sup")
    let picture = """
       weir  prod RW  flow.example.com  [1 Chatflows 7]  2 Chatbots 2   3 Outbox 5   4 Activity          ⇡4 !1 ✗1  online  2m
      ━ Chatflows 7 ━ sort: name ━━━━━━━━━━━━━━━━━━━━━━━┬─ [Overview] ─ JSON ─ Graph ─ History ─ Config ──────────────────────
         S NAME                       TYPE  NODES  AGE  │ Support triage                                      agentflow  live
         ✓ Advanced structured output chat      5   3d  │ id        8c0e1f6a-7d0b-4b7e-9c2e-000000000007
         ⇣ Branch out, merge in       agent         1d  │ state     ⇡ Edited here, waits to be pushed.
         ! Customer supp┏━ Command ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
         ✗ Image generat┃ > push sup                                                              4 of 114 ┃
         - Old helper   ┃ ──────────────────────────────────────────────────────────────────────────────── ┃
         + Refund helper┃ > do   Push Support triage            waiting                                    ┃
      >  ⇡ Support triag┃   do   Push Customer support team     conflict                                   ┃
                        ┃   go   Support triage                 agentflow, waiting                         ┃──────────────────
                        ┃   go   Customer support team          agentflow, conflict                        ┃       0.9 -> 0.2
                        ┃                                                                                  ┃   "Slack notify"
                        ┃                                                                                  ┃         "a -> b"
                        ┃                                                                                  ┃
                        ┃                                                                                  ┃──────────────────
                        ┃                                                                                  ┃         edges[2]
                        ┃                                                                                  ┃
                        ┃                                                                                  ┃──────────────────
                        ┃                                                                                  ┃   startAgentflow
                        ┃                                                                                  ┃   conditionAgent
                        ┃                                                                                  ┃   agentAgentflow
                        ┃                                                                                  ┃
                        ┃                                                                                  ┃──────────────────
                        ┃ ──────────────────────────────────────────────────────────────────────────────── ┃            66 KB
                        ┃ Shows what would be sent of this flow alone. Nothing is sent before you say so   ┃            65 KB
                        ┃ there.                                                                           ┃
                        ┃ Same as  :push 8c0e1f6a-7d0b-4b7e-9c2e-000000000007                              ┃
                        ┃                                                                                  ┃
                        ┃ Enter run   Tab complete   Ctrl-y copy as command   Esc close                    ┃
                        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
                                                        │
                                                        │
                                                        │
       Support triage: edited here, waits to be pushed.                                                                7 of 7

      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("settings and answers at 80 columns")
  func words() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("C-p me Down")
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Chatflows 7 ━ sort: name ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
        ┏━ Command ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
      > ┃ > me                                                           28 of 111 ┃
        ┃ ──────────────────────────────────────────────────────────────────────── ┃
        ┃   set  Merge by itself             auto -> ask                :set merge ┃
        ┃ > go   Branch out, merge in        agentflow, unread                     ┃
        ┃   help What does "new" mean?                                             ┃
        ┃   help What does "gone" mean?                                            ┃
        ┃   help What does "unread" mean?                                          ┃
        ┃   help What does "unsure" mean?                                          ┃
        ┃   help What does "waiting" mean?                                         ┃
        ┃   help What does "deleted" mean?                                         ┃
        ┃   help What does "sending" mean?                                         ┃
        ┃   help What does "blocked" mean?                                         ┃
        ┃ ──────────────────────────────────────────────────────────────────────── ┃
        ┃ Opens Branch out, merge in. Its body was not read yet. R reads it.       ┃
      ─ ┃                                                                          ┃──
       ✓┃ Same as  :open 8c0e1f6a-7d0b-4b7e-9c2e-000000000002                      ┃d
        ┃                                                                          ┃
        ┃ Enter open   Tab complete   Ctrl-y copy as command   Esc close           ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
                                                                               1 of 7

      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("the palette at 40 columns and ten rows")
  func small() {
    var app = AppDriver(columns: 40, rows: 10)
    app.type("C-p wait")
    let picture = """
       prod RW  1 Flows 7        ⇡4 !1 ✗1  on
      ┏━ Command ━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
      ┃> wait                        5 of 109┃
      ┃> help What does "waiting" mean?      ┃
      ┃  help What if somebody else changed …┃
      ┃  do   forward in history            L┃
      ┃  help How do I filter a list?        ┃
      ┃  help What does "conflict" mean?     ┃
      ┃Enter read   Tab complete   Esc close ┃
      ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }
}
