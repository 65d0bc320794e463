import FlowModel
import FlowWorkspace
import Glibc
import JSONText
import Subcommands
import TestKit
import Testing

/// Promise 7, with the rights of the disk itself. Root may write everywhere: these run for others.
@Suite("A folder that cannot be written", .enabled(if: geteuid() != 0, "root may write everywhere"))
struct ReadOnlyTests {
  /// Every file below a folder with its content.
  private func content(of folder: String) throws -> [String: [UInt8]] {
    var all: [String: [UInt8]] = [:]
    for name in FolderTree.names(in: folder) {
      let path = "\(folder)/\(name)"
      var facts = stat()
      try #require(lstat(path, &facts) == 0)
      if facts.st_mode & S_IFMT == S_IFDIR {
        all.merge(try content(of: path)) { first, _ in first }
      } else {
        all[path] = try PrivateFile.read(path, limit: 1 << 26)
      }
    }
    return all
  }

  private func setRights(_ folder: String, files: mode_t, folders: mode_t) {
    for name in FolderTree.names(in: folder) {
      let path = "\(folder)/\(name)"
      var facts = stat()
      guard lstat(path, &facts) == 0 else { continue }
      if facts.st_mode & S_IFMT == S_IFDIR {
        setRights(path, files: files, folders: folders)
      } else {
        chmod(path, files)
      }
    }
    chmod(folder, folders)
  }

  @Test("is read, and says so; every change is refused with the reason, and no byte is written")
  func reader() async throws {
    let weir = try await Weir(pulling: ["Triage", "Other"])
    try await weir.run("set", "Triage", temperature, "0.2")
    let folder = weir.home.folder.path
    setRights(folder, files: 0o400, folders: 0o500)
    defer { setRights(folder, files: 0o600, folders: 0o700) }
    let before = try content(of: folder)
    for words in [["list"], ["status"], ["show", "Triage"], ["recover"], ["conflicts"]] {
      let answer = try await weir.run(words)
      #expect(answer.status == .done && answer.errors.contains("reading only"), "\(words)")
    }
    #expect(try await weir.states() == ["Triage": "dirty", "Other": "clean"])
    for words in [
      ["set", "Triage", temperature, "0.3"], ["rename", "Other", "New"], ["pull"],
      ["push", "--yes"], ["delete", "Other", "--yes"], ["undo", "Triage"],
      ["new", "Mine", "--kind", "chatflow"], ["duplicate", "Triage", "Copy"],
    ] {
      let answer = try await weir.run(words)
      #expect(answer.status == .failed && answer.errors.contains("cannot be written"), "\(words)")
    }
    #expect(try content(of: folder) == before)
  }

  @Test("nor can a file in a folder that can: the database, or the lock of the one who writes")
  func oneFile() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    for path in [weir.dataFolder + "/weir.db", weir.home.places.locks + "/test.writer"] {
      try #require(chmod(path, 0o400) == 0)
      let list = try await weir.run("list")
      #expect(list.status == .done && list.errors.contains("reading only"), "\(path)")
      let answer = try await weir.run("set", "Triage", temperature, "0.3")
      #expect(answer.status == .failed && answer.errors.contains("NOT saved"), "\(path)")
      chmod(path, 0o600)
    }
    #expect(try await weir.run("set", "Triage", temperature, "0.3").status == .done)
  }

  @Test("and an unpushed/ that cannot be written lets nothing be called saved")
  func unpushedFolder() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let folder = weir.dataFolder + "/unpushed"
    try PrivateFile.makeFolder(folder)
    chmod(folder, 0o500)
    defer { chmod(folder, 0o700) }
    let answer = try await weir.run("set", "Triage", temperature, "0.3")
    #expect(answer.status == .failed && answer.errors.contains("NOT saved"))
    #expect(try await weir.states() == ["Triage": "clean"])
  }
}
