import Dispatch
import FlowModel
import Glibc
import HostileKit
import SoakKit
import Synchronization
import TestKit
import Testing

/// The real program and a server that answers on a raw socket (promises 43 to 47). After each answer
/// the copy opens, is sound and holds what it held, what was printed is plain text, the exit status
/// is one of the documented ones, and the program stayed below its size.
///
/// `make test` takes every eighth answer of each kind, `make hostile` all.
@Suite("Hostile servers, over the whole program", .serialized)
struct HostileTests {
  private static let isWhole = getenv("WEIR_HOSTILE") != nil

  @Test("some of all that follows", .enabled(if: !isWhole, "make hostile takes them all"))
  func some() async throws {
    let bench = try await Self.run { elsewhere in
      Self.groups(elsewhere).flatMap { group in
        // Not the large ones: a debug build takes seconds for 10 MB.
        group.enumerated().filter { $0.offset % 8 == 3 }.map(\.element)
      }
    }
    #expect(bench.elsewhere.requests == [])
  }

  @Test("one bad row among a thousand costs that row alone, and proves no deletion")
  func oneBadRow() throws {
    var rows = (0..<999).map { HostileCase.flow("many-\($0)", "name", "\"Many \($0)\"") }
    rows.insert(#"{"id":7,"name":}"#, at: 500)
    let list = HeldFlows.list(of: .flowise, rows: rows)
    let bench = try HostileBench { _ in [.body("one bad row", exits: [7], list)] }
    // The flows that were there are in the list no more, and still count as being there.
    #expect(try bench.findings(0) == [])
    let (folder, environment) = try bench.home(for: 0)
    defer { withExtendedLifetime(folder) {} }
    let weir = try Programs.weir()
    let pull = try Ended([weir, "-p", "flowise", "pull"], environment)
    #expect(pull.status == 7 && pull.errors.contains("999 new, 1 not understood"), "\(pull.errors)")
    let listed = try Ended([weir, "-p", "flowise", "list"], environment).output
    #expect(listed.split(separator: "\n").count { $0.contains("Many ") } == 999)
  }

  private static func groups(_ elsewhere: String) -> [[HostileCase]] {
    [
      HostileCase.broken, HostileCase.strange, HostileCase.bearable, HostileCase.endless,
      HostileCase.redirects(to: elsewhere), HostileCase.noLists, HostileCase.oddRows,
      HostileCase.oddFlows, HostileCase.pages, HostileCase.records, HostileCase.writes,
      HostileCase.examinations, Soak.seeds(8).map(HostileCase.mutated),
    ]
  }

  @Test("answers that are wrong as HTTP", .enabled(if: isWhole))
  func wire() async throws {
    try await Self.run { _ in HostileCase.broken + HostileCase.strange + HostileCase.bearable }
  }

  @Test("answers without end, and packed ones", .enabled(if: isWhole))
  func endless() async throws {
    try await Self.run { _ in HostileCase.endless }
  }

  @Test("a redirect is not followed, and the token goes nowhere else", .enabled(if: isWhole))
  func redirects() async throws {
    let bench = try await Self.run { HostileCase.redirects(to: $0) }
    #expect(bench.elsewhere.requests == [])
  }

  @Test("lists that are none, and rows that cannot be taken", .enabled(if: isWhole))
  func lists() async throws {
    try await Self.run { _ in HostileCase.noLists + HostileCase.oddRows }
  }

  @Test("flows that are odd are taken and shown without harm", .enabled(if: isWhole))
  func flows() async throws {
    try await Self.run { _ in HostileCase.oddFlows + [HostileCase.wrongTypes] }
  }

  @Test("pages, records, answers to writes, and what doctor meets", .enabled(if: isWhole))
  func others() async throws {
    try await Self.run { _ in
      HostileCase.pages + HostileCase.records + HostileCase.writes + HostileCase.examinations
    }
  }

  @Test("any bytes of a good answer changed", .enabled(if: isWhole))
  func mutations() async throws {
    try await Self.run { _ in Soak.seeds(12).map(HostileCase.mutated) }
  }

  /// Most of them wait for the next attempt.
  private static let runsAtOnce = 12

  /// Runs all cases, several at a time.
  @discardableResult
  private static func run(
    _ cases: (_ elsewhere: String) -> [HostileCase]
  ) async throws -> HostileBench {
    let bench = try HostileBench(cases)
    let next = Atomic<Int>(0)
    let found = Mutex<[String]>([])
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      let group = DispatchGroup()
      for number in 0..<runsAtOnce {
        DispatchQueue(label: "hostile-\(number)").async(group: group) {
          while true {
            let index = next.add(1, ordering: .relaxed).oldValue
            guard index < bench.cases.count else { return }
            let name = bench.cases[index].name
            do {
              let new = try bench.findings(index).map { "\(name): \($0)" }
              found.withLock { $0 += new }
            } catch {
              found.withLock { $0.append("\(name): \(error)") }
            }
          }
        }
      }
      group.notify(queue: .global()) { done.resume() }
    }
    for finding in found.withLock({ $0 }) { Issue.record("\(finding)") }
    return bench
  }
}

extension HostileCase {
  /// A good answer with some of its bytes changed, doubled or left out; the seed says which.
  static func mutated(seed: UInt64) -> HostileCase {
    var random = SeededGenerator(seed: seed)
    var bytes = Answer.json(HeldFlows.list(of: .flowise, and: [flow()]))
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(bytes[place], at: place)
      default: bytes.removeSubrange(place..<min(bytes.count, place + 40))
      }
    }
    var one = self.bytes("seed \(seed)", exits: [0, 3, 5, 6, 7], bytes)
    one.keepsHeld = false
    return one
  }
}
