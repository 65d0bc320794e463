import Dispatch
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
  /// Written by ``start(_:)`` only: the end of the chain of writing effects.
  private let lastWrite = Mutex<Task<Void, Never>?>(nil)

  package init(mailbox: Mailbox, perform: @escaping Performer) {
    self.mailbox = mailbox
    self.perform = perform
  }

  /// Starts effects. Of those of one slot only the last is started: a burst of keys reads once.
  package func start(_ effects: [Effect]) {
    for (index, effect) in effects.enumerated() {
      if let slot = effect.slot {
        if effects[(index + 1)...].contains(where: { $0.slot == slot }) { continue }
        slots.replace(slot) { task(effect, isSlotted: true) }
      } else if effect.mustFinish {
        chain(effect)
      } else {
        _ = task(effect, isSlotted: false)
      }
    }
  }

  /// Waits until everything that writes is done, but not for ever.
  ///
  /// - Returns: false when the time was over first.
  package func finish(seconds: Int) -> Bool {
    slots.cancelAll()
    guard let last = lastWrite.withLock({ $0 }) else { return true }
    let done = DispatchSemaphore(value: 0)
    Task {
      await last.value
      done.signal()
    }
    return done.wait(timeout: .now() + .seconds(seconds)) == .success
  }

  private func task(_ effect: Effect, isSlotted: Bool) -> Task<Void, Never> {
    Task { [perform, mailbox] in
      if let delay = effect.delay {
        do { try await Task.sleep(for: delay) } catch { return }
      }
      await perform(effect) { event in
        // A result that a newer question has made stale is not told.
        if !isSlotted || !Task.isCancelled { mailbox.post(event) }
      }
    }
  }

  private func chain(_ effect: Effect) {
    lastWrite.withLock { last in
      let before = last
      last = Task { [perform, mailbox] in
        await before?.value
        await perform(effect) { mailbox.post($0) }
      }
    }
  }
}
