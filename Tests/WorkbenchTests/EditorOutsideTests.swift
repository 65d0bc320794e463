import FlowModel
import Testing
import Workbench

/// A text that comes back from the person's own editor.
@Suite struct EditorOutsideTests {
  @Test("is one undo step, and the cursor stands where it begins to differ")
  func edited() {
    var driver = EditorDriver("{\"a\": ‸1, \"b\": 2}")
    driver.receive(.textEditedOutside(.edited(Array("{\"a\": 1, \"b\": 30}".utf8))))
    #expect(driver.marked == "{\"a\": 1, \"b\": ‸30}")
    #expect(driver.pane.isEdited)
    driver.type("u")
    #expect(driver.marked.filter { $0 != "‸" } == "{\"a\": 1, \"b\": 2}")
    #expect(!driver.pane.isEdited)
  }

  @Test("is looked at for mistakes as what is typed is")
  func checked() {
    var driver = EditorDriver("‸{}")
    driver.receive(.textEditedOutside(.edited(Array("[]".utf8))))
    #expect(driver.effects.contains { if case .checkText = $0 { true } else { false } })
  }

  @Test("that was not changed, or could not be taken, is a sentence")
  func nothing() {
    var driver = EditorDriver("‸{}")
    driver.receive(.textEditedOutside(.unchanged))
    driver.receive(.textEditedOutside(.failed(Problem(.failed, "The editor removed its file."))))
    #expect(driver.notices == ["Nothing was changed.", "The editor removed its file."])
    #expect(driver.marked == "‸{}" && !driver.pane.isEdited)
  }

  @Test("goes to the string that is open, not to the text around it")
  func inner() {
    var driver = OutlineDriver(#"{"nodes": [{"data": {"prompt": "Hi\n\/"}}], "edges": []}"#)
    driver.type("@prompt<Enter><Enter>")
    driver.receive(.editor(.textEditedOutside(.edited(Array("Ho\nho/".utf8)))))
    driver.type("<Esc>")
    #expect(driver.text == #"{"nodes": [{"data": {"prompt": "Ho\nho\/"}}], "edges": []}"#)
  }
}
