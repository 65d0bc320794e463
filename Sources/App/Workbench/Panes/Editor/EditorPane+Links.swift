import JSONText
import TextEditing

/// Where a reference leads, and who refers here.
extension EditorPane {
  mutating func followReference(_ answer: inout Answer) {
    answer.notice = Notice(.info, "Nothing here refers to a node.")
  }

  mutating func listReferences(_ answer: inout Answer) {
    answer.notice = Notice(.info, "Nothing refers to this.")
  }

  mutating func applyFix(_ answer: inout Answer) {
    answer.notice = Notice(.info, "No problem here has a certain fix.")
  }
}
