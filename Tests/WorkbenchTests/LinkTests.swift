import CellGrid
import Testing
import Workbench

/// References followed from the editor, and problems mended.
@Suite struct LinkTests {
  private static let flow = """
    {"nodes": [
      {"id": "agent_0", "data": {"label": "Billing", "inputs": {"credential": "c1"}}},
      {"id": "reply_0", "data": {"label": "Reply", "inputs": {"from": "{{agent_0.data.instance}}"}}}
    ], "edges": [{"id": "e", "source": "agent_0", "target": "reply_0"}]}
    """

  @Test("g d goes from an edge end and from a reference to the node")
  func following() {
    for path in ["edges[0].source", "inputs.from"] {
      var driver = OutlineDriver(Self.flow)
      driver.type("@\(path)<Enter>gd")
      #expect(driver.status.contains(".nodes[0]"), "\(path)")
    }
  }

  @Test("g d says so where nothing is referred to")
  func nothing() {
    var driver = OutlineDriver(Self.flow)
    driver.type("@label<Enter>gd")
    #expect(driver.status.contains("Nothing here refers to a node"))
  }

  @Test("g r lists who refers to the node, and goes there")
  func referrers() {
    var driver = OutlineDriver(Self.flow)
    driver.type("@nodes[0].id<Enter>gr")
    let picture = driver.state.frame().text
    #expect(picture.contains("Who refers here"))
    #expect(picture.contains("edges[0]") && picture.contains("nodes[1].data.inputs.from"))
    driver.type("<Enter>")
    #expect(driver.state.frame().text.contains("Who refers here") == false)
    #expect(!driver.status.contains(".nodes[0]"))
  }

  @Test("g f mends what has one way to be right, and u takes it back")
  func fixes() {
    let broken = Self.flow.replacing("\"target\": \"reply_0\"", with: "\"target\": \"reply_9\"")
    var driver = OutlineDriver(broken)
    driver.type("gpgf")
    #expect(driver.text == Self.flow)
    #expect(driver.status.contains("Done: "))
    driver.type("u")
    #expect(driver.text == broken)
  }

  @Test("g f mends a decimal comma while it is typed")
  func syntax() {
    var driver = OutlineDriver("{\"a\": 0.9}")
    driver.type("@a<Enter><Tab>ct}0,2<Esc>gf")
    #expect(driver.text == "{\"a\": 0.2}")
  }

  @Test("no fix is offered where several would do")
  func uncertain() {
    var driver = OutlineDriver("[[1, 2]")
    driver.type("gf")
    #expect(driver.text == "[[1, 2]")
    #expect(driver.status.contains("No problem here has a fix that is certain"))
  }
}
