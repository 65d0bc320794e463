import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// The outbox, with an order that was refused under the cursor and marks.
@Suite struct OutboxPictureTests {
  @Test("the outbox at 120 columns tells what was refused, where and the ways out")
  func refused() {
    var profile = SampleProfile()
    profile.outbox[3].errorText =
      "The server answered 400: \"inputs.temperature\" must be one of 0.5, 0.7, 0.9"
    var app = AppDriver(columns: 120, rows: 36, profile: profile)
    app.type("3 Space j Space")
    let picture = """
       weir  prod RW  flow.example.com   1 Chatflows 7   2 Chatbots 2  [3 Outbox 5]  4 Activity          ⇡4 !1 ✗1  online  2m
      ━ Outbox 5 ━ 2 marked ━ 3 ready ━ 1 conflict ━ 1 refused ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
         S  #  WHAT     FLOW                      CHANGE                                      SIZE  TRIES    AGE  NEXT
       * ⇡  1  update   Support triage            2 paths                                    66 KB      0     5m  on P
         +  2  create   Refund helper             2 paths                                    66 KB      0    10m  on P
       * !  3  update   Customer support team     2 paths                                    66 KB      0    15m  needs you
      >  ✗  4  update   Image generation          2 paths                                    66 KB      3    20m  needs you
         -  5  delete   Old helper                2 paths                                               0    25m  on P

      ─ Change 4, what will be sent ──────────────────────────────┬─ Delivery ────────────────────────────────────────────────
       nodes[3].data.inputs  Billing                              │ PUT /api/v1/chatflows/8c0e1f6a…   66 KB
       - "temperature": 0.9                                       │ base     server copy of 2026-09-14 10:02 UTC
       + "temperature": 0.2                                       │ checked  2m ago: still the same
       nodes[]                                                    │ sends    nothing before you decide
       + [10] "Slack notify"                                      │
       edges[]                                                    │ timeline
       - [4] "a -> b"                                             │ 20m      ordered here
                                                                  │ 2m       looked at the server, then PUT
                                                                  │ 2m       not applied
                                                                  │
                                                                  │ y c copies this request as curl (token left out)
                                                                  │
                                                                  │
                                                                  │
                                                                  │
      ─ Last error, change 4 ─────────────────────────────────────┼─ Servers ─────────────────────────────────────────────────
       The server answered 400: "inputs.temperature" must be one  │ server   Flowise, last full pull 2m ago
       of 0.5, 0.7, 0.9                                           │ server   FlowNally, last full pull 2m ago
       at nodes[3].data.inputs.temperature = 0.2                  │ cache    7 chatflows, 2 chatbots, 5 changes not sent
       Tried 3 times.                                             │
       The server refused it; the same again will not help.       │
       e opens the editor there, r lets it be sent again, d drops │
       it.                                                        │
                                                                  │
       3 changes are ready. P shows the plan before anything is sent.
       P push  Enter open  e edit  u undo  r retry  Space mark  d discard…  yc curl  R refresh  x actions  Esc back  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }
}
