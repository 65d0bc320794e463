import FlowWorkspace
import Glibc
import JSONText
import TestKit
import Testing

@Suite("The programs without a terminal")
struct ScriptTests {
  private let folder = TemporaryFolder()

  private func weir(_ words: String..., environment: [String: String] = [:]) throws -> Ended {
    let home = ["WEIR_HOME": folder.path + "/home", "HOME": folder.path, "TMPDIR": folder.path]
    return try Ended(
      [Programs.weir()] + words, Programs.environment(home.merging(environment) { $1 }))
  }

  @Test("the demo plays the main job, exits 0, and leaves no file and no process behind")
  func demo() throws {
    let ended = try weir("demo")
    #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
    for part in ["$ weir pull", "$ weir set", "$ weir push", "update done (200)", "$ weir list"] {
      #expect(ended.output.contains(part), "\(part)")
    }
    #expect(FolderTree.names(in: folder.path) == [])
    #expect(Processes.holding(folder.path) == [])
  }

  @Test("the version and the help are printed, and nothing is made")
  func help() throws {
    #expect(try weir("--version").output == "weir \(WeirVersion.text)\n")
    for words in [["help"], ["--help"], ["help", "push"], ["push", "--help"], ["help", "demo"]] {
      let ended = try Ended(
        [Programs.weir()] + words, Programs.environment(["WEIR_HOME": folder.path + "/home"]))
      #expect(ended.status == 0 && ended.errors == "")
      #expect(ended.output.contains("Usage: weir"))
    }
    #expect(FolderTree.names(in: folder.path) == [])
  }

  @Test(
    "wrong words are 2, with a sentence and what to do",
    arguments: [
      (["lst"], "did you mean list?"), (["psuh"], "did you mean push?"),
      (["--verbose"], "--verbose"),
      (["list", "--jsn"], "did you mean --json?"), (["-p"], "-p needs a value"),
      (["--color", "pink"], "not \"pink\""), (["list"], "weir profile add"),
      (["help", "frobnicate"], "There is no command"), (["demo", "--flows", "x"], "whole number"),
    ])
  func wrongWords(_ words: [String], says part: String) throws {
    let ended = try Ended(
      [Programs.weir()] + words, Programs.environment(["WEIR_HOME": folder.path + "/home"]))
    #expect(ended.status == 2)
    #expect(ended.errors.contains(part), "\(ended.errors)")
    #expect(ended.output == "")
  }

  @Test("edit runs the editor that the environment names, and hands it no token")
  func edit() throws {
    let script = folder.path + "/editor"
    try PrivateFile.write(
      Array(
        "#!/bin/sh\nenv > '\(folder.path)/seen'\nprintf '{\"nodes\":[],\"edges\":[],\"x\":1}' > \"$2\""
          .utf8),
      to: script)
    #expect(chmod(script, 0o700) == 0)
    let environment = ["EDITOR": "'\(script)' -x", "FLOW_TOKEN": "canary", "OTHER": "kept"]
    for words in [
      [
        "profile", "add", "p", "--flowise", "http://127.0.0.1:9", "--flowise-token-env",
        "FLOW_TOKEN",
      ],
      ["new", "One", "--kind", "chatflow"], ["edit", "One"],
    ] {
      let home = ["WEIR_HOME": folder.path + "/home"].merging(environment) { $1 }
      let ended = try Ended([Programs.weir()] + words, Programs.environment(home))
      #expect(ended.status == 0, "\(ended.errors)")
    }
    let shown = try weir("show", "One", "--field", "flowData.x")
    #expect(shown.output == "1", "\(shown.errors)")
    let seen = String(decoding: try PrivateFile.read(folder.path + "/seen") ?? [], as: UTF8.self)
    #expect(seen.contains("OTHER=kept") && !seen.contains("canary"))
  }

  @Test("no home, or a home that is no folder, is a sentence")
  func home() throws {
    let none = try Ended([Programs.weir(), "list"], Programs.environment())
    #expect(none.status == 2 && none.errors.contains("HOME"))
    let file = folder.path + "/file"
    try PrivateFile.write([1], to: file)
    let odd = try weir("list", environment: ["WEIR_HOME": file])
    #expect(odd.status != 0 && !odd.errors.isEmpty)
    #expect(try PrivateFile.read(file) == [1])
  }

  @Test(
    "the screen without a terminal, or on a dumb one, is 2 and says that all is a subcommand too")
  func noTerminal() throws {
    let ended = try weir()
    #expect(ended.status == 2)
    #expect(ended.errors.contains("The screen cannot be opened."))
    #expect(ended.errors.contains("weir help"))
    #expect(ended.output == "", "no byte of a screen went out")
  }

  @Test("weir-server says where it listens in one line, answers, and ends at SIGTERM's word")
  func server() throws {
    let program = try Programs.folder() + "/weir-server"
    let wrong = try Ended([program, "--port", "many"], Programs.environment())
    #expect(wrong.status == 2 && wrong.errors.hasPrefix("weir-server: "))
    // timeout(1) sends SIGTERM after a second; 124 would mean that it had to be told twice.
    let ended = try Ended(
      ["timeout", "--preserve-status", "1", program, "--flows", "3"],
      Programs.environment(["WEIR_SERVER_TOKEN": "canary-token"]))
    #expect(ended.status == 0, "\(ended.errors)")
    let root = try JSONDocument(parsing: Array(ended.output.utf8)).root
    #expect(root["flowise"]?.string?.hasPrefix("http://127.0.0.1:") == true)
    #expect(root["flownally"]?.string?.hasPrefix("http://127.0.0.1:") == true)
    #expect(!ended.output.contains("canary"))
  }

  @Test("a reader that goes away ends the program quietly")
  func closedPipe() throws {
    let program = try Programs.weir()
    let ended = try Ended(
      ["bash", "-c", "set -o pipefail; '\(program)' help | head -1; echo status=${PIPESTATUS[0]}"],
      Programs.environment(["WEIR_HOME": folder.path]))
    #expect(ended.output.hasPrefix("weir: browse"))
    #expect(ended.errors == "")
    #expect(ended.output.contains("status=0") || ended.output.contains("status=141"))
  }
}
