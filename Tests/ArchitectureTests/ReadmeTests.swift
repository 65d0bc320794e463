import Testing

@Suite("The README stays true")
struct ReadmeTests {
  private let tree = SourceTree()

  @Test("every module has its line in the map", arguments: ["Core", "System", "Services", "App"])
  func modules(of layer: String) throws {
    let readme = try tree.text(of: "README.md")
    let modules = try tree.folders(in: "Sources/\(layer)")
    #expect(!modules.isEmpty)
    for module in modules {
      #expect(readme.contains("`\(module)`"), "README.md says nothing of \(module)")
    }
  }

  @Test("every subcommand is named")
  func subcommands() throws {
    let readme = try tree.text(of: "README.md")
    var count = 0
    for file in try tree.files(in: "Sources/App/Subcommands/Commands") {
      for line in file.lines where line.contains("static let name = \"") {
        let name = line.split(separator: "\"")[1]
        count += 1
        #expect(readme.contains("`\(name)`"), "README.md says nothing of weir \(name)")
      }
    }
    #expect(count > 20)
  }

  @Test("every subcommand is in the list that makes the help")
  func registered() throws {
    let list = try tree.text(of: "Sources/App/Subcommands/SubcommandList.swift")
    for file in try tree.files(in: "Sources/App/Subcommands/Commands") {
      for line in file.lines
      where line.hasPrefix("package struct ") && line.contains(": Subcommand") {
        let type = line.dropFirst("package struct ".count).prefix { $0 != ":" }
        #expect(list.contains("\(type).self"), "\(type) is not in SubcommandList")
      }
    }
  }

  @Test("every make target it names is there")
  func targets() throws {
    let makefile = try tree.text(of: "Makefile")
    let words = try tree.text(of: "README.md").split { !$0.isLetter && $0 != "-" }
    for (word, next) in zip(words, words.dropFirst()) where word == "make" {
      // "make" is a verb too: only what the Makefile could mean is looked at.
      guard
        ["demo", "test", "build", "install", "bench", "soak", "screenshots", "format", "lint"]
          .contains(String(next))
      else { continue }
      #expect(makefile.contains("\n\(next):"), "make \(next) is not in the Makefile")
    }
  }
}
