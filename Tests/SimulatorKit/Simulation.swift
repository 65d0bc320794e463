package import FlowModel
import FlowStore
import FoundationEssentials
import Glibc

/// One run: a server, programs, people, somebody else, and what came of it. All from one seed.
package struct Simulation {
  package struct Outcome: Sendable {
    package var seed: UInt64
    package var violations: [Ledger.Violation] = []
    package var steps = 0
    package var requests = 0
    package var simulated: Milliseconds = 0
    package var deaths = 0
    package var inWindow = 0
    /// How long the window between check and write stood open, for each checked write.
    package var windows: [Milliseconds] = []
    package var digest: UInt64 = 0
    package var faults: [Fault: Int] = [:]
    package var saved = 0
    /// Conflicts that were opened, by their kind.
    package var conflicts: [String: Int] = [:]
  }

  package var seed: UInt64
  /// Listens to the story.
  package var tell: ((String) -> Void)?
  /// What may strike.
  package var allowed = Set(Fault.allCases)
  package var service: Service?
  /// Nobody else writes; nil: the seed decides.
  package var isAlone: Bool?
  /// Not a quarter of what may strike, but all of it.
  package var enablesAll = false
  /// For the tests of the oracles: makes the server or a program misbehave.
  package var sabotage: (ModelServer, [Program]) -> Void = { _, _ in }
  /// For the tests of the oracles: the rows of another workspace say that they are of ours.
  package var disguisesElsewhere = false
  /// How much each person does.
  package var deeds = 10...24

  package init(seed: UInt64) { self.seed = seed }

  /// - Parameter folder: on a fast disk; made and removed here.
  package func run() throws -> Outcome {
    var template = Array("/dev/shm/weir-simulated-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw StoreError.readOnly }
    let folder = template.withUnsafeBufferPointer { buffer in
      String(decoding: buffer.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try run(in: folder)
  }

  private func run(in folder: String) throws -> Outcome {
    let baton = Baton(seed: seed)
    baton.tell = tell
    let service = self.service ?? (baton.chance(0.7) ? .flowise : .flownally)
    let faults = Faults(baton, allowed: allowed)
    let ledger = Ledger()
    let server = ModelServer(ServerHabits(service, baton), baton, faults, ledger)
    tell?("server \(server.habits)")
    tell?("faults \(faults.enabled.map(\.rawValue).sorted())")
    let isAlone = baton.chance(0.15) || self.isAlone == true
    if enablesAll { faults.enable(allowed) }
    let foreign = ForeignWriter(server, baton)
    for _ in 0..<baton.number(0...8) { foreign.create() }
    let elsewhere = elsewhere(beside: server, baton, faults)
    let programs = try makePrograms(isAlone, folder, server, elsewhere, baton, faults)
    defer { for program in programs { program.close() } }
    sabotage(server, programs)
    let people = programs.map { Person($0, service: service) }
    var players = people.map { person in
      let times = baton.number(deeds)
      return (name: person.program.name, body: { person.act(times: times) })
    }
    if !isAlone {
      let times = baton.number(4...16)
      players.append((name: "editor", body: { foreign.act(times: times) }))
    }
    if !isAlone { for program in programs { program.intrude = { foreign.intrude(on: $0) } } }
    baton.play(players)
    faults.end()
    foreign.isAway = true
    server.showEverything()
    baton.note("--- everything works from here")
    // An empty server is taken for another one, rightly: creations would wait for a person.
    foreign.create()
    // What is still on its way arrives; nothing that a server asked to wait for is left.
    baton.pause(7_200_000)
    Referee(people, server, baton).judge()
    if baton.hasSpun { ledger.fail("O6", "a program waits for nothing, without end") }
    var conflicts: [String: Int] = [:]
    for program in programs where program.name != "command line" {
      for kind in try program.conflictKinds() { conflicts[kind, default: 0] += 1 }
    }
    return Outcome(
      seed: seed, violations: ledger.violations, steps: baton.steps,
      requests: server.requestCount, simulated: baton.time,
      deaths: programs.reduce(0) { $0 + $1.deaths }, inWindow: ledger.inWindow,
      windows: ledger.windows,
      digest: baton.digest, faults: faults.counts, saved: ledger.saved.count,
      conflicts: conflicts)
  }

  /// Another workspace with a few flows. FlowNally's rows do not say whose they are.
  private func elsewhere(
    beside server: ModelServer, _ baton: Baton, _ faults: Faults
  ) -> ModelServer? {
    guard server.habits.service == .flowise else { return nil }
    let other = ModelServer(server.habits, baton, faults, server.ledger, workspace: "ws-2")
    other.shownWorkspace = disguisesElsewhere ? ModelServer.ourWorkspace : other.workspace
    other.showEverything()
    let somebody = ForeignWriter(other, baton)
    for _ in 0..<baton.number(1...4) { somebody.create() }
    return other
  }

  private func makePrograms(
    _ isAlone: Bool, _ folder: String, _ server: ModelServer, _ elsewhere: ModelServer?,
    _ baton: Baton, _ faults: Faults
  ) throws -> [Program] {
    var places = [("screen", "here")]
    if baton.chance(0.5) { places.append(("command line", "here")) }
    if !isAlone { places.append(("second computer", "there")) }
    let computers = ["here": Computer(baton), "there": Computer(baton)]
    var programs: [Program] = []
    for (number, place) in places.enumerated() {
      guard let computer = computers[place.1] else { continue }
      programs.append(
        try Program(
          place.0, copy: place.1, number: number, folder: "\(folder)/\(place.1)", server: server,
          elsewhere: elsewhere, baton: baton, faults: faults, computer: computer))
    }
    for program in programs {
      program.sharesCopy = programs.contains { $0 !== program && $0.copy == program.copy }
    }
    return programs
  }
}
