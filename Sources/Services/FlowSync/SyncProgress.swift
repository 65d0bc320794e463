package import FlowModel

/// What the screen and the command line are told while a pull or a push runs.
///
/// Told from the engine's own thread, at most ten times a second for counts; the names are foreign
/// text and pass the sanitiser where they are shown.
package enum SyncProgress: Hashable, Sendable {
  case connecting(Service)
  /// Rows and bytes of the list so far; `total` when the server names one.
  case pulling(Service, seen: Int, bytes: Int, total: Int?)
  case pushing(done: Int, of: Int, name: String)
  /// Nothing is sent for so many seconds, and why: an answer that was lost, a server that is busy.
  case waiting(Service, reason: String, seconds: Int)
  /// A person must choose: the flow changed here and there.
  case held(FlowID)
  /// The local copy changed: what is shown should be read again.
  case changed
  case finished
}
