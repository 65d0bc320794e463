import Testing

/// Foreign text reaches a terminal by the sanitiser only (threats.md): whoever writes to one is listed
/// here, with how the text is made fit.
@Suite("Ways to the terminal")
struct TerminalPathTests {
  private let tree = SourceTree()

  /// Files of the program that write to a descriptor, and why that is safe.
  private let writers: [String: String] = [
    "Sources/Services/TerminalScreen/TerminalDevice.swift": "cells and sequences of ours",
    "Sources/App/weir/TerminalConsole.swift":
      "say, progress and ask sanitise; write is for commands",
    "Sources/App/weir/Tour.swift": "sentences of ours",
    "Sources/Services/FlowStore/PrivateFiles.swift": "files",
    "Sources/Services/FlowWorkspace/PrivateFile.swift": "files",
    "Sources/App/MainLoop/SessionLog.swift": "a file",
    "Sources/Services/TerminalScreen/WakeUpPipe.swift": "a pipe",
  ]

  @Test("nobody else writes to a descriptor, or to standard output by C")
  func writing() throws {
    for file in try tree.files(in: "Sources") where !isTool(file.module) {
      for (number, line) in file.lines.enumerated() {
        let text = code(of: line)
        let isWrite = ["Glibc.write(", "fputs(", "fwrite(", "perror(", "putchar("].contains {
          text.contains($0) && !text.contains("inputs(") && !text.contains("outputs(")
        }
        let isBare =
          text.contains(" write(") && text.contains(".writeEnd") || text.contains(" write(writeEnd")
        if isWrite || isBare {
          #expect(writers[file.path] != nil, "\(file.path):\(number + 1): \(line)")
        }
      }
    }
  }

  private func isTool(_ module: String) -> Bool {
    ["weir-bench", "weir-screenshots", "weir-server", "FlowServer"].contains(module)
  }

  @Test("control characters stand in the files of the terminal only")
  func escapes() throws {
    let allowed = ["Sources/Services/TerminalScreen/", "Sources/App/weir/TerminalConsole.swift"]
    for file in try tree.files(in: "Sources") where !isTool(file.module) {
      for (number, line) in file.lines.enumerated() {
        guard !allowed.contains(where: { file.path.hasPrefix($0) }) else { continue }
        let isComment = line.drop { $0 == " " }.hasPrefix("//")
        let hasEscape =
          line.contains("\\u{1B}") || line.contains("\\u{9B}") || line.contains("\\u{07}")
        #expect(isComment || !hasEscape, "\(file.path):\(number + 1): \(line)")
      }
    }
  }
}
