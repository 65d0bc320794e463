extension JSONEdit {
  /// Ranges of the text that a string literal stands for → ranges of the literal, with the offsets
  /// of its document.
  ///
  /// - Parameter ranges: of ``text(of:)``, in order and without overlap.
  package static func ranges(_ ranges: [Range<Int>], in literal: JSONNode) -> [Range<Int>] {
    let splices = ranges.map { JSONSplice(range: $0, bytes: []) }
    return JSONEmbeddedText.outer(splices, of: literal.bytes).map(\.range)
  }
}
