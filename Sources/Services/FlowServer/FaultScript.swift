import Glibc
import Synchronization

/// The faults of one request, sorted by when they act.
struct RequestFaults: Sendable {
  /// Milliseconds to wait before and after the work.
  var delayBefore = 0
  var delayAfter = 0
  /// What decides the answer; at most one.
  var decisive: Fault.Kind?
  var shape = ListShape()
}

/// How a list differs from the honest one.
struct ListShape: Sendable, Equatable {
  var isStub = false
  var cap: Int?
  var hidden: Set<String> = []
  var total: Int?
  var drifts = false
  var tokensExpire = false
  var tokensLoop = false
}

/// The scripted faults of a server; tests replace them while it runs.
final class FaultScript: Sendable {
  private let faults: Mutex<[Fault]>

  init(_ faults: [Fault]) { self.faults = Mutex(faults) }

  func replace(with newFaults: [Fault]) { faults.withLock { $0 = newFaults } }

  /// What happens to this request; counts it.
  func take(method: String, path: String) -> RequestFaults {
    faults.withLock { faults in
      var taken = RequestFaults()
      for index in faults.indices
      where faults[index].times != 0 && faults[index].matches(method: method, path: path) {
        guard taken.add(faults[index].kind) else { continue }
        if let times = faults[index].times { faults[index].times = times - 1 }
      }
      return taken
    }
  }
}

extension RequestFaults {
  /// False when another fault has already decided the answer.
  fileprivate mutating func add(_ kind: Fault.Kind) -> Bool {
    switch kind {
    case .slow(let delay): delayBefore += delay
    case .late(let delay): delayAfter += delay
    case .stubs: shape.isStub = true
    case .cap(let count): shape.cap = count
    case .hidden(let id): shape.hidden.insert(id)
    case .total(let count): shape.total = count
    case .drift: shape.drifts = true
    case .expired: shape.tokensExpire = true
    case .loop: shape.tokensLoop = true
    case .unreachable, .refused, .stored, .lost, .cut, .html, .redirect, .halfCreate:
      guard decisive == nil else { return false }
      decisive = kind
    }
    return true
  }
}

/// Waiting that ends early when the server stops.
final class Pause: Sendable {
  private let readEnd: Int32
  private let writeEnd: Mutex<Int32>

  init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    readEnd = ends[0]
    writeEnd = Mutex(ends[1])
  }

  func wait(milliseconds: Int) {
    guard milliseconds > 0 else { return }
    // Readable (at its end) once the other side is closed.
    var descriptor = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
    poll(&descriptor, 1, Int32(clamping: milliseconds))
  }

  /// Ends all waiting, now and later.
  func end() {
    writeEnd.withLock { end in
      if end >= 0 { close(end) }
      end = -1
    }
  }

  deinit {
    end()
    if readEnd >= 0 { close(readEnd) }
  }
}
