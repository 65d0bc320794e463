import Synchronization
package import Workbench

/// Where work in the background leaves events for the loop. Any thread posts, the loop drains.
package final class Mailbox: Sendable {
  private let events = Mutex<[AppEvent]>([])
  private let wakeUp: @Sendable () -> Void

  /// - Parameter wakeUp: ends the loop's wait; called for the first event after each drain only,
  ///   so that a busy sender does not fill the pipe.
  package init(wakeUp: @escaping @Sendable () -> Void) { self.wakeUp = wakeUp }

  package func post(_ event: AppEvent) {
    let isFirst = events.withLock { events in
      events.append(event)
      return events.count == 1
    }
    if isFirst { wakeUp() }
  }

  /// Takes all events, oldest first.
  package func drain() -> [AppEvent] {
    events.withLock { events in
      defer { events = [] }
      return events
    }
  }
}
