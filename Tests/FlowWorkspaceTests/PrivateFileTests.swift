import FlowModel
import FlowWorkspace
import Glibc
import TestKit
import Testing

/// The modes of a file or folder, without its kind; nil when it is not there.
func mode(of path: String) -> mode_t? {
  var facts = stat()
  return lstat(path, &facts) == 0 ? facts.st_mode & 0o7777 : nil
}

@Suite("Private files")
struct PrivateFileTests {
  private let folder = TemporaryFolder()

  private func file(_ text: String, mode: mode_t, _ name: String = "file") throws -> String {
    let path = "\(folder.path)/\(name)"
    try PrivateFile.write(Array(text.utf8), to: path)
    #expect(chmod(path, mode) == 0)
    return path
  }

  @Test("files are 0600 and folders 0700, even when the umask allows everything")
  func modes() throws {
    let old = umask(0)
    defer { umask(old) }
    let path = folder.path + "/a/b/secret"
    try PrivateFile.write([1, 2], to: path)
    #expect(mode(of: path) == 0o600)
    #expect(mode(of: folder.path + "/a/b") == 0o700)
    #expect(mode(of: folder.path + "/a") == 0o700)
    #expect(try PrivateFile.read(path) == [1, 2])
  }

  @Test("a folder of ours that others could enter is closed")
  func wideFolder() throws {
    let path = folder.path + "/wide"
    #expect(mkdir(path, 0o755) == 0)
    try PrivateFile.makeFolder(path)
    #expect(mode(of: path) == 0o700)
  }

  @Test("a file is replaced as a whole: one with the old mode becomes private, nothing is left")
  func replacing() throws {
    let path = try file("old", mode: 0o644)
    try PrivateFile.write(Array("new".utf8), to: path)
    #expect(mode(of: path) == 0o600)
    #expect(try PrivateFile.read(path) == Array("new".utf8))
    #expect(FolderTree.names(in: folder.path) == ["file"])
  }

  @Test("writing over a link replaces the link, and what it points to stays")
  func writingOverLink() throws {
    let target = try file("theirs", mode: 0o600, "target")
    let link = folder.path + "/link"
    #expect(symlink(target, link) == 0)
    try PrivateFile.write(Array("ours".utf8), to: link)
    #expect(try PrivateFile.read(target) == Array("theirs".utf8))
    #expect(try PrivateFile.read(link) == Array("ours".utf8))
  }

  @Test("a secret is not read through a link")
  func secretLink() throws {
    let target = try file("token", mode: 0o600, "target")
    let link = folder.path + "/link"
    #expect(symlink(target, link) == 0)
    #expect(try PrivateFile.read(link) == Array("token".utf8))
    let problem = #expect(throws: Problem.self) { try PrivateFile.read(link, isSecret: true) }
    #expect(problem?.title.contains("link") == true)
  }

  @Test(
    "a secret that others may read is refused, with the command that mends it",
    arguments: [0o640, 0o604, 0o644, 0o666] as [mode_t])
  func openSecret(_ mode: mode_t) throws {
    let path = try file("token", mode: mode)
    let problem = #expect(throws: Problem.self) { try PrivateFile.read(path, isSecret: true) }
    #expect(problem?.advice == "Run: chmod 600 \(path)")
    #expect(problem?.sentence.contains("token") == false)
  }

  @Test("a missing file is nil; a folder, a pipe and a file too large are sentences")
  func odd() throws {
    #expect(try PrivateFile.read(folder.path + "/none") == nil)
    #expect(throws: Problem.self) { try PrivateFile.read(folder.path) }
    let path = try file("12345", mode: 0o600)
    #expect(try PrivateFile.read(path, limit: 5)?.count == 5)
    #expect(throws: Problem.self) { try PrivateFile.read(path, limit: 4) }
    #expect(throws: Problem.self) { try PrivateFile.makeFolder(path) }
  }

  @Test("where nothing can be written, the old file stands and the sentence says so")
  func failedWrite() throws {
    // A folder in the place of the temporary file makes the write fail for everybody, root too.
    let path = try file("old", mode: 0o600)
    let blocker = "\(path).\(getpid()).new"
    #expect(mkdir(blocker, 0o700) == 0)
    let problem = #expect(throws: Problem.self) { try PrivateFile.write([1], to: path) }
    #expect(problem?.title.contains("could not be written") == true)
    #expect(try PrivateFile.read(path) == Array("old".utf8))
  }
}
