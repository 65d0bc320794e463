import FlowModel
import FlowWorkspace
import Glibc
import Subcommands
import TestKit
import Testing

/// `weir export` puts prompts into files of their own, and `weir import` takes them from there.
@Suite("Long texts in files of their own")
struct LongTextFileTests {
  private static let prompt =
    "You answer \\\"customers\\\".\\n\\nBe kind 🙂, "
    + String(repeating: "and brief. ", count: 12) + "\\r\\nEnd.\\n"
  private static let flowData = """
    {"nodes":[\
    {"id":"llm_0","data":{"id":"llm_0","inputs":{"systemMessage":"\(prompt)","short":"a\\nb",\
    "messages":[{"role":"user","content":"\(prompt)"}],"odd":"\\ud800\(prompt)"}}},\
    {"id":"LLM_0","data":{"inputs":{"systemMessage":"\(prompt)"}}},\
    {"data":{"inputs":{"../../x":"\(prompt)"}}}],"edges":[]}
    """

  private static let files = [
    "LLM_0.systemMessage-2.txt", "llm_0.messages.0.content.txt", "llm_0.systemMessage.txt",
    "node-2...-..-x.txt",
  ]

  private func exported() async throws -> (weir: Weir, folder: String) {
    let weir = try await Weir()
    try weir.home.add("Prompter", flowData: Self.flowData)
    try await weir.run("pull")
    let target = weir.home.folder.path + "/out"
    #expect(try await weir.run("export", target).status == .done)
    let name = try #require(FolderTree.names(in: target).first)
    return (weir, "\(target)/\(name)")
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try #require(try PrivateFile.read(path)), as: UTF8.self)
  }

  @Test("each is a file with a plain name, private, as a person reads it")
  func export() async throws {
    let (weir, folder) = try await exported()
    // Its home goes with it.
    defer { withExtendedLifetime(weir) {} }
    #expect(FolderTree.names(in: folder + "/texts").sorted() == Self.files)
    let prompt = try text(folder + "/texts/llm_0.systemMessage.txt")
    #expect(prompt.hasPrefix("You answer \"customers\".\n\nBe kind 🙂, and"))
    #expect(prompt.hasSuffix("\r\nEnd.\n\n"))
    let flow = try text(folder + "/flow.json")
    #expect(flow.contains(#""systemMessage": { "$text": "texts/llm_0.systemMessage.txt" }"#))
    // What would not come back byte for byte, and what is short, stays.
    #expect(flow.contains(#""odd": "\ud800You"#) && flow.contains(#""short": "a\nb""#))
    var facts = stat()
    #expect(stat(folder + "/texts/llm_0.systemMessage.txt", &facts) == 0)
    #expect(facts.st_mode & 0o777 == 0o600)
  }

  @Test("what came out goes back without a change, and an edited text is the only edit")
  func roundTrip() async throws {
    let (weir, folder) = try await exported()
    let before = try await weir.record("Prompter")
    #expect(try await weir.run("import", folder).text.hasPrefix("same "))
    #expect(try await weir.record("Prompter") == before)

    let file = folder + "/texts/llm_0.messages.0.content.txt"
    let edited = try text(file).replacing("kind", with: "very \"kind\"")
    try PrivateFile.write(Array(edited.utf8), to: file)
    #expect(try await weir.run("import", folder).text.hasPrefix("edited "))
    let difference = try await weir.run("diff", "Prompter").text
    #expect(difference.contains("messages[0].content") && !difference.contains("systemMessage"))
    #expect(try await weir.body("Prompter").contains(#"Be very \"kind\" 🙂"#))

    // The next export writes the edit, and no file that nothing names stays.
    try await weir.run(
      "set", "Prompter", "flowData.nodes[0].data.inputs.systemMessage", "\"short\"")
    #expect(try await weir.run("export", folder + "/..").status == .done)
    #expect(FolderTree.names(in: folder + "/texts").count == Self.files.count - 1)
    #expect(try text(file) == edited)
  }

  @Test(
    "a file that is missing, no text, or elsewhere is refused, and nothing is made",
    arguments: ["missing", "bytes", "elsewhere", "alone"])
  func refusals(_ what: String) async throws {
    let (weir, folder) = try await exported()
    let file = folder + "/texts/llm_0.systemMessage.txt"
    var path = folder
    switch what {
    case "missing": PrivateFile.remove(file)
    case "bytes": try PrivateFile.write([0x66, 0xFF, 0x0A], to: file)
    case "elsewhere":
      let flow = try text(folder + "/flow.json")
        .replacing("texts/llm_0.systemMessage.txt", with: "texts/../record.json")
      try PrivateFile.write(Array(flow.utf8), to: folder + "/flow.json")
    default: path += "/flow.json"
    }
    let answer = try await weir.run("import", path)
    #expect(answer.status == .usage && answer.errors.contains("Nothing was made"), "\(answer)")
    #expect(try await weir.states() == ["Prompter": "clean"])
  }

  @Test("a flow that has the key of ours itself stays whole")
  func ownKey() async throws {
    let weir = try await Weir()
    let flowData = Self.flowData.replacing(
      "\"short\":\"a\\nb\"", with: "\"short\":{\"$text\":\"texts/x.txt\"}")
    try weir.home.add("Prompter", flowData: flowData)
    try await weir.run("pull")
    let target = weir.home.folder.path + "/out"
    try await weir.run("export", target)
    let folder = try #require(FolderTree.names(in: target).first)
    #expect(!FolderTree.names(in: "\(target)/\(folder)").contains("texts"))
    #expect(try await weir.run("import", target).text.hasPrefix("same "))
  }
}
