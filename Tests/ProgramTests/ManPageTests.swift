import FlowWorkspace
import Glibc
import TestKit
import Testing

@Suite("The man page and completion, as their programs read them")
struct ManPageTests {
  private let folder = TemporaryFolder()

  private func weir(_ words: String...) throws -> Ended {
    try Ended([Programs.weir()] + words, Programs.environment(["WEIR_HOME": folder.path]))
  }

  private static func isThere(_ program: String) -> Bool {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].contains { access($0 + program, X_OK) == 0 }
  }

  private func file(_ name: String, _ text: String) throws -> String {
    let path = folder.path + "/" + name
    try PrivateFile.write(Array(text.utf8), to: path)
    return path
  }

  @Test("groff finds nothing to warn of", .enabled(if: isThere("groff")))
  func warnings() throws {
    let page = try file("weir.1", try weir("man").output)
    let ended = try Ended(["groff", "-man", "-Tutf8", "-ww", "-z", page], Programs.environment())
    #expect(ended.status == 0 && ended.output.isEmpty && ended.errors.isEmpty, "\(ended.errors)")
  }

  @Test(
    "man shows every section and what is typed", .enabled(if: isThere("man") && isThere("groff")))
  func rendering() throws {
    let page = try file("weir.1", try weir("man").output)
    let shown = try Ended(
      ["man", "-P", "cat", "-l", page],
      Programs.environment(["MANWIDTH": "100", "MAN_KEEP_FORMATTING": "", "GROFF_NO_SGR": "1"]))
    #expect(shown.status == 0)
    // Bold is printed twice, with a step back between.
    let letters = Array(shown.output.unicodeScalars)
    var text = String.UnicodeScalarView()
    for (place, letter) in letters.enumerated() where letter.value != 8 {
      if place + 1 < letters.count, letters[place + 1].value == 8 { continue }
      text.append(letter)
    }
    for part in [
      "SYNOPSIS", "weir push [REF...] [--dry-run]", ":export [REF] FILE", "EXIT STATUS", "FILES",
      "C-s  (w)", "keys.json5", "{ delete: [\"d\"]",
    ] {
      #expect(String(text).contains(part), "\(part)")
    }
  }

  @Test("bash reads its completion and completes commands, options and values")
  func bash() throws {
    let script = try file("completion", try weir("completion", "bash").output)
    func completed(_ words: String) throws -> [Substring] {
      let count = words.split(separator: " ", omittingEmptySubsequences: false).count
      let line = """
        source \(script); COMP_WORDS=(\(words.hasSuffix(" ") ? words + "''" : words)); \
        COMP_CWORD=\(count - 1); _weir; printf '%s\\n' "${COMPREPLY[@]}"
        """
      let ended = try Ended(["bash", "-c", line], Programs.environment(["PATH": "/usr/bin:/bin"]))
      #expect(ended.errors.isEmpty, "\(ended.errors)")
      return ended.output.split(separator: "\n")
    }
    #expect(try completed("weir pu").sorted() == ["publish", "pull", "push", "put"])
    #expect(try completed("weir push --d") == ["--dry-run"])
    #expect(try completed("weir -p x push --merge a") == ["auto", "ask"])
    #expect(try completed("weir completion ").prefix(3) == ["bash", "zsh", "fish"])
  }
}
