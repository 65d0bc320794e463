package import FlowModel
import JSONText

/// `config.json5`: read as a whole, changed by splicing, so that a person's comments and order stay.
package struct ProfileFile: Sendable {
  package let path: String
  private var text: [UInt8]
  package private(set) var configuration: Configuration

  /// Reads the file; a missing one is an empty configuration.
  ///
  /// - Throws: a sentence with line and column when it is not JSON5.
  package init(path: String) throws(Problem) {
    self.path = path
    text = try PrivateFile.read(path) ?? []
    configuration = try Self.parse(text, path: path)
  }

  /// Adds a profile, or replaces the one of that name.
  package mutating func add(_ profile: Profile) throws(Problem) {
    try change { root, text in
      let value = ProfileText.value(of: profile)
      guard let profiles = root["profiles"], profiles.kind == .object else {
        return Splice.inserting("profiles: {\n    \(ProfileText.key(profile.name)): \(value),\n  }", into: root, of: text)
      }
      if let old = profiles[profile.name] { return Splice(range: old.range, text: value) }
      let key = ProfileText.key(profile.name)
      return Splice.inserting("\(key): \(value)", into: profiles, of: text, indent: "    ")
    }
  }

  package mutating func remove(_ name: String) throws(Problem) {
    try change { root, text in
      guard let profiles = root["profiles"],
        let member = profiles.members.first(where: { $0.key == name })
      else { return nil }
      return Splice.removing(member, of: text)
    }
    if configuration.defaultProfile == name {
      try change { root, text in
        root.members.first { $0.key == "profile" }.map { Splice.removing($0, of: text) }
      }
    }
  }

  /// Makes `name` the profile that is meant when nothing else says so.
  package mutating func use(_ name: String) throws(Problem) {
    try change { root, text in
      let value = ProfileText.quoted(name)
      if let old = root["profile"] { return Splice(range: old.range, text: value) }
      return Splice.inserting("profile: \(value)", into: root, of: text)
    }
  }

  package func save() throws(Problem) { try PrivateFile.write(text, to: path) }

  private mutating func change(_ splice: (JSONNode, [UInt8]) -> Splice?) throws(Problem) {
    if text.allSatisfy({ $0 <= 0x20 }) { text = Array("{\n}\n".utf8) }
    let document = try Self.document(text, path: path)
    guard let change = splice(document.root, text) else { return }
    let new = change.applied(to: text)
    configuration = try Self.parse(new, path: path)
    text = new
  }

  private static func document(_ text: [UInt8], path: String) throws(Problem) -> JSONDocument {
    do {
      return try JSONDocument(parsing: text, syntax: .json5)
    } catch {
      throw Problem(
        .usage, "\(path) could not be understood.", detail: error.sentence + ".",
        advice: "Mend that line; nothing was changed.")
    }
  }

  private static func parse(_ text: [UInt8], path: String) throws(Problem) -> Configuration {
    if text.allSatisfy({ $0 <= 0x20 }) { return Configuration() }
    let root = try document(text, path: path).root
    guard root.kind == .object else {
      throw Problem(.usage, "\(path) must hold one object: { … }.")
    }
    var reader = ConfigurationReader(text: text, path: path)
    return reader.read(root)
  }
}

/// One replaced range of a text.
private struct Splice {
  var range: Range<Int>
  var text: String

  func applied(to bytes: [UInt8]) -> [UInt8] {
    Array(bytes[..<range.lowerBound]) + Array(text.utf8) + Array(bytes[range.upperBound...])
  }

  /// A new member at the end of an object, with the comma that the one before it may lack.
  static func inserting(
    _ member: String, into object: JSONNode, of text: [UInt8], indent: String = "  "
  ) -> Splice {
    let close = object.range.upperBound - 1
    let outer = String(indent.dropLast(2))
    guard let last = Array(object.members).last else {
      return Splice(range: close..<close, text: "\(text[close - 1] == 0x0A ? "" : "\n")\(indent)\(member),\n\(outer)")
    }
    let end = last.value.range.upperBound
    let comma = commaEnd(after: end, in: text)
    let place = comma ?? end
    return Splice(range: place..<place, text: "\(comma == nil ? "," : "")\n\(indent)\(member),")
  }

  /// A member with its comma and the line it stood on.
  static func removing(_ member: JSONMember, of text: [UInt8]) -> Splice {
    var start = member.keyRange.lowerBound
    var end = member.value.range.upperBound
    end = commaEnd(after: end, in: text) ?? end
    while start > 0, text[start - 1] == 0x20 || text[start - 1] == 0x09 { start -= 1 }
    while end < text.count, text[end] == 0x20 || text[end] == 0x09 { end += 1 }
    if end < text.count, text[end] == 0x0A, start > 0, text[start - 1] == 0x0A { end += 1 }
    return Splice(range: start..<end, text: "")
  }

  /// The place behind a comma that follows after white space and comments; nil when there is none.
  private static func commaEnd(after place: Int, in text: [UInt8]) -> Int? {
    var index = place
    while index < text.count {
      switch text[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case UInt8(ascii: ","): return index + 1
      case UInt8(ascii: "/") where index + 1 < text.count && text[index + 1] == UInt8(ascii: "/"):
        while index < text.count, text[index] != 0x0A { index += 1 }
      case UInt8(ascii: "/") where index + 1 < text.count && text[index + 1] == UInt8(ascii: "*"):
        index += 2
        while index + 1 < text.count, text[index] != UInt8(ascii: "*") || text[index + 1] != UInt8(ascii: "/") {
          index += 1
        }
        index += 2
      default: return nil
      }
    }
    return nil
  }
}
