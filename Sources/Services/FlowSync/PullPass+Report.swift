import FlowAPI
import FlowModel
import FlowStore

/// What could not be understood, and what a pull tells of it all.
extension PullPass {
  /// Its record came and cannot be read: what was understood last stays.
  func quarantine(_ id: FlowID, because reason: QuarantineReason) throws(SyncError) {
    quarantined.insert(id)
    try context.write { () throws(StoreError) in
      _ = try context.writer.quarantine(id, because: reason)
    }
    context.report(.changed)
  }

  /// Rows of nobody knows which flow: the audit trail is all that can tell of them.
  func noteRefusedRows() throws(SyncError) {
    guard let count = intake?.refused, count > 0 else { return }
    try context.write { () throws(StoreError) in
      try context.writer.event("rows-refused", server: context.server.id, detail: "\(count)")
    }
  }

  /// "2 new, 1 changed", before ``collectCounts()``; nil when nothing moved.
  var news: String? {
    let counts = intake?.counts
    let moved = [
      (report.new + (counts?.new ?? 0), "new"),
      (report.changed + (counts?.changed ?? 0), "changed"),
      (report.merged + (counts?.merged ?? 0), "merged"), (report.gone, "gone"),
    ].filter { $0.0 > 0 }
    return moved.isEmpty ? nil : moved.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  func collectCounts() {
    guard let intake else { return }
    report.changed += intake.counts.changed
    report.merged += intake.counts.merged
    report.new += intake.counts.new
    report.conflicts += intake.counts.held.count
    // Each flow counts once, however often sweeps and repeated requests showed it.
    let seen =
      (try? context.read { () throws(StoreError) in
        try context.reader.seenCount(in: intake.run)
      }) ?? 0
    let others =
      report.new + report.changed + report.merged + intake.counts.held.count + intake.left
      + intake.oddIDs.count - intake.newOddCount
      + quarantined.subtracting(intake.newStubs).count
    report.unchanged = hiddenCount + max(0, seen - others)
    report.refused += intake.refused
    report.quarantined = quarantined.count + intake.oddIDs.count
    report.bytes += intake.byteCount
    for flow in intake.counts.held { context.report(.held(flow)) }
    let stubs = try? context.reader.stubs(on: context.server.id)
    report.stubs = stubs?.count ?? 0
  }
}
