/// Changes blanks and line breaks and nothing else: keys keep their order, numbers and strings their
/// spelling, duplicates stay.
package enum JSONFormatter {
  /// One member or element a line; empty brackets stay closed. No line break at the end.
  ///
  /// - Parameter indent: spaces a level.
  package static func pretty(_ node: JSONNode, indent: Int = 2) -> [UInt8] {
    var text: [UInt8] = []
    let style = JSONStyle.indented(by: [UInt8](repeating: 0x20, count: indent))
    append(node, style: style, base: [], to: &text)
    return text
  }

  /// No blanks at all.
  package static func compact(_ node: JSONNode) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(node.range.count)
    append(node, style: .compact, base: [], to: &text)
    return text
  }

  /// - Parameter base: the indentation of the line on which the value stands.
  static func append(_ node: JSONNode, style: JSONStyle, base: [UInt8], to text: inout [UInt8]) {
    let map = node.map
    let end = map.next(after: node.index)
    var lineBreak = style.isMultiline ? style.lineBreak + base : []
    var isObject: [Bool] = []  // of the open containers
    var isFirst = true
    var isKey = false
    var index = node.index
    while index < end {
      let token = map.tokens[index]
      if token.mark == .end {
        let wasObject = isObject.removeLast()
        lineBreak.removeLast(style.isMultiline ? style.indent.count : 0)
        if !isFirst { text.append(contentsOf: lineBreak) }
        text.append(wasObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        isFirst = false
        isKey = isObject.last ?? false
        index += 1
        continue
      }
      let inObject = isObject.last ?? false
      if !isObject.isEmpty, !inObject || isKey {
        if !isFirst { text.append(UInt8(ascii: ",")) }
        text.append(contentsOf: style.isMultiline ? lineBreak : isFirst ? [] : style.commaGap)
      }
      isFirst = false
      if token.mark.isContainer {
        text.append(token.mark == .object ? UInt8(ascii: "{") : UInt8(ascii: "["))
        isObject.append(token.mark == .object)
        if style.isMultiline { lineBreak += style.indent }
        isFirst = true
        isKey = token.mark == .object
      } else {
        text.append(contentsOf: map.bytes[map.range(at: index)])
        if inObject, isKey { text.append(contentsOf: style.colon) }
        isKey = inObject && !isKey
      }
      index += 1
    }
  }
}
