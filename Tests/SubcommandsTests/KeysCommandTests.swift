import FlowModel
import FlowWorkspace
import Subcommands
import TestKit
import Testing

@Suite("weir keys")
struct KeysCommandTests {
  private func write(_ text: String, _ weir: Weir) throws {
    try PrivateFile.write(Array(text.utf8), to: weir.home.places.keysFile)
  }

  @Test("lists every key with its place and action, those of keys.json5 too")
  func listing() async throws {
    let weir = try await Weir()
    let plain = try await weir.run("keys")
    #expect(plain.status == .done)
    #expect(
      plain.lines.contains { $0.hasPrefix("list") && $0.contains("filter") && $0.contains("/") })
    try write(#"{ list: { filter: "F4", custom: { "g w": ":flows state:waiting" } } }"#, weir)
    let own = try await weir.run("keys")
    #expect(own.lines.contains { $0.contains("F4") && $0.contains("filter") })
    #expect(own.lines.contains { $0.contains("g w") && $0.contains(":flows state:waiting") })
  }

  @Test("--check is quiet success without mistakes, and tells each with file and line")
  func checking() async throws {
    let weir = try await Weir()
    let none = try await weir.run("keys", "--check")
    #expect(none.status == .done && none.errors.contains("There is no "))
    try write("{ list: { open: \"Enter\" } }", weir)
    let good = try await weir.run("keys", "--check")
    #expect(good.status == .done && good.errors.contains("is in order."))
    try write("{\n  list: { opn: \"Enter\" },\n  lost: {} }", weir)
    let bad = try await weir.run("keys", "--check")
    #expect(bad.status == .failed && bad.output.isEmpty)
    #expect(
      bad.errors.contains("keys.json5:2: there is no action \"opn\"; did you mean \"open\"?\n"))
    #expect(bad.errors.contains("keys.json5:3: there is no place \"lost\""))
    try write("{\n list: ", weir)
    let broken = try await weir.run("keys", "--check")
    #expect(broken.status == .failed && broken.errors.contains("keys.json5:2:"))
  }
}
