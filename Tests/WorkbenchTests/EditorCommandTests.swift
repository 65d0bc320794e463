import CellGrid
import FlowModel
import Testing
import Workbench

/// Keys and lines between the editor and the program around it.
@Suite struct EditorCommandTests {
  /// What all effects of some keys are, and the state afterwards.
  private func typing(
    _ keys: String, in body: String = "[1,\n1]", isModal: Bool = true
  ) -> (state: AppState, effects: [Effect]) {
    var (state, _) = AppState.editing(
      body, size: GridSize(rows: 24, columns: 80), isModal: isModal)
    let effects = EditorDriver.keys(keys).flatMap { state.receive(.screen(.key($0))) }
    return (state, effects)
  }

  private func saved(_ effects: [Effect]) -> String? {
    for case .saveText(let bytes, _, _, _, _) in effects {
      return String(decoding: bytes, as: UTF8.self)
    }
    return nil
  }

  @Test(
    "a line behind : is the editor's where it means something there",
    arguments: [
      (":%s/1/2/<Enter><C-s>", "[2,\n2]"), (":2<Enter>x<C-s>", "[1,\n]"),
      (":s/1/3/<Enter>:w<Enter>", "[3,\n1]"),
      ("Vj:s/1/4/<Enter><C-s>", "[4,\n4]"), ("V:<Esc>x<C-s>", "1,\n1]"),
    ])
  func lines(keys: String, text: String) {
    #expect(saved(typing(keys).effects) == text)
  }

  @Test("a line goes to the editor of a string while that is open")
  func linesInString() {
    let body = #"{"a": "xy"}"#
    #expect(saved(typing("f:wlgx:s/x/z/<Enter><Esc><C-s>", in: body).effects) == #"{"a": "zy"}"#)
  }

  @Test("marked lines stand in the command line")
  func markedLines() {
    #expect(typing("Vj:").state.frame().text.contains(":'<,'>"))
  }

  @Test("a broken pattern is told in the status row")
  func mistakes() {
    #expect(
      typing(":s/\\(/x/<Enter>").state.frame().text.contains(#"The pattern has \( without \)."#))
  }

  @Test("keys and sequences of the program work where the text has no use for them")
  func sequences() {
    #expect(
      typing("E").effects.contains { if case .editTextOutside = $0 { true } else { false } })
    #expect(typing("gm").state.settings.capturesMouse != typing("").state.settings.capturesMouse)
  }

  @Test("in plain mode Ctrl-c copies what is marked and does not count as stop")
  func controlC() {
    let (state, _) = typing("<S-Right><C-c><C-c>", isModal: false)
    #expect(!state.isFinished)
    #expect(saved(typing("<S-Right><C-c><End><C-v><C-s>", isModal: false).effects) == "[1,[\n1]")
    #expect(typing("<C-c><C-c>", isModal: false).state.isFinished)
  }
}
