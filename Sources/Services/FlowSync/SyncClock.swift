package import FlowModel

/// The time, as the engine may know it (sync.md 2.11). Used from one engine's thread; `wait` is
/// ended from any other.
package protocol SyncClock: AnyObject {
  /// Wall time. For ages and `not_before`, never to decide who wrote first.
  var now: Milliseconds { get }
  /// Milliseconds that never go back and count while the computer sleeps; their origin means
  /// nothing. All waits and deadlines are measured with it.
  var monotonic: Milliseconds { get }
  /// Sleeps. Returns false at once when the engine was told to stop, before or meanwhile.
  func wait(seconds: Double) -> Bool
}

/// A generator behind a reference, so that one seed serves a whole run.
package final class SyncRandom {
  private var source: any RandomNumberGenerator

  package init(_ source: any RandomNumberGenerator = SystemRandomNumberGenerator()) {
    self.source = source
  }

  /// Uniform in 0 … `limit`; 0 for a limit that is not positive.
  package func seconds(upTo limit: Double) -> Double {
    limit > 0 ? Double.random(in: 0...limit, using: &source) : 0
  }
}
