import FlowModel
import JSONText

/// A row as the server keeps it: members in order, values as raw JSON.
struct ScriptedRow {
  var members: [(key: String, value: [UInt8])]

  var id: String { text("id") ?? "" }

  func value(_ key: String) -> [UInt8]? { members.first { $0.key == key }?.value }

  func text(_ key: String) -> String? {
    value(key).map { String(decoding: JSONString.decoded($0[...]), as: UTF8.self) }
  }

  mutating func set(_ key: String, _ value: [UInt8]) {
    if let index = members.firstIndex(where: { $0.key == key }) {
      members[index].value = value
    } else {
      members.append((key, value))
    }
  }

  mutating func merge(_ body: [UInt8], owned: Set<String>) {
    guard let root = try? JSONDocument(parsing: body).root else { return }
    for member in root.members where !owned.contains(member.key) {
      set(member.key, Array(member.value.bytes))
    }
  }

  var bytes: [UInt8] { without("") }

  func without(_ key: String) -> [UInt8] {
    let parts = members.filter { $0.key != key }.map {
      JSONString.literal($0.key) + Array(":".utf8) + $0.value
    }
    return Array("{".utf8) + Array(parts.joined(separator: Array(",".utf8))) + Array("}".utf8)
  }
}

struct ScriptedVersion {
  var id: String
  var flow: String
  var definition: [UInt8]
  var createdAt: String

  var bytes: [UInt8] {
    Array("{\"id\":\"\(id)\",\"chatbotId\":\"\(flow)\",\"definition\":".utf8) + definition
      + Array(",\"createdAt\":\"\(createdAt)\"}".utf8)
  }
}
