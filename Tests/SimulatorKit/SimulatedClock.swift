package import FlowModel
import FlowSync

/// A computer: what its wall clock shows beyond the true time, in milliseconds.
package final class Computer {
  package var offset: Milliseconds

  init(_ baton: Baton) {
    offset = baton.chance(0.25) ? Milliseconds(baton.number(-3_650...3_650)) * 86_400_000 : 0
  }
}

/// The clocks that one process sees: a wall clock that may be wrong and may jump, and one that only runs.
package final class SimulatedClock: SyncClock {
  private let baton: Baton
  private let computer: Computer
  private let origin: Milliseconds
  /// The process that waits has ended.
  package var isDead = false
  /// Waits of no time at all, one after the other.
  private var emptyWaits = 0
  private static let mostEmptyWaits = 1_000

  /// True time at the start of a simulation: 2026-09-21.
  package static let epoch: Milliseconds = 1_790_000_000_000

  package init(_ baton: Baton, _ computer: Computer, origin: Milliseconds) {
    self.baton = baton
    self.computer = computer
    self.origin = origin
  }

  package var now: Milliseconds { Self.epoch + baton.time + computer.offset }
  package var monotonic: Milliseconds { origin + baton.time }

  package func wait(seconds: Double) -> Bool {
    guard !isDead else { return false }
    emptyWaits = seconds > 0 ? 0 : emptyWaits + 1
    // For who waits for nothing no time passes: it would go on so for ever.
    if emptyWaits > Self.mostEmptyWaits {
      baton.hasSpun = true
      return false
    }
    baton.pause(Milliseconds((seconds * 1_000).rounded(.up)))
    return !isDead
  }
}
