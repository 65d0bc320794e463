import FlowWorkspace
import Glibc
import MainLoop
import TestKit
import Testing
import Workbench

/// What was used last in the palette, over runs.
@Suite("Recent commands") struct RecentCommandsTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/state/commands" }
  private var recent: RecentCommands { RecentCommands(path: path) }

  private func write(_ bytes: [UInt8]) throws { try PrivateFile.write(bytes, to: path) }

  @Test("come back in a later run, in a private file of a private folder")
  func roundTrip() throws {
    #expect(recent.load() == [])
    recent.keep(["push all", "open 8c0e1f6a"])
    #expect(recent.load() == ["push all", "open 8c0e1f6a"])
    var facts = stat()
    #expect(lstat(path, &facts) == 0 && facts.st_mode & 0o7777 == 0o600)
    #expect(lstat(folder.path + "/state", &facts) == 0 && facts.st_mode & 0o7777 == 0o700)
    // Another window used something else meanwhile.
    recent.keep(["redraw", "push all"])
    #expect(recent.load() == ["redraw", "push all", "open 8c0e1f6a"])
  }

  @Test("never become more than fifty lines of at most 300 bytes")
  func bounded() throws {
    for number in 0..<120 { recent.keep(["line \(number)"]) }
    recent.keep([String(repeating: "x", count: 301), String(repeating: "y", count: 300)])
    let lines = recent.load()
    #expect(lines.count == 50 && lines[0].first == "y" && lines[1] == "line 119")
    #expect(try #require(try PrivateFile.read(path)).count < 50 * 301)
  }

  @Test("of a damaged or hostile file what is no plain line counts for nothing")
  func hostile() throws {
    try write(
      Array("good\n\n\u{1B}[2J\n\u{202E}lru\na\tb\nbell\u{7}\ngood\n".utf8) + [0xFF, 0xFE, 0x0A]
        + Array("other".utf8))
    #expect(recent.load() == ["good", "other"])
    try write([UInt8](repeating: 0x0A, count: 1 << 17))
    #expect(recent.load() == [])
    // What replaces it is sound again.
    recent.keep(["good"])
    #expect(recent.load() == ["good"])
  }

  @Test("a pipe, a folder or a link in its place is neither waited for nor followed")
  func otherKinds() throws {
    try PrivateFile.makeFolder(folder.path + "/state")
    #expect(mkfifo(path, 0o600) == 0)
    #expect(recent.load() == [])
    unlink(path)
    #expect(mkdir(path, 0o700) == 0)
    recent.keep(["good"])
    #expect(recent.load() == [])
    rmdir(path)
    let victim = folder.path + "/victim"
    try PrivateFile.write(Array("mine".utf8), to: victim)
    #expect(symlink(victim, path) == 0)
    #expect(recent.load() == [])
    recent.keep(["good"])
    #expect(try PrivateFile.read(victim) == Array("mine".utf8))
    #expect(recent.load() == ["good"])
  }

  @Test("are read and written by the effects of the palette; where there are none, nothing comes")
  func performed() async throws {
    let desk = try WorkspacePerformerTests.Desk(recent: recent)
    #expect(await desk.events(.loadRecent).isEmpty)
    #expect(await desk.events(.keepRecent(["redraw"])).isEmpty)
    guard case .recentLoaded(["redraw"])? = await desk.events(.loadRecent).first else {
      Issue.record("nothing was read")
      return
    }
  }
}
