import CellGrid
import TestKit
import Testing
import Workbench

/// Questions, help and palette.
@Suite struct PopupPictureTests {
  @Test("deleting names the flow and what happens")
  func delete() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("G d")
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Chatflows 7 ━ sort: name ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
         S NAME                                                   TYPE   NODES   AGE
         ✓ Advanced structured output                             chat       5    3d
         ⇣ Branch out, merge in                                   agent           1d
         ! Customer support team                                  agent      5    1h
         ✗ Image generation                                       chat       5    2h
         - O┏━ Delete this chatflow on prod? ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓  now
         + R┃                                                                 ┃  now
      >  ⇡ S┃ Support triage                                             live ┃  now
            ┃                                                                 ┃
            ┃ Marked deleted here; gone from the server at the next push.     ┃
            ┃ Until then u brings it back.                                    ┃
            ┃                                                                 ┃
            ┃ x delete   Esc keep   Ctrl-y copy the list                      ┃
            ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛

      ─ Support triage ─ agentflow ───────────────────────────────────────────────────
       ⇡ Edited here, waits to be pushed.                                         now
       ~ nodes[3].data.inputs.temperature                                  0.9 -> 0.2
       ~ 2 more                                                      Enter shows them
         5 nodes  4 edges  66 KB
                                                                               7 of 7

      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("a protected profile asks for its name")
  func protected() {
    var app = AppDriver(columns: 80, rows: 24) { $0.isProtected = true }
    app.type("Space d pr")
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Chatflows 7 ━ sort: name ━ 1 marked ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
         S NAME                                                   TYPE   NODES   AGE
       * ✓ Advanced structured output                             chat       5    3d
      >  ⇣ Branch out, merge in                                   agent           1d
         ! Customer support team                                  agent      5    1h
         ✗ I┏━ Delete this chatflow on prod? ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓   2h
         - O┃                                                                 ┃  now
         + R┃ Advanced structured output                                      ┃  now
         ⇡ S┃                                                                 ┃  now
            ┃ Marked deleted here; gone from the server at the next push.     ┃
            ┃ Until then u brings it back.                                    ┃
            ┃                                                                 ┃
            ┃ Type  prod  and Enter to delete:  pr                            ┃
            ┃                                                                 ┃
            ┃ Esc keep   Ctrl-y copy the list                                 ┃
            ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
      ─ Branch out, merge in ─ agentflow ─────────────────────────────────────────────
       ⇣ Its body was not read yet. R reads it.                                    1d
         66 KB
         Start, Classify, Billing

       1 marked.                                                               2 of 7

      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("the plan of a push at 80 columns")
  func plan() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("P")
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Chatflows 7 ━ sort: name ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
         S NAME                                                   TYPE   NODES   AGE
      >  ┏━ Push 3 changes to prod? ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓d
         ┃                                                                        ┃d
         ┃ update  Support triage                                         2 paths ┃h
         ┃ create  Refund helper                                          2 paths ┃h
         ┃ delete  Old helper                                             2 paths ┃w
         ┃                                                                        ┃w
         ┃ Look twice:                                                            ┃w
         ┃ Support triage: it is live                                             ┃
         ┃ Old helper: it deletes the flow and its chats on the server            ┃
         ┃                                                                        ┃
         ┃ Not sent, they need you:                                               ┃
         ┃ update  Customer support team                                          ┃
         ┃ update  Image generation                                               ┃
         ┃                                                                        ┃
      ─ A┃ Each is checked on the server first, and held if it changed there.     ┃───
       ✓ ┃                                                                        ┃3d
         ┃ s send 3   Esc send nothing   Ctrl-y copy the list                     ┃
         ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛

                                                                               1 of 7

      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("the plan of a push at 40 columns scrolls")
  func planSmall() {
    var app = AppDriver(columns: 40, rows: 10)
    app.type("P")
    let picture = """
       prod RW  1 Flows 7        ⇡4 !1 ✗1  on
      ━┏━ Push 3 changes to prod? ━━━━━━━━━━┓━
      >┃ update  Support triage     2 paths ┃
       ┃ create  Refund helper      2 paths ┃
       ┃ delete  Old helper         2 paths ┃
       ┃                                    ┃
       ┃ Look twice:                        ┃
      ─┃ 11 more below: j goes down         ┃─
       ┃ s send 3   Esc send nothing   Ctr… ┃
       ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("the sort menu")
  func sort() {
    var app = AppDriver(columns: 60, rows: 16)
    app.type("s")
    let picture = """
       prod RW  [1 Flows 7] 2 Bots 3 Outbox 4 Log    ⇡4 !1 ✗1  on
      ━ Chatflows 7 ━ sort: name ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
       ┏━ Sort by ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
      >┃ n  name                                      now  NAME ┃
       ┃ y  needs you                                         S ┃
       ┃ t  type                                           TYPE ┃
       ┃ o  nodes                                         NODES ┃
       ┃ c  last change                                     AGE ┃
       ┃ z  size                                                ┃
       ┃                                                        ┃
       ┃ S turns it round, Shift-Left and Shift-Right take the  ┃
       ┃ next column.                                           ┃
       ┃ Esc cancel                                             ┃
       ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
                                                           1 of 7

      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("help at 120 columns")
  func help() {
    var app = AppDriver(columns: 120, rows: 36)
    app.type("?")
    let picture = """
       weir  prod RW  flow.example.com  [1 Chatflows 7]  2 Chatbots 2   3 Outbox 5   4 Activity          ⇡4 !1 ✗1  online  2m
      ━ Help: list ━ type to filter, Enter runs the line ━ Down moves on ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
       FLOW                                    COPY                                    LOOK
       Enter l     open                        yn          copy the name               gG          graph
       e           edit JSON here              yi          copy the id
       E           edit in $EDITOR             yu          copy the web link           MOVE
       ge          edit whole record           yj          copy the JSON               j Down      down
       @           go to…                      o           web link                    k Up        up
       a           new…                        :export     export…                     Ctrl-d      half page down
       c           duplicate                   :import     import…                     Ctrl-u      half page up
       r           rename                                                              Ctrl-f PgDn page down
       d           delete…                     LIST                                    Ctrl-b PgUp page up
       u zu        undo                        /           filter                      gg Home     top
       Ctrl-r      redo                        gd          gone from the server        G End       bottom
       gh          history                     s           sort…                       zz          centre
       ga          apply again                 S           reverse order               zt          row to the top
       gn          close notices               Space       mark                        zb          row to the bottom
       :restore    restore…                    U           unmark all
       ] gt        next tab                    V           mark a range
       [ gT        previous tab                Shift-Down  mark down
       bp          publish chatbot             Shift-Up    mark up
       ba          activate chatbot            *           invert marks
       bs          pause chatbot               f           jump
       go          show in the outbox          n           next match
       bv          published versions          N           previous match
       D           compare with the server     Shift-Right sort by the next column
                                               Shift-Left  sort by the column before
      ─ States ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
       ✓ same   ⇡ waits to be pushed   ⇣ not read yet   ! both changed, or needs you   ✗ refused   ? unsure   + new here
       - deleted here   [+] unsaved text
      ─ About the line under the cursor ─ Enter l  open ──────────────────────────────────────────────────────────────────────
       Opens the row: a flow with its facts, a change with its flow, a version. Command :open.

       In keys.json5: list: { open: ["Enter", "l", "Right"] }

       Esc close  Enter run the line  Up Down move   letters filter
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("help at 80 columns, filtered")
  func helpFiltered() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("? / hal")
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Help: list ━ type to filter, Enter runs the line ━ Down moves on ━━━━━━━━━━━━━
       MOVE
       Ctrl-d      half page down
       Ctrl-u      half page up










      ─ States ───────────────────────────────────────────────────────────────────────
       ✓ same   ⇡ waits to be pushed   ⇣ not read yet   ! both changed, or needs you
       ✗ refused   ? unsure   + new here   - deleted here   [+] unsaved text
      ─ Ctrl-d  half page down ───────────────────────────────────────────────────────
       Moves half a page down. Command :half-page-down.
       In keys.json5: list: { "half-page-down": ["C-d"] }
       filter: hal

       Esc close  Enter run the line  Up Down move   letters filter
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("the filter is typed in the status row")
  func filter() {
    var app = AppDriver(columns: 60, rows: 12)
    app.type("/ help")
    let picture = """
       prod RW  [1 Flows 7] 2 Bots 3 Outbox 4 Log    ⇡4 !1 ✗1  on
      ━ Chatflows 2 ━ sort: name ━ filter: help ━━━━━━━━━━━━━━━━━━
         S NAME                               TYPE   NODES   AGE
      >  - Old helper                         multi      5   now
         + Refund helper                      agent      5   now





       filter: help
       Enter keep  Esc show all as before  Down to the list
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }
}
