import CellGrid
import FlowModel
import Testing
import TextEditing
import Workbench

/// A string as a text of its own, values with options, secrets, copies.
@Suite struct StringEditTests {
  private static let flow = #"""
    {"nodes": [{"id": "a", "data": {"label": "A", "inputs":
      {"prompt": "Caf\u00e9\nBe brief.\/", "code": "{\"x\":1,\"y\":[2]}"}}}], "edges": []}
    """#

  @Test("a prompt opens with real line breaks and goes back with every untouched escape")
  func prompt() {
    var driver = OutlineDriver(Self.flow)
    driver.type("@prompt<Enter><Enter>")
    #expect(driver.state.frame().text.contains("Triage / flowData / nodes[0].data.inputs.prompt"))
    #expect(driver.state.frame().text.contains("1   Café"))
    #expect(driver.state.frame().text.contains("2   Be brief./"))
    driver.type("Gccx \"y\"<Esc><Esc>")
    #expect(driver.status.contains("OUTLINE   .nodes[0].data.inputs.prompt"))
    #expect(driver.text == Self.flow.replacing(#"Be brief.\/"#, with: #"x \"y\""#))
    driver.type("u")
    #expect(driver.text == Self.flow)
  }

  @Test("left as it was, it changes nothing")
  func untouched() {
    var driver = OutlineDriver(Self.flow)
    driver.type("@prompt<Enter><Enter><Esc>")
    #expect(driver.text == Self.flow)
    #expect(!driver.state.frame().text.contains("edited"))
  }

  @Test("saving from inside puts the string back first and queues the whole")
  func saving() {
    var driver = OutlineDriver(Self.flow)
    driver.type("@prompt<Enter><Enter>x<C-s>")
    let expected = Self.flow.replacing(#"Caf\u00e9"#, with: #"af\u00e9"#)
    #expect(
      driver.effects.contains(
        .saveText(Array(expected.utf8), of: FlowID(row: 1), field: "flowData", fromVersion: 7)))
  }

  @Test("what is typed inside is kept on disk like all text, whole or not")
  func keeping() {
    var driver = OutlineDriver(Self.flow)
    driver.receive(.timePassed(now: 1000))
    driver.type("@code<Enter>gx<Tab>x")
    driver.receive(.timePassed(now: 9000))
    let kept = driver.effects.compactMap { effect -> String? in
      guard case .keepUnsaved(let text, _, _, _) = effect else { return nil }
      return String(decoding: text.bytes, as: UTF8.self)
    }
    #expect(kept.last?.contains(#""code": "\n"#) == true)
  }

  @Test("JSON in a string opens as JSON, and goes back as compact as it was")
  func json() {
    var driver = OutlineDriver(Self.flow)
    driver.type("@code<Enter>gx")
    #expect(driver.outline == "> ▾ {2}\n    x  1\n    ▾ y [1]\n      0  2")
    driver.type("ji<BS>3<Enter><Esc>")
    #expect(driver.text == Self.flow.replacing(#"\"x\":1"#, with: #"\"x\":3"#))
  }

  @Test("JSON in a string that is broken does not go back; :q! drops it")
  func brokenJSON() {
    var driver = OutlineDriver(Self.flow)
    driver.type("@code<Enter>gx<Tab>x<Esc>")
    #expect(driver.status.contains("it is broken"))
    #expect(driver.text == Self.flow)
    driver.type(":q!<Enter>")
    #expect(driver.text == Self.flow)
    #expect(driver.status.contains("OUTLINE"))
  }

  @Test("a setting with options offers them")
  func options() {
    let flow = """
      {"nodes": [{"data": {"inputParams": [{"name": "model", "type": "options", "options":
        [{"label": "Small", "name": "s-1"}, {"label": "Large", "name": "l-1"}]}],
        "inputs": {"model": "s-1"}}}], "edges": []}
      """
    var driver = OutlineDriver(flow)
    driver.type("@inputs.model<Enter><Enter>")
    #expect(driver.state.frame().text.contains("> Small"))
    driver.type("lar<Enter>")
    #expect(driver.text == flow.replacing("\"model\": \"s-1\"", with: "\"model\": \"l-1\""))
    #expect(driver.status.contains("OUTLINE   .nodes[0].data.inputs.model"))
  }

  @Test("secrets are dots in outline and text until g s, and are not copied unseen")
  func secrets() {
    let flow = """
      {"nodes": [{"data": {"inputParams": [{"name": "key", "type": "password"}],
        "inputs": {"key": "hunter22"}}}], "edges": []}
      """
    var driver = OutlineDriver(flow)
    driver.type("@inputs.key<Enter>")
    #expect(driver.selected.hasSuffix("key  ••••••••"))
    #expect(!driver.state.frame().text.contains("hunter22"))
    #expect(driver.page.contains("\"key\": \"••••••••\""))
    driver.type("yv")
    #expect(driver.copied == nil && driver.status.contains("A secret is in there"))
    driver.type("gx")
    #expect(!driver.state.frame().text.contains("hunter22"))
    driver.type("gs")
    #expect(driver.selected.hasSuffix("key  hunter22"))
    driver.type("ys")
    #expect(driver.copied == "hunter22")
    driver.type("gsinew<Enter>")
    #expect(driver.text == flow.replacing("hunter22", with: "new"))
  }

  @Test(
    "the path is copied in four forms, and the value in two",
    arguments: [
      ("yp", "nodes[0].data.inputs.prompt"), ("yj", ".nodes[0].data.inputs.prompt"),
      ("yb", #"["nodes"][0]["data"]["inputs"]["prompt"]"#), ("yP", "/nodes/0/data/inputs/prompt"),
      ("yk", "prompt"), ("yv", #""Caf\u00e9\nBe brief.\/""#), ("ys", "Café\nBe brief./"),
    ])
  func copies(keys: String, expected: String) {
    var driver = OutlineDriver(Self.flow)
    driver.type("@prompt<Enter>" + keys)
    #expect(driver.copied == expected)
  }

  @Test("in the text the same keys work where they mean nothing else")
  func fromText() {
    var driver = OutlineDriver(Self.flow)
    driver.type("@prompt<Enter><Tab>yp")
    #expect(driver.copied == "nodes[0].data.inputs.prompt")
    driver.type("gx")
    #expect(driver.state.frame().text.contains("1   Café"))
  }

  @Test("a string within JSON within a string is edited and saved through both")
  func nested() {
    let text = #"{"flowData": "{\"prompt\":\"a\\nb\"}"}"#
    var driver = OutlineDriver(text)
    driver.type("jgxjiGx<C-s>")
    let expected = #"{"flowData": "{\"prompt\":\"a\\n\"}"}"#
    #expect(
      driver.effects.contains(
        .saveText(Array(expected.utf8), of: FlowID(row: 1), field: "flowData", fromVersion: 7)))
  }

  @Test("a secret inside JSON in a string is not shown either, in the record and opened")
  func secretInString() {
    let inner = #"{\"apiKey\":\"sk-0123456789abcdefghij\",\"a\":1}"#
    var driver = OutlineDriver("{\"name\": \"x\", \"apiConfig\": \"\(inner)\"}")
    driver.type("jj")
    #expect(driver.selected.hasSuffix("apiConfig  ••••••••"))
    #expect(!driver.state.frame().text.contains("sk-0"))
    driver.type("gx")
    #expect(driver.outline.contains("apiKey  ••••••••"))
    #expect(!driver.state.frame().text.contains("sk-0"))
    driver.type("@a<Enter>i<BS>2<Enter><Esc>")
    #expect(driver.text.contains(#"\"a\":2"#) && driver.text.contains("sk-0123456789abcdefghij"))
  }

  private func handedOver(_ driver: OutlineDriver) -> (text: String, suffix: String)? {
    driver.effects.compactMap { effect -> (text: String, suffix: String)? in
      guard case .editTextOutside(let bytes, let suffix, _) = effect else { return nil }
      return (String(decoding: bytes, as: UTF8.self), suffix.rawValue)
    }.last
  }

  @Test("E hands over the string under the cursor, decoded, and takes back what it became")
  func outside() {
    var driver = OutlineDriver(Self.flow)
    driver.type("@prompt<Enter>E")
    #expect(handedOver(driver)?.text == "Café\nBe brief./")
    #expect(handedOver(driver)?.suffix == ".md")
    driver.receive(.editor(.textEditedOutside(.edited(Array("Café\nBe long./".utf8)))))
    #expect(driver.text == Self.flow.replacing("brief", with: "long"))
    driver.type("u")
    #expect(driver.text == Self.flow)
  }

  @Test("E hands over the whole text as it stands, saved or not, where no string is")
  func wholeOutside() {
    var driver = OutlineDriver(Self.flow)
    driver.type("@code<Enter>dd@inputs<Enter>E")
    #expect(handedOver(driver)?.suffix == ".json")
    #expect(handedOver(driver)?.text == driver.text)
    driver.receive(.editor(.textEditedOutside(.edited(Array("{}".utf8)))))
    #expect(driver.text == "{}")
  }
}
