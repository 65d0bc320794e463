package import JSONText

extension FlowFix {
  /// The change that mends a mistake of syntax: nil where several make sense, or none is known.
  ///
  /// The text is read again with the change made: it must get further than before.
  ///
  /// - Parameters:
  ///   - diagnostic: one of those of `bytes`.
  ///   - bytes: the whole text.
  /// - Complexity: O(length of the text); for one mistake at a time, when somebody asks.
  package init?(of diagnostic: JSONDiagnostic, in bytes: [UInt8]) {
    let document = JSONDocument(tolerating: bytes)
    let place = diagnostic.byteRange.lowerBound
    let step = document.root.path(at: place)?.steps.last
    let isElement = if case .index = step { true } else { false }
    let candidates = bytes.withUnsafeBufferPointer {
      SyntaxRepair(source: $0, isElement: isElement).candidates(at: place)
    }
    let fitting = candidates.first { Self.helps($0.splice, at: place, in: document) }
    guard let fitting else { return nil }
    self.init(title: fitting.title, splices: [fitting.splice])
  }

  /// Whether the mistake goes, and none comes up at its place or before.
  private static func helps(
    _ splice: JSONSplice, at place: Int, in document: JSONDocument
  ) -> Bool {
    let start = min(place, splice.range.lowerBound)
    let mended = JSONSplice.apply([splice], to: document.bytes)
    let mistakes = JSONDocument(tolerating: mended).diagnostics.map(\.byteRange.lowerBound)
    let earlier = document.diagnostics.prefix { $0.byteRange.lowerBound < start }.count
    guard mistakes.prefix(while: { $0 < start }).count == earlier else { return false }
    return mistakes.dropFirst(earlier).allSatisfy {
      mended.count - $0 < document.bytes.count - place
    }
  }
}
