import FlowModel
import FlowServer
import JSONText
import Subcommands
import TestKit
import Testing

@Suite("weir history, restore and undo")
struct HistoryCommandTests {
  @Test("--json has exactly the fields of the manual, newest first")
  func fields() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", temperature, "0.2")
    let answer = try await weir.run("history", "Triage", "--json")
    #expect(answer.status == .done && answer.errors == "")
    let rows = Array(try answer.json.elements)
    #expect(rows.map { $0["source"]?.string } == ["edit", "pull"])
    #expect(rows.allSatisfy { $0.keys == ["version", "source", "at", "note", "bytes"] })
    #expect(rows.allSatisfy { $0["at"]?.string?.hasSuffix("Z") == true })
    let table = try await weir.run("history", "Triage")
    #expect(table.lines.count == 3)
    #expect(table.text.contains("edited here") && table.text.contains("read from the server"))
  }

  @Test("show --version prints a version exactly, as a field, as JSON and in words")
  func show() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let first = try await weir.record("Triage")
    try await weir.run("set", "Triage", temperature, "0.2")
    let versions = try await weir.versions("Triage")
    let old = try #require(versions.last)
    #expect(try await weir.run("show", "Triage", "--version", old, "--raw").text == first)
    let body = try await weir.run("show", "Triage", "--version", old, "--field", "flowData")
    #expect(body.text == SampleBody.text)
    let json = try await weir.run("show", "Triage", "--version", old, "--json").json
    #expect(json.keys == ["version", "source", "at", "note", "bytes", "record"])
    #expect(json["record"]?["name"]?.string == "Triage")
    let words = try await weir.run("show", "Triage", "--version", versions[0])
    #expect(words.text.contains("edited here") && words.text.contains("0.70 -> 0.2"))
    let none = try await weir.run("show", "Triage", "--version", "999")
    #expect(none.status == .usage && none.errors.contains("has no version 999"))
  }

  @Test("restore brings a version back, queues it and names what stays")
  func restore() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let old = try #require(try await weir.versions("Triage").last)
    try await weir.run("set", "Triage", temperature, "0.2")
    try await weir.run("set", "Triage", "isPublic", "true")
    let answer = try await weir.run("restore", "Triage", old)
    #expect(answer.status == .done)
    #expect(answer.errors.contains("Left as they are now: isPublic"))
    #expect(try await weir.body("Triage") == SampleBody.text)
    #expect(try await weir.states() == ["Triage": "dirty"])
    #expect(try await weir.run("restore", "Triage").status == .usage)
    #expect(try await weir.run("restore", "Triage", "x").status == .usage)
  }

  @Test("what is gone is found by name, asks, and comes back as a new flow")
  func gone() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("delete", "Triage", "--yes")
    #expect(try await weir.run("push", "--yes").status == .done)
    #expect(try await weir.states() == [:])
    let list = try await weir.run("list", "state:gone", "--json").json
    #expect(list[0]?["name"]?.string == "Triage")
    #expect(list[0]?["state"]?.string == "gone-on-server")
    #expect(try await weir.run("set", "Triage", temperature, "1").errors.contains("weir restore"))
    #expect(try await weir.run("history", "Triage").lines.count == 3)
    #expect(try await weir.run("undo", "Triage").errors.contains("not called back"))
    let asked = try await weir.run("restore", "Triage")
    #expect(asked.status == .needsPerson && asked.errors.contains("chats"))
    #expect(try await weir.states() == [:])
    let person = TestConsole(isTerminal: true, answers: ["yes"])
    #expect(try await weir.run("restore", "Triage", console: person).status == .done)
    #expect(try await weir.states() == ["Triage": "pending-create"])
    #expect(try await weir.run("push").status == .done)
    #expect(try weir.home.server.flowCount() == 1)
  }

  @Test("undo drops what was only made here; --redo brings it back")
  func undo() async throws {
    let weir = try await Weir()
    try await weir.run("new", "Fresh", "--kind", "chatflow")
    #expect(try await weir.run("undo", "Fresh").errors.contains("dropped"))
    #expect(try await weir.states() == [:])
    #expect(try await weir.run("undo", "Fresh", "--redo").status == .done)
    #expect(try await weir.states() == ["Fresh": "pending-create"])
  }

  @Test("a state that no filter knows is a wrong use")
  func unknownState() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let answer = try await weir.run("list", "state:zzz")
    #expect(answer.status == .usage && answer.errors.contains("gone"))
    #expect(try await weir.run("list", "state:gone").errors.contains("Nothing is gone"))
  }
}

@Suite("weir diff")
struct DiffCommandTests {
  @Test("exits 0 where nothing differs and 1 where something does")
  func status() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let same = try await weir.run("diff", "Triage")
    #expect(same.status == .done && same.text == "")
    try await weir.run("set", "Triage", temperature, "0.2")
    let other = try await weir.run("diff", "Triage")
    #expect(other.status == .failed)
    #expect(other.text.contains("0.70 -> 0.2"))
  }

  @Test("--json has exactly the fields of the manual, values as JSON")
  func json() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", temperature, "0.2")
    let answer = try await weir.run("diff", "Triage", "--json")
    #expect(answer.status == .failed)
    let row = try #require(try answer.json[0])
    #expect(row.keys == ["path", "node", "kind", "before", "after"])
    #expect(row["path"]?.string == temperature && row["kind"]?.string == "changed")
    #expect(row["after"].map { Array($0.bytes) } == Array("0.2".utf8))
    #expect(row["node"]?.string?.isEmpty == false)
  }

  @Test("compares with a version, another flow and what the server has now")
  func sides() async throws {
    let weir = try await Weir(pulling: ["Triage", "Twin"])
    let id = try #require(
      try await weir.run("list", "Triage", "--json").json[0]?["id"]?.string)
    let old = try #require(try await weir.versions("Triage").last)
    try await weir.run("set", "Triage", temperature, "0.2")
    #expect(try await weir.run("diff", "Triage", "--against", old).text.contains("0.70 -> 0.2"))
    let twin = try await weir.run("diff", "Triage", "--against", "Twin")
    #expect(twin.status == .failed && twin.text.contains("\"Twin\" -> \"Triage\""))
    try weir.changeElsewhere(id, to: SampleBody.text.replacing("0.70", with: "0.9"))
    let server = try await weir.run("diff", "Triage", "--against", "server")
    #expect(server.text.contains("0.9 -> 0.2"))
    #expect(try await weir.run("diff", "Triage", "--against", "999").status == .usage)
    #expect(try await weir.run("diff", "Triage", "--against", "nobody").status == .failed)
    try await weir.run("new", "Fresh", "--kind", "chatflow")
    #expect(try await weir.run("diff", "Fresh").status == .usage)
  }

  @Test("compares a draft with a published version of the chatbot")
  func published() async throws {
    let weir = try await Weir([.flownally])
    try await weir.run("pull")
    let bot = "Lead qualification"
    try await weir.run("publish", bot)
    #expect(try await weir.run("push", "--yes").status == .done)
    let version = try #require(
      try await weir.run("versions", bot, "--json").json[0]?["id"]?.string)
    let same = try await weir.run("diff", bot, "--against", version)
    #expect(same.status == .done && same.text == "")
    try await weir.run("set", bot, "draft.nodes", "[]")
    let other = try await weir.run("diff", bot, "--against", version)
    #expect(other.status == .failed && other.text.contains("draft.nodes"))
    #expect(try await weir.run("diff", bot, "--against", "ver_none").status != .done)
  }

  @Test("tells a text of several lines line by line")
  func lines() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", "category", #""one\ntwo\nthree\nfour\nfive""#)
    try await weir.run("push", "--yes")
    try await weir.run("set", "Triage", "category", #""one\ntwo\nthree\nFOUR\nfive""#)
    let text = try await weir.run("diff", "Triage").text
    #expect(text == "~ category\n    …\n      three\n    - four\n    + FOUR\n      five\n")
  }

  @Test("masks what its node says is a password, wherever the node stood before")
  func secrets() async throws {
    let weir = try await Weir()
    func body(_ key: String, first: String = "") -> String {
      #"{"nodes":[\#(first){"id":"a","data":{"label":"Model","inputParams":[{"name":"entry","#
        + #""type":"password"}],"inputs":{"entry":"\#(key)"}}}],"edges":[]}"#
    }
    let id = try weir.home.add("Keys", flowData: body("canary-old"))
    #expect(try await weir.run("pull").status == .done)
    let newer = body("canary-new", first: #"{"id":"b","data":{"label":"Other"}},"#)
    let console = TestConsole(input: newer)
    try await weir.run("put", id, "--field", "flowData", "--file", "-", console: console)
    for form in [["diff", "Keys"], ["diff", "Keys", "--json"]] {
      let answer = try await weir.run(form)
      #expect(answer.status == .failed && answer.text.contains("entry"))
      #expect(!answer.text.contains("canary"))
    }
  }
}

extension Weir {
  /// The numbers of the versions, newest first.
  func versions(_ reference: String) async throws -> [String] {
    try await run("history", reference, "--json").json.elements.map {
      String(try #require($0["version"]?.integer))
    }
  }
}
