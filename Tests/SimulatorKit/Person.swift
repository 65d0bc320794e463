package import FlowModel
import FlowStore
import FlowSync
import JSONText

/// What a person does in one program, by chance.
package final class Person {
  let program: Program
  let service: Service
  var baton: Baton { program.baton }
  var ledger: Ledger { program.ledger }
  var store: Store { program.store }

  package init(_ program: Program, service: Service) {
    self.program = program
    self.service = service
  }

  var kind: FlowKind { service.kind }

  /// A day of so many deeds.
  package func act(times: Int) {
    for _ in 0..<times {
      baton.pause(pauseBetween())
      attempt { () throws(StoreError) in try actOnce() }
      if program.isDead { attempt { () throws(StoreError) in try program.restart() } }
    }
  }

  private func pauseBetween() -> Milliseconds {
    switch baton.number(0...99) {
    case 0...69: Milliseconds(baton.number(50...8_000))
    case 70...96: Milliseconds(baton.number(8_000...90_000))
    default: Milliseconds(baton.number(600_000...90_000_000))
    }
  }

  /// The refusals that a person sees are no failure; anything else from the disk is.
  func attempt(_ body: () throws(StoreError) -> Void) {
    do throws(StoreError) {
      try body()
    } catch {
      switch error {
      case .versionMoved, .notAllowed, .alreadySending: baton.note("refused: \(error)")
      case .readOnly where program.isDead: break
      default: ledger.fail("27", "\(program.name): \(error)")
      }
    }
  }

  private func actOnce() throws(StoreError) {
    switch baton.number(0...99) {
    case 0...33: try edit()
    case 34...40: try create()
    case 41...43: try duplicate()
    case 44...47: try order(.delete)
    case 48...50: try undelete()
    case 51...53: service == .flownally ? try actOnBot() : try edit()
    case 54...62: try program.pull(accept: baton.chance(0.3))
    case 63...78: try push()
    case 79...87: try sync()
    case 88...93: try resolveOne()
    case 94: try retry()
    case 95...96: try attendToNotice()
    case 97: service == .flownally ? try actOnBot() : try edit()
    default: program.jumpClock(Milliseconds(baton.number(-7_200_000...7_200_000)))
    }
  }

  private func push() throws(StoreError) {
    let confirmation = baton.pick([PushConfirmation.none, .flag, .person, .person]) ?? .none
    try program.push(confirmation, wait: baton.chance(0.8))
  }

  private func sync() throws(StoreError) {
    try program.pull()
    guard !program.isDead else { return }
    try push()
    guard !program.isDead else { return }
    try program.pull()
  }

  // MARK: Flows

  func flowIDs() throws(StoreError) -> [FlowID] {
    try store.database.all(
      "SELECT rid FROM resource WHERE work_doc IS NOT NULL AND presence <> 'gone' ORDER BY rid"
    ) { FlowID(row: $0.integer(0)) }
  }

  func anyFlow() throws(StoreError) -> Flow? {
    guard let id = baton.pick(try flowIDs()) else { return nil }
    return try store.reader.flow(id)
  }

  private func edit() throws(StoreError) {
    guard let flow = try anyFlow() else { return try create() }
    let before = flow.record
    guard let after = Edits.byPerson(before, service, baton, ledger) else { return }
    // Somebody else may save while the editor is open.
    if baton.chance(0.3) { baton.pause(Milliseconds(baton.number(1...20_000))) }
    guard let projection = try? FlowProjection(reading: after, kind: kind) else { return }
    if !program.forgetsSavedValues {
      _ = try store.writer.saveEdit(
        after, projection, of: flow.summary.id, expecting: flow.version)
    }
    baton.note(
      "saves \(flow.summary.name): \(Marks.values(in: after).subtracting(Marks.values(in: before)).sorted())"
    )
    ledger.saved(after, before: before, in: program.copy)
  }

  private func create() throws(StoreError) {
    let record = Edits.newRecord(service, baton, ledger)
    try insert(record)
  }

  private func duplicate() throws(StoreError) {
    guard let flow = try anyFlow(), !flow.summary.state.isStubLike,
      let record = Edits.duplicate(of: flow.record, service, ledger)
    else { return }
    try insert(record)
  }

  private func insert(_ record: [UInt8]) throws(StoreError) {
    guard let server = try store.reader.servers().first,
      let projection = try? FlowProjection(reading: record, kind: kind)
    else { return }
    ledger.order(birth: Marks.birth(in: record))
    _ = try store.writer.insertLocal(record, projection, on: server.id)
    baton.note("makes \(projection.name) bk\(Marks.birth(in: record) ?? 0)k")
    ledger.saved(record, before: [], in: program.copy)
  }

  private func order(_ verb: Change.Verb) throws(StoreError) {
    guard let flow = try anyFlow() else { return }
    _ = try store.writer.order(verb, flow.summary.id)
    baton.note("orders \(verb.rawValue) of \(flow.summary.name)")
    if verb == .publish { ledger.approve(Marks.values(in: flow.record), in: program.copy) }
    guard verb == .delete else { return }
    ledger.mayGo(Marks.values(in: flow.base ?? []), in: program.copy)
    ledger.giveUp(Marks.values(in: flow.record).subtracting(Marks.values(in: flow.base ?? [])))
  }

  private func undelete() throws(StoreError) {
    guard let change = baton.pick(try store.reader.outbox().filter { $0.verb == .delete }),
      let flow = try store.reader.flow(change.flow)
    else { return }
    try store.writer.cancelChange(change.id)
    ledger.takeBack(Marks.values(in: flow.record))
    baton.note("takes the deletion of \(change.name) back")
  }

  private func retry() throws(StoreError) {
    let stopped = try store.reader.outbox().filter {
      $0.status == .failed || $0.errorCode == "alike"
    }
    guard let change = baton.pick(stopped) else { return }
    if change.errorCode == "alike", let flow = try store.reader.flow(change.flow) {
      return try decide(aboutTwinOf: flow, change)
    }
    try store.writer.retryChange(change.id)
  }

  /// A flow like the one that was ordered is new on the server. Somebody who says that it is another
  /// one gets theirs made as well.
  func decide(aboutTwinOf flow: Flow, _ change: Change) throws(StoreError) {
    if baton.chance(0.5) {
      ledger.order(birth: Marks.birth(in: flow.record))
      try store.writer.retryChange(change.id)
      baton.note("orders \(change.name) once more")
    } else {
      ledger.giveUp(Marks.values(in: flow.record))
      try store.writer.cancelChange(change.id)
      baton.note("sees that \(change.name) is there")
    }
  }

  private func actOnBot() throws(StoreError) {
    guard service == .flownally else { return }
    try order(baton.pick([.publish, .activate, .pause]) ?? .publish)
  }

  // MARK: Notices

  /// `weir notices REF --again` or `--close`.
  private func attendToNotice() throws(StoreError) {
    guard let notice = baton.pick(try store.reader.notices()) else { return }
    try attend(to: notice)
  }

  /// Closes it; what a later save undid may be made again before.
  func attend(to notice: FlowNotice, insists: Bool = true) throws(StoreError) {
    if notice.code == .undoneByLaterSave, baton.chance(0.7), insists { try makeAgain(notice) }
    try store.writer.closeNotice(notice.id)
    baton.note("closes \(notice.code.rawValue) of \(notice.name)")
  }

  /// Not where it was changed to something else meanwhile.
  private func makeAgain(_ notice: FlowNotice) throws(StoreError) {
    guard let attempt = try store.reader.attempt(ofNotice: notice.id),
      let before = attempt.before, let flow = try store.reader.flow(notice.flow)
    else { return }
    let merge = try? FlowMerge.merge(
      base: try store.reader.bytes(of: before), local: try store.reader.bytes(of: attempt.sent),
      remote: flow.record, kind: kind, isLive: false)
    guard let merge, merge.verdict == .automatic,
      let projection = try? FlowProjection(reading: merge.record, kind: kind)
    else { return }
    _ = try store.writer.saveEdit(
      merge.record, projection, of: notice.flow, expecting: flow.version)
    baton.note("makes the change of \(notice.name) again")
    ledger.saved(merge.record, before: flow.record, in: program.copy)
  }

  // MARK: Conflicts

  private func resolveOne() throws(StoreError) {
    guard let conflict = baton.pick(try store.reader.conflicts()) else { return }
    try resolve(conflict)
  }

  /// Decides one conflict by chance.
  func resolve(_ conflict: Conflict) throws(StoreError) {
    if conflict.kind.isAboutValues, baton.chance(0.4), try resolveByPlace(conflict) { return }
    let choice = baton.pick(Resolution.allCases) ?? .mine
    guard let flow = try store.reader.flow(conflict.flow) else { return }
    let mine = Marks.values(in: flow.record)
    let theirs = Marks.values(in: conflict.remote ?? [])
    let base = Marks.values(in: flow.base ?? [])
    if choice == .mine || conflict.kind == .createTwin {
      ledger.mayGo(theirs.subtracting(mine), in: program.copy)
    }
    if conflict.kind == .pinChanged, choice == .mine { ledger.approve(mine, in: program.copy) }
    if choice != .mine { ledger.giveUp(mine.subtracting(theirs)) }
    if conflict.kind == .deleteEdit { ledger.mayGo(theirs.union(base), in: program.copy) }
    let isNewObject =
      conflict.kind == .editGone
      ? choice != .theirs : choice == .both && conflict.kind != .createTwin
    if isNewObject { ledger.order(birth: Marks.birth(in: flow.record)) }
    try ConflictResolver(store).resolve(conflict.flow, choice, date: "2026-11-29")
    baton.note("resolves \(conflict.kind.rawValue) of \(conflict.name): \(choice.rawValue)")
  }
}

extension SyncState {
  /// Not a whole record: nothing to make a duplicate of.
  fileprivate var isStubLike: Bool { self == .stub }
}
