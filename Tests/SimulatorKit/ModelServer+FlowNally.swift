import FlowAPI
import FlowModel
import JSONText

/// FlowNally, as its API reference describes it (seed 002).
extension ModelServer {
  static let nallyBase = "/v1"

  func flownally(_ request: Request) -> Answer {
    let (path, query) = Self.split(request.target)
    let root = "\(Self.nallyBase)/chatbots"
    guard path.hasPrefix(root) else { return problem(404, "no such route") }
    let steps = path.dropFirst(root.count).split(separator: "/").map(String.init)
    switch (request.method, steps.count) {
    case (.get, 0): return botList(request, query)
    case (.post, 0): return botCreate(request)
    case (.get, 1): return botRead(request, steps[0])
    case (.patch, 1): return botUpdate(request, steps[0])
    case (.delete, 1): return botDelete(request, steps[0])
    case (.get, 2): return botVersions(steps[0], query)
    case (.post, 2): return botAction(request, steps[0], steps[1])
    default: return problem(404, "no such route")
    }
  }

  private func problem(_ status: Int, _ text: String) -> Answer {
    var answer = Answer.json(status, #"{"title":"\#(text)","status":\#(status)}"#)
    answer.fields = [HTTPField("Content-Type", "application/problem+json")]
    return answer
  }

  func flownallyRecord(_ row: Row) -> [UInt8] {
    var row = row
    row.set("status", JSONString.literal(row.status))
    row.set("updatedAt", stamp(row.updated))
    return row.bytes(without: habits.showsDraft ? [] : ["draft"])
  }

  private func answer(_ status: Int, _ row: Row) -> Answer {
    Answer(
      status: status, fields: [HTTPField("Content-Type", "application/json")],
      body: flownallyRecord(row))
  }

  // MARK: Reading

  private func botRead(_ request: Request, _ id: String) -> Answer {
    guard let place = index(of: id) else { return problem(404, "not found") }
    noteSight(rows[place], by: request.caller)
    return tagged(flownallyRecord(rows[place]), request)
  }

  private func botList(_ request: Request, _ query: [String: String]) -> Answer {
    if habits.refusesPageSize, query["pageSize"] != nil { return problem(400, "unknown parameter") }
    let all = rows.filter { !$0.isHidden }.sorted { ($0.updated, $0.id) > ($1.updated, $1.id) }
    let size = min(Int(query["pageSize"] ?? "") ?? 20, habits.pageSize)
    guard let first = place(of: query["pageToken"]) else { return problem(410, "token expired") }
    if first > 0, request.caller.copy != nil, faults.strikes(.expiredToken) {
      return problem(baton.chance(0.5) ? 400 : 410, "token expired")
    }
    let shown = all.dropFirst(first).prefix(size).map { row in
      String(
        decoding: habits.listsBodies
          ? flownallyRecord(row) : withoutDraft(row), as: UTF8.self)
    }
    let isLast = first + size >= all.count
    let next =
      isLast
      ? (baton.chance(0.5) ? #""nextPageToken":"","# : "")
      : #""nextPageToken":"p\#(first + size)","#
    let total = habits.totalIsZero ? 0 : all.count
    let text = #"{"chatbots":[\#(shown.joined(separator: ","))],\#(next)"totalSize":\#(total)}"#
    return tagged(Array(text.utf8), request)
  }

  private func withoutDraft(_ row: Row) -> [UInt8] {
    var row = row
    row.members.removeAll { $0.key == "draft" }
    return flownallyRecord(row)
  }

  private func place(of token: String?) -> Int? {
    guard let token, !token.isEmpty else { return 0 }
    return token.first == "p" ? Int(token.dropFirst()) : nil
  }

  private func botVersions(_ id: String, _ query: [String: String]) -> Answer {
    guard let place = index(of: id) else { return problem(404, "not found") }
    if habits.refusesPageSize, query["pageSize"] != nil { return problem(400, "unknown parameter") }
    let versions = rows[place].versions.reversed().map { version(id, $0) }
    let text = #"{"chatbotVersions":[\#(versions.joined(separator: ","))],"totalSize":0}"#
    return .json(200, text)
  }

  private func version(
    _ bot: String, _ version: (id: String, definition: [UInt8], at: Milliseconds)
  ) -> String {
    let date = String(decoding: stamp(version.at), as: UTF8.self)
    let definition = String(decoding: version.definition, as: UTF8.self)
    return
      #"{"id":"\#(version.id)","chatbotId":"\#(bot)","definition":\#(definition),"createdAt":\#(date),"updatedAt":\#(date)}"#
  }

  // MARK: Writing

  private static let taken: Set<String> = ["name", "teamIds", "draft"]

  private func checkTaken(_ members: [(key: String, value: [UInt8])], _ request: Request) {
    guard request.caller.copy != nil else { return }
    for (key, _) in members where !Self.taken.contains(key) {
      ledger.fail("16", "\(request.method.rawValue) sends \(key), which the server does not take")
    }
  }

  private func botCreate(_ request: Request) -> Answer {
    guard let members = members(of: request) else { return problem(400, "no JSON") }
    checkTaken(members, request)
    guard members.contains(where: { $0.key == "name" }) else { return problem(400, "name") }
    made += 1
    var row = Row(id: "bot_\(1_000 + made)", members: [], updated: now)
    row.set("id", JSONString.literal(row.id))
    row.set("name", members.first { $0.key == "name" }?.value ?? [])
    row.set("status", Array(#""draft""#.utf8))
    row.set("teamIds", members.first { $0.key == "teamIds" }?.value ?? Array("[]".utf8))
    let empty = Array(#"{"nodes":[],"edges":[]}"#.utf8)
    row.set("draft", members.first { $0.key == "draft" }?.value ?? empty)
    row.set("createdAt", stamp(now))
    row.set("updatedAt", stamp(now))
    ledger.make(
      birth: Marks.birth(in: request.body), isDoubled: request.isDoubled,
      by: request.caller.name)
    ledger.stored(row.bytes())
    rows.append(row)
    if request.caller.copy != nil, faults.strikes(.saveThen500) {
      return problem(500, "internal error")
    }
    return answer(201, row)
  }

  private func botUpdate(_ request: Request, _ id: String) -> Answer {
    guard let place = index(of: id) else { return problem(404, "not found") }
    guard let members = members(of: request) else { return problem(400, "no JSON") }
    checkTaken(members, request)
    let old = rows[place]
    var row = old
    for (key, value) in members where Self.taken.contains(key) { row.set(key, value) }
    row.updated = now
    rows[place] = row
    if row.bytes() != old.bytes() { changed(old, to: row, by: request) }
    if request.caller.copy != nil, faults.strikes(.saveThen500) {
      return problem(500, "internal error")
    }
    return answer(200, row)
  }

  private func botDelete(_ request: Request, _ id: String) -> Answer {
    guard let place = index(of: id) else { return problem(404, "not found") }
    if request.caller.copy != nil, statusSeen[request.caller]?[id] == "active" {
      ledger.fail("26", "\(request.caller.name) deletes \(id), which it has seen active")
    }
    guard rows[place].status != "active" else { return problem(409, "pause it first") }
    removed(rows[place], by: request)
    rows.remove(at: place)
    return Answer(status: 204)
  }

  private func botAction(_ request: Request, _ id: String, _ verb: String) -> Answer {
    guard let place = index(of: id) else { return problem(404, "not found") }
    switch verb {
    case "publish": return publish(place, request)
    case "activate":
      guard !rows[place].versions.isEmpty else { return problem(409, "publish it first") }
      rows[place].status = "active"
    case "pause": rows[place].status = "paused"
    default: return problem(404, "no such route")
    }
    rows[place].updated = now
    var shown = rows[place]
    if habits.activationSaysDraft { shown.status = "draft" }
    return answer(200, shown)
  }

  private func publish(_ place: Int, _ request: Request) -> Answer {
    let row = rows[place]
    let draft = row.value("draft") ?? []
    if request.caller.copy != nil { judgePublish(row, request) }
    let made = (id: "ver_\(row.id)_\(row.versions.count + 1)", definition: draft, at: now)
    rows[place].versions.append(made)
    rows[place].updated = now
    return .json(200, version(row.id, made))
  }

  /// Nobody publishes what they have not seen (promise 25).
  private func judgePublish(_ row: Row, _ request: Request) {
    guard habits.showsDraft, let copy = request.caller.copy else { return }
    let draft = Marks.values(in: row.value("draft") ?? [])
    ledger.judge(
      publish: "\(request.caller.name) of \(row.id)", by: copy, draft: draft, seen: request.seen)
  }
}
