import FlowModel
import FlowStore
import TestKit
import Testing

@Suite("Mentions of a flow") struct MentionTests {
  @Test("are the flows whose record holds its id, by name; itself and what is gone left out")
  func mentions() throws {
    let temporary = try TemporaryStore()
    let id = "8c0e1f6a-7d0b-4b7e-9c2e-0b8f3a4d41d2"
    let called = try temporary.pulled(SampleRecord.chatflow("Called", id: id, prompt: id))
    try temporary.pulled(SampleRecord.chatflow("zeta", id: "2", prompt: "call \(id) now"))
    try temporary.pulled(SampleRecord.chatflow("Alpha", id: "3", prompt: id))
    try temporary.pulled(SampleRecord.chatflow("Other", id: "4"))
    let gone = try temporary.pulled(SampleRecord.chatflow("Gone", id: "5", prompt: id))
    try makeGone(gone, temporary)
    #expect(try temporary.reader.mentions(of: called, limit: 9) == ["Alpha", "zeta"])
    #expect(try temporary.reader.mentions(of: called, limit: 1) == ["Alpha"])
  }

  @Test("are none of a flow that was never sent, or whose id is too short to mean anything")
  func none() throws {
    let temporary = try TemporaryStore()
    let made = try temporary.create(SampleRecord.chatflow("Made"), kind: .chatflow)
    let short = try temporary.pulled(SampleRecord.chatflow("Short", id: "7"))
    try temporary.pulled(SampleRecord.chatflow("Other", id: "77777777", prompt: "7"))
    #expect(try temporary.reader.mentions(of: short, limit: 9).isEmpty)
    #expect(try temporary.reader.mentions(of: made, limit: 9).isEmpty)
  }
}
