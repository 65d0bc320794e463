import FlowModel

/// Tells once that for a while nobody pressed a key and nothing was sent or read.
///
/// Times are those of a clock that never goes back, in milliseconds. Nothing runs meanwhile: the
/// loop waits no longer than ``rest(at:)``, and as long as it likes once that is nil.
struct IdleTimer {
  /// What sync.md leaves between the last activity and the checkpoint.
  static let pause: Milliseconds = 30_000

  private var end: Milliseconds?

  /// Something happened: the pause begins anew.
  mutating func restart(at now: Milliseconds) { end = now + Self.pause }

  /// How long until the pause is over; nil when that was told and nothing happened since.
  func rest(at now: Milliseconds) -> Milliseconds? { end.map { max(0, $0 - now) } }

  /// Whether the pause is over: true once after each ``restart(at:)``.
  mutating func takeEnd(at now: Milliseconds) -> Bool {
    guard let end, end <= now else { return false }
    self.end = nil
    return true
  }
}
