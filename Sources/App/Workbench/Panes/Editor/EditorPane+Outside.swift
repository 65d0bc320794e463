import FlowModel
import TextEditing

extension EditorPane {
  /// Takes a text back from the person's own editor, as one undo step. It goes to the innermost
  /// string that is open: that is the text which was handed over.
  mutating func take(_ text: OutsideText) -> Answer {
    if let answer = inside({ $0.take(text) }) { return answer }
    var answer = Answer()
    switch text {
    case .unchanged: answer.notice = Notice(.info, "Nothing was changed.")
    case .failed(let problem): answer.notice = Notice(problem)
    case .edited(let bytes):
      self.text.closeStep()
      self.text.replaceAll(with: bytes)
      self.text.closeStep()
      goal = nil
      settleCursor()
      finish(&answer)
    }
    return answer
  }
}
