import FlowModel
import FlowServer
import FlowWorkspace
import Glibc
import JSONText
import Subcommands
import TestKit
import Testing

@Suite("weir backup and restore-backup")
struct BackupTests {
  @Test("bring everything back: flows, edits that wait, history")
  func roundTrip() async throws {
    let weir = try await Weir(pulling: ["Triage", "Other"])
    try await weir.run("set", "Triage", temperature, "0.2")
    let file = weir.home.folder.path + "/copy.weir"
    let record = try await weir.record("Triage")
    #expect(try await weir.run("backup", file).status == .done)
    var facts = stat()
    #expect(stat(file, &facts) == 0 && facts.st_mode & 0o7777 == 0o600 && facts.st_nlink == 1)
    let bytes = try PrivateFile.read(file, limit: 1 << 26)

    let again = try await weir.run("backup", file)
    #expect(again.status == .failed && again.errors.contains("exists already"))
    #expect(try PrivateFile.read(file, limit: 1 << 26) == bytes)
    #expect(PrivateFileNames.of(weir.home.folder.path).count { $0.contains("copy") } == 1)

    try await weir.run("set", "Triage", temperature, "0.3")
    try await weir.run("delete", "Other", "--yes")
    let refused = try await weir.run("restore-backup", file, "--yes")
    #expect(refused.status == .needsPerson && refused.errors.contains("2 changes"))
    #expect(try await weir.states()["Other"] == "pending-delete")
    let unasked = try await weir.run("restore-backup", file, "--discard-unpushed")
    #expect(unasked.status == .needsPerson)

    let restored = try await weir.run("restore-backup", file, "--yes", "--discard-unpushed")
    #expect(restored.status == .done)
    #expect(try await weir.states() == ["Triage": "dirty", "Other": "clean"])
    #expect(try await weir.record("Triage") == record)
    #expect(PrivateFileNames.of(weir.dataFolder + "/unpushed").count == 1)
    // The former copy, with the edit that waited, is beside it.
    let folder = try #require(
      PrivateFileNames.of(weir.dataFolder).first { $0.hasPrefix("replaced-") })
    let former = PrivateFileNames.of("\(weir.dataFolder)/\(folder)")
    #expect(former.contains("weir.db") && former.contains("unpushed"))
    #expect(PrivateFileNames.of("\(weir.dataFolder)/\(folder)/unpushed").count == 1)
    #expect(try PrivateFile.read(file, limit: 1 << 26) == bytes, "the backup is only read")
  }

  @Test("a new flow that was sent after the backup is found again, not made twice")
  func noTwins() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("new", "Mine", "--kind", "chatflow")
    let file = weir.home.folder.path + "/copy.weir"
    try await weir.run("backup", file)
    #expect(try await weir.run("push", "--yes").status == .done)
    #expect(try await weir.run("restore-backup", file, "--yes").status == .done)
    #expect(try await weir.states()["Mine"] == "in-doubt")
    #expect(try await weir.run("pull").status == .done)
    #expect(try await weir.run("push", "--yes").status == .done)
    #expect(try weir.home.server.flowIDs().count == 2)
    #expect(try await weir.states() == ["Triage": "clean", "Mine": "clean"])
  }

  @Test(
    "a file that is no sound backup of this profile is refused, and nothing changes",
    arguments: ["missing", "text", "cut", "flipped", "newer", "foreign", "folder", "other server"])
  func unusable(kind: String) async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let file = weir.home.folder.path + "/copy.weir"
    try await weir.run("backup", file)
    var bytes = try #require(try PrivateFile.read(file, limit: 1 << 26))
    switch kind {
    case "missing": unlink(file)
    case "text": try PrivateFile.write(Array("no database at all".utf8), to: file)
    case "cut": try PrivateFile.write(Array(bytes.prefix(bytes.count / 2)), to: file)
    case "flipped":
      let needle = Array("chat_0".utf8)
      let place = try #require(bytes.indices.last { bytes[$0...].starts(with: needle) })
      bytes[place] ^= 1
      try PrivateFile.write(bytes, to: file)
    case "newer", "foreign":
      // Bytes 60 to 63 are the user version, 68 to 71 the application id (the SQLite file format).
      bytes[kind == "newer" ? 63 : 70] = 77
      try PrivateFile.write(bytes, to: file)
    case "folder":
      unlink(file)
      mkdir(file, 0o700)
    default:
      let other = try await Weir(pulling: ["Elsewhere"])
      unlink(file)
      try await other.run("backup", file)
    }
    let before = PrivateFileNames.of(weir.dataFolder)
    let answer = try await weir.run("restore-backup", file, "--yes")
    #expect(answer.status == .failed && answer.errors.contains("No backup was restored"))
    #expect(PrivateFileNames.of(weir.dataFolder) == before)
    #expect(try await weir.states() == ["Triage": "clean"])
  }

  @Test("restoring waits for nobody: while another weir has the profile open it is refused")
  func inUse() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let file = weir.home.folder.path + "/copy.weir"
    try await weir.run("backup", file)
    let other = try weir.home.open([.flowise])
    let answer = try await weir.run("restore-backup", file, "--yes")
    #expect(answer.status == .failed && answer.errors.contains("open"))
    await other.close()
    #expect(try await weir.run("restore-backup", file, "--yes").status == .done)
  }

  @Test("no token is in a backup, in what was damaged or replaced, or in unpushed/")
  func token() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    try await weir.run("set", "Triage", temperature, "0.2")
    let file = weir.home.folder.path + "/copy.weir"
    try await weir.run("backup", file)
    try await weir.run("restore-backup", file, "--yes", "--discard-unpushed")
    try PrivateFile.write(Array("oops".utf8), to: weir.dataFolder + "/weir.db")
    try await weir.run("status")
    try await weir.run("recover", "--json")
    var count = 0
    func look(in folder: String) throws {
      for name in FolderTree.names(in: folder) {
        let path = "\(folder)/\(name)"
        var facts = stat()
        try #require(lstat(path, &facts) == 0)
        if facts.st_mode & S_IFMT == S_IFDIR {
          try look(in: path)
        } else {
          count += 1
          let bytes = try PrivateFile.read(path, limit: 1 << 26) ?? []
          #expect(bytes.firstRange(of: Array(TestHome.token.utf8)) == nil, "\(path)")
        }
      }
    }
    try look(in: weir.home.folder.path)
    #expect(count > 8)
  }

  @Test("a copy that can only be read can be backed up, and not be replaced")
  func readOnly() async throws {
    let weir = try await Weir(pulling: ["Triage"])
    let file = weir.home.folder.path + "/copy.weir"
    #expect(try await weir.run("backup", file, readOnly: true).status == .done)
    let answer = try await weir.run("restore-backup", file, "--yes", readOnly: true)
    #expect(answer.status == .failed)
  }
}
