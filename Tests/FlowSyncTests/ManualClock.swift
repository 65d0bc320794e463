import FlowModel
import FlowSync

/// Time that only waiting moves.
final class ManualClock: SyncClock {
  private(set) var now: Milliseconds = 1_790_000_000_000
  private(set) var monotonic: Milliseconds = 5_000
  private(set) var waits: [Double] = []
  var isStopped = false
  /// Called after each wait: the server's late work.
  var tick: () -> Void = {}

  func wait(seconds: Double) -> Bool {
    guard !isStopped else { return false }
    waits.append(seconds)
    advance(seconds: seconds)
    return !isStopped
  }

  func advance(seconds: Double) {
    now += Milliseconds(seconds * 1_000)
    monotonic += Milliseconds(seconds * 1_000)
    tick()
  }

  /// The wall clock jumps; what is measured does not.
  func jump(milliseconds: Milliseconds) { now += milliseconds }
}

/// A generator that a seed decides.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
