import FlowModel

/// What became of the rows of a pull.
struct TakeCounts {
  var changed = 0
  /// Changed here and there, and put together.
  var merged = 0
  var new = 0
  /// Not applied now because an order of ours is in doubt.
  var postponed = 0
  /// Flows that clash; a repeated sweep shows them again.
  var held: Set<FlowID> = []

  mutating func note(_ taken: RemoteTaking.Outcome) {
    switch taken {
    case .unchanged: break
    case .changed: changed += 1
    case .filled: break
    case .merged: merged += 1
    case .conflict(let flow): held.insert(flow)
    }
  }
}
