import Testing

@Suite("How a file reads")
struct SizeTests {
  private let tree = SourceTree()

  @Test("no source is longer than 300 lines, no test longer than 400")
  func length() throws {
    for file in try tree.files(in: "Sources") {
      #expect(file.lines.count <= 301, "\(file.path) has \(file.lines.count) lines")
    }
    for file in try tree.files(in: "Tests") {
      #expect(file.lines.count <= 401, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test("no words that usually mean something unsafe or unfinished")
  func words() throws {
    let words = [
      "try!", "fatalError(", "nonisolated(unsafe)", "as!", "DispatchSemaphore(value: 0).wait",
    ]
    for file in try tree.files(in: "Sources") {
      for (number, line) in file.lines.enumerated() {
        let text = code(of: line)
        for word in words where text.contains(word) {
          Issue.record("\(file.path):\(number + 1): \(word)")
        }
        if hasCall("print(", text) { Issue.record("\(file.path):\(number + 1): print(") }
      }
    }
  }

  /// The function itself, not the end of a longer name and not a method.
  private func hasCall(_ name: String, _ line: String) -> Bool {
    line.split(separator: " ").contains { $0.hasPrefix(name) || $0.contains("(" + name) }
      && !line.contains("func " + name)
  }

  @Test("an unchecked Sendable says what guards it")
  func uncheckedSendable() throws {
    for file in try tree.files(in: "Sources") {
      let lines = file.lines
      for (number, line) in lines.enumerated() where code(of: line).contains("@unchecked Sendable")
      {
        let near = lines[max(0, number - 4)...min(lines.count - 1, number + 2)]
        #expect(near.contains { $0.contains("// Guarded by") }, "\(file.path):\(number + 1)")
      }
    }
  }

  @Test("what other modules may use has a doc comment")
  func docComments() throws {
    for file in try tree.files(in: "Sources") {
      let lines = file.lines
      for (number, line) in lines.enumerated() where declaresType(line) {
        var above = number - 1
        while above >= 0, lines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
        let isSubcommand = file.path.contains("/Subcommands/Commands/")
        #expect(
          isSubcommand || above >= 0 && lines[above].contains("///"),
          "\(file.path):\(number + 1): \(line)")
      }
    }
  }

  /// A type at the margin that other modules may use. Subcommands describe themselves in their help.
  private func declaresType(_ line: Substring) -> Bool {
    ["struct", "class", "enum", "protocol", "actor", "final class", "indirect enum"].contains {
      line.hasPrefix("package \($0) ")
    }
  }

  @Test("a file that declares one type bears its name")
  func names() throws {
    for file in try tree.files(in: "Sources") {
      let name = file.path.split(separator: "/").last?.split(separator: ".").first ?? ""
      let types = file.lines.compactMap(nameOfType)
      guard types.count == 1, !name.contains("+") else { continue }
      #expect(types[0] == name, "\(file.path) holds \(types[0])")
    }
  }

  /// The type that a line at the margin declares for more than its own file.
  private func nameOfType(_ line: Substring) -> Substring? {
    guard line.first?.isLetter == true, !line.contains("private ") else { return nil }
    let words = code(of: line).split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    guard
      let place = words.firstIndex(where: {
        ["struct", "class", "enum", "protocol", "actor"].contains($0)
      }), place + 1 < words.count, !words[..<place].contains("import")
    else { return nil }
    return line.firstRange(of: words[place + 1]).map { line[$0] }
  }
}
