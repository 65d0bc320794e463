/// JSON to be written: answers of the command line, bodies of requests, our own files.
///
/// For reading there is ``JSONDocument``, which keeps what this does not.
package indirect enum JSONValue: Sendable {
  /// Members in the order given; nothing looks for duplicates.
  case object([(String, JSONValue)])
  /// Elements in order.
  case array([JSONValue])
  /// Any text; escaped when written.
  case string(String)
  /// A number as it shall be spelled. What is no JSON number is written as a string.
  case number(String)
  /// A whole number.
  case integer(Int)
  /// `true` or `false`.
  case boolean(Bool)
  /// `null`.
  case null
  /// JSON that stands somewhere already, as UTF-8.
  case raw([UInt8])

  /// The text of the value, without a line break at the end.
  ///
  /// - Parameters:
  ///   - pretty: one member or element a line, two spaces a level.
  ///   - escapingControls: writes C0, C1, DEL and the marks that turn the direction of text as
  ///     `\u…`, so the text is safe on a terminal. Raw parts are laid out anew for it, and become
  ///     strings if they are not JSON. Without it raw parts are copied byte for byte: what a
  ///     request body needs.
  package func bytes(pretty: Bool = false, escapingControls: Bool = true) -> [UInt8] {
    var writer = JSONValueWriter(
      style: pretty ? .indented(by: [0x20, 0x20]) : .compact, escapesControls: escapingControls)
    return writer.text(of: self)
  }
}

extension JSONValue: Equatable {
  /// Equal if they are written alike.
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    left.bytes(escapingControls: false) == right.bytes(escapingControls: false)
  }
}

/// Writes a value without recursion: what is still to be written waits on a stack.
private struct JSONValueWriter {
  private enum Step {
    case value(JSONValue)
    case text([UInt8])
    case indent(by: Int)
  }

  let style: JSONStyle
  let escapesControls: Bool
  private var depth = 0
  private var output: [UInt8] = []

  init(style: JSONStyle, escapesControls: Bool) {
    self.style = style
    self.escapesControls = escapesControls
  }

  mutating func text(of value: JSONValue) -> [UInt8] {
    var waiting = [Step.value(value)]
    while let step = waiting.popLast() {
      switch step {
      case .text(let text): output += text
      case .indent(let levels):
        depth += levels
        if style.isMultiline { output += style.lineBreak + indentation }
      case .value(.object(let members)):
        push(members.map { (JSONString.literal($0) + style.colon, $1) }, "{", "}", on: &waiting)
      case .value(.array(let elements)):
        push(elements.map { ([], $0) }, "[", "]", on: &waiting)
      case .value(let scalar): appendScalar(scalar)
      }
    }
    return escapesControls ? JSONValue.escapingControls(output) : output
  }

  private var indentation: [UInt8] {
    Array(repeatElement(style.indent, count: depth).joined())
  }

  private func push(
    _ children: [(label: [UInt8], value: JSONValue)], _ opening: Unicode.Scalar,
    _ closing: Unicode.Scalar, on waiting: inout [Step]
  ) {
    waiting.append(.text([UInt8(ascii: closing)]))
    if !children.isEmpty { waiting.append(.indent(by: -1)) }
    for (position, child) in children.enumerated().reversed() {
      waiting.append(.value(child.value))
      waiting.append(.text(child.label))
      waiting.append(.indent(by: position == 0 ? 1 : 0))
      if position > 0 { waiting.append(.text([UInt8(ascii: ",")])) }
    }
    waiting.append(.text([UInt8(ascii: opening)]))
  }

  private mutating func appendScalar(_ value: JSONValue) {
    switch value {
    case .string(let text): output += JSONString.literal(text)
    case .number(let text):
      output += Self.isNumber(text) ? Array(text.utf8) : JSONString.literal(text)
    case .integer(let value): output += Array(String(value).utf8)
    case .boolean(let value): output += Array((value ? "true" : "false").utf8)
    case .null: output += Array("null".utf8)
    case .raw(let bytes): appendRaw(bytes)
    case .object, .array: break  // pushed by text(of:)
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    guard let node = (try? JSONDocument(parsing: Array(text.utf8)))?.root else { return false }
    return node.kind == .number && node.range.count == text.utf8.count
  }

  private mutating func appendRaw(_ bytes: [UInt8]) {
    guard escapesControls else {
      output += bytes
      return
    }
    if let document = try? JSONDocument(parsing: bytes) {
      JSONFormatter.append(document.root, style: style, base: indentation, to: &output)
    } else {
      output += JSONString.literal(bytes: bytes)
    }
  }
}
