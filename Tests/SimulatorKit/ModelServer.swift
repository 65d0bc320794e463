package import FlowAPI
package import FlowModel
import JSONText

/// A Flowise or FlowNally server in memory, written from flowise-api.md and the seeds alone.
///
/// It knows nothing of weir. It keeps a log of every request and judges every write of a program by
/// what stood here when the program looked.
package final class ModelServer {
  /// Who asks: a program of a copy, or the foreign writer.
  package struct Caller: Hashable, Sendable {
    package var name: String
    /// Nil: not one of ours.
    package var copy: String?

    package init(name: String, copy: String?) {
      self.name = name
      self.copy = copy
    }
  }

  package struct Request {
    package var caller: Caller
    package var method: HTTPRequest.Method
    package var target: String
    package var body: [UInt8] = []
    package var tag: String?
    /// The marks that the flow of this write held when the caller looked, just before.
    package var seen: Set<Int>?
    /// When the server handled that look, and how long the program had its answer before it wrote.
    package var check: (handled: Milliseconds, own: Milliseconds)?
    /// The second delivery of one request.
    package var isDoubled = false

    package init(_ caller: Caller, _ method: HTTPRequest.Method, _ target: String) {
      self.caller = caller
      self.method = method
      self.target = target
    }
  }

  package struct Answer {
    package var status: Int
    package var fields: [HTTPField] = []
    package var body: [UInt8] = []

    package static func json(_ status: Int, _ text: String) -> Answer {
      Answer(
        status: status, fields: [HTTPField("Content-Type", "application/json; charset=utf-8")],
        body: Array(text.utf8))
    }

    package static func error(_ status: Int, _ message: String) -> Answer {
      json(status, #"{"statusCode":\#(status),"success":false,"message":"\#(message)","stack":{}}"#)
    }
  }

  struct Row {
    var id: String
    var members: [(key: String, value: [UInt8])]
    /// By the server's own clock, exact.
    var updated: Milliseconds
    var isHidden = false
    var status = "draft"
    var versions: [(id: String, definition: [UInt8], at: Milliseconds)] = []

    func value(_ key: String) -> [UInt8]? { members.first { $0.key == key }?.value }

    mutating func set(_ key: String, _ value: [UInt8]) {
      if let place = members.firstIndex(where: { $0.key == key }) {
        members[place].value = value
      } else {
        members.append((key, value))
      }
    }

    func bytes(without hidden: Set<String> = []) -> [UInt8] {
      var text: [UInt8] = []
      for (key, value) in members where !hidden.contains(key) {
        text += Array((text.isEmpty ? "{" : ",").utf8)
        text += JSONString.literal(key) + Array(":".utf8) + value
      }
      return text.isEmpty ? Array("{}".utf8) : text + Array("}".utf8)
    }

    func marks(without hidden: String? = nil) -> Set<Int> {
      var marks: Set<Int> = []
      for (key, value) in members where key != hidden { marks.formUnion(Marks.values(in: value)) }
      return marks
    }
  }

  /// The values of a row that somebody who asks can see.
  func marks(of row: Row) -> Set<Int> {
    row.marks(without: habits.service == .flownally && !habits.showsDraft ? "draft" : nil)
  }

  let habits: ServerHabits
  let baton: Baton
  let faults: Faults
  let ledger: Ledger
  var rows: [Row] = []
  var made = 0
  private(set) var isCalm = false
  /// What each caller saw of each flow, last.
  private(set) var sights: [Caller: [String: Set<Int>]] = [:]
  private(set) var statusSeen: [Caller: [String: String]] = [:]
  package private(set) var requestCount = 0
  /// Every request with its bytes, its time and its answer.
  package private(set) var log: [(time: Milliseconds, request: Request, status: Int)] = []
  /// For the tests of the oracles: loses this write, though it answers as if it had stored it.
  package var forgetsWrite: ((Request) -> Bool)?
  /// For the tests of the oracles: stores a body under another flow.
  package var mixesBodies = false
  /// Flows of another workspace: none of ours may write there.
  let workspace: String
  /// What its rows say.
  var shownWorkspace: String

  package init(
    _ habits: ServerHabits, _ baton: Baton, _ faults: Faults, _ ledger: Ledger,
    workspace: String = ModelServer.ourWorkspace
  ) {
    self.workspace = workspace
    shownWorkspace = workspace
    // Ids are unique, also over servers.
    made = workspace == Self.ourWorkspace ? 0 : 500_000
    self.habits = habits
    self.baton = baton
    self.faults = faults
    self.ledger = ledger
  }

  package static let ourWorkspace = "ws-1"
  var isForeign: Bool { workspace != Self.ourWorkspace }

  // MARK: Time

  var now: Milliseconds { SimulatedClock.epoch + baton.time + habits.clockOffset }

  func stamp(_ time: Milliseconds) -> [UInt8] {
    let steps: Milliseconds
    switch habits.resolution {
    case .second: steps = time - time % 1_000
    case .millisecond: steps = time
    case .constant: steps = SimulatedClock.epoch
    }
    return JSONString.literal(DateText.stamp(steps))
  }

  // MARK: Requests

  /// Serves one request, at once.
  package func serve(_ request: Request) -> Answer {
    requestCount += 1
    if isForeign, request.method != .get, request.caller.copy != nil {
      ledger.fail("23", "\(request.caller.name) writes to another workspace: \(request.target)")
    }
    let before = rows
    var answer = habits.service == .flowise ? flowise(request) : flownally(request)
    if let forgetsWrite, request.method != .get, forgetsWrite(request) { rows = before }
    answer.fields.append(HTTPField("Date", DateText.http(now)))
    log.append((baton.time, request, answer.status))
    baton.note(
      "\(request.caller.name) \(request.method.rawValue) \(request.target) -> \(answer.status)"
        + (answer.status < 400
          ? ""
          : " " + String(decoding: answer.body.prefix(120), as: UTF8.self)
            + " " + String(decoding: request.body.prefix(400), as: UTF8.self)))
    return answer
  }

  /// What `caller` saw of a flow when it last read it.
  package func sight(of id: String, by caller: Caller) -> Set<Int>? { sights[caller]?[id] }

  func noteSight(_ row: Row, by caller: Caller) {
    statusSeen[caller, default: [:]][row.id] = row.status
    sights[caller, default: [:]][row.id] = marks(of: row)
  }

  /// A body is JSON and nothing that only the server writes is in it.
  func members(of request: Request) -> [(key: String, value: [UInt8])]? {
    guard let root = try? JSONDocument(parsing: request.body).root, root.kind == .object else {
      if request.caller.copy != nil { ledger.fail("O4", "a body that is no JSON object") }
      return nil
    }
    return root.members.map { ($0.key, Array($0.value.bytes)) }
  }

  func index(of id: String) -> Int? { rows.firstIndex { $0.id == id } }

  /// The row has changed: who wrote is judged, what is new is known to have been here.
  func changed(_ old: Row, to new: Row, by request: Request) {
    ledger.stored(new.bytes())
    guard let copy = request.caller.copy else { return }
    let (before, after) = (marks(of: old), marks(of: new))
    ledger.judge(
      write: "\(request.method.rawValue) \(old.id)", by: copy, before: before, after: after,
      seen: request.seen)
    let births = (Marks.birth(in: old.bytes()), Marks.birth(in: new.bytes()))
    if let before = births.0, before != births.1 {
      ledger.fail("O4", "\(old.id) got the body of another flow")
    }
  }

  func removed(_ row: Row, by request: Request) {
    ledger.remove(birth: Marks.birth(in: row.bytes()))
    guard let copy = request.caller.copy else { return }
    ledger.judge(
      write: "DELETE \(row.id)", by: copy, before: marks(of: row), after: [], seen: request.seen)
  }

  // MARK: For the referee

  package var recordsShown: [(id: String, bytes: [UInt8])] {
    rows.map { ($0.id, shown($0)) }
  }

  package var marksPresent: Set<Int> { rows.reduce(into: []) { $0.formUnion($1.marks()) } }

  /// A row as GET by id gives it.
  func shown(_ row: Row) -> [UInt8] {
    habits.service == .flowise ? flowiseRecord(row) : flownallyRecord(row)
  }

  /// From now on nothing is hidden, and rows of equal dates keep their order.
  package func showEverything() {
    isCalm = true
    for place in rows.indices { rows[place].isHidden = false }
  }
}

/// What a server is like; it does not change while a run lasts.
package struct ServerHabits: Sendable {
  package enum Resolution: Sendable { case second, millisecond, constant }

  package var service: Service
  package var resolution = Resolution.second
  package var clockOffset: Milliseconds = 0
  /// `{data,total}` even without paging.
  package var answersObject = false
  /// A list without paging is cut to so many rows, and no page is larger.
  package var cap: Int?
  package var listsBodies = true
  package var hidesSome = false
  package var hasTags = true
  package var deleteOfMissing = 500
  package var missing = 404
  package var savesTwice = false
  /// The answer to a write has the columns in another order, and nulls where we sent nothing.
  package var echoesNulls = false
  package var hasUnknownFields = false
  /// Parses and prints what it stores, as JavaScript does.
  package var rewrites = false
  package var showsDraft = true
  package var refusesPageSize = false
  package var pageSize = 100
  package var totalIsZero = false
  package var activationSaysDraft = false

  package init(_ service: Service) { self.service = service }

  /// The habits of one run.
  package init(_ service: Service, _ baton: Baton) {
    self.init(service)
    resolution = baton.pick([.second, .second, .millisecond, .constant]) ?? .second
    if baton.chance(0.25) {
      clockOffset = Milliseconds(baton.number(-3_650...3_650)) * 86_400_000
    }
    func has() -> Bool { baton.chance(0.25) }
    answersObject = has()
    if has() {
      cap = baton.pick([3, 5, 7, 10, 10, 10]) ?? 10
      // A cut that no number betrays, and that the answer does not tell, nobody can find.
      if cap != 10 { answersObject = true }
    }
    if has() { listsBodies = false }
    hidesSome = has()
    if has() { hasTags = false }
    if has() { deleteOfMissing = 200 }
    if has() { missing = 500 }
    savesTwice = has()
    echoesNulls = has()
    hasUnknownFields = has()
    rewrites = has()
    if service == .flownally {
      listsBodies = baton.chance(0.5)
      if has() { showsDraft = false }
      refusesPageSize = has()
      pageSize = has() ? baton.number(2...6) : 100
      totalIsZero = baton.chance(0.5)
      activationSaysDraft = has()
      missing = 404
    }
    // Neither body nor date: nothing in such a list could tell a client what has changed.
    if resolution == .constant { listsBodies = true }
  }
}
