import Dispatch
import FlowWorkspace
import Synchronization
package import Workbench

/// Performs effects in the background and posts what came of them.
///
/// Effects that write are performed one after another, in the order they were asked for; what
/// reads runs beside them, each slot on its own.
package final class EffectRunner: Sendable {
  /// Performs one effect. May post any number of events; returns when it is done.
  package typealias Performer =
    @Sendable (_ effect: Effect, _ post: @escaping @Sendable (AppEvent) -> Void) async -> Void

  private let mailbox: Mailbox
  private let perform: Performer
  private let slots = TaskSlots()
  private let resting: RestingEffects
  /// The end of the chain of writing effects.
  private let lastWrite = Mutex<Task<Void, Never>?>(nil)
  /// Everything that was started and is not done.
  private let running = Mutex<[Int: Task<Void, Never>]>([:])
  private let number = Atomic<Int>(0)

  package init(mailbox: Mailbox, perform: @escaping Performer) {
    self.mailbox = mailbox
    self.perform = perform
    resting = RestingEffects()
    resting.begin { [weak self] effect, slot in self?.startSlotted(effect, slot) }
  }

  deinit { resting.end() }

  /// Starts effects. Of those of one slot only the last is started: a burst of keys reads once.
  package func start(_ effects: [Effect]) {
    for (index, effect) in effects.enumerated() {
      if let slot = effect.slot {
        if effects[(index + 1)...].contains(where: { $0.slot == slot }) { continue }
        if let delay = effect.delay {
          resting.put(effect, in: slot, until: .now + delay)
        } else {
          resting.remove(slot)
          startSlotted(effect, slot)
        }
      } else if effect.mustFinish {
        chain(effect)
      } else {
        _ = track { await self.perform(effect, isSlotted: false) }
      }
    }
  }

  /// Cancels what only reads and waits until nothing runs any more, but not for ever: afterwards
  /// the workspace may be closed.
  ///
  /// - Returns: false when the time was over first.
  package func finish(seconds: Int) -> Bool {
    resting.end()
    slots.cancelAll()
    let done = DispatchSemaphore(value: 0)
    Task(executorPreference: ThreadPool.common) {
      while let task = self.running.withLock({ $0.values.first }) { await task.value }
      done.signal()
    }
    return done.wait(timeout: .now() + .seconds(seconds)) == .success
  }

  /// Waits until all is done that was started and writes, but not for ever.
  ///
  /// - Returns: false when the time was over first.
  package func finishWrites(seconds: Int) -> Bool {
    guard let last = lastWrite.withLock({ $0 }) else { return true }
    let done = DispatchSemaphore(value: 0)
    Task(executorPreference: ThreadPool.common) {
      await last.value
      done.signal()
    }
    return done.wait(timeout: .now() + .seconds(seconds)) == .success
  }

  /// The one before it in the slot is cancelled.
  private func startSlotted(_ effect: Effect, _ slot: TaskSlot) {
    slots.replace(slot) { track { await self.perform(effect, isSlotted: true) } }
  }

  private func perform(_ effect: Effect, isSlotted: Bool) async {
    if isSlotted, Task.isCancelled { return }
    await perform(effect) { [mailbox] event in
      // A result that a newer question has made stale is not told.
      if !isSlotted || !Task.isCancelled { mailbox.post(event) }
    }
  }

  private func chain(_ effect: Effect) {
    lastWrite.withLock { last in
      let before = last
      last = track {
        await before?.value
        await self.perform(effect, isSlotted: false)
      }
    }
  }

  /// Starts a task that is known to ``finish(seconds:)`` until it is done.
  private func track(_ work: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
    let number = number.add(1, ordering: .relaxed).newValue
    return running.withLock { running in
      let task = Task(executorPreference: ThreadPool.common) { [weak self] in
        await work()
        _ = self?.running.withLock { $0.removeValue(forKey: number) }
      }
      running[number] = task
      return task
    }
  }
}
