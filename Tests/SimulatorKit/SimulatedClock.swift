package import FlowModel
import FlowSync

/// The clocks of one computer: a wall clock that may be wrong and may jump, and one that only runs.
package final class SimulatedClock: SyncClock {
  private let baton: Baton
  /// What the wall clock shows beyond the true time, in milliseconds.
  package var offset: Milliseconds
  private let origin: Milliseconds
  /// The process that waits has ended.
  package var isDead = false

  /// True time at the start of a simulation: 2026-09-21.
  package static let epoch: Milliseconds = 1_790_000_000_000

  package init(_ baton: Baton, offset: Milliseconds, origin: Milliseconds) {
    self.baton = baton
    self.offset = offset
    self.origin = origin
  }

  package var now: Milliseconds { Self.epoch + baton.time + offset }
  package var monotonic: Milliseconds { origin + baton.time }

  package func wait(seconds: Double) -> Bool {
    guard !isDead else { return false }
    baton.pause(Milliseconds((seconds * 1_000).rounded(.up)))
    return !isDead
  }
}
