import JSONText
import TextEditing

extension EditedText {
  /// Makes replacements of one edit as one undo step.
  ///
  /// - Parameters:
  ///   - splices: in order, without overlap, with the offsets of this text.
  ///   - target: where the cursor goes, in the new text; nil: to what changed first.
  mutating func apply(_ splices: [JSONSplice], cursor target: Int? = nil) {
    guard let first = splices.first, let last = splices.last else { return }
    closeStep()
    // What lies between is put back as it was: one replacement is one change.
    let range = first.range.lowerBound..<last.range.upperBound
    let moved = splices.map { splice in
      JSONSplice(
        range: splice.range.lowerBound - range.lowerBound..<splice.range.upperBound
          - range.lowerBound, bytes: splice.bytes)
    }
    let bytes = JSONSplice.apply(moved, to: buffer.bytes(in: range))
    replace(range, with: bytes, cursor: target ?? first.range.lowerBound)
    closeStep()
  }
}
