import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

/// Marks and ranges, jump letters, matches and columns.
@Suite struct ListKeyTests {
  private func long(_ count: Int = 1_000) -> SampleProfile {
    var profile = SampleProfile()
    profile.chatflows = SampleFlows.many(count)
    return profile
  }

  private func deleted(_ app: AppDriver) -> Int? {
    for case .delete(let flows) in app.effects { return flows.count }
    return nil
  }

  @Test("a range marks the rows from where it began to the cursor, whichever way it goes")
  func range() {
    var app = AppDriver()
    app.type("j j V j j")
    #expect(app.row(1).contains("3 marked"))
    #expect(app.row(5).hasPrefix(" * !") && app.row(7).hasPrefix(">* -"))
    app.type("V")
    #expect(app.row(1).contains("3 marked"))
    app.type("g g d x")
    #expect(deleted(app) == 3)
    app = AppDriver()
    app.type("G V k Space d x")
    #expect(deleted(app) == 2)
  }

  @Test("Esc drops an open range and keeps older marks; the next Esc takes those")
  func droppingRange() {
    var app = AppDriver()
    app.type("Space V j j")
    #expect(app.row(1).contains("4 marked"))
    app.type("Esc")
    #expect(app.row(1).contains("1 marked"))
    app.type("Esc")
    #expect(!app.row(1).contains("marked"))
  }

  @Test("an order ends the range and takes its rows")
  func orderEndsRange() {
    var app = AppDriver()
    app.type("V j d")
    #expect(app.picture.contains("Delete 2 chatflows on prod?"))
  }

  @Test("Shift and the arrows mark; the first other key ends it")
  func shiftArrows() {
    var app = AppDriver()
    app.type("S-Down S-Down j j")
    #expect(app.row(1).contains("3 marked"))
    app.type("S-Up")
    #expect(app.row(1).contains("5 marked"))
    app.type("U")
    #expect(!app.row(1).contains("marked"))
  }

  @Test("a range beyond the rows in memory is read before it is marked")
  func longRange() {
    var app = AppDriver(profile: long())
    app.type("V G")
    #expect(app.row(1).contains("1 000 marked"))
    app.type("V")
    let query = FlowQuery(kind: .chatflow)
    #expect(app.effects.contains(.readRowsToMark(query, 0..<1_000, .add)))
    app.type("g g d x")
    #expect(deleted(app) == 1_000)
  }

  @Test("an order on a range that is still being read waits until it is marked")
  func orderOnLongRange() {
    var app = AppDriver(profile: long())
    app.type("V G d")
    #expect(app.state.question == nil)
    #expect(app.statusRow.contains("The rows of the range are being marked: once more, please."))
    app.type("g g d x")
    #expect(deleted(app) == 1_000)
  }

  @Test("a key that moves inside a range asks for nothing of its length")
  func rangeIsCheap() {
    var app = AppDriver(profile: long())
    app.type("V 9 0 j j")
    #expect(app.effects == [.loadDetail(FlowID(row: 92), afterRest: true)])
  }

  @Test("inverting marks what the filter shows and was not marked")
  func inverting() {
    var app = AppDriver()
    app.type("Space *")
    #expect(app.row(1).contains("6 marked"))
    #expect(app.row(3).hasPrefix("   ✓"))
    app.type("*")
    #expect(app.row(1).contains("1 marked"))
    app.type("/ help Enter *")
    #expect(app.row(1).contains("3 marked"))
    app = AppDriver(profile: long(10_001))
    app.type("*")
    #expect(app.statusRow.contains("10 001 flows are too many to mark at once: / shows fewer."))
    app = AppDriver(profile: long())
    app.type("G *")
    #expect(app.row(1).contains("1 000 marked"))
  }

  @Test("a range keeps its rows when others come in above it")
  func rangeAndReload() {
    var app = AppDriver()
    app.type("j j V j")
    app.profile.chatflows.insert(SampleFlows.flow(90, "A new one", .clean, hours: 0), at: 0)
    app.send(.localCopyChanged)
    app.type("d")
    #expect(app.picture.contains("Delete 2 chatflows"))
    #expect(app.picture.contains("┃ Customer support team"))
    #expect(app.picture.contains("┃ Image generation"))
  }

  @Test("a letter stands on every row, and typing it goes there")
  func jump() {
    var app = AppDriver()
    app.type("f")
    #expect(app.row(3).hasPrefix("a  ✓") && app.row(5).hasPrefix("d  !"))
    #expect(app.hintRow.contains("a letter goes to its row"))
    app.type("d")
    #expect(app.state.target?.name == "Customer support team")
    #expect(app.row(3).hasPrefix("   ✓"))
    app.type("f Esc")
    #expect(app.row(3).hasPrefix("   ✓"))
    // A letter of no row, and a letter that is a command elsewhere, do nothing.
    app.type("f m")
    #expect(app.state.target?.name == "Customer support team")
  }

  @Test("more rows than letters have two letters each")
  func jumpTwo() {
    var app = AppDriver(columns: 120, rows: 50, profile: long())
    app.type("f")
    #expect(app.row(3).hasPrefix("aa") && app.row(30).hasPrefix("sd"))
    app.type("s")
    #expect(app.row(3).hasPrefix(">  ") && app.row(30).hasPrefix("d  "))
    app.type("d")
    #expect(app.state.target?.name == "flow 000027")
  }

  @Test("n and N go to the flows that were filtered last, and round the ends")
  func matches() {
    var app = AppDriver()
    app.type("n")
    #expect(app.statusRow.contains("Nothing was looked for yet: / takes words and keys."))
    app.type("/ help Enter Esc g g n")
    #expect(app.row(1).contains("Chatflows 7"))
    #expect(app.state.target?.name == "Old helper")
    app.type("n")
    #expect(app.state.target?.name == "Refund helper")
    app.type("n")
    #expect(app.state.target?.name == "Old helper")
    #expect(app.statusRow.contains("The search went round the end."))
    app.type("N")
    #expect(app.state.target?.name == "Refund helper")
    app.type("/ zzz Esc g g n")
    #expect(app.statusRow.contains("Nothing is like \"zzz\"."))
  }

  @Test(
    "a wrong filter is told while it is typed and when it is kept, and what it hides is counted")
  func wrongFilter() {
    var app = AppDriver(columns: 100)
    app.type("/ help Space stat:gone")
    #expect(app.picture.contains("A filter knows no \"stat\": did you mean state?"))
    app.type("Enter")
    #expect(app.statusRow.contains("A filter knows no \"stat\""))
    app.type("/ C-u help Enter")
    #expect(app.statusRow.contains("The filter hides 5."))
  }

  @Test("a sentence about a filter that is too long for the row has the row of the keys")
  func longRemark() {
    var app = AppDriver(columns: 120)
    app.type("/ type:bogus")
    #expect(app.picture.contains("; of chatbots draft, active, paused."))
    #expect(!app.picture.contains("Enter keep"))
    app.type("C-u state:")
    #expect(app.statusRow.contains("Nothing stands behind \"state:\"."))
    #expect(app.picture.contains("Enter keep"))
  }

  @Test("the hint teaches node: also on 80 columns, and so does a list without rows")
  func nodes() {
    var app = AppDriver(columns: 80)
    app.type("/")
    #expect(app.picture.contains("node:llm !word"))
    app.type("zzz")
    #expect(app.picture.contains("node:zzz looks among the nodes of flows."))
    app = AppDriver(columns: 120)
    app.type("/")
    #expect(app.picture.contains("node:llm !word state:waiting type:agent nodes>10 re:^sup"))
  }

  @Test("Shift-Left and Shift-Right sort by the columns of the list")
  func columns() {
    var app = AppDriver()
    var words: [String] = []
    for _ in 0..<6 {
      app.type("S-Right")
      words.append(String(app.row(1).split(separator: "━")[1]))
    }
    #expect(
      words == [
        " sort: type ", " sort: nodes ", " sort: last change ", " sort: size ", " sort: needs you ",
        " sort: name ",
      ])
    app.type("S-Left")
    #expect(app.row(1).contains("sort: needs you"))
    app.type("2 S-Right S-Right")
    #expect(app.row(1).contains("sort: teams"))
    app.type("s t")
    #expect(app.row(1).contains("sort: status"))
  }
}
