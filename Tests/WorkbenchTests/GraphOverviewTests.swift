import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// The picture of a flow in its detail.
@Suite struct GraphOverviewTests {
  private static let body = """
    {"nodes": [
      {"id": "a", "data": {"label": "Start", "name": "startAgentflow"}},
      {"id": "b", "data": {"label": "Classify", "name": "conditionAgentAgentflow"}},
      {"id": "c", "data": {"label": "Billing questions", "name": "agentAgentflow"}},
      {"id": "d", "data": {"label": "漢字\u{202E}", "name": "agentAgentflow"}},
      {"id": "n", "type": "stickyNote", "data": {"label": "Note"}}],
     "edges": [
      {"source": "a", "target": "b"}, {"source": "b", "target": "c"},
      {"source": "b", "target": "d"}, {"source": "c", "target": "b"}]}
    """

  private func driver(
    columns: Int, rows: Int = 36, body: String = body
  ) throws -> AppDriver {
    var driver = AppDriver(columns: columns, rows: rows)
    let graph = try #require(FlowGraph(body: Array(body.utf8)))
    let detail = FlowDetail(
      summary: SampleFlows.chatflows[0], nodes: NodeLine.lines(of: graph), graph: graph)
    driver.send(.detailLoaded(detail))
    return driver
  }

  /// The rows of the section `Flow`, without what stands left of the detail.
  private func section(of driver: AppDriver, dropping left: Int) -> String {
    let rows = (0..<driver.state.size.rows).map { String(driver.row($0).dropFirst(left)) }
    let start = rows.firstIndex { $0.hasPrefix("─ Flow") } ?? 0
    return rows[(start + 1)...].prefix { !$0.isEmpty && !$0.hasPrefix("─") }
      .joined(separator: "\n")
  }

  @Test("boxes and arrows, where they fit; foreign labels are spelled")
  func boxes() throws {
    let driver = try driver(columns: 120)
    #expect(
      section(of: driver, dropping: 51) == """
                                      ╭───────────────────╮
                                   ┌─►│ Billing questions ├─┐
                                   │  ╰───────────────────╯ │
                                   │                        │
         ╭───────╮    ╭──────────╮ │  ╭────────────╮        │
         │ Start ├─┬─►│ Classify ├─┴─►│ 漢字<202E> │        │
         ╰───────╯ │  ╰──────────╯    ╰────────────╯        │
                   │                                        │
                   └────────────────────────────────────────┘
        """)
  }

  @Test("labels are cut to fit a narrow pane")
  func narrow() throws {
    let body = Self.body.replacing("Classify", with: "Classify what they want")
    let driver = try driver(columns: 100, body: body)
    #expect(
      section(of: driver, dropping: 45) == """
                                           ╭───────────────╮
                                        ┌─►│ Billing ques… ├─┐
                                        │  ╰───────────────╯ │
                                        │                    │
         ╭───────╮    ╭───────────────╮ │  ╭────────────╮    │
         │ Start ├─┬─►│ Classify wha… ├─┴─►│ 漢字<202E> │    │
         ╰───────╯ │  ╰───────────────╯    ╰────────────╯    │
                   │                                         │
                   └─────────────────────────────────────────┘
        """)
  }

  @Test("a flow that does not fit is a list of its nodes")
  func list() throws {
    var driver = try driver(columns: 44, rows: 40)
    driver.type("l")
    #expect(driver.picture.contains("Start -> Classify"))
  }
}
