import Synchronization
import Workbench

/// Effects that wait whether a newer one of their slot comes.
final class RestingEffects: Sendable {
  private typealias Entry = (effect: Effect, end: ContinuousClock.Instant)

  private let entries = Mutex<[TaskSlot: Entry]>([:])

  /// Takes the place of what rests in the slot.
  ///
  /// - Returns: whether somebody has to start waiting for the end of the rest: nobody does, or
  ///   only for a later one.
  func put(_ effect: Effect, in slot: TaskSlot, until end: ContinuousClock.Instant) -> Bool {
    entries.withLock { entries in
      let before = entries.updateValue((effect, end), forKey: slot)
      return before.map { end < $0.end } ?? true
    }
  }

  /// When the rest of a slot ends; nil when nothing rests there.
  func end(of slot: TaskSlot) -> ContinuousClock.Instant? {
    entries.withLock { $0[slot]?.end }
  }

  /// What rests in the slot, once its rest is over.
  func takeDue(_ slot: TaskSlot) -> Effect? {
    entries.withLock { entries in
      guard let entry = entries[slot], entry.end <= .now else { return nil }
      entries[slot] = nil
      return entry.effect
    }
  }

  func remove(_ slot: TaskSlot) { entries.withLock { $0[slot] = nil } }
}
