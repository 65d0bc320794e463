import CellGrid
import TestKit
import Testing
import Workbench

/// Outbox, activity, first run, and screens too small.
@Suite struct PlacePictureTests {
  @Test("the outbox shows what waits and what the change would do")
  func outbox() {
    var app = AppDriver(columns: 120, rows: 20)
    app.type("3")
    let picture = """
       weir  prod RW  flow.example.com   1 Chatflows 7   2 Chatbots 2  [3 Outbox 5]  4 Activity          ⇡4 !1 ✗1  online  2m
      ━ Outbox 5 ━ 3 ready ━ 1 conflict ━ 1 refused ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
         S  #  WHAT     FLOW                      CHANGE                                      SIZE  TRIES    AGE  NEXT
      >  ⇡  1  update   Support triage            2 paths                                    66 KB      0     5m  on P
         +  2  create   Refund helper             2 paths                                    66 KB      0    10m  on P
         !  3  update   Customer support team     2 paths                                    66 KB      0    15m  needs you
         ✗  4  update   Image generation          2 paths                                    66 KB      3    20m  needs you
         -  5  delete   Old helper                2 paths                                               0    25m  on P

      ─ Change 1, what will be sent ──────────────────────────────┬─ Delivery ────────────────────────────────────────────────
       nodes[3].data.inputs  Billing                              │ It is live: people use it now.
       - "temperature": 0.9                                       │ PUT /api/v1/chatflows/8c0e1f6a…   66 KB
       + "temperature": 0.2                                       │ base     server copy of 2026-09-14 10:02 UTC
       nodes[]                                                    │ checked  2m ago: still the same
       + [10] "Slack notify"                                      │ sends    on P, after one more check; held if it changed
       edges[]                                                    │
       - [4] "a -> b"                                             │ timeline
                                                                  │ 5m       ordered here
       3 changes are ready. P shows the plan before anything is sent.
       P push  Enter open  e edit  u undo  r retry  Space mark  d discard…  yc curl  R refresh  x actions  Esc back  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("the outbox at 80 columns tells a refusal and the ways out")
  func outboxSmall() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("3 j j j")
    let picture = """
       prod RW   1 Flows 7   2 Bots 2  [3 Outbox 5]  4 Log            ⇡4 !1 ✗1  on 2m
      ━ Outbox 5 ━ 3 ready ━ 1 conflict ━ 1 refused ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
         S  #  WHAT     FLOW             CHANGE                      AGE  NEXT
         ⇡  1  update   Support triage   2 paths                      5m  on P
         +  2  create   Refund helper    2 paths                     10m  on P
         !  3  update   Customer suppor… 2 paths                     15m  needs you
      >  ✗  4  update   Image generation 2 paths                     20m  needs you
         -  5  delete   Old helper       2 paths                     25m  on P

      ─ Change 4, what will be sent ─ line 1 of 7 ────────────────────────────────────
       nodes[3].data.inputs  Billing
       - "temperature": 0.9
       + "temperature": 0.2
       nodes[]
       + [10] "Slack notify"
      ─ Delivery ─────────────────────────────────────────────────────────────────────
       HTTP 400: size must be one of 256, 512, 1024
       Tried 3 times.
       The server refused it; the same again will not help.
       e opens the editor at the change, r lets it be sent again, d drops it.
       PUT /api/v1/chatflows/8c0e1f6a…   66 KB
       base     server copy of 2026-09-14 10:02 UTC
       3 changes are ready. P shows the plan before anything is sent.
       P push  Enter open  e edit  u undo  r retry  Space mark  d discard…  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("the outbox at 40 columns")
  func outboxTiny() {
    var app = AppDriver(columns: 40, rows: 10)
    app.type("3")
    let picture = """
       prod RW  3 Outbox 5       ⇡4 !1 ✗1  on
      ━ Outbox 5 ━ 3 ready ━ 1 conflict ━━━━━━
         S  #  WHAT     FLOW
      >  ⇡  1  update   Support triage
         +  2  create   Refund helper
         !  3  update   Customer support t…


       3 changes are ready. P shows the plan…
       P push  Enter open  e edit  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("activity keeps what was said")
  func activity() {
    var app = AppDriver(columns: 60, rows: 12)
    app.type("C-c : puhs Enter 4")
    let picture = """
       prod RW  1 Flows 2 Bots 3 Outbox [4 Log]      ⇡4 !1 ✗1  on
      ━ Activity 1 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
      >   now  There is no command "puhs". Did you mean :push?



      ─ Message ──────────────────────────────────────────────────
       There is no command "puhs". Did you mean :push?



       / filter  Esc back  R refresh  P push  : command  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("without a profile the screen says how to begin")
  func firstRun() {
    let app = AppDriver(columns: 80, rows: 14) { $0.profile = nil }
    let picture = """
       no profile
      ━ No profile yet ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
       A profile names the servers whose flows you work on.
       a  adds a server: its address, a name, a token.
       weir demo  shows sample flows on a server of its own.
       q quits, ? shows the keys.







       a add a server  : command  q quit  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("without a profile at 40 columns")
  func firstRunSmall() {
    let app = AppDriver(columns: 40, rows: 10) { $0.profile = nil }
    let picture = """
       no profile
      ━ No profile yet ━━━━━━━━━━━━━━━━━━━━━━━
       A profile names the servers whose
       flows you work on.
       a  adds a server: its address, a name,
       a token.
       weir demo  shows sample flows on a
       server of its own.

       a add a server  : command  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("below 40 by 10 a note is left")
  func note() {
    let app = AppDriver(columns: 20, rows: 5)
    let picture = """
      weir needs 40x10. q
      quits.



      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }
}
