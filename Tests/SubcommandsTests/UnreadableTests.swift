import FlowModel
import FlowStore
import FlowWorkspace
import JSONText
import Subcommands
import TestKit
import Testing

@Suite("a flow that is not understood, on the command line")
struct UnreadableTests {
  /// Two flows, and a pull that could not read one of them.
  private func scene() async throws -> Weir {
    let weir = try await Weir(pulling: ["Odd", "Other"])
    let places = weir.home.places
    let store = try Store(
      location: StoreLocation(
        dataFolder: places.data(of: "test"), lockFolder: places.locks, profile: "test"),
      access: .writing, now: { 0 }, random: { 0 })
    defer { store.close() }
    let flow = try #require(try store.reader.find("Odd").first)
    try store.writer.quarantine(flow.id, because: .tooDeep)
    return weir
  }

  @Test("status says which, why, and what follows")
  func status() async throws {
    let weir = try await scene()
    let text = try await weir.run("status").text
    #expect(text.contains("1 clean, 1 quarantined"))
    #expect(
      text.contains(
        """
        Not understood
          Odd: the server's record has more than 512 objects and arrays inside each other. It stays
        """))
    let row = try #require(try await weir.run("status", "--json").json["unreadable"]?[0])
    #expect(row["name"]?.string == "Odd" && row["reason"]?.string == "too-deep")
    #expect(row["message"]?.string?.contains("nothing is sent") == true)
  }

  @Test("show says why, and what was understood last is still there")
  func show() async throws {
    let weir = try await scene()
    let text = try await weir.run("show", "Odd").text
    #expect(text.contains("state      quarantined"))
    #expect(text.contains("unread     the server's record has more than 512 objects"))
    #expect(try await weir.record("Odd").contains("flowData"))
  }

  @Test("an edit is refused with a sentence, and possible again after a pull that understands it")
  func edit() async throws {
    let weir = try await scene()
    let refused = try await weir.run("set", "Odd", "category", "\"x\"")
    #expect(refused.status == .failed && refused.errors.contains("could not be understood"))
    #expect(try await weir.run("pull").status == .done)
    #expect(try await weir.states().values.allSatisfy { $0 == "clean" })
    #expect(try await weir.run("status", "--json").json["unreadable"]?.count == 0)
  }
}
