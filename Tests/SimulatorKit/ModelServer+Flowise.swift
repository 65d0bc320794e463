import FlowAPI
import FlowModel
import JSONText

/// Flowise (flowise-api.md 1 to 6).
extension ModelServer {
  static let base = "/api/v1"
  private static let stripped: Set<String> = [
    "id", "createdDate", "updatedDate", "runDate", "workspaceId", "organizationId",
    "webhookSecret", "webhookSecretConfigured",
  ]
  private static let columns = [
    "name", "flowData", "deployed", "isPublic", "apikeyid", "chatbotConfig", "apiConfig",
    "analytic", "speechToText", "category", "type",
  ]

  func flowise(_ request: Request) -> Answer {
    let (path, query) = Self.split(request.target)
    if path == "\(Self.base)/version" { return .json(200, #"{"version":"3.1.3"}"#) }
    if path == "\(Self.base)/chatflows" {
      return request.method == .post ? flowiseCreate(request) : flowiseList(request, query)
    }
    let prefix = "\(Self.base)/chatflows/"
    guard path.hasPrefix(prefix) else {
      return Answer(
        status: 200, fields: [HTTPField("Content-Type", "text/html")],
        body: Array("<!doctype html>".utf8))
    }
    let id = String(path.dropFirst(prefix.count))
    switch request.method {
    case .get: return flowiseRead(request, id)
    case .put: return flowiseUpdate(request, id)
    case .delete: return flowiseDelete(request, id)
    default: return .error(404, "no such route")
    }
  }

  static func split(_ target: String) -> (path: String, query: [String: String]) {
    let parts = target.split(separator: "?", maxSplits: 1)
    var query: [String: String] = [:]
    for pair in parts.count > 1 ? parts[1].split(separator: "&") : [] {
      let words = pair.split(separator: "=", maxSplits: 1)
      query[String(words[0])] = words.count > 1 ? String(words[1]) : ""
    }
    return (String(parts.first ?? ""), query)
  }

  func flowiseRecord(_ row: Row) -> [UInt8] {
    var row = row
    row.set("updatedDate", stamp(row.updated))
    return row.bytes()
  }

  private func gone(_ id: String) -> Answer {
    .error(
      habits.missing,
      "Error: chatflowsService.getChatflowById - Chatflow \(id) not found in the database!")
  }

  // MARK: Reading

  private func flowiseRead(_ request: Request, _ id: String) -> Answer {
    guard let place = index(of: id) else { return gone(id) }
    noteSight(rows[place], by: request.caller)
    return tagged(flowiseRecord(rows[place]), request)
  }

  func tagged(_ body: [UInt8], _ request: Request) -> Answer {
    var answer = Answer(
      status: 200, fields: [HTTPField("Content-Type", "application/json; charset=utf-8")],
      body: body)
    guard habits.hasTags else { return answer }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in body { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let tag = "W/\"\(String(hash, radix: 16))\""
    answer.fields.append(HTTPField("ETag", tag))
    if request.tag == tag {
      answer.status = 304
      answer.body = []
    }
    return answer
  }

  private func flowiseList(_ request: Request, _ query: [String: String]) -> Answer {
    // By date, without a second key: equal dates stand in any order.
    var keyed = rows.filter { !$0.isHidden }.map { row in
      (key: stamp(row.updated), tie: isCalm ? 0 : baton.number(0...1_000), row: row)
    }
    keyed.sort { left, right in
      left.key == right.key
        ? left.tie < right.tie : right.key.lexicographicallyPrecedes(left.key)
    }
    let all = keyed.map { listed($0.row) }
    let page = Int(query["page"] ?? "") ?? 0
    let limit = Int(query["limit"] ?? "") ?? 0
    let size = min(limit > 0 && page > 0 ? limit : .max, habits.cap ?? .max)
    let first = page > 0 && limit > 0 ? min((page - 1) * size, all.count) : 0
    let shown = all[first..<min(all.count, first + min(size, all.count - first))]
    let rows = "[" + shown.joined(separator: ",") + "]"
    let isObject = page > 0 && limit > 0 || habits.answersObject
    let text = isObject ? #"{"data":\#(rows),"total":\#(all.count)}"# : rows
    return tagged(Array(text.utf8), request)
  }

  private func listed(_ row: Row) -> String {
    var row = row
    if !habits.listsBodies { row.members.removeAll { $0.key == "flowData" } }
    return String(decoding: flowiseRecord(row), as: UTF8.self)
  }

  // MARK: Writing

  private func flowiseCreate(_ request: Request) -> Answer {
    guard let members = members(of: request) else { return .error(400, "Unexpected token") }
    checkOwned(members, request)
    if let problem = problem(in: members, isNew: true) { return problem }
    made += 1
    var row = Row(
      id: "5f0e1d2c-0000-4000-8000-\(100_000_000_000 + made)", members: [], updated: now)
    row.set("id", JSONString.literal(row.id))
    for column in Self.columns {
      let value = members.first { $0.key == column }?.value
      row.set(column, value.map(stored) ?? Array("null".utf8))
    }
    if habits.hasUnknownFields { row.set("folderId", Array(#"{"a":[1.0,2]}"#.utf8)) }
    row.set("createdDate", stamp(now))
    row.set("updatedDate", stamp(now))
    row.set("workspaceId", JSONString.literal(shownWorkspace))
    // Not ours: a creation in doubt that no list shows cannot be found by anybody.
    row.isHidden =
      habits.hidesSome && !isCalm && request.caller.copy == nil && baton.chance(0.25)
    ledger.make(
      birth: Marks.birth(in: request.body), isDoubled: request.isDoubled,
      by: request.caller.name)
    ledger.stored(row.bytes())
    if habits.savesTwice { return saveTwice(row, request) }
    rows.append(row)
    return afterSaving(row, request)
  }

  /// First the row with an empty body, then the real one: a stop in between leaves the stub (F11).
  private func saveTwice(_ row: Row, _ request: Request) -> Answer {
    var stub = row
    stub.set("flowData", JSONString.literal("{}"))
    rows.append(stub)
    if faults.strikes(.stopBetweenSaves) { return .error(500, "the server was restarted") }
    guard let place = index(of: row.id) else { return .error(500, "it is gone") }
    rows[place] = row
    return afterSaving(row, request)
  }

  private func afterSaving(_ row: Row, _ request: Request) -> Answer {
    if request.caller.copy != nil {
      if faults.strikes(.saveThen400) { return .error(400, "Schedule input mode is required") }
      if faults.strikes(.saveThen500) { return .error(500, "telemetry failed") }
    }
    var row = row
    if habits.echoesNulls { row.members.reverse() }
    return Answer(
      status: 200, fields: [HTTPField("Content-Type", "application/json")],
      body: flowiseRecord(row))
  }

  private func checkOwned(_ members: [(key: String, value: [UInt8])], _ request: Request) {
    guard request.caller.copy != nil else { return }
    for (key, _) in members where Self.stripped.contains(key) {
      ledger.fail("16", "\(request.method.rawValue) sends \(key), which only the server writes")
    }
  }

  private func flowiseUpdate(_ request: Request, _ id: String) -> Answer {
    guard let place = index(of: id) else { return gone(id) }
    guard let members = members(of: request) else { return .error(400, "Unexpected token") }
    checkOwned(members, request)
    if let problem = problem(in: members, isNew: false) { return problem }
    let old = rows[place]
    var row = old
    for (key, value) in members where Self.columns.contains(key) { row.set(key, stored(value)) }
    if mixesBodies, let other = rows.first(where: { $0.id != id })?.value("flowData") {
      row.set("flowData", other)
    }
    if row.bytes() != old.bytes() {
      row.updated = now
      rows[place] = row
      changed(old, to: row, by: request)
    }
    return afterSaving(row, request)
  }

  private func flowiseDelete(_ request: Request, _ id: String) -> Answer {
    guard let place = index(of: id) else {
      return habits.deleteOfMissing == 200
        ? .json(200, #"{"raw":[],"affected":0}"#)
        : .error(
          500, "Error: chatflowsService.deleteChatflow - Chatflow \(id) not found in the database!")
    }
    removed(rows[place], by: request)
    rows.remove(at: place)
    if request.caller.copy != nil, faults.strikes(.saveThen500) {
      return .error(500, "stored files could not be removed")
    }
    return .json(200, #"{"raw":[],"affected":1}"#)
  }

  private func problem(in members: [(key: String, value: [UInt8])], isNew: Bool) -> Answer? {
    func value(_ key: String) -> JSONNode? {
      members.first { $0.key == key }.flatMap { try? JSONDocument(parsing: $0.value).root }
    }
    let types: Set<String> = ["CHATFLOW", "AGENTFLOW", "MULTIAGENT", "ASSISTANT"]
    if isNew || value("type") != nil, !types.contains(value("type")?.string ?? "") {
      return .error(400, "Invalid Chatflow Type")
    }
    if isNew, value("name")?.string == nil { return .error(500, "NOT NULL constraint failed") }
    guard isNew || value("flowData") != nil else { return nil }
    guard let text = value("flowData")?.stringBytes,
      let nodes = (try? JSONDocument(parsing: text).root)?["nodes"], nodes.kind == .array,
      nodes.elements.allSatisfy({ $0["data"]?.kind == .object })
    else { return .error(500, "nodes is not iterable") }
    return nil
  }

  /// What stands in the column afterwards: as it came, or with a file stored elsewhere (W1), a list
  /// of types filtered (W2), and parsed and printed anew (W3).
  private func stored(_ value: [UInt8]) -> [UInt8] {
    guard habits.rewrites else { return value }
    let text = String(decoding: value, as: UTF8.self)
    return Array(
      text.replacing("2.0,", with: "2,").replacing("txt,exe", with: "txt")
        .replacing("data:text/plain;base64,QUJD", with: "FILE-STORAGE::a.txt").utf8)
  }
}
