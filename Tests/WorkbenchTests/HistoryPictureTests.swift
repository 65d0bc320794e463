import CellGrid
import TestKit
import Testing
import Workbench

/// The versions of a flow, at the sizes of screen.md.
@Suite struct HistoryPictureTests {
  @Test("beside the list, with what the version under the cursor changed")
  func wide() {
    var app = AppDriver(columns: 120, rows: 36)
    app.type("G g h j")
    let picture = """
       weir  prod RW  flow.example.com  [1 Chatflows 7]  2 Chatbots 2   3 Outbox 5   4 Activity          ⇡4 !1 ✗1  online  2m
      ─ Chatflows 7 ─ sort: name ───────────────────────┬━ Overview ━ JSON ━ Graph ━ [History] ━ Config ━━━━━━━━━━━━━ 2 of 7 ━
         S NAME                       TYPE  NODES  AGE  │    2m  31  edited here                                        66 KB
         ✓ Advanced structured output chat      5   3d  │>   9m  30  restored             version 21                    66 KB
         ⇣ Branch out, merge in       agent         1d  │   40m  28  undone                                             66 KB
         ! Customer support team      agent     5   1h  │   41m  27  edited here                                        66 KB
         ✗ Image generation           chat      5   2h  │    2d  22  pushed                                             66 KB
         - Old helper                 multi     5  now  │    2d  21  merged                                             66 KB
         + Refund helper              agent     5  now  │   13d   9  read from the server                               66 KB
      >  ⇡ Support triage             agent     5  now  │─ Version 30: what it changed ───────────────────────────────────────
                                                        │ nodes[3].data.inputs  Billing
                                                        │ - "temperature": 0.9
                                                        │ + "temperature": 0.2
                                                        │ nodes[]
                                                        │ + [10] "Slack notify"
                                                        │ edges[]
                                                        │ - [4] "a -> b"
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
       Support triage: edited here, waits to be pushed.
       Enter open  r restore…  D compare  u undo  Ctrl-r redo  ] tabs  h back  x actions  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("over the whole screen")
  func stacked() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("G g h j")
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Overview ━ JSON ━ Graph ━ [History] ━ Config ━━━━━━━━━━━━━━━━━━━━━━━━ 2 of 7 ━
          2m  31  edited here                                                   66 KB
      >   9m  30  restored             version 21                               66 KB
         40m  28  undone                                                        66 KB
         41m  27  edited here                                                   66 KB
          2d  22  pushed                                                        66 KB
          2d  21  merged                                                        66 KB
         13d   9  read from the server                                          66 KB
      ─ Version 30: what it changed ──────────────────────────────────────────────────
       nodes[3].data.inputs  Billing
       - "temperature": 0.9
       + "temperature": 0.2
       nodes[]
       + [10] "Slack notify"
       edges[]
       - [4] "a -> b"





       Support triage: edited here, waits to be pushed.
       Enter open  r restore…  D compare  u undo  Ctrl-r redo  ] tabs  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("at 60 columns")
  func narrow() {
    var app = AppDriver(columns: 60, rows: 20)
    app.type("G g h j")
    let picture = """
       prod RW  [1 Flows 7] 2 Bots 3 Outbox 4 Log    ⇡4 !1 ✗1  on
      ━ Overview ━ JSON ━ Graph ━ [History] ━ Config ━━━━ 2 of 7 ━
          2m  31  edited here                               66 KB
      >   9m  30  restored             version 21           66 KB
         40m  28  undone                                    66 KB
         41m  27  edited here                               66 KB
          2d  22  pushed                                    66 KB
          2d  21  merged                                    66 KB
      ─ Version 30: what it changed ──────────────────────────────
       nodes[3].data.inputs  Billing
       - "temperature": 0.9
       + "temperature": 0.2
       nodes[]
       + [10] "Slack notify"
       edges[]
       - [4] "a -> b"


       Support triage: edited here, waits to be pushed.
       Enter open  r restore…  D compare  u undo  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("at 40 columns and 10 rows")
  func tiny() {
    var app = AppDriver(columns: 40, rows: 10)
    app.type("G g h j")
    let picture = """
       prod RW  1 Flows 7        ⇡4 !1 ✗1  on
      ━ [History] ━ ] next ━━━━━━━━━━ 2 of 7 ━
          2m  31  edited here           66 KB
      >   9m  30  restored              66 KB
         40m  28  undone                66 KB
      ─ Version 30: what it changed ──────────
       ~ nodes[3].data.inputs.te…  0.9 -> 0.2
         2 more
       Support triage: edited here, waits to…
       Enter open  r restore…  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("restoring asks, names what stays, and takes no key that opened it")
  func question() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("G g h j r")
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Overview ━ JSON ━ Graph ━ [History] ━ Config ━━━━━━━━━━━━━━━━━━━━━━━━ 2 of 7 ━
          2m  31  edited here                                                   66 KB
      >   9m  30  restored             version 21                               66 KB
         40m  28  undone                                                        66 KB
         41m  27  edited here                                                   66 KB
          2d  22  pushed                                                        66 KB
          2┏━ Restore Support triage? ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓6 KB
         13┃                                                                    ┃6 KB
      ─ Ver┃ Version 30: restored                                        9m ago ┃─────
       node┃ It takes the place of what stands here, which stays a version.     ┃
       - "t┃ Public, deployed, API key and MCP settings stay as today.          ┃
       + "t┃                                                                    ┃
       node┃ What differs from the server waits until you push.                 ┃
       + [1┃                                                                    ┃
       edge┃ y restore   Esc leave it                                           ┃
       - [4┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛





       Support triage: edited here, waits to be pushed.

      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("what is gone has a list of its own, its detail and a question")
  func gone() {
    var profile = SampleProfile()
    profile.chatflows.append(SampleFlows.gone)
    var app = AppDriver(columns: 120, rows: 24, profile: profile)
    app.type("g d r")
    let picture = """
       weir  prod RW  flow.example.com  [1 Chatflows 7]  2 Chatbots 2   3 Outbox 5   4 Activity          ⇡4 !1 ✗1  online  2m
      ━ Chatflows 1 ━ sort: name ━ filter: state:gone ━━┬─ [Overview] ─ JSON ─ Graph ─ History ─ Config ──────────────────────
         S NAME                       TYPE  NODES  AGE  │ Invoice QA                                                agentflow
      >  - Invoice QA                 agent     5   2d  │ id        8c0e1f6a-7d0b-4b7e-9c2e-000000000008
                                                        │ state     - Gone from the server, kept 30 days: r restores it.
                                                        │ changed   2d ago
                                                        │ server    copy of 2026-09-14 10:02 UTC
                                ┏━ Restore Invoice QA? ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
                                ┃                                                                 ┃
                                ┃ It is gone from the server, so it becomes a new flow there.     ┃
                                ┃ It gets a new id; its chats on the server are gone.             ┃───────────────────────────
                                ┃                                                                 ┃            startAgentflow
                                ┃ It waits in the outbox until you push.                          ┃            conditionAgent
                                ┃                                                                 ┃            agentAgentflow
                                ┃ y restore   Esc leave it                                        ┃
                                ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛───────────────────────────
                                                        │   2m   edited here                                            66 KB
                                                        │   6d   read from the server                                   65 KB
                                                        │
                                                        │
                                                        │
                                                        │
       Invoice QA: gone from the server, kept 30 days: r restores it.                                                  1 of 1

      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("a list without anything gone says so")
  func nothingGone() {
    var app = AppDriver(columns: 60, rows: 12)
    app.type("g d")
    let picture = """
       prod RW  [1 Flows 7] 2 Bots 3 Outbox 4 Log    ⇡4 !1 ✗1  on
      ━ Chatflows 0 ━ sort: name ━ filter: state:gone ━━━━━━━━━━━━
         S NAME                               TYPE   NODES   AGE

         No chatflows are gone from the server. Esc shows all.






       / filter  P push  R refresh  a new…  Space mark  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }
}
