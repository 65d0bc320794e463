import FlowModel
import TestKit
import Testing
import Workbench

@Suite("what happened to a flow by itself")
struct NoticeTests {
  private func driver(_ codes: [FlowNotice.Code]) -> AppDriver {
    var driver = AppDriver(columns: 120, rows: 36)
    let flow = SampleFlows.chatflows[0]
    let notices = codes.enumerated().map { index, code in
      FlowNotice(
        id: Int64(index), flow: flow.id, name: flow.name, code: code, places: ["category"], at: 0)
    }
    driver.send(.detailLoaded(FlowDetail(summary: flow, notices: notices)))
    return driver
  }

  private func text(_ driver: AppDriver) -> String {
    driver.picture
  }

  @Test("the detail tells it, with the keys that answer")
  func told() {
    let text = text(driver([.undoneByLaterSave]))
    #expect(text.contains("─ To know ─"))
    #expect(text.contains("Your change of category was undone by a later save."))
    #expect(text.contains("g a makes your change again, g n closes this."))
  }

  @Test("a merge needs no second key, and a flow without notices no section")
  func others() {
    #expect(!text(driver([.mergedByItself])).contains("g a makes"))
    #expect(!text(driver([])).contains("To know"))
  }

  @Test("what may be a second copy names the key that deletes it, and the whole sentence is read")
  func duplicate() {
    var driver = driver([.possibleDuplicate])
    #expect(text(driver).contains("d deletes this one, g n closes this."))
    #expect(text(driver).contains("its first request was"))
    #expect(text(driver).contains("│ lost."))
    driver.type("d")
    #expect(text(driver).contains("Delete this chatflow"))
  }

  @Test("the keys say what is to be done")
  func keys() {
    var driver = driver([.undoneByLaterSave])
    let flow = SampleFlows.chatflows[0].id
    driver.type("g a")
    #expect(driver.effects.contains(.applyAgain(flow)))
    driver.type("g n")
    #expect(driver.effects.contains(.closeNotices(flow)))
  }
}
