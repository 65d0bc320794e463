import FlowModel
import JSONText

/// What people write: each value has a mark of its own.
enum Edits {
  private static let chatflowPaths = [
    "name", "category", "flowData.nodes[0].data.inputs.prompt",
    "flowData.nodes[1].data.inputs.prompt", "flowData.nodes[2].data.inputs.prompt",
    "flowData.nodes[0].data.label", "chatbotConfig.title",
  ]
  private static let chatbotPaths = [
    "name", "draft.nodes[0].data.text", "draft.nodes[1].data.text", "draft.nodes[2].data.text",
  ]

  /// `record` with one or two values changed; nil when none of the places is there.
  static func byPerson(
    _ record: [UInt8], _ service: Service, _ baton: Baton, _ ledger: Ledger
  ) -> [UInt8]? {
    var result = record
    for _ in 0..<(baton.chance(0.2) ? 2 : 1) {
      if baton.chance(0.1), let moved = moving(result, service, baton) {
        result = moved
        continue
      }
      let paths = service == .flowise ? chatflowPaths : chatbotPaths
      guard let path = baton.pick(paths),
        let changed = setting(path, "\"\(word(path)) tk\(ledger.fresh())k\"", in: result)
      else { continue }
      result = changed
    }
    return result == record ? nil : result
  }

  private static func word(_ path: String) -> String { path == "name" ? "Flow" : "text" }

  /// A node is drawn elsewhere.
  private static func moving(_ record: [UInt8], _ service: Service, _ baton: Baton) -> [UInt8]? {
    let field = service.kind.bodyField
    return setting("\(field).nodes[0].position.x", "\(baton.number(0...900)).5", in: record)
  }

  static func setting(_ path: String, _ value: String, in record: [UInt8]) -> [UInt8]? {
    guard let path = try? JSONPath(parsing: path) else { return nil }
    return try? JSONEdit.set(
      path, to: Array(value.utf8), in: record, embedded: FlowFields.embedded)
  }

  static func newRecord(_ service: Service, _ baton: Baton, _ ledger: Ledger) -> [UInt8] {
    let birth = ledger.freshBirth()
    func mark() -> String { "tk\(ledger.fresh())k" }
    // A file that the server will store elsewhere, in a few flows.
    let file = baton.chance(0.3) ? #","txtFile":"data:text/plain;base64,QUJD""# : ""
    let nodes = (0..<3).map { index in
      service == .flowise
        ? #"{"id":"n\#(index)","position":{"x":1.5,"y":2.0,"z":0},"data":{"label":"L \#(mark())","category":"Document Loaders","inputs":{"prompt":"P \#(mark())"\#(index == 2 ? file : "")}}}"#
        : #"{"id":"n\#(index)","type":"start","position":{"x":1.5,"y":2.0},"data":{"text":"T \#(mark())"}}"#
    }
    let body = #"{"birth":"bk\#(birth)k","nodes":[\#(nodes.joined(separator: ","))],"edges":[]}"#
    let name = "Flow \(mark())"
    guard service == .flowise else {
      return Array(#"{"name":"\#(name)","teamIds":["team_1"],"draft":\#(body)}"#.utf8)
    }
    let text = String(decoding: JSONString.literal(body), as: UTF8.self)
    let isPublic = baton.chance(0.15)
    let settings = String(
      decoding: JSONString.literal(
        #"{"title":"\#(mark())","fullFileUpload":{"allowedUploadFileTypes":"txt,exe"}}"#),
      as: UTF8.self)
    return Array(
      #"{"name":"\#(name)","type":"CHATFLOW","flowData":\#(text),"isPublic":\#(isPublic),"chatbotConfig":\#(settings)}"#
        .utf8)
  }

  /// The client's fields of a record, as a new flow with values of its own.
  static func duplicate(of record: [UInt8], _ service: Service, _ ledger: Ledger) -> [UInt8]? {
    guard let root = try? JSONDocument(parsing: record).root,
      let birth = Marks.birth(in: record)
    else { return nil }
    var members: [String] = []
    for member in root.members {
      guard FlowFields.isClientOwned(member.key, of: service), !member.value.isNull,
        !FlowFields.notDuplicated.contains(member.key)
      else { continue }
      let value = String(decoding: member.value.bytes, as: UTF8.self)
      members.append("\"\(member.key)\":\(value)")
    }
    let text = "{\(members.joined(separator: ","))}"
      .replacing("bk\(birth)k", with: "bk\(ledger.freshBirth())k")
    return Array(Marks.renewed(text, fresh: ledger.fresh).utf8)
  }
}
