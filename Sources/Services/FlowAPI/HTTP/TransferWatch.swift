/// Keeps the deadlines of one transfer.
///
/// ```
/// start ─ connect ─▶ request sent ─ firstByte ─▶ head … body ─ idle ─▶ end
/// └──────────────── total + bytes/64 KiB/s, without the reader's own time ──┘
/// ```
struct TransferWatch {
  let deadlines: Deadlines
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var lastProgress: ContinuousClock.Instant
  private let bodyLength: Int
  private var sent = 0
  private var isRequestSent = false
  private var received = 0
  private var expected = 0
  private var readerTime = Duration.zero

  init(_ deadlines: Deadlines, bodyLength: Int) {
    self.deadlines = deadlines
    self.bodyLength = bodyLength
    start = clock.now
    lastProgress = start
  }

  /// What of the request has left: its head, and its body.
  mutating func note(requestBytes: Int, bodyBytes: Int) {
    guard requestBytes + bodyBytes != sent else { return }
    sent = requestBytes + bodyBytes
    isRequestSent = requestBytes > 0 && bodyBytes >= bodyLength
    lastProgress = clock.now
  }

  mutating func noteReceived(_ count: Int) {
    received += count
    lastProgress = clock.now
  }

  /// The answer says how long it is.
  mutating func expect(_ count: Int) { expected = max(0, count) }

  /// Runs the reader of the body; its time is not the server's.
  mutating func leavingOut<Value>(
    _ work: () throws(APIError) -> Value
  ) throws(APIError) -> Value {
    let before = clock.now
    defer {
      lastProgress = clock.now
      readerTime += before.duration(to: lastProgress)
    }
    return try work()
  }

  /// What took too long; nil while all is well.
  var overdue: String? {
    let (limit, text) = nearest
    return clock.now >= limit ? text : nil
  }

  var pauseInMilliseconds: Int32 {
    let left = clock.now.duration(to: nearest.limit).inMilliseconds
    return Int32(clamping: max(1, left + 1))
  }

  private var nearest: (limit: ContinuousClock.Instant, text: String) {
    let whole = (start + readerTime + totalAllowed, "the transfer took too long")
    let silence = silenceAllowed
    let quiet = (lastProgress + silence.duration, silence.text)
    return quiet.0 < whole.0 ? quiet : whole
  }

  private var silenceAllowed: (duration: Duration, text: String) {
    if received > 0 { return (deadlines.idle, "the transfer stood still") }
    if isRequestSent { return (deadlines.firstByte, "the server did not answer in time") }
    if sent > 0 { return (deadlines.idle, "the server took no more of the request") }
    // libcurl keeps the deadline of the connection itself and words it better.
    return (deadlines.connect + .seconds(1), "no connection in time")
  }

  private var totalAllowed: Duration {
    let size = sent + max(received, expected)
    let allowed = deadlines.total + .seconds(Double(size) / Double(deadlines.bytesPerSecond))
    return min(allowed, deadlines.totalLimit)
  }
}
