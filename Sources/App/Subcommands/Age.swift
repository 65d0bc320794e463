package import FlowModel

/// How long ago, as people read it.
package enum Age {
  /// `now`, `5m ago`, `3h ago`, `12d ago`. Coarse on purpose.
  package static func words(since time: Milliseconds, now: Milliseconds) -> String {
    let minutes = max(0, now - time) / 60_000
    switch minutes {
    case 0: return "just now"
    case 1..<60: return "\(minutes)m ago"
    case 60..<(48 * 60): return "\(minutes / 60)h ago"
    default: return "\(minutes / 1440)d ago"
    }
  }
}
