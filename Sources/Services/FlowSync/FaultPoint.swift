/// Named places between two steps that matter after a crash (sync.md 2.7.8).
///
/// A test throws ``SimulatedCrash`` there, drops every object and opens the same file again.
package enum FaultPoint: String, Sendable, CaseIterable {
  case pullAfterRunOpened, pullAfterBatch, pullBeforeDeletions, pullBeforeFinish
  case pushBeforeJournal, pushAfterJournal, pushAfterCheck, pushAfterAnswer, pushBeforeSettling
  case pushAfterSettling, reconcileAfterRead
}

/// What a fault hook throws. No code on its way out may write.
package struct SimulatedCrash: Error {
  package let point: FaultPoint

  package init(at point: FaultPoint) { self.point = point }
}
