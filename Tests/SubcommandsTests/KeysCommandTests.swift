import CellGrid
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

  @Test("--check tells the keys that the terminal has no sequence for, and what does the same")
  func terminal() async throws {
    let weir = try await Weir()
    try write("{ global: { custom: { \"F9\": \":log\" } } }", weir)
    let all = try await weir.run(["keys", "--check"], terminal: ("vt420", KeysCommandTests.all))
    #expect(all.status == .done && !all.errors.contains("has no key"))
    let few = KeysCommandTests.all.subtracting([
      Key(.function(1)), Key(.function(9)), Key(.down, .shift),
    ])
    let answer = try await weir.run(["keys", "--check"], terminal: ("vt100", few))
    #expect(answer.status == .failed)
    #expect(answer.errors.contains("vt100 has no key F1 (global: help): ? does the same."))
    #expect(answer.errors.contains("vt100 has no key F9 (global: :log): nothing else is bound"))
    #expect(answer.errors.contains("vt100 has no key S-Down (list: mark-down): nothing else"))
    #expect(answer.errors.contains("vt100 has no key S-Down (graph: pan-down): J does the same."))
    let unknown = try await weir.run(["keys", "--check"], terminal: ("odd", nil))
    #expect(unknown.status == .done && unknown.errors.contains("No terminal odd is described here"))
  }

  /// What a terminal with every key has sequences for.
  private static var all: Set<Key> {
    let codes: [Key.Code] = [
      .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .insert, .delete,
    ]
    let plain = codes.map { Key($0) } + codes.map { Key($0, .shift) } + [.backTab]
    return Set(plain + (1...12).map { Key(.function($0)) })
  }
}
