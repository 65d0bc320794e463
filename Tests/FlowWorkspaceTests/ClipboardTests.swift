import FlowModel
import FlowWorkspace
import Glibc
import TestKit
import Testing

@Suite("The clipboard")
struct ClipboardTests {
  private let folder = TemporaryFolder()

  /// Makes programs of these names that write their arguments and input into files; those of
  /// `failing` then fail.
  private func environment(
    _ programs: [String], failing: Set<String> = [], _ variables: [String: String] = [:]
  ) throws -> [String: String] {
    for name in programs {
      let script = """
        #!/bin/sh
        echo "$@" > '\(folder.path)/\(name).arguments'
        /bin/cat > '\(folder.path)/\(name).input'
        echo noise; echo noise >&2
        exit \(failing.contains(name) ? 1 : 0)
        """
      try PrivateFile.write(Array(script.utf8), to: "\(folder.path)/\(name)")
      #expect(chmod("\(folder.path)/\(name)", 0o700) == 0)
    }
    return variables.merging(["PATH": "/nowhere:\(folder.path)"]) { one, _ in one }
  }

  private func file(_ name: String) -> String? {
    (try? PrivateFile.read("\(folder.path)/\(name)")).flatMap { $0 }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static let all = ["tmux", "wl-copy", "xclip", "xsel", "pbcopy"]

  @Test(
    "is reached by the first way that fits the place",
    arguments: [
      (["TMUX": "/tmp/t,1,0", "WAYLAND_DISPLAY": "w"], "tmux", "load-buffer -w -"),
      (["TMUX": "/tmp/t,1,0", "SSH_CONNECTION": "x"], "tmux", "load-buffer -w -"),
      (["WAYLAND_DISPLAY": "w", "DISPLAY": ":0"], "wl-copy", ""),
      (["DISPLAY": ":0"], "xclip", "-selection clipboard -in"), ([:], "pbcopy", ""),
    ])
  func ways(_ variables: [String: String], _ name: String, _ arguments: String) async throws {
    let clipboard = Clipboard(environment: try environment(Self.all, variables))
    let text = "a\u{0}b \u{1B}[31m é\r\n"
    #expect(await clipboard.copy(Array(text.utf8)) == .program(name))
    #expect(file("\(name).arguments") == arguments + "\n")
    #expect(file("\(name).input") == text)
    #expect(Self.all.count { file("\($0).input") != nil } == 1)
  }

  @Test("a program that is not there or fails leaves it to the next")
  func fallingBack() async throws {
    let variables = ["TMUX": "t", "DISPLAY": ":0"]
    let clipboard = Clipboard(
      environment: try environment(["tmux", "xsel"], failing: ["tmux"], variables))
    #expect(await clipboard.copy([65]) == .program("xsel"))
    #expect(file("tmux.input") == "A" && file("xsel.arguments") == "--clipboard --input\n")
  }

  @Test("over SSH, or without any program, only the terminal is left")
  func terminal() async throws {
    let far = try environment(Self.all, ["SSH_TTY": "/dev/pts/1", "DISPLAY": "x:10"])
    #expect(await Clipboard(environment: far).copy([65]) == nil)
    #expect(Self.all.allSatisfy { file("\($0).input") == nil })
    #expect(await Clipboard(environment: ["PATH": "/nowhere"]).copy([65]) == nil)
    #expect(await Clipboard(environment: [:]).copy([65]) == nil)
  }

  @Test("megabytes pass, and a program that serves on in the background is not waited for")
  func large() async throws {
    let script = "#!/bin/sh\n/bin/cat > '\(folder.path)/in'\n/bin/sleep 5 &\n"
    try PrivateFile.write(Array(script.utf8), to: "\(folder.path)/pbcopy")
    #expect(chmod("\(folder.path)/pbcopy", 0o700) == 0)
    let text = [UInt8](repeating: 0x61, count: 3 << 20)
    #expect(
      await Clipboard(environment: ["PATH": folder.path]).copy(text) == .program("pbcopy"))
    #expect(try PrivateFile.read("\(folder.path)/in") == text)
  }

  @Test("the sentence names what was copied, how much, and by what")
  func sentences() {
    let text = Array("nodes/3".utf8)
    #expect(
      Clipboard.sentence(text, "the path", by: .program("tmux"))
        == "Copied the path (7 bytes) to the clipboard (tmux).")
    #expect(
      Clipboard.sentence([65], "the key", by: .terminal)
        == "Copied the key (1 byte) to the clipboard (by the terminal, OSC 52).")
  }
}
