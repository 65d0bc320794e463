import FlowAPI
import FlowModel
import SimulatorKit
import Testing

/// The oracles find what they are for: each mistake that is put in is seen.
@Suite("the checks can fail", .serialized)
struct OracleTests {
  /// Whether one of `oracles` speaks in one of the first 30 seeds, with something broken on purpose.
  private func speaks(
    _ oracles: Set<String>, _ sabotage: @escaping (ModelServer, [Program]) -> Void
  ) throws -> Bool {
    for seed in 1...30 as ClosedRange<UInt64> {
      var simulation = Simulation(seed: seed)
      simulation.allowed = []
      simulation.service = .flowise
      simulation.sabotage = sabotage
      let spoken = try simulation.run().violations.map(\.oracle)
      if !oracles.isDisjoint(with: spoken) { return true }
    }
    return false
  }

  @Test("nothing is broken: nobody speaks")
  func sound() throws {
    for seed in 1...8 as ClosedRange<UInt64> {
      var simulation = Simulation(seed: seed)
      simulation.allowed = []
      #expect(try simulation.run().violations.isEmpty)
    }
  }

  @Test("a program that does not look before it writes is caught")
  func blindWrite() throws {
    let isFound = try speaks(["14"]) { _, programs in
      for program in programs { program.forgetsCheck = true }
    }
    #expect(isFound)
  }

  @Test("a server that answers well and forgets the write is caught")
  func forgottenWrite() throws {
    let isFound = try speaks(["O1", "O2", "O3"]) { server, _ in
      server.forgetsWrite = { $0.caller.copy != nil && $0.method == .put }
    }
    #expect(isFound)
  }

  @Test("a program that waits between check and write is caught")
  func dawdling() throws {
    let isFound = try speaks(["14"]) { _, programs in
      for program in programs { program.dawdles = true }
    }
    #expect(isFound)
  }

  @Test("what another workspace does to a copy that cannot tell it is seen")
  func disguise() throws {
    for seed in 1...30 as ClosedRange<UInt64> {
      var simulation = Simulation(seed: seed)
      simulation.service = .flowise
      simulation.allowed = [.otherWorkspace]
      simulation.enablesAll = true
      simulation.disguisesElsewhere = true
      if try simulation.run().violations.contains(where: { $0.oracle == "23" }) { return }
    }
    Issue.record("nobody saw it")
  }

  @Test("a transport that sends every creation twice is caught")
  func doubledCreation() throws {
    let isFound = try speaks(["O5"]) { _, programs in
      for program in programs { program.sendsCreationsTwice = true }
    }
    #expect(isFound)
  }

  @Test("a saved value that is cut out of the database is missed")
  func lostValue() throws {
    let isFound = try speaks(["O1"]) { _, programs in
      for program in programs { program.forgetsSavedValues = true }
    }
    #expect(isFound)
  }

  @Test("a server that changes a flow by itself is caught")
  func ownChange() throws {
    let isFound = try speaks(["O3", "O4", "14"]) { server, _ in server.mixesBodies = true }
    #expect(isFound)
  }
}
