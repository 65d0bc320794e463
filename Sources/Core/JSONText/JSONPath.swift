/// Where a value stands inside a document.
package struct JSONPath: Sendable {
  /// One step down. Keys are told apart by code unit, as JSON does.
  package enum Step: Sendable {
    /// A key of an object. On an array, a key of digits is a position.
    case key(String)
    /// A position in an array, from 0. On an object, it is the key of the same digits.
    case index(Int)
  }

  /// From the root down.
  package var steps: [Step]

  /// The path of these steps; none for the root.
  package init(_ steps: [Step] = []) {
    self.steps = steps
  }

  /// The way from here by one more step.
  package func appending(_ step: Step) -> JSONPath { JSONPath(steps + [step]) }

  /// The way from here by more steps.
  package func appending(_ path: JSONPath) -> JSONPath { JSONPath(steps + path.steps) }

  /// The path of what holds this value; `nil` for the root.
  package var parent: JSONPath? { steps.isEmpty ? nil : JSONPath(Array(steps.dropLast())) }

  /// A position written without needless zeros or signs.
  static func position(_ digits: String) -> Int? {
    guard let value = Int(digits), value >= 0, String(value) == digits else { return nil }
    return value
  }
}

extension JSONPath: Hashable {
  /// Equal if all steps are.
  package static func == (left: JSONPath, right: JSONPath) -> Bool { left.steps == right.steps }

  /// Feeds the steps.
  package func hash(into hasher: inout Hasher) { hasher.combine(steps) }
}

extension JSONPath.Step: Hashable {
  // Swift compares strings by canonical equivalence; for JSON "é" and "e\u{301}" are two keys.

  /// Equal if key or position is, code unit by code unit.
  package static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.key(let left), .key(let right)): left.utf8.elementsEqual(right.utf8)
    case (.index(let left), .index(let right)): left == right
    default: false
    }
  }

  /// Feeds the code units of a key, or the position.
  package func hash(into hasher: inout Hasher) {
    switch self {
    case .key(let key):
      hasher.combine(0)
      for unit in key.utf8 { hasher.combine(unit) }
    case .index(let position):
      hasher.combine(1)
      hasher.combine(position)
    }
  }
}

// MARK: Written forms

extension JSONPath {
  /// `nodes[3].data["x.y"]`; empty for the root.
  package var dotted: String {
    var text = ""
    for step in steps {
      switch step {
      case .index(let position): text += "[\(position)]"
      case .key(let key) where Self.isBareDotted(key): text += text.isEmpty ? key : ".\(key)"
      case .key(let key): text += "[\(Self.quoted(key))]"
      }
    }
    return text
  }

  /// `.nodes[3].data["x.y"]` as jq reads it; `.` for the root.
  package var jq: String {
    var text = ""
    for step in steps {
      switch step {
      case .index(let position): text += text.isEmpty ? ".[\(position)]" : "[\(position)]"
      case .key(let key) where Self.isBareJq(key): text += ".\(key)"
      case .key(let key): text += (text.isEmpty ? "." : "") + "[\(Self.quoted(key))]"
      }
    }
    return text.isEmpty ? "." : text
  }

  /// `/nodes/3/data/x.y` (RFC 6901); empty for the root.
  package var pointer: String {
    steps.map { step in
      switch step {
      case .index(let position): "/\(position)"
      case .key(let key): "/" + Self.escapedForPointer(key)
      }
    }.joined()
  }

  private static func quoted(_ key: String) -> String {
    String(decoding: JSONString.literal(key), as: UTF8.self)
  }

  private static func escapedForPointer(_ key: String) -> String {
    var text = ""
    for scalar in key.unicodeScalars {
      switch scalar {
      case "~": text += "~0"
      case "/": text += "~1"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// Whether a key may stand in a dotted path as it is.
  private static func isBareDotted(_ key: String) -> Bool {
    guard let first = key.unicodeScalars.first, first != "/" else { return false }
    return key.unicodeScalars.allSatisfy(isPlain)
  }

  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "[", "]", "\"", "'": false
    default: scalar.value > 0x20 && !JSONValue.isControl(scalar) && !scalar.properties.isWhitespace
    }
  }

  private static func isBareJq(_ key: String) -> Bool {
    guard let first = key.utf8.first, !(first &- 0x30 < 10) else { return false }
    return key.utf8.allSatisfy { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 || $0 == 0x5F }
  }
}
