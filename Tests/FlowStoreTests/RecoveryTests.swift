import FlowModel
import FlowStore
import Glibc
import TestKit
import Testing

@Suite("After a crash") struct RecoveryTests {
  @Test("every acknowledged save is there")
  func acknowledgedSaves() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("0", id: "1"))
    for number in 1...12 {
      try temporary.save(SampleRecord.chatflow("\(number)", id: "1", padding: 90_000), flow)
      // What a kill at this moment leaves: the files as they are, without a word of farewell.
      let copy = try TemporaryStore()
      copy.store.close()
      try StoreImage(temporary.location).restore(to: copy.location)
      let store = try copy.another()
      #expect(store.opening.wasLeftOpen)
      #expect(store.opening.setAside == nil)
      #expect(try store.reader.summary(flow)?.name == "\(number)")
      #expect(store.writer.unpushed.names().count == 1)
      store.close()
    }
  }

  @Test("a plain file that was half written goes at the next start, its neighbours stay")
  func halfWrittenPlainFile() throws {
    let temporary = try TemporaryStore()
    let flow = try temporary.pulled(SampleRecord.chatflow("0", id: "1"))
    try temporary.save(SampleRecord.chatflow("1", id: "1"), flow)
    let names = temporary.store.writer.unpushed.names()
    #expect(names.count == 1)
    temporary.store.close()
    let folder = temporary.location.unpushedFolder
    let half = "\(folder)/0.json.new"
    try PrivateFiles.replaceFile(half, with: [Array("{".utf8)])
    let store = try temporary.another()
    _ = try store.settleUnpushed()
    #expect(PrivateFiles.names(in: folder) == names)
    store.close()
  }

  @Test("a log without its shared memory is read from a folder that cannot be written")
  func readOnlyWithLog() throws {
    let temporary = try TemporaryStore()
    try temporary.pulled(SampleRecord.chatflow("seen", id: "1"))
    let log = try PrivateFiles.readFile(temporary.location.databasePath + "-wal", limit: 1 << 20)
    #expect(log?.isEmpty == false)
    let store = try Store(
      location: temporary.location, access: .reading, now: { 0 }, random: { 0 },
      canWrite: { _ in false })
    #expect(try store.reader.counts().chatflows == 1)
  }
}
