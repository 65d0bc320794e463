/// Named places between two steps that matter after a crash (sync.md 2.7.8).
///
/// A test's hook answers true there: the pass ends with ``SyncError/crashed(_:)`` and writes nothing
/// on its way out; the test drops every object and opens the same file again.
package enum FaultPoint: String, Sendable, CaseIterable {
  case pullAfterRunOpened, pullAfterBatch, pullBeforeDeletions, pullBeforeFinish
  case pushBeforeJournal, pushAfterJournal, pushAfterCheck, pushAfterAnswer, pushBeforeSettling
  case pushAfterSettling, reconcileAfterRead
}
