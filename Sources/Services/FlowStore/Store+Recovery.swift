import FlowModel

/// What became of `unpushed/` when a store was opened.
package struct UnpushedReport: Hashable, Sendable {
  /// Edits that are in the database again.
  package var taken: [UnpushedEdit] = []
  /// Edits that the database does not hold: `weir recover` takes them.
  package var offered: [UnpushedEdit] = []
  /// Files that stay as they are.
  package var left: [UnpushedEdit] = []

  package init() {}
}

extension Store {
  /// Brings `unpushed/` and the database together after opening.
  ///
  /// ```
  /// database without a flow     takes every file in, in one transaction: after a kill it is
  ///                             still without a flow, and the next opening does it again
  /// file the database holds     leftover: goes, once its flow waits under its own name or is pushed
  /// file it does not hold       offered: somebody put an older database here, or its log is gone
  /// flow without its file       gets it again
  /// ```
  ///
  /// All contents are compared only where the last program did not end in order; else names tell.
  package func settleUnpushed() throws(StoreError) -> UnpushedReport {
    guard !opening.isReadOnly else { return try unpushedReport(ofAll: false) }
    removeHalfFiles()
    if try holdsNoFlow() {
      let all = try unpushedEdits()
      var report = UnpushedReport()
      report.taken = try takeIn(all.filter(\.isTakable).map(\.fileName))
      report.left = all.filter { !$0.isTakable && $0.standing != .held }
      try noteUnreadable(report.left)
      return report
    }
    let report = try unpushedReport(
      ofAll: opening.wasLeftOpen, removesLeftovers: true)
    try noteUnreadable(report.left)
    try writeMissingFiles()
    return report
  }

  /// Every file of `unpushed/` with its standing, by name.
  package func unpushedEdits() throws(StoreError) -> [UnpushedEdit] {
    try survey(writer.unpushed.names()).map(\.edit)
  }

  /// Takes files in, all or none.
  ///
  /// - Returns: those that are in the database now, as they stood before.
  package func takeIn(_ fileNames: [String]) throws(StoreError) -> [UnpushedEdit] {
    var taken: [UnpushedEdit] = []
    var done: [String] = []
    try writer.transaction { () throws(StoreError) in
      for name in fileNames {
        // Looked at in turn: two files may be of one flow.
        guard let found = try survey.look(at: name) else { continue }
        guard try writer.takeIn(found) else { continue }
        taken.append(found.edit)
        done.append(name)
      }
    }
    try removeLeftovers(done)
    return taken
  }

  // MARK: Parts

  private var survey: UnpushedSurvey {
    UnpushedSurvey(
      database: database, folder: writer.unpushed, writer: opening.isReadOnly ? nil : writer)
  }

  private func survey(_ names: [String]) throws(StoreError) -> [UnpushedSurvey.Found] {
    var all: [UnpushedSurvey.Found] = []
    for name in names {
      if let found = try survey.look(at: name) { all.append(found) }
    }
    return all
  }

  private func holdsNoFlow() throws(StoreError) -> Bool {
    try database.first("SELECT 1 FROM resource LIMIT 1") { _ in true } == nil
  }

  /// What stands in `unpushed/`; nothing is taken in.
  package func unpushedReport(
    ofAll: Bool, removesLeftovers: Bool = false
  ) throws(StoreError) -> UnpushedReport {
    let waiting = Set(try waitingFileNames())
    let names = writer.unpushed.names().filter { ofAll || !waiting.contains($0) }
    var report = UnpushedReport()
    var leftovers: [String] = []
    for found in try survey(names) {
      switch found.edit.standing {
      case .held: leftovers.append(found.edit.fileName)
      case .otherServer, .unreadable: report.left.append(found.edit)
      case .flow, .edit, .version: report.offered.append(found.edit)
      }
    }
    if removesLeftovers { try removeLeftovers(leftovers) }
    return report
  }

  /// Removes files whose content is held, except those that stand for a flow that waits.
  private func removeLeftovers(_ names: [String]) throws(StoreError) {
    guard !names.isEmpty else { return }
    let waiting = Set(try waitingFileNames())
    let leftovers = names.filter { !waiting.contains($0) }
    guard !leftovers.isEmpty else { return }
    for name in leftovers { try writer.unpushed.remove(String(name.dropLast(".json".count))) }
    try writer.unpushed.sync()
  }

  /// Names of the files of flows with edits that no server has seen.
  private func waitingFileNames() throws(StoreError) -> [String] {
    try waitingFlows().map(\.fileName)
  }

  private func waitingFlows() throws(StoreError) -> [(flow: FlowID, fileName: String)] {
    try database.all(
      """
      SELECT rid, luid FROM resource
      WHERE work_doc IS NOT NULL AND work_doc IS NOT base_doc AND presence <> 'gone' AND rid IN (
        SELECT rid FROM op WHERE done_ms IS NULL
        UNION SELECT rid FROM conflict WHERE closed_ms IS NULL)
      """
    ) { (FlowID(row: $0.integer(0)), $0.text(1) + ".json") }
  }

  private func writeMissingFiles() throws(StoreError) {
    let present = Set(writer.unpushed.names())
    let missing = try waitingFlows().filter { !present.contains($0.fileName) }
    guard !missing.isEmpty else { return }
    try writer.transaction { () throws(StoreError) in
      for (flow, _) in missing { try writer.refreshUnpushed(flow) }
    }
  }

  /// One entry of the audit trail for each file that cannot be taken.
  private func noteUnreadable(_ edits: [UnpushedEdit]) throws(StoreError) {
    for edit in edits {
      guard case .unreadable = edit.standing else { continue }
      let isKnown = try database.first(
        "SELECT 1 FROM event WHERE code = ? AND detail = ?", ["unpushed-unreadable", edit.fileName]
      ) { _ in true }
      if isKnown == nil { try writer.event("unpushed-unreadable", detail: edit.fileName) }
    }
  }
}
