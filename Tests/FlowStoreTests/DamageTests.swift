import FlowModel
import FlowStore
import Glibc
import SoakKit
import TestKit
import Testing

/// Promises 5 and 6: whatever happens to the files, no unpushed edit is lost and nothing ends the
/// program. `search.db` is not there yet.
@Suite("Random damage") struct DamageTests {
  /// A store with pulled, edited and new flows, some of them large, and its edits by local id.
  private struct Original {
    let image: StoreImage
    let edits: [String: [UInt8]]

    /// - Parameter isOpen: as a kill leaves it: the commits stand in the log.
    init(isOpen: Bool) throws {
      let temporary = try TemporaryStore()
      var flows: [FlowID] = []
      for number in 0..<24 {
        let record = SampleRecord.chatflow(
          "flow \(number)", id: "id-\(number)", stamp: "s", padding: number % 5 * 9_000)
        flows.append(try temporary.pulled(record))
      }
      if !isOpen { try temporary.reopen() }
      var edits: [String: [UInt8]] = [:]
      for number in 0..<8 {
        let record = SampleRecord.chatflow(
          "edited \(number)", id: "id-\(number)", stamp: "s", padding: number % 5 * 9_000)
        try temporary.save(record, flows[number])
        edits[try temporary.state(flows[number]).localID] = record
      }
      for number in 0..<3 {
        let record = SampleRecord.chatbot("made \(number)")
        let flow = try temporary.create(record, kind: .chatbot)
        edits[try temporary.state(flow).localID] = record
      }
      if !isOpen { temporary.store.close() }
      image = StoreImage(temporary.location)
      self.edits = edits
    }
  }

  /// Seeds that once failed: a table's text, a header that forbids writing, rows of zeros behind a
  /// sound index.
  private let onceFailed: [UInt64] = [229, 566, 867]

  @Test("of the database loses no unpushed edit, and what was there is kept")
  func database() throws {
    let originals = [try Original(isOpen: true), try Original(isOpen: false)]
    var setAside = 0
    for seed in onceFailed + Soak.seeds(60) {
      var random = SeededGenerator(seed: seed)
      let original = originals[Int(seed % 2)]
      let copy = try TemporaryStore()
      copy.store.close()
      try original.image.restore(to: copy.location)
      let damage = try FileDamage.apply(to: copy.location.databasePath, with: &random)
      let label = "seed \(seed): \(damage)"
      try live(on: copy, label) { () throws(StoreError) in
        try check(copy, holds: original.edits, label)
      }
      if let folder = copy.damagedFolders.first {
        setAside += 1
        let names = PrivateFiles.names(in: folder)
        #expect(names.contains { $0.hasPrefix("weir.db") }, "\(label)")
      }
    }
    #expect(setAside > 10)
  }

  @Test("of files in unpushed/ harms no database and stops nobody")
  func unpushed() throws {
    let original = try Original(isOpen: false)
    for seed in Soak.seeds(15) {
      var random = SeededGenerator(seed: seed)
      let copy = try TemporaryStore()
      copy.store.close()
      try original.image.restore(to: copy.location)
      let names = PrivateFiles.names(in: copy.location.unpushedFolder)
      var label = "seed \(seed):"
      for name in names where Int.random(in: 0..<3, using: &random) == 0 {
        label +=
          try " "
          + FileDamage.apply(
            to: "\(copy.location.unpushedFolder)/\(name)", with: &random)
      }
      try live(on: copy, label) {}
      #expect(copy.damagedFolders == [], "\(label)")
      #expect(try copy.store.thoroughCheck() == nil, "\(label)")
      for (localID, record) in original.edits {
        let flow = try #require(try copy.flow(localID: localID), "\(label)")
        #expect(flow.record == record, "\(label)")
        // Each can be saved again, whatever stands in its file.
        let padding = SampleRecord.chatflow("again", id: flow.summary.remoteID, stamp: "s")
        _ = try copy.save(padding, flow.summary.id)
      }
      let held = try copy.store.unpushedEdits().count { $0.standing == .held }
      #expect(held >= original.edits.count, "\(label)")
    }
  }

  /// What a person does: starts the program, looks at everything, makes a flow, and starts again
  /// when it says that the copy is damaged, or moves a file away that it calls somebody else's.
  private func live(
    on temporary: TemporaryStore, _ label: String, check: () throws(StoreError) -> Void
  ) throws {
    let next = SampleRecord.chatflow("next")
    let columns = try FlowProjection(reading: next, kind: .chatflow)
    for _ in 0..<5 {
      // Another local id for each try.
      temporary.clock.now += 60_000
      do throws(StoreError) {
        try openAndRead(temporary)
        try check()
        let server = try temporary.writer.server(.flowise, origin: "https://flowise.example")
        _ = try temporary.writer.insertLocal(next, columns, on: server.id)
        return
      } catch {
        switch error {
        case .damaged: temporary.store.close()
        case .notOurs, .newerSchema:
          for suffix in ["", "-wal", "-shm"] {
            let path = temporary.location.databasePath + suffix
            rename(path, temporary.folder.path + "/moved\(suffix)")
          }
        default:
          Issue.record("\(label): \(error)")
          return
        }
      }
    }
    Issue.record("\(label): it never came to rest")
  }

  private func openAndRead(_ temporary: TemporaryStore) throws(StoreError) {
    do {
      try temporary.reopen()
    } catch let error as StoreError {
      throw error
    } catch {
      Issue.record(error)
      return
    }
    _ = try temporary.store.settleUnpushed()
    _ = try temporary.reader.counts()
    _ = try temporary.reader.outbox()
    _ = try temporary.reader.conflicts()
    for flow in try flows(of: temporary) {
      _ = try temporary.reader.flow(flow)
      _ = try temporary.reader.history(of: flow)
    }
  }

  private func flows(of temporary: TemporaryStore) throws(StoreError) -> [FlowID] {
    try temporary.store.database.all("SELECT rid FROM resource NOT INDEXED") {
      FlowID(row: $0.integer(0))
    }
  }

  /// O1: each edit is what the user sees, or stands in `unpushed/` to be taken in.
  private func check(
    _ temporary: TemporaryStore, holds edits: [String: [UInt8]], _ label: String
  ) throws(StoreError) {
    let offered = try temporary.store.unpushedEdits().filter(\.isTakable).map(\.fileName)
    _ = try temporary.store.takeIn(offered)
    let reader = temporary.reader
    let all = try flows(of: temporary)
    for (localID, record) in edits {
      // Not by an index, which may be what is damaged.
      let summaries = try all.map { id throws(StoreError) in try reader.summary(id) }
      let id = summaries.first { $0?.localID == localID }??.id
      guard let id, let flow = try reader.flow(id) else {
        Issue.record("\(label): \(localID) is lost")
        continue
      }
      if flow.record == record {
        let waiting = try reader.openChanges(of: id)
        #expect(!waiting.isEmpty, "\(label)")
        continue
      }
      var isKept = false
      for version in try reader.history(of: id) {
        if try reader.versionBytes(version.id)?.bytes == record { isKept = true }
      }
      #expect(isKept, "\(label): \(localID) is lost")
    }
  }
}

extension TemporaryStore {
  fileprivate var damagedFolders: [String] {
    PrivateFiles.names(in: location.dataFolder).filter { $0.hasPrefix("damaged-") }
      .map { "\(location.dataFolder)/\($0)" }
  }
}
