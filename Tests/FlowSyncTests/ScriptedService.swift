import FlowAPI
import FlowModel
import JSONText

/// A server in memory, with faults at any point of a request.
///
/// Written from flowise-api.md and seed 002, not from the engine. It merges the fields of an update
/// into the row and answers the row, as both servers do.
final class ScriptedService: FlowService, @unchecked Sendable {
  // Guarded by use: each test drives it from one thread.
  enum Verb: String {
    case connect, list, fetch, create, update, delete, publish, activate, pause, versions
  }

  enum Fault {
    case neverConnected
    /// The request is lost on its way.
    case lostBefore
    /// It is served, the answer is lost.
    case lostAfter
    /// It arrives so many seconds later.
    case late(Double)
    /// Refused; stored nevertheless when asked.
    case refused(Int, message: String, stores: Bool = false, retryAfter: Int? = nil)
    case html
    /// An answer that the client could not use.
    case unusable(APIError)
    /// Somebody else acts, just before the server handles this request.
    case meanwhile(() -> Void)
    /// The server does something else with it, and the answer is lost.
    case does(() -> Void)
  }

  /// What somebody else does around the next request, whatever else happens to it.
  enum Companion {
    case before(() -> Void)
    case after(() -> Void)
  }

  struct Request {
    var verb: Verb
    var id: String
    var body: [UInt8]
  }

  enum Shape {
    case array
    case paged(cap: Int)
    /// An array, cut without a word.
    case silentlyPaged(cap: Int)
    case tokens(page: Int)
  }

  let kind: FlowKind
  let clock: ManualClock
  var shape: Shape
  /// FlowNally servers that show the draft nowhere.
  var hidesDraft = false
  /// Whether the list of a Flowise server holds `flowData`.
  var listsBodies = true
  var rows: [ScriptedRow] = []
  var hiddenIDs: Set<String> = []
  var versionsMade: [String: [ScriptedVersion]] = [:]
  var log: [Request] = []
  var listTag: String?
  var servesDate = true
  /// Long after every stamp, unless a test wants it otherwise.
  var shownDate = "Thu, 01 Oct 2026 00:00:00 GMT"
  var extraRows: [[UInt8]] = []
  /// Rows over the cap, as the client tells of them; nil: it does not say whose it is.
  var oversizedRows: [RowIdentity?] = []
  private var faults: [Verb: [Fault]] = [:]
  private var constant: [Verb: Fault] = [:]
  private var companions: [Verb: [Companion]] = [:]
  private var pending: [(due: Milliseconds, run: () -> Void)] = []
  private var made = 0
  private var garbled: Set<Verb> = []

  init(kind: FlowKind, clock: ManualClock) {
    self.kind = kind
    self.clock = clock
    shape = kind == .chatflow ? .array : .tokens(page: 100)
    clock.tick = { [unowned self] in self.runLate() }
  }

  func fail(_ verb: Verb, _ faults: Fault...) { self.faults[verb, default: []] += faults }
  func accompany(_ verb: Verb, _ companion: Companion) {
    companions[verb, default: []].append(companion)
  }
  /// The next answer is another object than the one that was asked for.
  func garble(_ verb: Verb) { garbled.insert(verb) }
  func failAlways(_ verb: Verb, _ fault: Fault?) { constant[verb] = fault }
  func count(_ verb: Verb) -> Int { log.count { $0.verb == verb } }
  func requests(_ verb: Verb) -> [Request] { log.filter { $0.verb == verb } }

  /// The list shows none of the rows that are there now.
  func hideAll() { hiddenIDs = Set(rows.map(\.id)) }

  func row(named name: String) -> ScriptedRow? {
    rows.first { $0.text("name") == name }
  }

  /// Somebody else's save: no check, no question (F14).
  func foreignEdit(_ name: String, _ field: String, _ value: String) {
    guard let index = rows.firstIndex(where: { $0.text("name") == name }) else { return }
    rows[index].set(field, Array(value.utf8))
    touch(&rows[index])
  }

  func add(_ members: [(String, String)]) {
    made += 1
    var row = ScriptedRow(members: [])
    row.set("id", JSONString.literal("srv-\(kind.rawValue)-\(made)"))
    for (key, value) in members { row.set(key, Array(value.utf8)) }
    touch(&row)
    rows.append(row)
  }

  // MARK: FlowService

  func connect() throws(APIError) -> ServerFacts {
    try serve(.connect, "", []) { ServerFacts(basePath: "/api/v1", versionText: "3.1.3") }
  }

  func list(
    _ request: ListRequest, row: (ArraySlice<UInt8>) -> ListStep
  ) throws(APIError) -> ListAnswer {
    let all = try serve(.list, request.pageToken ?? "\(request.page ?? 0)", []) { self.rows }
    var answer = ListAnswer(serverDate: date)
    var isWhole = true
    if case .silentlyPaged = shape { isWhole = request.page == nil }
    if let listTag, request.tag == listTag, isWhole {
      answer.isNotModified = true
      return answer
    }
    var shown = all.filter { !hiddenIDs.contains($0.id) }.map { listed($0) } + extraRows
    switch shape {
    case .array: answer.tag = listTag
    case .paged(let cap):
      answer.shape = .object
      answer.total = shown.count
      let size = min(request.limit ?? cap, cap)
      shown = Array(shown.dropFirst(((request.page ?? 1) - 1) * size).prefix(size))
    case .silentlyPaged(let cap):
      if isWhole { answer.tag = listTag }
      let size = min(request.limit ?? cap, cap)
      shown = Array(shown.dropFirst(((request.page ?? 1) - 1) * size).prefix(size))
    case .tokens(let size):
      answer.shape = .object
      let start = Int(request.pageToken ?? "0") ?? 0
      if start + size < shown.count { answer.nextPageToken = String(start + size) }
      shown = Array(shown.dropFirst(start).prefix(size))
    }
    answer.oversizedRowCount = oversizedRows.count
    answer.oversizedRows = oversizedRows.compactMap(\.self)
    for bytes in shown {
      answer.rowCount += 1
      answer.byteCount += bytes.count
      if row(bytes[...]) == .stop { break }
    }
    return answer
  }

  func fetch(_ id: String, tag: String?) throws(APIError) -> FetchAnswer {
    let found = try serve(.fetch, id, []) { self.rows.first { $0.id == id } }
    guard let found else { throw notFound }
    if garbled.remove(.fetch) != nil { return .record(record(Array("{}".utf8))) }
    return .record(record(shown(found)))
  }

  func create(_ body: [UInt8]) throws(APIError) -> RemoteRecord {
    try serve(.create, "", body) {
      self.made += 1
      var row = ScriptedRow(members: [])
      row.set("id", JSONString.literal("srv-\(self.kind.rawValue)-\(self.made)"))
      row.merge(body, owned: FlowFields.serverOwned(by: self.kind.service))
      if self.kind == .chatbot { row.set("status", Array("\"draft\"".utf8)) }
      self.touch(&row)
      self.rows.append(row)
      return self.record(self.shown(row))
    }
  }

  func update(_ id: String, _ body: [UInt8]) throws(APIError) -> RemoteRecord {
    let answer: RemoteRecord? = try serve(.update, id, body) {
      guard let index = self.rows.firstIndex(where: { $0.id == id }) else { return nil }
      let before = self.rows[index].bytes
      self.rows[index].merge(body, owned: FlowFields.serverOwned(by: self.kind.service))
      if self.rows[index].bytes != before { self.touch(&self.rows[index]) }
      return self.record(self.shown(self.rows[index]))
    }
    guard let answer else { throw notFound }
    return answer
  }

  func delete(_ id: String) throws(APIError) {
    let isThere = try serve(.delete, id, []) {
      defer { self.rows.removeAll { $0.id == id } }
      return self.rows.contains { $0.id == id }
    }
    if !isThere { throw kind == .chatflow ? deleteRefused : notFound }
  }

  func publish(_ id: String) throws(APIError) -> RemoteRecord {
    let version: ScriptedVersion? = try serve(.publish, id, []) {
      guard let row = self.rows.first(where: { $0.id == id }) else { return nil }
      let number = self.versionsMade[id, default: []].count + 1
      let version = ScriptedVersion(
        id: "ver-\(id)-\(number)", flow: id, definition: row.value("draft") ?? Array("null".utf8),
        createdAt: self.stamp)
      self.versionsMade[id, default: []].append(version)
      return version
    }
    guard let version else { throw notFound }
    return record(version.bytes)
  }

  func activate(_ id: String) throws(APIError) -> RemoteRecord {
    try switchTo("active", id, .activate)
  }
  func pause(_ id: String) throws(APIError) -> RemoteRecord { try switchTo("paused", id, .pause) }

  func versions(_ id: String, pageToken: String?) throws(APIError) -> VersionPage {
    try serve(.versions, id, []) {
      VersionPage(versions: self.versionsMade[id, default: []].map(\.bytes))
    }
  }

  func version(_ id: String, _ versionID: String) throws(APIError) -> RemoteRecord {
    throw .notAllowed("not scripted")
  }

  func openedByKey(
    _ key: Secret, keyOnly: Bool, row: (ArraySlice<UInt8>) -> ListStep
  ) throws(APIError) -> ListAnswer { throw .notAllowed("not scripted") }

  func hasChanged(_ id: String, since stamp: String) throws(APIError) -> Bool {
    throw .notAllowed("not scripted")
  }

  func forgetToken() {}
  func cancel() { clock.isStopped = true }
  func resume() { clock.isStopped = false }

  // MARK: Requests

  private func serve<Answer>(
    _ verb: Verb, _ id: String, _ body: [UInt8], _ task: @escaping () -> Answer
  ) throws(APIError) -> Answer {
    let (work, bystander) = accompanied(verb, task)
    var fault = constant[verb]
    if var waiting = faults[verb], !waiting.isEmpty {
      fault = waiting.removeFirst()
      faults[verb] = waiting
    }
    if case .neverConnected = fault { throw .neverConnected("refused on request of a test") }
    log.append(Request(verb: verb, id: id, body: body))
    switch fault {
    case nil: return work()
    case .neverConnected, .lostBefore:
      bystander()
      throw .lost("reset")
    case .lostAfter:
      _ = work()
      throw .lost("reset")
    case .late(let seconds):
      pending.append((clock.monotonic + Milliseconds(seconds * 1_000), { _ = work() }))
      throw .lost("deadline")
    case .refused(let status, let message, let stores, let retryAfter):
      if stores { _ = work() } else { bystander() }
      throw .answered(
        Refusal(service: kind.service, status: status, message: message, retryAfter: retryAfter))
    case .unusable(let error): throw error
    case .html: throw .notJSON(status: 200, contentType: "text/html")
    case .does(let act):
      act()
      throw .lost("reset")
    case .meanwhile(let act):
      act()
      return work()
    }
  }

  /// The work with what somebody else does around it, and that alone.
  private func accompanied<Answer>(
    _ verb: Verb, _ work: @escaping () -> Answer
  ) -> (work: () -> Answer, bystander: () -> Void) {
    guard var waiting = companions[verb], !waiting.isEmpty else { return (work, {}) }
    let companion = waiting.removeFirst()
    companions[verb] = waiting
    switch companion {
    case .before(let act):
      return (
        {
          act()
          return work()
        }, act
      )
    case .after(let act):
      return (
        {
          defer { act() }
          return work()
        }, act
      )
    }
  }

  private func runLate() {
    let ready = pending.filter { $0.due <= clock.monotonic }
    pending.removeAll { $0.due <= clock.monotonic }
    for item in ready { item.run() }
  }

  private func switchTo(
    _ status: String, _ id: String, _ verb: Verb
  ) throws(APIError) -> RemoteRecord {
    let answer: RemoteRecord? = try serve(verb, id, []) {
      guard let index = self.rows.firstIndex(where: { $0.id == id }) else { return nil }
      self.rows[index].set("status", JSONString.literal(status))
      self.touch(&self.rows[index])
      return self.record(self.listed(self.rows[index]))
    }
    guard let answer else { throw notFound }
    return answer
  }

  // MARK: What it shows

  private func record(_ bytes: [UInt8]) -> RemoteRecord {
    RemoteRecord(bytes: bytes, serverDate: date)
  }

  private func shown(_ row: ScriptedRow) -> [UInt8] {
    hidesDraft ? row.without("draft") : row.bytes
  }

  private func listed(_ row: ScriptedRow) -> [UInt8] {
    kind == .chatbot || !listsBodies ? row.without(kind.bodyField) : row.bytes
  }

  private var notFound: APIError {
    .answered(Refusal(service: kind.service, status: 404, message: "Chatflow not found"))
  }

  private var deleteRefused: APIError {
    .answered(Refusal(service: .flowise, status: 500, message: "Error: not found in the database"))
  }

  /// One-second steps, like SQLite's `datetime('now')` (F3).
  private var stamp: String {
    let seconds = clock.now / 1_000
    let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60)
    let padded = [hour, minute, second].map { ($0 < 10 ? "0" : "") + String($0) }
    return "2026-09-21T\(padded.joined(separator: ":")).000Z"
  }

  private var date: String? { servesDate ? shownDate : nil }

  private func touch(_ row: inout ScriptedRow) {
    row.set(kind.stampField, JSONString.literal(stamp))
  }
}
