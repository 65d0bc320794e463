import CellGrid
import FlowModel
import JSONText
import Testing
import TextEditing
import Workbench

@Suite struct EditorPaneTests {
  private let kept: Milliseconds = 2000

  @Test("a change is checked and kept; a motion is neither")
  func effectsOfKeys() {
    var driver = EditorDriver("‸[1]")
    driver.type("l")
    #expect(driver.takeEffects().isEmpty)
    driver.type("x")
    #expect(
      driver.takeEffects() == [
        .checkText(TextBuffer("[]"), version: 1, kind: .chatflow), .wake(afterMilliseconds: kept),
      ])
    driver.type("x")
    #expect(driver.takeEffects() == [.checkText(TextBuffer("["), version: 2, kind: .chatflow)])
  }

  @Test("unsaved text goes to disk two seconds after the first change")
  func keeping() {
    var driver = EditorDriver("‸ab")
    _ = driver.pane.timePassed(now: 10_000)
    driver.type("x")
    #expect(driver.pane.timePassed(now: 11_999).isEmpty)
    let keep = Effect.keepUnsaved(
      TextBuffer("b"), of: FlowID(row: 1), field: "flowData", fromVersion: 7)
    #expect(driver.pane.timePassed(now: 12_000) == [keep])
    #expect(driver.pane.timePassed(now: 20_000).isEmpty)
    // Undone: there is nothing to keep any more.
    driver.receive(.unsavedKept)
    driver.type("u")
    #expect(driver.pane.timePassed(now: 30_000) == [.dropUnsaved(FlowID(row: 1))])
  }

  @Test("saves the text from the version it was read in, and is clean afterwards")
  func saving() {
    var driver = EditorDriver("‸ab")
    #expect(driver.pane.save(andClose: false).notice != nil)
    driver.type("x")
    #expect(driver.pane.isEdited)
    let answer = driver.pane.save(andClose: false)
    #expect(
      answer.effects == [
        .saveText(Array("b".utf8), of: FlowID(row: 1), field: "flowData", fromVersion: 7)
      ])
    driver.receive(.saved(.saved(waiting: 2, version: 8, warning: nil)))
    #expect(!driver.pane.isEdited && !driver.answer.closes)
    #expect(driver.notices.last == "Saved here. 2 changes waiting to be pushed.")
    driver.type("u")
    #expect(driver.pane.isEdited)
  }

  @Test("text typed while a save is under way stays unsaved")
  func typingWhileSaving() {
    var driver = EditorDriver("‸abc")
    driver.type("x")
    _ = driver.pane.save(andClose: true)
    driver.type("x")
    driver.receive(.saved(.saved(waiting: 1, version: 8, warning: nil)))
    #expect(driver.pane.isEdited && !driver.answer.closes)
  }

  @Test("saving and closing closes when it is saved")
  func saveAndClose() {
    var driver = EditorDriver("‸abc")
    driver.type("x")
    #expect(!driver.pane.save(andClose: true).closes)
    driver.receive(.saved(.saved(waiting: 1, version: 8, warning: nil)))
    #expect(driver.answer.closes)
  }

  @Test("a refused save puts the cursor on the mistake and names its line and column")
  func refused() throws {
    let text = "‸{\n  \"a\": 0,2\n}"
    var driver = EditorDriver(text)
    driver.type("Go<Esc>")
    _ = driver.pane.save(andClose: true)
    let diagnostic = try #require(
      JSONDocument(tolerating: driver.pane.bytes).diagnostics.first)
    driver.receive(.saveRefused(diagnostic))
    #expect(driver.pane.cursor == diagnostic.byteRange.lowerBound)
    #expect(driver.notices.last?.hasPrefix("Not saved: line 2, column") == true)
    #expect(driver.pane.isEdited && !driver.answer.closes)
  }

  @Test("a check of an older text is dropped")
  func staleCheck() {
    var driver = EditorDriver("‸[1]")
    let old = TextCheck(of: TextBuffer("[1"), version: 0, kind: nil)
    driver.type("$x")
    driver.receive(.textChecked(old))
    driver.type("gp")
    #expect(driver.notices.last == "No problem is known in this text.")
  }

  @Test("a problem stays with its place while the text changes, and can be gone to")
  func problemsMove() {
    var driver = EditorDriver("‸{\n  \"a\": 0,2\n}")
    let text = TextBuffer(driver.pane.bytes)
    driver.receive(.textChecked(TextCheck(of: text, version: 0, kind: nil)))
    driver.type("gp")
    let place = driver.pane.cursor
    #expect(place > 4)
    driver.type("ggOx<Esc>gp")
    #expect(driver.pane.cursor == place + 2)
  }

  @Test("closing keeps unsaved text; dropping asks first")
  func closing() {
    var driver = EditorDriver("‸ab")
    driver.type("x")
    #expect(driver.pane.close(dropping: true).dialog != nil)
    driver.type("l")
    #expect(driver.pane.close(dropping: true).dialog != nil)
    #expect(driver.pane.close(dropping: true).effects == [.dropUnsaved(FlowID(row: 1))])
    let closed = driver.pane.close(dropping: false)
    #expect(closed.closes)
    #expect(
      closed.effects == [
        .keepUnsaved(TextBuffer("b"), of: FlowID(row: 1), field: "flowData", fromVersion: 7)
      ])
  }

  @Test("Esc first drops what was begun, then the marks of a search, then closes")
  func escape() {
    var driver = EditorDriver("‸ab ab")
    driver.type("2d<Esc>")
    #expect(!driver.answer.closes)
    driver.type("/ab<Enter><Esc>")
    #expect(!driver.answer.closes)
    driver.type("<Esc>")
    #expect(driver.answer.closes)
  }

  @Test("a paste is one undo step, with line feeds, and does not indent")
  func pasting() {
    var driver = EditorDriver("  a‸b")
    driver.type("i")
    driver.paste("{\r\n\"x\":\r1\n}")
    #expect(driver.marked == "  a{\n\"x\":\n1\n}‸b")
    driver.type("<Esc>u")
    #expect(driver.pane.bytes == Array("  ab".utf8))
  }

  @Test("bytes that are no UTF-8 survive editing around them")
  func invalidBytes() {
    var driver = EditorDriver("‸ab")
    _ = driver.pane.paste([0xFF, 0xC3])
    driver.type("xP$p")
    #expect(driver.pane.bytes == [0xFF, 0xC3, 0x61, 0x62, 0x61])
  }

  @Test("unsaved text of an earlier session is offered, and going on with it can be undone")
  func restoring() {
    var driver = EditorDriver("‸ab")
    let unsaved = UnsavedText(
      flow: FlowID(row: 1), owner: "x", fromVersion: 3, field: "flowData", text: Array("cd".utf8),
      at: 0)
    driver.receive(
      .textLoaded(
        EditorText(
          flow: FlowID(row: 1), field: "flowData", text: Array("ab".utf8), version: 7, isJSON: true,
          unsaved: unsaved)))
    #expect(driver.answer.dialog?.choices.first?.answer == .run(.restoreUnsaved))
    #expect(driver.answer.dialog?.choices.first?.label == "continue with that text")
    #expect(driver.answer.dialog?.refusal == "start from the saved one")
    #expect(driver.marked == "‸ab")
    #expect(driver.pane.restoreUnsaved().notice?.weight == .warning)
    #expect(driver.marked == "‸cd" && driver.pane.isEdited)
    #expect(
      driver.pane.save(andClose: false).effects == [
        .saveText(Array("cd".utf8), of: FlowID(row: 1), field: "flowData", fromVersion: 7)
      ])
    driver.type("u")
    #expect(driver.marked == "‸ab" && !driver.pane.isEdited)
  }

  @Test("what was merged by a save stands in the text, is clean, and u shows it without")
  func merged() {
    var driver = EditorDriver("[1, ‸2]")
    driver.type("r3")
    _ = driver.pane.save(andClose: false)
    let text = EditorText(
      flow: FlowID(row: 1), field: "flowData", text: Array("[9, 3]".utf8), version: 9, isJSON: true)
    driver.receive(.merged(text, .saved(waiting: 1, version: 9, warning: nil)))
    #expect(String(decoding: driver.pane.bytes, as: UTF8.self) == "[9, 3]")
    #expect(!driver.pane.isEdited)
    #expect(driver.notices.last?.contains("changed meanwhile") == true)
    driver.type("u")
    #expect(String(decoding: driver.pane.bytes, as: UTF8.self) == "[1, 3]")
    driver.type("x")
    #expect(
      driver.pane.save(andClose: false).effects.contains { effect in
        if case .saveText(_, _, _, 9, _) = effect { true } else { false }
      })
  }

  @Test("what was typed while a merging save was under way stays, and saves from the old version")
  func mergedTooLate() {
    var driver = EditorDriver("[1, ‸2]")
    driver.type("r3")
    _ = driver.pane.save(andClose: false)
    driver.type("r4")
    let text = EditorText(
      flow: FlowID(row: 1), field: "flowData", text: Array("[9, 3]".utf8), version: 9, isJSON: true)
    driver.receive(.merged(text, .saved(waiting: 1, version: 9, warning: nil)))
    #expect(String(decoding: driver.pane.bytes, as: UTF8.self) == "[1, 4]")
    #expect(driver.pane.isEdited)
    #expect(
      driver.pane.save(andClose: false).effects.contains { effect in
        if case .saveText(_, _, _, 7, _) = effect { true } else { false }
      })
  }

  @Test(
    "letter by letter a search finds what it finds at once, wrapping, and goes back with Backspace",
    arguments: [
      ("‸x ab abc abd", "/abd", "x ab abc ‸abd"), ("abc x ‸y ab", "/abc", "‸abc x y ab"),
      ("‸x ab abc", "/abc<BS>", "x ‸ab abc"), ("‸aB ab AB", "/AB", "aB ab ‸AB"),
      ("‸x ab", "/abx", "‸x ab"), ("‸x ab", "/abx<BS>", "x ‸ab"),
    ])
  func narrowing(from: String, keys: String, to: String) {
    #expect(EditorDriver.edited(from, keys) == to)
  }

  @Test("of a text that was not looked at whole the rest is asked for at once")
  func partlyChecked() {
    let flow = FlowSummary.sample(named: "Triage")
    var pane = EditorPane(flow: flow, field: nil)
    let buffer = TextBuffer("{}")
    var text = EditorText(
      flow: flow.id, field: "flowData", text: buffer.bytes, version: 7, isJSON: true,
      check: TextCheck(of: buffer, version: 0, kind: nil))
    #expect(pane.receive(.textLoaded(text)).effects.isEmpty)
    text.isCheckWhole = false
    #expect(
      pane.receive(.textLoaded(text)).effects
        == [.checkText(buffer, version: 0, kind: .chatflow)])
  }
}
