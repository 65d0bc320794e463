import FlowModel
import Glibc

extension AppClock {
  /// The clocks of the operating system.
  package static let system = AppClock(
    now: { milliseconds(CLOCK_REALTIME) }, monotonic: { milliseconds(CLOCK_MONOTONIC) })

  private static func milliseconds(_ clock: clockid_t) -> Milliseconds {
    var time = timespec()
    clock_gettime(clock, &time)
    return Milliseconds(time.tv_sec) * 1_000 + Milliseconds(time.tv_nsec) / 1_000_000
  }
}
