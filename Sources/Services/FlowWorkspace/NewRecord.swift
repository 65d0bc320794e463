import FlowModel
import JSONText

/// Records that begin here.
enum NewRecord {
  /// The fields a create sends, in the order of the API document.
  static func bytes(name: String, kind: FlowKind, type: String?, body: [UInt8]) -> [UInt8] {
    switch kind {
    case .chatflow:
      JSONValue.object([
        ("name", .string(name)),
        ("flowData", .string(String(decoding: body, as: UTF8.self))),
        ("type", .string(type ?? ChatflowType.chatflow.rawValue)),
      ]).bytes(escapingControls: false)
    case .chatbot:
      JSONValue.object([("name", .string(name)), ("draft", .raw(body))])
        .bytes(escapingControls: false)
    }
  }

  /// The client-owned fields of a record under another name; raw bytes, so that nothing changes.
  static func copy(of root: JSONNode, named name: String, kind: FlowKind) -> [UInt8] {
    var members: [(String, JSONValue)] = []
    for member in root.members {
      let key = member.key
      guard FlowFields.isClientOwned(key, of: kind.service), !FlowFields.notDuplicated.contains(key)
      else { continue }
      members.append((key, key == "name" ? .string(name) : .raw(Array(member.value.bytes))))
    }
    return JSONValue.object(members).bytes(escapingControls: false)
  }

  /// The record of a flow that no server knows any more: its fields as they are written, without
  /// those that a server gave it.
  static func withoutServerFields(_ record: [UInt8], kind: FlowKind) -> [UInt8] {
    guard let root = try? JSONDocument(parsing: record).root else { return record }
    let members = root.members.filter { FlowFields.isClientOwned($0.key, of: kind.service) }
    return JSONValue.object(members.map { ($0.key, .raw(Array($0.value.bytes))) })
      .bytes(escapingControls: false)
  }

  static func projection(of record: [UInt8], kind: FlowKind) throws(Problem) -> FlowProjection {
    do {
      return try FlowProjection(reading: record, kind: kind)
    } catch {
      throw Problem(.failed, "NOT saved: \(error.sentence).")
    }
  }

  /// Saved, but a push would be refused: why. nil when the body did not change or is fine.
  static func warning(from old: [UInt8], to new: [UInt8], kind: FlowKind) -> String? {
    guard let after = try? JSONDocument(parsing: new).root else { return nil }
    let before = try? JSONDocument(parsing: old).root
    let body = FlowBody.text(in: after, kind: kind)
    if let before, body == FlowBody.text(in: before, kind: kind) { return nil }
    return FlowCheck.refusal(ofBody: body, kind: kind).map { "The server would refuse it: \($0)." }
  }
}
