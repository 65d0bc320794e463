import CellGrid
import TestKit
import Testing
import Workbench

/// The list with its detail, at every breakpoint.
@Suite struct ListPictureTests {
  @Test("wide screens show list and detail")
  func wide() {
    var app = AppDriver(columns: 120, rows: 36)
    app.type("G")
    let picture = """
       weir  prod RW  flow.example.com  [1 Chatflows 7]  2 Chatbots 2   3 Outbox 5   4 Activity          ⇡4 !1 ✗1  online  2m
      ━ Chatflows 7 ━ sort: name ━━━━━━━━━━━━━━━━━━━━━━━┬─ [Overview] ─ JSON ─ Graph ─ History ─ Config ──────────────────────
         S NAME                       TYPE  NODES  AGE  │ Support triage                                      agentflow  live
         ✓ Advanced structured output chat      5   3d  │ id        8c0e1f6a-7d0b-4b7e-9c2e-000000000007
         ⇣ Branch out, merge in       agent         1d  │ state     ⇡ Edited here, waits to be pushed.
         ! Customer support team      agent     5   1h  │ changed   just now
         ✗ Image generation           chat      5   2h  │ server    copy of 2026-09-14 10:02 UTC
         - Old helper                 multi     5  now  │ size      5 nodes  4 edges  66 KB
         + Refund helper              agent     5  now  │ category  support; email
      >  ⇡ Support triage             agent     5  now  │
                                                        │─ Waiting to push ───────────────────────────────────────────────────
                                                        │ ~ nodes[3].data.inputs.temperature                       0.9 -> 0.2
                                                        │ + nodes[10]                                          "Slack notify"
                                                        │ - edges[4]                                                 "a -> b"
                                                        │
                                                        │─ Problems 1 ────────────────────────────────────────────────────────
                                                        │ ! leads to a node that is not there                        edges[2]
                                                        │
                                                        │─ Flow ──────────────────────────────────────────────────────────────
                                                        │ • Start -> Classify                                  startAgentflow
                                                        │ • Classify -> Billing, Technical                     conditionAgent
                                                        │ • Billing                                            agentAgentflow
                                                        │
                                                        │─ Local history ─────────────────────────────────────────────────────
                                                        │   2m   edited here                                            66 KB
                                                        │   6d   read from the server                                   65 KB
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
       Support triage: edited here, waits to be pushed.                                                                7 of 7
       Enter open  e edit  / filter  P push  R refresh  a new…  Space mark  x actions  : command  u undo  q quit  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("80 columns show the list and four lines of the flow")
  func stacked() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("G")
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Chatflows 7 ━ sort: name ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
         S NAME                                                   TYPE   NODES   AGE
         ✓ Advanced structured output                             chat       5    3d
         ⇣ Branch out, merge in                                   agent           1d
         ! Customer support team                                  agent      5    1h
         ✗ Image generation                                       chat       5    2h
         - Old helper                                             multi      5   now
         + Refund helper                                          agent      5   now
      >  ⇡ Support triage                                         agent      5   now







      ─ Support triage ─ agentflow ───────────────────────────────────────────────────
       ⇡ Edited here, waits to be pushed.                                         now
       ~ nodes[3].data.inputs.temperature                                  0.9 -> 0.2
       ~ 2 more                                                      Enter shows them
         5 nodes  4 edges  66 KB
                                                                               7 of 7
       Enter open  e edit  / filter  P push  R refresh  a new…  Space mark  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("60 columns keep the columns and cut the names")
  func narrow() {
    var app = AppDriver(columns: 60, rows: 20)
    app.type("j j")
    let picture = """
       prod RW  [1 Flows 7] 2 Bots 3 Outbox 4 Log    ⇡4 !1 ✗1  on
      ━ Chatflows 7 ━ sort: name ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
         S NAME                               TYPE   NODES   AGE
         ✓ Advanced structured output         chat       5    3d
         ⇣ Branch out, merge in               agent           1d
      >  ! Customer support team              agent      5    1h
         ✗ Image generation                   chat       5    2h
         - Old helper                         multi      5   now
         + Refund helper                      agent      5   now
         ⇡ Support triage                     agent      5   now



      ─ Customer support team ─ agentflow ────────────────────────
       ! Changed here and on the server: e shows both sides.   1h
         5 nodes  4 edges  66 KB
         Start, Classify, Billing

                                                           3 of 7
       Enter open  e resolve  / filter  P push  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("40 columns show names only")
  func single() {
    var app = AppDriver(columns: 40, rows: 10)
    app.type("j j")
    let picture = """
       prod RW  1 Flows 7        ⇡4 !1 ✗1  on
      ━ Chatflows 7 ━ sort: name ━━━━━━━━━━━━━
        ✓ Advanced structured output
        ⇣ Branch out, merge in
      > ! Customer support team
        ✗ Image generation
        - Old helper
      ────────────────────────────────────────
       Changed here and on the server: e sho…
       Enter open  P push  e resolve  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("ASCII has its own signs and lines")
  func ascii() {
    var app = AppDriver(columns: 80, rows: 16) { $0.glyphs = .ascii }
    app.type("Space")
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ^4 !1 x1  on 2m
      = Chatflows 7 = sort: name = 1 marked ==========================================
         S NAME                                                   TYPE   NODES   AGE
       * = Advanced structured output                             chat       5    3d
      >  v Branch out, merge in                                   agent           1d
         ! Customer support team                                  agent      5    1h
         x Image generation                                       chat       5    2h
         - Old helper                                             multi      5   now
         + Refund helper                                          agent      5   now
         ^ Support triage                                         agent      5   now




       1 marked.  Its body was not read yet. R reads it.                       2 of 7
       Enter open  / filter  P push  R refresh  a new…  Space mark  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("chatbots have status and teams")
  func chatbots() {
    var app = AppDriver(columns: 80, rows: 12)
    app.type("2")
    let picture = """
       prod RW   1 Flows 7  [2 Bots 2]  3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Chatbots 2 ━ sort: name ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
         S NAME                                           STATUS  TEAMS  NODES   AGE
      >  ✓ Front desk                                     active      2      5    5h
         ⇡ Night shift                                    draft       2      5    1h





                                                                               1 of 2
       Enter open  e edit  / filter  P push  R refresh  a new…  Space mark  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("the detail fills a small screen")
  func detail() {
    var app = AppDriver(columns: 60, rows: 24)
    app.type("G Enter")
    let picture = """
       prod RW  [1 Flows 7] 2 Bots 3 Outbox 4 Log    ⇡4 !1 ✗1  on
      ━ [Overview] ━ ] next ━━━━━━━━━━━━━━━━━━━━━━━ line 1 of 24 ━
       Support triage                             agentflow  live
       id        8c0e1f6a-7d0b-4b7e-9c2e-000000000007
       state     ⇡ Edited here, waits to be pushed.
       changed   just now
       server    copy of 2026-09-14 10:02 UTC
       size      5 nodes  4 edges  66 KB
       category  support; email

      ─ Waiting to push ──────────────────────────────────────────
       ~ nodes[3].data.inputs.temperature              0.9 -> 0.2
       + nodes[10]                                 "Slack notify"
       - edges[4]                                        "a -> b"

      ─ Problems 1 ───────────────────────────────────────────────
       ! leads to a node that is not there               edges[2]

      ─ Flow ─────────────────────────────────────────────────────
       • Start -> Classify                         startAgentflow
       • Classify -> Billing, Technical            conditionAgent
       • Billing                                   agentAgentflow

       h back  e edit  ] tabs  E $EDITOR  P push  u undo  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }
}
