import FlowModel
import FlowStore
import FlowSync
import JSONText

/// Looks at the end whether every promise was kept (promises.md 1, O1 to O7).
final class Referee {
  private let people: [Person]
  private let server: ModelServer
  private let baton: Baton
  private var ledger: Ledger { server.ledger }
  private static let roundLimit = 25
  /// Two people who make their own change again each time would never end: then both give in.
  private static let insistingRounds = 10

  init(_ people: [Person], _ server: ModelServer, _ baton: Baton) {
    self.people = people
    self.server = server
    self.baton = baton
  }

  func judge() {
    settle()
    answerEverything()
    if ledger.violations.isEmpty { compareAll() }
    checkValues()
    for person in people { checkDatabase(of: person) }
  }

  // MARK: O2

  /// Every client syncs twice; then nothing is under way any more.
  private func settle() {
    for _ in 0..<3 {
      for person in people {
        guarded(person) { () throws(StoreError) in try sync(person) }
      }
      baton.pause(70_000)
    }
    for person in people {
      guarded(person) { () throws(StoreError) in
        let outbox = try person.store.reader.outbox()
        let held = Set(outbox.filter(waitsForPerson).map(\.flow))
        for change in outbox where !held.contains(change.flow) {
          ledger.fail(
            "O2",
            "\(person.program.name): \(change.verb.rawValue) of \(change.name) is "
              + "\(change.status.rawValue) \(change.errorCode ?? "") after three syncs")
        }
        try compare(person, oracle: "O2")
      }
    }
  }

  private func sync(_ person: Person) throws(StoreError) {
    try person.program.pull(accept: true)
    try person.program.push(.person)
    try person.program.pull(accept: true)
  }

  private func waitsForPerson(_ change: Change) -> Bool {
    change.status == .blocked || change.status == .failed
  }

  // MARK: O3 and O6

  /// A person answers every question until there is none, also not about what the others sent last.
  private func answerEverything() {
    var quietRounds = 0
    for round in 0..<Self.roundLimit {
      let insists = round < Self.insistingRounds
      var isQuiet = true
      for person in people {
        guarded(person) { () throws(StoreError) in
          try sync(person)
          for conflict in try person.store.reader.conflicts() {
            isQuiet = false
            try person.resolve(conflict)
          }
          for change in try person.store.reader.outbox() {
            isQuiet = false
            try answer(change, person)
          }
          for notice in try person.store.reader.notices() {
            isQuiet = false
            person.attempt { () throws(StoreError) in
              try person.attend(to: notice, insists: insists)
            }
          }
        }
      }
      baton.pause(70_000)
      quietRounds = isQuiet ? quietRounds + 1 : 0
      if quietRounds == 2 { return }
    }
    for person in people {
      guarded(person) { () throws(StoreError) in
        for change in try person.store.reader.outbox() {
          ledger.fail(
            "O6",
            "\(person.program.name): \(change.verb.rawValue) of \(change.name) still "
              + "\(change.status.rawValue) \(change.errorCode ?? "") after \(Self.roundLimit) rounds"
          )
        }
        for conflict in try person.store.reader.conflicts() {
          ledger.fail("O6", "\(person.program.name): \(conflict.kind.rawValue) of \(conflict.name)")
        }
      }
    }
  }

  private func answer(_ change: Change, _ person: Person) throws(StoreError) {
    guard waitsForPerson(change), change.errorCode != "conflict" else { return }
    // An answer before this one may have ended it too.
    guard try person.store.reader.outbox().contains(where: { $0.id == change.id }) else { return }
    switch change.errorCode {
    case "invalid":
      // What the server does not take is mended or dropped; here it is dropped.
      if let flow = try person.store.reader.flow(change.flow) {
        ledger.giveUp(Marks.values(in: flow.record))
      }
      try person.store.writer.cancelChange(change.id)
    case "alike":
      guard let flow = try person.store.reader.flow(change.flow) else { return }
      try person.decide(aboutTwinOf: flow, change)
    case "newer-edit", "no-version", "newer-version", "confirm":
      try person.store.writer.cancelChange(change.id)
    default: try person.store.writer.retryChange(change.id)
    }
  }

  /// All clients and the server hold the same.
  private func compareAll() {
    for _ in 0..<2 {
      for person in people {
        guarded(person) { () throws(StoreError) in try person.program.pull(accept: true) }
      }
      baton.pause(70_000)
    }
    for person in people {
      guarded(person) { () throws(StoreError) in
        try compare(person, oracle: "O3")
        let states = try person.store.database.all(
          "SELECT name, state FROM item_state WHERE state NOT IN ('clean','gone-on-server','discarded')"
        ) { "\($0.text(0)) is \($0.text(1))" }
        for state in states { ledger.fail("O3", "\(person.program.name): \(state)") }
      }
    }
  }

  /// What the copy believes to be on the server is there, and nothing else.
  private func compare(_ person: Person, oracle: String) throws(StoreError) {
    var there: [String: [UInt8]] = [:]
    for (id, bytes) in server.recordsShown { there[id] = bytes }
    let known = try person.store.database.all(
      """
      SELECT r.server_id, r.presence, d.bytes,
        EXISTS (SELECT 1 FROM conflict AS c WHERE c.rid = r.rid AND c.closed_ms IS NULL)
          OR EXISTS (SELECT 1 FROM op AS o WHERE o.rid = r.rid AND o.done_ms IS NULL)
      FROM resource AS r JOIN doc AS d ON d.id = r.base_doc
      WHERE r.presence IN ('listed','unlisted','missing')
      """
    ) { (id: $0.text(0), presence: $0.text(1), bytes: $0.bytes(2), isOpen: $0.boolean(3)) }
    for item in known {
      guard let bytes = there.removeValue(forKey: item.id) else {
        if oracle == "O3" || item.presence != "missing" && !item.isOpen {
          ledger.fail(oracle, "\(person.program.name): \(item.id) is not on the server")
        }
        continue
      }
      if item.isOpen, oracle == "O2" { continue }
      if meaning(bytes) != meaning(item.bytes) {
        ledger.fail(oracle, "\(person.program.name): \(item.id) differs from the server")
      }
    }
    for id in there.keys.sorted() {
      ledger.fail(oracle, "\(person.program.name) does not know \(id)")
    }
  }

  private func meaning(_ bytes: [UInt8]) -> [UInt8] {
    guard let root = try? JSONDocument(parsing: bytes).root else { return bytes }
    let omitted = FlowFields.dates.union(server.habits.showsDraft ? [] : ["draft"])
    return JSONCanonical.bytes(of: root, embedded: FlowFields.embedded, omitting: omitted)
  }

  // MARK: O1

  private func checkValues() {
    for mark in ledger.lost() {
      ledger.fail("O1", "tk\(mark)k was saved, and neither sent nor replaced nor given up")
    }
    var present = server.marksPresent
    for person in people {
      guarded(person) { () throws(StoreError) in present.formUnion(try kept(by: person)) }
    }
    for mark in ledger.missing(present) {
      ledger.fail("O1", "tk\(mark)k was saved and is nowhere: server, copy, conflict, history")
    }
  }

  private func kept(by person: Person) throws(StoreError) -> Set<Int> {
    var marks: Set<Int> = []
    try person.store.database.forEach(
      """
      SELECT d.bytes FROM doc AS d WHERE d.id IN (SELECT doc_id FROM history
        UNION SELECT work_doc FROM resource
        UNION SELECT local_doc FROM conflict WHERE closed_ms IS NULL)
      """
    ) { marks.formUnion(Marks.values(in: $0.bytes(0))) }
    return marks
  }

  // MARK: O7

  private func checkDatabase(of person: Person) {
    guarded(person) { () throws(StoreError) in
      let database = person.store.database
      let findings = try database.all("PRAGMA integrity_check") { $0.text(0) }
      if findings != ["ok"] { ledger.fail("O7", findings.joined(separator: "; ")) }
      let foreign = try database.all("PRAGMA foreign_key_check") { $0.text(0) }
      if !foreign.isEmpty { ledger.fail("O7", "foreign keys: \(foreign)") }
      let orphans = try database.all(
        """
        SELECT r.name FROM resource AS r WHERE r.work_doc IS NOT r.base_doc
          AND r.work_doc IS NOT NULL AND r.presence <> 'gone'
          AND NOT EXISTS (SELECT 1 FROM op AS o WHERE o.rid = r.rid AND o.done_ms IS NULL)
          AND NOT EXISTS (SELECT 1 FROM conflict AS c WHERE c.rid = r.rid AND c.closed_ms IS NULL)
        """
      ) { $0.text(0) }
      for name in orphans { ledger.fail("O7", "\(name) is edited without an order") }
      let open = try database.all(
        """
        SELECT a.id FROM attempt AS a JOIN op AS o ON o.seq = a.seq
        WHERE a.phase <> 'settled' AND o.status <> 'unknown'
        """
      ) { $0.integer(0) }
      if !open.isEmpty { ledger.fail("O7", "attempts nobody settles: \(open)") }
      // What was set aside is a version that a person may look at; nothing waits because of it.
      let files = person.store.writer.unpushed.names()
      if !files.isEmpty, ledger.violations.isEmpty {
        ledger.fail("O7", "unpushed files remain: \(files)")
      }
    }
  }

  private func guarded(_ person: Person, _ body: () throws(StoreError) -> Void) {
    do throws(StoreError) {
      try body()
    } catch {
      ledger.fail("27", "\(person.program.name): \(error)")
    }
  }
}
