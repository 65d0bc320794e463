import FlowModel
import Testing

@testable import FlowWorkspace

@Suite("The configuration file")
struct ProfileFileTests {
  private func file(_ text: String, _ body: (inout ProfileFile) throws -> Void) throws -> String {
    try withTemporaryFolder { folder in
      let path = folder + "/config.json5"
      if !text.isEmpty { try PrivateFile.write(Array(text.utf8), to: path) }
      var file = try ProfileFile(path: path)
      try body(&file)
      try file.save()
      return String(decoding: try PrivateFile.read(path) ?? [], as: UTF8.self)
    }
  }

  private func profile(_ name: String) throws -> Profile {
    Profile(
      name: name, isProtected: true,
      flowise: ServerProfile(
        address: try ServerAddress(parsing: "localhost:3000"), token: .environment("TOKEN")))
  }

  @Test("a profile that is added can be read again as it was")
  func roundTrip() throws {
    _ = try file("") { file in
      let profile = try profile("prod-1")
      try file.add(profile)
      try file.use("prod-1")
      #expect(file.configuration.profiles == [profile])
      #expect(file.configuration.defaultProfile == "prod-1")
      #expect(file.configuration.warnings.isEmpty)
    }
  }

  @Test("comments and order stay when a profile is added and removed")
  func commentsStay() throws {
    let text = """
      // mine
      {
        theme: 'dusk',  // dark
        profiles: {
          a: { flowise: { url: "http://localhost:1" } } // the first
        },
      }

      """
    let added = try file(text) { try $0.add(profile("b")) }
    #expect(added.contains("// mine"))
    #expect(added.contains("// the first"))
    #expect(added.contains("theme: 'dusk',  // dark"))
    let removed = try file(added) { file in
      #expect(file.configuration.profiles.map(\.name) == ["a", "b"])
      try file.remove("b")
      #expect(file.configuration.profiles.map(\.name) == ["a"])
    }
    #expect(removed.contains("// the first"))
  }

  @Test("the chosen profile goes with its removal")
  func removingDefault() throws {
    _ = try file("") { file in
      try file.add(profile("a"))
      try file.add(profile("b"))
      try file.use("a")
      try file.remove("a")
      #expect(file.configuration.defaultProfile == nil)
      #expect(try file.configuration.chosen(nil, environment: [:])?.name == "b")
    }
  }

  @Test("a mistake is told with its line and column, and the file is left alone")
  func mistake() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/config.json5"
      try PrivateFile.write(Array("{\n  theme: ,\n}".utf8), to: path)
      do {
        _ = try ProfileFile(path: path)
        Issue.record("it was read")
      } catch let error as Problem {
        #expect(error.sentence.contains("line 2"))
      }
    }
  }

  @Test("every mistake is told, and a setting nobody knows with the one that may have been meant")
  func severalWarnings() throws {
    let text = """
      {
        theem: "paper", glyphz: "ascii",
        editor: { modee: "vim" }, terminal: { mous: true }, nothing: 1,
      }
      """
    _ = try file(text) { file in
      let ends = file.configuration.warnings.map { $0.drop { $0 != ":" } }
      #expect(
        ends == [
          ":2: theem is not a setting weir knows; did you mean theme?",
          ":2: glyphz is not a setting weir knows; did you mean glyphs?",
          ":3: modee is not a setting weir knows; did you mean mode?",
          ":3: mous is not a setting weir knows; did you mean mouse?",
          ":3: nothing is not a setting weir knows",
        ])
    }
  }

  @Test("what is not understood is named with its line; the rest holds")
  func warnings() throws {
    let text = """
      {
        themes: 1,
        pullEvery: 'x',
        glyphs: 'ascii',
        profiles: { '../x': {}, b: { flowise: { url: 'ftp://x' } } },
      }
      """
    _ = try file(text) { file in
      let warnings = file.configuration.warnings.joined(separator: "\n")
      for piece in ["config.json5:2: themes", "config.json5:3: pullEvery", "../x", "ftp"] {
        #expect(warnings.contains(piece))
      }
      #expect(file.configuration.settings.glyphs == .ascii)
    }
  }
}
