import Dispatch
import FlowWorkspace
import Synchronization
import Workbench

/// Effects that wait whether a newer one of their slot comes. A held key puts the end of the rest
/// off thirty times a second; one thread looks at the ends of all.
final class RestingEffects: Sendable {
  /// Starts an effect whose rest is over; returns at once.
  typealias Starter = @Sendable (_ effect: Effect, _ slot: TaskSlot) -> Void

  private struct State {
    var entries: [TaskSlot: (effect: Effect, end: ContinuousClock.Instant)] = [:]
    /// How long the thread sleeps; nil: until the bell.
    var wakes: ContinuousClock.Instant?
    var isOver = false
  }

  private let state = Mutex(State())
  private let bell = DispatchSemaphore(value: 0)

  /// Begins to look; once.
  func begin(_ start: @escaping Starter) {
    ThreadPool().add { [self] in
      while let end = startDue(start) {
        if let end {
          _ = bell.wait(timeout: .now() + (end - .now).dispatchTime)
        } else {
          bell.wait()
        }
      }
    }
  }

  /// Nothing that rests is started any more.
  func end() {
    state.withLock { $0 = State(isOver: true) }
    bell.signal()
  }

  /// Takes the place of what rests in the slot.
  func put(_ effect: Effect, in slot: TaskSlot, until end: ContinuousClock.Instant) {
    let isSooner = state.withLock { state in
      guard !state.isOver else { return false }
      state.entries[slot] = (effect, end)
      return state.wakes.map { end < $0 } ?? true
    }
    if isSooner { bell.signal() }
  }

  func remove(_ slot: TaskSlot) { state.withLock { $0.entries[slot] = nil } }

  /// Starts what has rested long enough. Under the lock: what replaces an effect in its slot comes
  /// either before, or takes the place of what was started.
  ///
  /// - Returns: when to look again, which may be never; nil: it is over.
  private func startDue(_ start: Starter) -> ContinuousClock.Instant?? {
    state.withLock { state in
      guard !state.isOver else { return nil }
      let now = ContinuousClock.now
      for (slot, entry) in state.entries where entry.end <= now {
        state.entries[slot] = nil
        start(entry.effect, slot)
      }
      state.wakes = state.entries.values.map(\.end).min()
      return .some(state.wakes)
    }
  }
}

extension Duration {
  fileprivate var dispatchTime: DispatchTimeInterval {
    .nanoseconds(Int(clamping: Int64(self / .nanoseconds(1))))
  }
}
