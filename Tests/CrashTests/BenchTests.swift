import FlowServer
import Testing

/// A bench that cannot fail proves nothing: each oracle finds what it is there for.
@Suite("The bench finds what is broken")
struct BenchTests {
  @Test("an edit that the ledger has and the disk has not is a loss")
  func falseLedger() throws {
    var prepared = try Prepared.named("set")
    prepared.scenario.standing = [.kept(text: "NEVER SAVED")]
    let outcome = Point(scenario: prepared, fault: .killAfter, call: 3).run()
    #expect(outcome.isReached)
    #expect(outcome.violations == ["LOST: NEVER SAVED is nowhere"])
  }

  @Test("a program that syncs nothing loses its edit when the power goes")
  func noSyncs() throws {
    let prepared = try Prepared.named("set")
    let last = try #require(prepared.calls.last { $0.name == "write" && $0.path == "2" }).number
    var point = Point(scenario: prepared, fault: .powerCut, call: last)
    #expect(point.run().violations == [])
    point.forgetsSyncs = true
    let outcome = point.run()
    #expect(outcome.isReached)
    #expect(outcome.violations.contains { $0.hasPrefix("LOST: Alpha lacks SET-1") })
  }

  @Test("a second object is seen")
  func twins() throws {
    var twin = try #require(Scenario.all.first { $0.name == "new" })
    let prepare = twin.prepare
    twin.prepare = { stage in
      try prepare(stage)
      _ = try stage.server.addFlow(name: "Delta", flowData: Scenario.body(note: "twin"))
    }
    #expect {
      try Prepared(twin)
    } throws: {
      "\($0)".contains("2 flows are called Delta")
    }
  }

  @Test("calls of SQLite, of libcurl and of weir itself are counted")
  func interposed() throws {
    let calls = try Prepared.named("push-update").calls
    func has(_ name: String, _ path: String) -> Bool {
      calls.contains { $0.name == name && $0.path.hasSuffix(path) }
    }
    #expect(has("pwrite64", "weir.db-wal") && has("fdatasync", "weir.db-wal"))
    #expect(has("connect", "socket") && has("send", "socket") && has("recv", "socket"))
    #expect(has("flock", "p.writer") && has("unlink", ".json"))
    let edit = try Prepared.named("set").calls
    #expect(edit.contains { $0.kind == .rename && $0.second.hasSuffix(".json") })
    #expect(edit.contains { $0.kind == .sync && $0.path.hasSuffix("/unpushed") })
  }
}
