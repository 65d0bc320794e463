import FlowServer
import Testing

@Suite("the command line of weir-server")
struct ServerArgumentsTests {
  private func parse(_ text: String, _ environment: [String: String] = [:]) throws
    -> ServerArguments
  {
    try ServerArguments(text.split(separator: " ").map(String.init)) { environment[$0] }
  }

  @Test("every option is understood, with a blank or an equals sign")
  func options() throws {
    let arguments = try parse(
      "--port 8080 --flows=12 --seed 3 --data x.db --dialect bare --hide-draft --odd --exit-with-parent"
    )
    #expect(arguments.options.port == 8080)
    #expect(arguments.options.flows == 12)
    #expect(arguments.options.seed == 3)
    #expect(arguments.options.dataFile == "x.db")
    #expect(arguments.options.dialect == .bare)
    #expect(arguments.options.hidesDrafts)
    #expect(arguments.options.includesOddities)
    #expect(arguments.exitsWithParent)
    #expect(!arguments.wantsHelp)
    #expect(try parse("--help").wantsHelp)
  }

  @Test("the program keeps no requests, and logs them when asked")
  func logging() throws {
    #expect(try parse("").options.logging == .none)
    #expect(try parse("--log requests.txt").options.logging == .file("requests.txt"))
  }

  @Test("faults add up")
  func faults() throws {
    let arguments = try ServerArguments(
      ["--fault", "PUT /chatflows store-500 x1", "--fault", "GET / slow=5"],
      environment: { _ in nil })
    #expect(
      arguments.options.faults == [
        Fault(method: "PUT", path: "/chatflows", kind: .stored(status: 500), times: 1),
        Fault(method: "GET", path: "/", kind: .slow(5)),
      ])
  }

  @Test("tokens come from the environment; an empty one counts as none")
  func tokens() throws {
    #expect(try parse("").options.token == "demo")
    #expect(try parse("").options.viewToken == nil)
    let set = try parse("", ["WEIR_SERVER_TOKEN": "a", "WEIR_SERVER_VIEW_TOKEN": "b"])
    #expect(set.options.token == "a")
    #expect(set.options.viewToken == "b")
    #expect(try parse("", ["WEIR_SERVER_TOKEN": ""]).options.token == "demo")
  }

  @Test(
    "a mistake is named in a sentence",
    arguments: [
      "--nothing", "x", "--port", "--port 70000", "--flows -1", "--seed x", "--dialect new",
      "--fault x",
    ])
  func mistakes(text: String) {
    #expect {
      try parse(text)
    } throws: { error in
      (error as? ServerArguments.Mistake)?.sentence.hasSuffix(".") == true
    }
  }
}
