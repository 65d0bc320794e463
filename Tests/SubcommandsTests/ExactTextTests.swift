import FlowModel
import FlowServer
import FlowWorkspace
import JSONText
import Subcommands
import TestKit
import Testing

/// What `show`, `set`, `put` and `edit` take and give, byte by byte.
@Suite("Exact texts on the command line")
struct ExactTextTests {
  private static let text = "flowData.nodes[1].data.text"

  private func put(
    _ weir: Weir, _ field: String, _ text: String
  ) async throws -> Weir.Answer {
    try await weir.run(
      "put", "Triage", "--field", field, "--file", "-", console: TestConsole(input: text))
  }

  @Test(
    "what put takes, show prints, whatever it holds",
    arguments: [
      "", " ", "a\nb\r\n\tc", "\u{0}\u{1B}[31m\u{7F}", "\u{FEFF}bom", "say \"hi\" \\ / \\u0041",
      "é e\u{301} 漢 😀 \u{202E}", "{\"a\": 1}", "null",
    ])
  func strings(_ text: String) async throws {
    let weir = try await Weir(pulling: ["Triage"])
    #expect(try await put(weir, Self.text, text).status == .done)
    #expect(try await weir.run("show", "Triage", "--field", Self.text).output == Array(text.utf8))
    #expect(try await weir.run("push").status == .done)
    let body = try weir.home.storedBody(of: try #require(try weir.home.server.flowIDs().first))
    let node = try JSONDocument(parsing: Array(body.utf8)).root["nodes"]?[1]?["data"]
    #expect(node?["text"]?.stringBytes == Array(text.utf8))
    #expect(body.contains(#""caf\u00e9""#), "all else keeps its spelling")
  }

  @Test("a lone surrogate stays what it is while the text around it changes")
  func surrogate() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", Self.text, #""one \ud800 two""#)
    let shown = try await weir.run("show", "Triage", "--field", Self.text).text
    #expect(shown == #"one \ud800 two"#)
    #expect(try await put(weir, Self.text, shown + "!").status == .done)
    #expect(try await weir.body("Triage").contains(#""one \ud800 two!""#))
  }

  @Test("set --string takes any text, an empty one too; numbers may be negative")
  func set() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    for text in ["", "a\r\nb", "\u{FEFF}", "--", "12"] {
      let answer = try await weir.run("set", "Triage", Self.text, "--string", "--", text)
      #expect(answer.status == .done, "\(answer.errors)")
      #expect(try await weir.run("show", "Triage", "--field", Self.text).text == text)
    }
    #expect(try await weir.run("set", "Triage", temperature, "-0.5e1").status == .done)
    #expect(try await weir.run("show", "Triage", "--field", temperature).text == "-0.5e1")
    #expect(try await weir.run("set", "Triage", temperature, "-x").errors.contains("no option -x"))
  }

  @Test(
    "a VALUE that is no JSON is told with line and column, and what to do",
    arguments: [
      ("", "line 1"), ("{\n\"a\" 1}", "line 2, column 5"), ("\u{FEFF}1", "column 1"),
      ("1\u{0}", "column 2"), ("'x'", "line 1"), ("01", "line 1"),
      (String(repeating: "[", count: 100_000), "line 1"),
    ])
  func noJSON(_ value: String, _ place: String) async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let answer = try await weir.run("set", "Triage", temperature, value)
    #expect(
      answer.status == .usage && answer.errors.contains(place), "\(answer.errors.prefix(200))")
    #expect(answer.errors.contains("--string"))
    #expect(answer.errors.utf8.count < 1_000, "the sentence is no copy of the value")
  }

  @Test(
    "put of JSON that is none is told with line and column",
    arguments: [
      ("{\n \"nodes\": [,]}", "line 2, column 12"), ("\u{FEFF}{}", "column 1"), ("", "line 1"),
      (
        String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000),
        "more than 512"
      ),
    ])
  func putBroken(_ text: String, _ place: String) async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let before = try await weir.record("Triage")
    let answer = try await put(weir, "flowData", text)
    #expect(
      answer.status == .failed && answer.errors.contains(place), "\(answer.errors.prefix(300))")
    #expect(try await weir.record("Triage") == before)
  }

  @Test("put of a text that is not UTF-8 is refused, not mended")
  func notUTF8() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let path = weir.home.folder.path + "/latin"
    try PrivateFile.write([0x63, 0x61, 0x66, 0xE9], to: path)
    let answer = try await weir.run("put", "Triage", "--field", Self.text, "--file", path)
    #expect(answer.status == .failed && answer.errors.contains("UTF-8"))
    let pipe = try await weir.run("put", "Triage", "--field", "name", "--file", "/dev/null")
    #expect(pipe.status == .failed && pipe.errors.contains("is not a file"))
  }

  @Test("a field that is null, or not there, takes JSON; one that holds JSON in a string gets that")
  func nothingThere() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", "category", "null")
    #expect(try await weir.run("show", "Triage", "--field", "category").text == "null")
    #expect(try await put(weir, "category", "support").errors.contains("double quotes"))
    #expect(try await put(weir, "category", "\"support\"").status == .done)
    #expect(try await weir.run("show", "Triage", "--field", "category").text == "support")
    try await weir.run("set", "Triage", "chatbotConfig", "null")
    #expect(try await weir.run("set", "Triage", "chatbotConfig", " {\"a\": 1} ").status == .done)
    #expect(try await weir.record("Triage").contains(#""chatbotConfig":"{\"a\": 1}""#))
    let near = try await put(weir, "chatbotconfig", "{}")
    #expect(near.status == .failed && near.errors.contains("Did you mean chatbotConfig?"))
    #expect(try await put(weir, "somethingNew", "[1]").status == .done)
    #expect(try await weir.record("Triage").contains(#""somethingNew":[1]"#))
  }

  @Test("of keys that stand twice the one that is read is the one that is written")
  func duplicateKeys() async throws {
    let weir = try await Weir()
    try weir.home.add("Triage", flowData: #"{"nodes":[],"edges":[],"a":1,"a":2}"#)
    try await weir.run("pull")
    #expect(try await weir.run("show", "Triage", "--field", "flowData.a").text == "2")
    #expect(try await weir.run("set", "Triage", "flowData.a", "3").status == .done)
    #expect(try await weir.body("Triage") == #"{"nodes":[],"edges":[],"a":1,"a":3}"#)
  }

  @Test("the whole record can be put, but not what belongs to the server")
  func wholeRecord() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let record = try await weir.record("Triage")
    #expect(try await put(weir, "", record.replacing("Triage", with: "Desk")).status == .done)
    let id = try #require(try weir.home.server.flowIDs().first)
    let answer = try await weir.run(
      "put", "Desk", "--field", "", "--file", "-",
      console: TestConsole(input: record.replacing(id, with: "x")))
    #expect(answer.status == .failed && answer.errors.contains("id belongs to the server"))
  }

  @Test("a mark of a secret that nobody knows is no value")
  func marks() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let before = try await weir.record("Triage")
    for words in [["set", "Triage", Self.text, "⟦secret:1:0000⟧", "--string"]] {
      let answer = try await weir.run(words)
      #expect(answer.status == .failed && answer.errors.contains("⟦secret:1:0000⟧"))
    }
    #expect(try await put(weir, "name", "⟦secret:9:ffff⟧").status == .failed)
    #expect(try await weir.record("Triage") == before)
  }
}
