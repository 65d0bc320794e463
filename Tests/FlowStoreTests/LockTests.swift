import FlowModel
import FlowStore
import Glibc
import TestKit
import Testing

/// POSIX locks belong to the process and the file: closing any descriptor of the file drops them
/// all (fcntl(2)). SQLite's shared lock on the database file is what keeps another program from
/// deleting the log under us.
@Suite("SQLite's own locks") struct LockTests {
  /// Locks of this process on a file, from /proc/locks.
  private func lockCount(on path: String) throws -> Int {
    var facts = stat()
    try #require(stat(path, &facts) == 0)
    let descriptor = open("/proc/locks", O_RDONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(descriptor, &chunk, chunk.count), count > 0 {
      text += chunk[..<count]
    }
    // 1: POSIX  ADVISORY  READ 4711 08:01:1234 1073741826 1073742335
    return String(decoding: text, as: UTF8.self).split(separator: "\n").count { line in
      let words = line.split(separator: " ")
      return words.contains("POSIX") && words.contains(Substring(String(getpid())))
        && words.contains { $0.hasSuffix(":\(facts.st_ino)") }
    }
  }

  @Test("outlive the opening of a second store, its end, and a look from outside")
  func secondStore() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("a", id: "1"))
    let path = temporary.location.databasePath
    #expect(try lockCount(on: path) == 1)
    let second = try temporary.another()
    #expect(try lockCount(on: path) == 1)
    let reading = try temporary.another(.reading)
    #expect(try lockCount(on: path) == 1)
    second.close()
    reading.close()
    try temporary.save(SampleRecord.chatflow("b", id: "1"), flow)
    _ = try temporary.store.settleUnpushed()
    #expect(try lockCount(on: path) == 1)
  }
}
