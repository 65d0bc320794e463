/// Finds the nodes that a text names: `{{chatOpenAI_0.data.instance}}`, `{{ llm_0.output.body }}`.
enum FlowMergeReferences {
  /// Longer ones are text.
  private static let lengthLimit = 256

  /// Calls back for each pair of braces with what may be the id of a node, and whether it surely
  /// is one: only nodes have `.data.`.
  static func each(in text: ArraySlice<UInt8>, _ body: ([UInt8], _ isCertain: Bool) -> Void) {
    var place = text.startIndex
    while place + 1 < text.endIndex {
      guard text[place] == UInt8(ascii: "{"), text[place + 1] == UInt8(ascii: "{") else {
        place += 1
        continue
      }
      let inside = text[(place + 2)...].drop { $0 == UInt8(ascii: "{") }.prefix(lengthLimit)
      let content = inside.prefix { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "{") }
      place = content.endIndex
      if place < text.endIndex, text[place] == UInt8(ascii: "}") { name(in: content, body) }
    }
  }

  private static func name(in content: ArraySlice<UInt8>, _ body: ([UInt8], Bool) -> Void) {
    let content = content.drop(while: isBlank)
    guard let first = content.first, first != UInt8(ascii: "$") else { return }
    if let data = content.firstRange(of: Array(".data.".utf8)) {
      return body(Array(content[..<data.lowerBound]), true)
    }
    body(Array(content.prefix { $0 != UInt8(ascii: ".") && !isBlank($0) }), false)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
