/// Why a text is no path.
package struct JSONPathError: Error, Equatable, Sendable {
  /// What is wrong: "']' expected".
  package let message: String
  /// Where, in characters from 0.
  package let offset: Int

  /// One line for a person: "']' expected at character 7 of the path".
  package var sentence: String { "\(message) at character \(offset + 1) of the path" }
}

extension JSONPath {
  /// Reads any of the three forms: dotted `a.b[3]["x.y"]`, jq `.a.b[3]`, pointer `/a/b/3`.
  ///
  /// A pointer starts with `/`, jq with `.`. Nothing at all, and `.` alone, is the root. In a
  /// pointer digits become a position, elsewhere a key; both find either (see ``Step``).
  package init(parsing text: String) throws(JSONPathError) {
    switch text.unicodeScalars.first {
    case nil: self.init()
    case "/": self.init(try Self.pointerSteps(text))
    default:
      var parser = JSONPathParser(text)
      self.init(try parser.steps())
    }
  }

  private static func pointerSteps(_ text: String) throws(JSONPathError) -> [Step] {
    var steps: [Step] = []
    var token = ""
    var isEscape = false
    for (offset, scalar) in text.unicodeScalars.enumerated().dropFirst() {
      switch (isEscape, scalar) {
      case (true, "0"): token += "~"
      case (true, "1"): token += "/"
      case (true, _):
        throw JSONPathError(message: "'~0' or '~1' expected", offset: offset - 1)
      case (false, "/"):
        steps.append(pointerStep(token))
        token = ""
      case (false, "~"): break
      case (false, _): token.unicodeScalars.append(scalar)
      }
      isEscape = !isEscape && scalar == "~"
    }
    if isEscape {
      throw JSONPathError(message: "'~0' or '~1' expected", offset: text.unicodeScalars.count - 1)
    }
    steps.append(pointerStep(token))
    return steps
  }

  private static func pointerStep(_ token: String) -> Step {
    position(token).map { .index($0) } ?? .key(token)
  }
}

/// Reads the dotted form and that of jq, which differ in a dot.
private struct JSONPathParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func steps() throws(JSONPathError) -> [JSONPath.Step] {
    var steps: [JSONPath.Step] = []
    if scalars == ["."] { return [] }
    while position < scalars.count {
      switch scalars[position] {
      case "[":
        steps.append(try bracketed())
      case ".":
        position += 1
        guard position < scalars.count else { throw error("a key expected") }
        if scalars[position] == "[", position == 1 { continue }
        steps.append(try name())
      default:
        guard position == 0 else { throw error("'.' or '[' expected") }
        steps.append(try name())
      }
    }
    return steps
  }

  private func error(_ message: String) -> JSONPathError {
    JSONPathError(message: message, offset: position)
  }

  private mutating func name() throws(JSONPathError) -> JSONPath.Step {
    if scalars[position] == "\"" { return .key(try quoted()) }
    let start = position
    while position < scalars.count, JSONPath.isPlain(scalars[position]) { position += 1 }
    guard position > start else { throw error("a key expected") }
    return .key(text(start..<position))
  }

  private mutating func bracketed() throws(JSONPathError) -> JSONPath.Step {
    position += 1
    guard position < scalars.count else { throw error("a position or a quoted key expected") }
    let step: JSONPath.Step
    if scalars[position] == "\"" || scalars[position] == "'" {
      step = .key(try quoted())
    } else {
      let start = position
      while position < scalars.count, scalars[position].value &- 0x30 < 10 { position += 1 }
      guard let index = Int(text(start..<position)) else {
        position = start
        throw error("a position or a quoted key expected")
      }
      step = .index(index)
    }
    guard position < scalars.count, scalars[position] == "]" else { throw error("']' expected") }
    position += 1
    return step
  }

  /// A string in single or double quotes, with the escapes of JSON5.
  private mutating func quoted() throws(JSONPathError) -> String {
    let start = position
    let quote = scalars[start]
    position += 1
    while position < scalars.count, scalars[position] != quote {
      position += scalars[position] == "\\" ? 2 : 1
    }
    guard position < scalars.count else {
      position = start
      throw error("this quote is not closed")
    }
    position += 1
    let literal = Array(text(start..<position).utf8)
    guard let key = (try? JSONDocument(parsing: literal, syntax: .json5))?.root.string else {
      position = start
      throw error("this is not a string")
    }
    return key
  }

  private func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }
}
