import CellGrid
import FlowModel
import Testing
import TextEditing
import Workbench

/// The outline: what it shows, how one walks in it, and that its changes touch nothing else.
@Suite struct OutlineTests {
  private static let flow = """
    {
      "nodes": [
        {
          "id": "agent_0",
          "data": {
            "label": "Billing agent",
            "inputs": { "temperature": 0.90, "memory": true, "prompt": "Be brief.\\nThen stop." }
          }
        },
        { "id": "reply_0", "data": { "label": "Reply", "inputs": {} } }
      ],
      "edges": [{ "id": "e", "source": "agent_0", "target": "reply_0" }]
    }
    """

  @Test("shows the nodes by their labels, and the rest folded")
  func first() {
    let driver = OutlineDriver(Self.flow)
    #expect(
      driver.outline == """
        > ▾ {2}
            ▾ nodes [2]
              ▸ 0  Billing agent
              ▸ 1  Reply
            ▸ edges [1]
        """)
    #expect(driver.status.contains("OUTLINE   ."))
  }

  @Test("unfolds, walks in, and folds again; the text goes along")
  func walking() {
    var driver = OutlineDriver(Self.flow)
    driver.type("jjll")
    #expect(
      driver.outline == """
          ▾ {2}
            ▾ nodes [2]
              ▾ 0  Billing agent
        >       id  agent_0
                ▸ data {2}
              ▸ 1  Reply
            ▸ edges [1]
        """)
    #expect(driver.status.contains(".nodes[0].id"))
    #expect(driver.page.contains(">     4         \"id\": \"agent_0\""))
    driver.type("jljjljj")
    #expect(driver.selected == ">           memory       true")
    #expect(driver.status.contains(".nodes[0].data.inputs.memory"))
    driver.type("hh")
    #expect(driver.selected == ">         ▸ inputs {3}")
    driver.type("zM")
    #expect(driver.outline == "  ▾ {2}\n>   ▸ nodes [2]\n    ▸ edges [1]")
    driver.type("zR")
    #expect(driver.outline.split(separator: "\n").count == 20)
    driver.type("z2G")
    #expect(driver.selected == ">     ▸ 0  agent_0 → reply_0")
    driver.type("gg3j")
    #expect(driver.selected == ">     ▸ 1  Reply")
  }

  @Test("goes to siblings, to the same key elsewhere, and into the text at the same place")
  func jumping() {
    var driver = OutlineDriver(Self.flow)
    driver.type("jjJ")
    #expect(driver.selected == ">     ▸ 1  Reply")
    driver.type("KlljK")
    #expect(driver.status.contains(".nodes[0].id"))
    driver.type("*")
    #expect(driver.status.contains(".nodes[1].id"))
    driver.type("*")
    #expect(driver.status.contains(".edges[0].id"))
    driver.type("*#")
    #expect(driver.status.contains(".edges[0].id"))
    driver.type("<Tab>")
    #expect(driver.status.contains("NORMAL   .edges[0].id"))
    driver.type("ggw<Tab>")
    #expect(driver.selected == ">   ▾ nodes [2]")
    driver.type("e")
    #expect(driver.status.contains("NORMAL   .nodes"))
  }

  @Test("a value is changed by its kind, and no other byte")
  func values() {
    let path = "@temp<Enter><Enter>"
    let flow = Self.flow
    #expect(
      OutlineDriver.edited(flow, path + "<BS><BS>25<Enter>")
        == flow.replacing("0.90", with: "0.25"))
    #expect(OutlineDriver.edited(flow, path + "<Enter>") == flow)
    #expect(OutlineDriver.edited(flow, path + "<Esc>") == flow)
    #expect(OutlineDriver.edited(flow, "@memory<Enter>i") == flow.replacing("true", with: "false"))
    #expect(OutlineDriver.edited(flow, "@memory<Enter>iu") == flow)
    #expect(
      OutlineDriver.edited(flow, "@0].data.label<Enter>i<C-u>Käse \"1\"<Enter>")
        == flow.replacing("Billing agent", with: "Käse \\\"1\\\""))
  }

  @Test("what is no number is refused where a number stands, and can be mended")
  func refused() {
    var driver = OutlineDriver(Self.flow)
    driver.type("@temp<Enter>i<C-u>0,2<Enter>")
    #expect(driver.text == Self.flow)
    #expect(driver.status.contains("temperature: 0,2"))
    driver.type("<BS><BS>.2<Enter>")
    #expect(driver.text == Self.flow.replacing("0.90", with: "0.2"))
    driver.type("i<C-u>\"a\"<Enter>")
    #expect(driver.text == Self.flow.replacing("0.90", with: "0.2"))
  }

  @Test(
    "entries are added, deleted, moved, renamed and duplicated in the style around them",
    arguments: [
      ("[1, 2, 3]", "jjdd", "[1, 3]"), ("[1, 2, 3]", "jjddu", "[1, 2, 3]"),
      ("[1, 2, 3]", "jddp", "[2, 1, 3]"), ("[1, 2, 3]", "j>", "[2, 1, 3]"),
      ("[1, 2, 3]", "j><", "[1, 2, 3]"), ("[1, 2, 3]", "jc", "[1, 1, 2, 3]"),
      ("[1, 2, 3]", "j2>", "[2, 3, 1]"), ("[1, 2, 3]", "G<", "[1, 3, 2]"),
      ("[1]", "jo2<Enter>", "[1,2]"), ("[1]", "jO0<Enter>", "[0,1]"),
      ("[1]", "joone<Enter>", "[1,\"one\"]"), ("[]", "otrue<Enter>", "[true]"),
      ("{\"a\":1}", "job<Enter>{}<Enter>", "{\"a\":1,\"b\":{}}"),
      ("{\"a\":1}", "jrb<Enter>", "{\"ab\":1}"), ("{\"a\":1}", "jr<C-u>x y<Enter>", "{\"x y\":1}"),
      ("{\"a\":1}", "jc", "{\"a\":1,\"a copy\":1}"),
      ("{\n  \"a\": 1,\n  \"b\": 2\n}", "jdd", "{\n  \"b\": 2\n}"),
      ("{\n  \"a\": 1,\n  \"b\": 2\n}", "j>", "{\n  \"b\": 2,\n  \"a\": 1\n}"),
      ("{\n  \"a\": 1\n}", "joc<Enter>null<Enter>", "{\n  \"a\": 1,\n  \"c\": null\n}"),
      ("{\"a\":1,\"b\":[]}", "jjo7<Enter>", "{\"a\":1,\"b\":[7]}"),
      ("{\"a\":1,\"b\":2}", "jddjp", "{\"b\":2,\"a\":1}"),
      ("[1]", "jo0,2<Enter><Esc>", "[1]"), ("{\"a\":1}", "joa<Enter><Esc>", "{\"a\":1}"),
    ])
  func entries(text: String, keys: String, expected: String) {
    #expect(OutlineDriver.edited(text, keys) == expected)
  }

  @Test("the cursor stays with an entry that moves, and goes to what is new")
  func following() {
    var driver = OutlineDriver("[10, 20, 30]")
    driver.type("j>")
    #expect(driver.selected == ">   1  10")
    driver.type("c")
    #expect(driver.selected == ">   2  10")
    driver.type("o5<Enter>")
    #expect(driver.selected == ">   3  5")
    driver.type("dd")
    #expect(driver.selected == ">   3  30")
    driver.type("dd")
    #expect(driver.selected == ">   2  10")
  }

  @Test("structure is left alone while the syntax is broken, and the way out is told")
  func broken() {
    var driver = OutlineDriver("[1, 2,, 3]")
    driver.type("jdd")
    #expect(driver.text == "[1, 2,, 3]")
    #expect(driver.status.contains("Mend the syntax first"))
  }

  @Test("marks what was changed and added since the server's copy, up to the root")
  func signs() {
    let base = Self.flow.replacing("0.90", with: "0.1").replacing("\"id\": \"reply_0\", ", with: "")
    var driver = OutlineDriver(Self.flow, base: base)
    #expect(
      driver.outline == """
        > ▾ {2}
          ~ ▾ nodes [2]
            ~ ▸ 0  Billing agent
            ~ ▸ 1  Reply
            ▸ edges [1]
        """)
    driver.type("jjjll")
    #expect(driver.selected == ">     + id  reply_0")
  }

  @Test("a problem shows on every row that holds it")
  func problems() {
    var driver = OutlineDriver(
      Self.flow.replacing("\"target\": \"reply_0\"", with: "\"target\": \"gone\""))
    #expect(driver.outline.contains("  ! ▸ edges [1]"))
    driver.type("gp")
    #expect(driver.status.contains(".edges[0].target"))
    #expect(driver.selected.hasPrefix(">     ! target"))
  }

  @Test("@ in the list goes straight to a value: nine keys change the temperature of an agent")
  func fromTheList() {
    var driver = OutlineDriver(Self.flow, opening: "@")
    driver.type("te")
    #expect(driver.state.frame().text.contains("> Billing agent  nodes[0].data.inputs.temperature"))
    driver.type("<Enter><Enter><BS><BS>5<Enter>")
    #expect(driver.text == Self.flow.replacing("0.90", with: "0.5"))
  }

  @Test("a search from the outline unfolds what it finds")
  func searching() {
    var driver = OutlineDriver(Self.flow)
    driver.type("/memory<Enter>")
    #expect(driver.selected == ">           memory       true")
    driver.type("/reply_0<Enter>n")
    #expect(driver.status.contains(".edges[0].target"))
  }

  @Test("after unsaved text was put back the row under the cursor is the one that keys act on")
  func unsavedText() {
    let saved = #"{"a": 1, "b": {"temperature": 0.9, "c": 2}}"#
    let kept = #"{"a": 1, "b": {"temperature": 0.5, "c": 2}}"#
    var driver = OutlineDriver(saved)
    driver.receive(
      .editor(
        .textLoaded(
          EditorText(
            flow: FlowID(row: 1), field: "flowData", text: Array(saved.utf8), version: 7,
            isJSON: true,
            unsaved: UnsavedText(
              flow: FlowID(row: 1), owner: "x", fromVersion: 7, field: "flowData",
              text: Array(kept.utf8), at: 0),
            check: TextCheck(of: TextBuffer(saved), version: 0, kind: .chatflow)))))
    driver.type("t")
    #expect(driver.selected.contains("temperature"), "\(driver.outline)")
    driver.type("dd")
    #expect(driver.text == #"{"a": 1, "b": {"c": 2}}"#)
  }
}
