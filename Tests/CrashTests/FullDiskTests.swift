import FlowServer
import FlowWorkspace
import Glibc
import Testing

/// A file system of 4 MiB that is full (promise 4). Mounting needs rights: where they are missing
/// the points of `CrashTests` that answer ENOSPC for good stand for it.
@Suite("A full disk", .serialized)
struct FullDiskTests {
  @Test("loses nothing, and the program still starts, shows, exports and is mended by making room")
  func full() throws {
    let stage = try Stage()
    guard mounted(on: stage.root) else { return }
    defer { _ = run(["umount", "-l", stage.root]) }
    try stage.addProfile(.flowise)
    try Scenario.threeFlows(stage)
    try stage.must("set", "Alpha", "flowData.note", "BEFORE", "--string")

    let filler = stage.root + "/filler"
    fill(filler)
    let begin = ContinuousClock().now
    let refused = try stage.weir(["set", "Alpha", "flowData.note", "REFUSED", "--string"])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("NOT saved: the disk is full."), "\(refused.errors)")
    #expect(try stage.weir(["list"]).output.contains("Alpha"))
    #expect(
      try stage.weir(["show", "Alpha", "--field", "flowData.note"]).output == "BEFORE")
    let copy = stage.place + "/backup.db"
    let backup = try stage.weir(["backup", copy])
    #expect(backup.status == 0, "\(backup.errors)")
    // Four starts; the promise is one second for each on a machine that is not busy.
    #expect(ContinuousClock().now - begin < .seconds(8))

    unlink(filler)
    try stage.must("set", "Alpha", "flowData.place", "AFTER", "--string")
    try stage.must("sync", "--yes")
    let body = try stage.server.flowIDs().map { id in
      String(decoding: try stage.server.storedText("flowData", of: id) ?? [], as: UTF8.self)
    }
    #expect(body.contains { $0.contains("BEFORE") && $0.contains("AFTER") })
  }

  private func mounted(on path: String) -> Bool {
    geteuid() == 0 && run(["mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", path])
  }

  private func run(_ arguments: [String]) -> Bool {
    let result = try? ChildProcess.run(
      arguments, environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], seconds: 10, limit: 4096)
    return result?.status == 0
  }

  private func fill(_ path: String) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(descriptor) }
    for size in [65_536, 4096, 512, 1] {
      let bytes = [UInt8](repeating: 120, count: size)
      while write(descriptor, bytes, size) > 0 {}
    }
  }
}
