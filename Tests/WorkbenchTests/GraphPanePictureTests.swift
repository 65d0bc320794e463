import CellGrid
import TestKit
import Testing
import Workbench

/// The graph of a flow, at the sizes of screen.md.
@Suite struct GraphPanePictureTests {
  @Test("over the whole screen, with the inputs at the right")
  func wide() {
    var app = AppDriver(columns: 120, rows: 36)
    app.type("G g G Enter Enter")
    let picture = """
       weir  prod RW  flow.example.com  [1 Chatflows 7]  2 Chatbots 2   3 Outbox 5   4 Activity          ⇡4 !1 ✗1  online  2m
      ━ Support triage / graph ━ cards 3 of 4 ━ tidy layout ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┬ Billing agent ────────────────────
                                                                                          │ type     agent
                                                                                          │ id       billing
                                                                                          │ state    ~ 1 edit waiting
                                                                                          │
                                                                                          │ in   1
                                                                                          │   Classify.billing
                                                            ┏━━━━━━━━━━━━━━━━━━━┓         │
                                             ┌─ billing ───►┃ Billing agent ~   ┠─┐       │ out  1
                                             │              ┃ agent gpt-4o-mini ┃ │       │ > Reply
                                             │              ┗━━━━━━━━━━━━━━━━━━━┛ │       │
                                             │                                    │       │ inputs
      ╭───────╮   ╭────────────────────────╮ │              ╭─────────────────╮   │  ╭────│   modelName    gpt-4o-mini
      │ Start ├──►│ Classify               ├─┼─ technical ─►│ Technical agent ├───┼─►│ Rep│   temperature  0.9 -> 0.2
      │ start │   │ condition agent gpt-4… │ │              │ agent gpt-4o    │   │  │ llm│   memory       true
      ╰───────╯   ╰────────────────────────╯ │              ╰─────────────────╯   │  ╰─+1►│   system       You handle billin…
                                             │                                    │       │
                                             │              ╭──────────────╮      │       │
                                             └─ human ─────►│ Human review ├──────┘       │
                                                            │ human input  │              │
                                                            ╰──────────────╯              │
                                                                                          │
      ╭─ note ─────────────────────────╮                                                  │
      │ Dana: keep the human path for  │                                                  │
      │ refunds over 200 EUR until Q4. │                                                  │
      ╰────────────────────────────────╯                           ┌─ map ──────────────┐ │
                                                                   │..........□...      │ │
                                                                   │■...■.....■...■   ■ │ │
                                                                   │..............      │ │
                                                                   │..........■...      │ │
                                                                   │..............      │ │
                                                                   │view 1-84 of 118    │ │
                                                                   └────────────────────┘ │
       Billing agent: 1 in, 1 out.  Enter follows the edge to Reply.                                   6 of 7 nodes on screen
       hjkl node  Tab edge  Esc back  Enter follow  e edit  + zoom  0 fit  f jump  Backspace return  / find  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("at 80 columns, with the inputs below")
  func stacked() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("G g G Enter Enter")
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Support triage / graph ━ cards 3 of 4 ━ tidy layout ━━━━━━━━━━━━━━━━━━━━━━━━━━
                                                           ┏━━━━━━━━━━━━━━━━━━━┓
                                            ┌─ billing ───►┃ Billing agent ~   ┠─┐
                                            │              ┃ agent gpt-4o-mini ┃ │
                                            │              ┗━━━━━━━━━━━━━━━━━━━┛ │
                                            │                                    │
      ───────╮   ╭────────────────────────╮ │              ╭─────────────────╮   │  ╭─
       Start ├──►│ Classify               ├─┼─ technical ─►│ Technical agent ├───┼─►│
       start │   │ condition agent gpt-4… │ │              │ agent gpt-4o    │   │  │
      ───────╯   ╰────────────────────────╯ │              ╰─────────────────╯   │ +1►
                                            │                                    │
                                            │              ╭──────────────╮      │
                                            └─ human ─────►│ Human review ├──────┘
                                                           │ human input  │
                                                           ╰──────────────╯
      ─ Billing agent ─ agent gpt-4o-mini, ~ 1 edit waiting ──────────────────────────
       modelName gpt-4o-mini   temperature 0.9 -> 0.2   memory true
       in   Classify.billing
       out  > Reply
       system You handle billing. Be brief. Use the invoice tool before you answer.

       Billing agent: 1 in, 1 out.  Enter follows the edge to Reply.     6 of 7 nodes
       hjkl node  Tab edge  Esc back  Enter follow  e edit  + zoom  0 fit  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("at 60 columns")
  func narrow() {
    var app = AppDriver(columns: 60, rows: 20)
    app.type("G g G Enter")
    let picture = """
       prod RW  [1 Flows 7] 2 Bots 3 Outbox 4 Log    ⇡4 !1 ✗1  on
      ━ Support triage / graph ━ chips 2 of 4 ━ tidy layout ━━━━━━
                                              ╭─────────────────╮
                               ┌─ billing ───►│ Billing agent ~+2►
                               │              ╰─────────────────╯
                               │
      ╭───────╮   ┏━━━━━━━━━━┓ │              ╭─────────────────╮
      │ Start ├──►┃ Classify ┠─┼─ technical ─►│ Technical agent+2►
      ╰───────╯   ┗━━━━━━━━━━┛ │              ╰─────────────────╯
                               │
                               │              ╭──────────────╮
                               └─ human ─────►│ Human review ├─+2►
      ─ Classify ─ condition agent gpt-4o-mini ───────────────────
       conditionAgentScenarios 3 entries
       modelName gpt-4o-mini
       in   Start
       out  > billing: Billing agent  technical: Technical agent…

       Classify: 1 in, 3 out.  Enter follows the e…  5 of 7 nodes
       hjkl node  Tab edge  Esc back  Enter follow  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("at 40 columns and 10 rows")
  func tiny() {
    var app = AppDriver(columns: 40, rows: 10)
    app.type("G g G")
    let picture = """
       prod RW  1 Flows 7        ⇡4 !1 ✗1  on
      ━ Support triage ━ chips ━━━━━━━━━━━━━━━
                               │+3
                               │
      ┏━━━━━━━┓   ╭──────────╮ │
      ┃ Start ┠──►│ Classify ├─┼─ technical ─►
      ┗━━━━━━━┛   ╰──────────╯ │
                               │+3
       Start: 0 in, 1 out.  Enter follows th…
       hjkl node  Esc back  Tab edge  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("beside the list")
  func tab() {
    var app = AppDriver(columns: 120, rows: 30)
    app.type("G ] ] Enter")
    let picture = """
       weir  prod RW  flow.example.com  [1 Chatflows 7]  2 Chatbots 2   3 Outbox 5   4 Activity          ⇡4 !1 ✗1  online  2m
      ─ Chatflows 7 ─ sort: name ───────────────────────┬━ Overview ━ JSON ━ [Graph] ━ History ━ Config ━━━━━━━━━━━━━━ chips ━
         S NAME                       TYPE  NODES  AGE  │
         ✓ Advanced structured output chat      5   3d  │                                        ╭─────────────────╮
         ⇣ Branch out, merge in       agent         1d  │                         ┌─ billing ───►│ Billing agent ~ ├─┐
         ! Customer support team      agent     5   1h  │                         │              ╰─────────────────╯ │
         ✗ Image generation           chat      5   2h  │                         │                                  │
         - Old helper                 multi     5  now  │┏━━━━━━━┓   ╭──────────╮ │              ╭─────────────────╮ │  ╭─────
         + Refund helper              agent     5  now  │┃ Start ┠──►│ Classify ├─┼─ technical ─►│ Technical agent ├─┼─►│ Repl
      >  ⇡ Support triage             agent     5  now  │┗━━━━━━━┛   ╰──────────╯ │              ╰─────────────────╯ │  ╰──+1►
                                                        │                         │                                  │
                                                        │                         │              ╭──────────────╮    │
                                                        │                         └─ human ─────►│ Human review ├────┘
                                                        │                                        ╰──────────────╯
                                                        │
                                                        │╭─ note ─────────────────╮
                                                        ││ Dana: keep the human   │
                                                        ││ path for refunds over… │
                                                        │╰────────────────────────╯
                                                        │
                                                        │─ Start ─ start ─────────────────────────────────────────────────────
                                                        │ out  > Classify
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
                                                        │
       Start: 0 in, 1 out.  Enter follows the edge to Classify.                                        6 of 7 nodes on screen
       hjkl node  Tab edge  Esc back  ] tabs  Enter follow  e edit  + zoom  0 fit  f jump  Backspace return  / find  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("with ASCII signs only")
  func ascii() {
    var app = AppDriver(columns: 80, rows: 24) { $0.glyphs = .ascii }
    app.type("G g G Enter Tab")
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ^4 !1 x1  on 2m
      = Support triage / graph = cards 3 of 4 = tidy layout ==========================
                                                            +-------------------+
                                             +- billing --->| Billing agent ~   +-+
                                             |              | agent gpt-4o-mini | |
                                             |              +-------------------+ |
                                             |                                    |
      +-------+   +========================+ |              +-----------------+   |  +
      | Start +-->| Classify               +-+- technical ->| Technical agent +---+->|
      | start |   | condition agent gpt-.. | |              | agent gpt-4o    |   |  |
      +-------+   +========================+ |              +-----------------+   |+1>
                                             |                                    |
                                             |              +--------------+      |
                                             +- human ----->| Human review +------+
                                                            | human input  |
                                                            +--------------+
      - Classify - condition agent gpt-4o-mini ---------------------------------------
       conditionAgentScenarios 3 entries   modelName gpt-4o-mini
       in   Start
       out  billing: Billing agent  > technical: Technical agent  human: Human revi..


       Classify: 1 in, 3 out.  Enter follows the edge to Technical ag..  6 of 7 nodes
       hjkl node  Tab edge  Esc back  Enter follow  e edit  + zoom  0 fit  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("letters on the nodes")
  func jumping() {
    var app = AppDriver(columns: 80, rows: 24)
    app.type("G g G f")
    let picture = """
       prod RW  [1 Flows 7]  2 Bots 2   3 Outbox 5   4 Log            ⇡4 !1 ✗1  on 2m
      ━ Support triage / graph ━ cards 3 of 4 ━ tidy layout ━━━━━━━━━━━━━━━━━━━━━━━━━━
                                                            d───────────────────╮
                                             ┌─ billing ───►│ Billing agent ~   ├─┐
                                             │              │ agent gpt-4o-mini │ │
                                             │              ╰───────────────────╯ │
                                             │                                    │
      a━━━━━━━┓   s────────────────────────╮ │              f─────────────────╮   │  h
      ┃ Start ┠──►│ Classify               ├─┼─ technical ─►│ Technical agent ├───┼─►│
      ┃ start ┃   │ condition agent gpt-4… │ │              │ agent gpt-4o    │   │  │
      ┗━━━━━━━┛   ╰────────────────────────╯ │              ╰─────────────────╯   │+1►
                                             │                                    │
                                             │              g──────────────╮      │
                                             └─ human ─────►│ Human review ├──────┘
                                                            │ human input  │
                                                            ╰──────────────╯
      ─ Start ─ start ────────────────────────────────────────────────────────────────
       out  > Classify




       Type the letters on a node; Esc cancels.                          6 of 7 nodes
       hjkl node  Tab edge  Esc back  Enter follow  e edit  + zoom  0 fit  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("the text twin")
  func twin() {
    var app = AppDriver(columns: 60, rows: 20)
    app.type("G g G t j j")
    let picture = """
       prod RW  [1 Flows 7] 2 Bots 3 Outbox 4 Log    ⇡4 !1 ✗1  on
      ━ Support triage / graph ━ text ━━━━━━━━━━━━━━━━━━━━━━━━━━━━
       Support triage, agentflow, 7 nodes, 8 edges, 1 note
          1 Start            -> 2
          2 Classify         -> 3 billing, 4 technical, 5 human
      >   3 Billing agent ~  -> 6
          4 Technical agent  -> 6
          5 Human review     -> 6
          6 Reply            -> 7 +
          7 Slack notify +
       note Dana: keep the human path for refunds over 200 EUR u…

      ─ Billing agent ─ agent gpt-4o-mini, ~ 1 edit waiting ──────
       modelName gpt-4o-mini   temperature 0.9 -> 0.2
       memory true
       in   Classify.billing
       out  > Reply
       system You handle billing. Be brief. Use the invoice tool…
       Billing agent: 1 in, 1 out.  Enter follows the edge to Re…
       hjkl node  Enter follow  Esc back  t drawing  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("dots, where nothing else fits")
  func dots() {
    var app = AppDriver(columns: 60, rows: 14)
    app.type("G g G i - - l")
    let picture = """
       prod RW  [1 Flows 7] 2 Bots 3 Outbox 4 Log    ⇡4 !1 ✗1  on
      ━ Support triage / graph ━ dots 1 of 4 ━ tidy layout ━━━━━━━

                                ┌─►■─┐
                                │    │
                          ■──►□─┼─►■─┼─►■──►■
                                │    │
                                └─►■─┘

                          ■


       Classify: 1 in, 3 out.  Enter follows the e…  7 of 7 nodes
       hjkl node  Tab edge  Esc back  Enter follow  ? help
      """
    #expect(Picture.difference(app.frame, picture) == nil)
  }

  @Test("without colours, cursor, edge and changes are told by signs")
  func mono() {
    var app = AppDriver(columns: 80, rows: 24) { $0.theme = .builtIn(colors: .none) }
    app.type("G g G / billing Enter")
    let rows = (0..<24).map { app.row($0) }
    #expect(rows.contains { $0.contains("┃ Billing agent ~") })
    #expect(app.picture.contains("out  > Reply"))
    app.type("/ slack Enter")
    #expect(app.picture.contains("┃ Slack notify +"))
    #expect(app.picture.contains("+ new here"))
  }

  @Test("a flow of 500 nodes is walked on by looking up, and draws no more than the window")
  func large() throws {
    var profile = SampleProfile()
    profile.graph = SampleGraph.large(500)
    var app = AppDriver(columns: 120, rows: 36, profile: profile)
    app.type("G g G l l j Tab Enter z z")
    #expect(app.effects.isEmpty)
    #expect(app.row(34).contains("of 500 nodes on screen"))
    #expect(app.picture.contains("┃ Step"))
    app.type("/ 499 Enter")
    #expect(app.picture.contains("Step 499"))
  }
}
