package import FlowModel
import Glibc
package import SoakKit

/// Simulated time, and the right to run: of all players exactly one runs, the others wait.
///
/// The baton changes hands only inside ``pause(_:)``, in an order that the seed decides, so a seed
/// replays exactly. Time passes only there too.
package final class Baton: @unchecked Sendable {
  // Guarded by itself: only the thread that holds the baton touches it.

  /// Milliseconds since the simulation began.
  package private(set) var time: Milliseconds = 0
  /// One source of chance for everybody.
  package var random: SeededGenerator
  /// How often the baton was handed on, or kept.
  package private(set) var steps = 0
  /// Somebody waited for no time at all, again and again.
  package var hasSpun = false
  /// A digest of what happened, to compare two runs of a seed.
  package private(set) var digest: UInt64 = 0xcbf2_9ce4_8422_2325
  /// Where the story goes, line by line; nil: nobody listens.
  package var tell: ((String) -> Void)?

  private var players: [Player] = []
  private var current: Player
  private var events: [Event] = []
  private var eventCount = 0

  private struct Event {
    var due: Milliseconds
    var number: Int
    var action: () -> Void
  }

  private final class Player: @unchecked Sendable {
    // Guarded by the baton.
    let name: String
    var wake: Milliseconds = 0
    private let turn = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init(_ name: String) {
      self.name = name
      sem_init(turn, 0, 0)
    }

    deinit {
      sem_destroy(turn)
      turn.deallocate()
    }

    func signal() { sem_post(turn) }
    func wait() { while sem_wait(turn) != 0 {} }
  }

  package init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    current = Player("referee")
  }

  // MARK: Chance

  package func chance(_ probability: Double) -> Bool {
    Double(random.next() >> 11) * 0x1p-53 < probability
  }

  package func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(random.next() % UInt64(range.count))
  }

  package func pick<Value>(_ values: [Value]) -> Value? {
    values.isEmpty ? nil : values[number(0...values.count - 1)]
  }

  // MARK: Time

  /// Lets at least so many milliseconds pass; others may run meanwhile.
  package func pause(_ milliseconds: Milliseconds) {
    let me = current
    me.wake = time + max(0, milliseconds)
    let next = nextPlayer(with: me)
    if next === me { return }
    current = next
    next.signal()
    me.wait()
  }

  /// Does something later, on whatever thread runs then. It must not pause.
  package func later(_ milliseconds: Milliseconds, _ action: @escaping () -> Void) {
    eventCount += 1
    events.append(Event(due: time + milliseconds, number: eventCount, action: action))
  }

  /// The one who wakes first; what is due before happens on the way.
  private func nextPlayer(with me: Player?) -> Player {
    steps += 1
    while true {
      let waiting =
        players + (me.map { mine in players.contains { $0 === mine } ? [] : [mine] } ?? [])
      let wake = waiting.map(\.wake).min() ?? time
      if let event = events.filter({ $0.due <= wake }).min(by: {
        ($0.due, $0.number) < ($1.due, $1.number)
      }) {
        events.removeAll { $0.number == event.number }
        time = max(time, event.due)
        event.action()
        continue
      }
      time = max(time, wake)
      let first = waiting.filter { $0.wake == wake }
      return first.count == 1 ? first[0] : first[number(0...first.count - 1)]
    }
  }

  // MARK: Players

  /// Runs all bodies side by side, each on a thread of its own, and returns when all have ended.
  package func play(_ bodies: [(name: String, body: () -> Void)]) {
    let referee = current
    referee.wake = .max
    for (name, body) in bodies {
      let player = Player(name)
      players.append(player)
      start { [self] in
        player.wait()
        body()
        leave(player, to: referee)
      }
    }
    guard !players.isEmpty else { return }
    current = nextPlayer(with: nil)
    current.signal()
    referee.wait()
    current = referee
  }

  private func leave(_ player: Player, to referee: Player) {
    players.removeAll { $0 === player }
    current = players.isEmpty ? referee : nextPlayer(with: nil)
    current.signal()
  }

  private final class Start {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  private func start(_ body: @escaping () -> Void) {
    var thread = pthread_t()
    let start = Unmanaged.passRetained(Start(body)).toOpaque()
    let code = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, start)
    precondition(code == 0, "no thread for a player")
    pthread_detach(thread)
  }

  // MARK: Story

  /// Notes what happened: for the digest, and for who listens.
  package func note(_ text: @autoclosure () -> String) {
    let line = "\(current.name): \(text())"
    for byte in line.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
    digest = (digest ^ UInt64(bitPattern: time)) &* 0x100_0000_01b3
    tell?("\(Double(time) / 1_000)s  \(line)")
  }
}
