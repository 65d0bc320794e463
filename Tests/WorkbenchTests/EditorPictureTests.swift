import CellGrid
import FlowModel
import Testing
import TextEditing
import Workbench

/// The editor on whole screens.
@Suite struct EditorPictureTests {
  private static let body = """
    {
      "nodes": [
        {
          "id": "agentAgentflow_0",
          "position": { "x": 612, "y": 148 },
          "data": {
            "label": "Käse für 漢字",
            "inputs": {
              "temperature": 0,2,
              "memory": true
            }
          }
        }
      ],
      "edges": []
    }
    """

  private func state(columns: Int, rows: Int, body: String = body, isModal: Bool = true) -> AppState
  {
    let (loaded, effects) = AppState.editing(
      body, size: GridSize(rows: rows, columns: columns), isModal: isModal)
    var state = loaded
    perform(effects, &state)
    return state
  }

  /// Presses keys and performs the checks they ask for.
  private func type(_ keys: String, into state: inout AppState) {
    for key in EditorDriver.keys(keys) { perform(state.receive(.screen(.key(key))), &state) }
  }

  private func perform(_ effects: [Effect], _ state: inout AppState) {
    for case .checkText(let text, let version, let kind, _) in effects {
      let check = TextCheck(of: text, version: version, kind: kind)
      _ = state.receive(.editor(.textChecked(check)))
    }
  }

  /// The screen without its header, which other tests look at.
  private func picture(of state: AppState) -> String {
    state.frame().text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
      .joined(separator: "\n")
  }

  @Test("a mistake stands under its line and in the list, at 120x36")
  func wide() {
    var state = state(columns: 120, rows: 36)
    type("gp", into: &state)
    #expect(
      picture(of: state) == """
        ─ Outline ──────────────────────────────┬━ Support triage / flowData ━ 1 problem ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
        ! ▾ {2}                                 │      1   {
          ! ▾ nodes [1]                         │      2     "nodes": [
            ! ▸ 0  Käse für 漢字                │      3       {
            edges  [0]                          │      4         "id": "agentAgentflow_0",
                                                │      5         "position": { "x": 612, "y": 148 },
                                                │      6         "data": {
                                                │      7           "label": "Käse für 漢字",
                                                │      8           "inputs": {
                                                │>!    9             "temperature": 0,2,
                                                │                                   ^ '0,2' is not a number; write 0.2
                                                │     10             "memory": true
                                                │     11           }
                                                │     12         }
                                                │     13       }
                                                │     14     ],
                                                │     15     "edges": []
                                                │     16   }
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
                                                │─ Problems 1 ──────────────────────────────────────────────────────────────────
                                                │ ! 9:26     syntax  '0,2' is not a number; write 0.2
          NORMAL   .nodes[0].data.inputs.temperature                                                               line 9 of 16
         Esc close  i insert  Ctrl-s save  Tab outline  @ go to  u undo  / find  gp next problem  gf fix  E $EDITOR  ? help
        """)
    #expect(state.frame().cursor == Cursor(point: GridPoint(row: 10, column: 76), shape: .block))
  }

  @Test("insert mode has its word and a bar for a cursor, at 80x24")
  func small() {
    var state = state(columns: 80, rows: 24)
    type("gpi", into: &state)
    #expect(
      picture(of: state) == """
        ━ Support triage / flowData ━ 1 problem ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
              1   {
              2     "nodes": [
              3       {
              4         "id": "agentAgentflow_0",
              5         "position": { "x": 612, "y": 148 },
              6         "data": {
              7           "label": "Käse für 漢字",
              8           "inputs": {
        >!    9             "temperature": 0,2,
                                           ^ '0,2' is not a number; write 0.2
             10             "memory": true
             11           }
             12         }
             13       }
             14     ],
             15     "edges": []
             16   }

        ─ Problems 1 ───────────────────────────────────────────────────────────────────
         ! 9:26     syntax  '0,2' is not a number; write 0.2
          INSERT   .nodes[0].data.inputs.temperature                       line 9 of 16
         Esc normal  Ctrl-s save  F1 help
        """)
    #expect(state.frame().cursor == Cursor(point: GridPoint(row: 10, column: 35), shape: .bar))
  }

  @Test("a search is typed in the status row, at 40x10")
  func tiny() {
    var state = state(columns: 40, rows: 10)
    type("gp/mem", into: &state)
    #expect(
      picture(of: state) == """
        ━ Support triage / flowData ━ 1 probl… ━
            7         "label": "Käse für 漢字",
            8         "inputs": {
         !  9           "temperature": 0,2,
              '0,2' is not a number; … ^
        >  10           "memory": true
           11         }
         /mem                     line 10 of 16
         Enter search  Esc cancel
        """)
  }

  @Test("long lines scroll sideways with the cursor")
  func sideways() {
    let long = "{ \"prompt\": \"" + String(repeating: "0123456789", count: 9) + "\" }"
    var state = state(columns: 40, rows: 10, body: long + "\n[]")
    type("$", into: &state)
    #expect(state.frame().text(ofRow: 2) == ">   1 …67890123456789\" }")
    #expect(state.frame().text(ofRow: 3) == " !  2")
  }

  @Test("what controls a terminal is spelled")
  func controls() {
    var state = state(columns: 40, rows: 10, body: "")
    type("i", into: &state)
    _ = state.receive(.screen(.paste([0x22, 0x1B, 0x5B, 0x09, 0xFF, 0x22])))
    #expect(state.frame().text(ofRow: 2) == ">!  1 \"^[[    <FF>\"")
    #expect(state.frame().cursor?.point == GridPoint(row: 2, column: 19))
  }

  @Test("edited text says so, and the theme colours it")
  func colours() {
    var state = state(columns: 60, rows: 10, body: "{\n  \"a\": [1, true, null, \"b\"]\n}")
    type("jx", into: &state)
    let frame = state.frame()
    #expect(frame.text(ofRow: 1).contains("━ edited ━"))
    let theme = state.settings.theme
    let picture = frame.styles(named: [
      theme[.jsonKey]: "k", theme[.jsonString]: "s", theme[.jsonNumber]: "n",
      theme[.jsonLineNumber]: "l",
    ])
    #expect(
      picture.picture.split(separator: "\n")[3]
        == "...........kkk...n..nnnn..nnnn..sss.........................")
  }

  @Test("a click sets the cursor, below a problem too; the wheel scrolls")
  func mouse() {
    var state = state(columns: 80, rows: 24)
    let click = MouseEvent(.press, at: GridPoint(row: 12, column: 22))
    _ = state.receive(.screen(.mouse(click)))
    #expect(state.frame().cursor?.point == GridPoint(row: 12, column: 22))
    #expect(state.frame().text(ofRow: 12).hasPrefix(">    10 "))
    let long = self.state(columns: 80, rows: 24, body: String(repeating: "1,\n", count: 90))
    state = long
    _ = state.receive(.screen(.mouse(MouseEvent(.wheelDown, button: .none, at: click.point))))
    #expect(state.frame().text(ofRow: 2).contains(" 4   1,"))
    _ = state.receive(.screen(.mouse(MouseEvent(.wheelUp, button: .none, at: click.point))))
    #expect(state.frame().text(ofRow: 2).contains(" 1   1,"))
  }
}
