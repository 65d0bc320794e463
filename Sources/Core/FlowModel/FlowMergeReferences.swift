/// Finds the nodes that a text names: `{{chatOpenAI_0.data.instance}}`, `{{ llm_0.output.body }}`.
enum FlowMergeReferences {
  /// Longer ones are text.
  private static let lengthLimit = 256

  /// Calls back for each pair of braces with what may be the id of a node, and whether it surely
  /// is one: only nodes have `.data.`.
  static func each(in text: ArraySlice<UInt8>, _ body: (String, _ isCertain: Bool) -> Void) {
    text.withUnsafeBufferPointer { text in
      var place = 0
      while place + 1 < text.count {
        guard text[place] == UInt8(ascii: "{"), text[place + 1] == UInt8(ascii: "{") else {
          place += 1
          continue
        }
        var start = place + 2
        while start < text.count, text[start] == UInt8(ascii: "{") { start += 1 }
        let limit = min(text.count, start + lengthLimit)
        var end = start
        while end < limit, text[end] != UInt8(ascii: "}"), text[end] != UInt8(ascii: "{") {
          end += 1
        }
        if end < limit, text[end] == UInt8(ascii: "}") {
          name(in: String(decoding: text[start..<end], as: UTF8.self), body)
        }
        place = end
      }
    }
  }

  private static func name(in content: String, _ body: (String, Bool) -> Void) {
    let content = content.drop { $0.isWhitespace }
    guard let first = content.first, first != "$" else { return }
    if let data = content.firstRange(of: ".data.") {
      return body(String(content[..<data.lowerBound]), true)
    }
    body(String(content.prefix { $0 != "." && !$0.isWhitespace }), false)
  }
}
