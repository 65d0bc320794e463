import FlowModel
import FlowWorkspace
import JSONText
import MainLoop
import TestKit
import Testing
import Workbench

/// What the tab Config asks for, and what lists ask for beside their window, on a real workspace.
@Suite struct SettingsPerformerTests {
  private typealias Desk = WorkspacePerformerTests.Desk

  private struct Missing: Error {}

  private func settings(_ flow: FlowID, _ desk: Desk) async throws -> [String: FlowSetting] {
    let events = await desk.events(.loadSettings(flow))
    guard case .settingsLoaded(flow, let settings)? = events.first else { throw Missing() }
    return Dictionary(settings.map { ($0.path.pointer, $0) }) { first, _ in first }
  }

  @Test(
    "a setting is changed by its value wherever it has to be put, and undo takes it back",
    arguments: [
      ("/isPublic", "true", "yes"), ("/category", "\"support\"", "support"),
      ("/apiConfig/rateLimit/limitMax", "20", "20"),
      ("/chatbotConfig/starterPrompts/0/prompt", "\"Hi\"", "Hi"),
      ("/chatbotConfig/allowedOrigins", "[\"https://a\"]", "https://a"),
      ("/followUpPrompts/status", "true", "yes"),
    ])
  func changing(path: String, value: String, shown: String) async throws {
    let desk = try Desk()
    let flow = try await desk.create("Triage")
    let setting = try #require(try await settings(flow, desk)[path])
    #expect(setting.value == nil || setting.value == "no")
    let events = await desk.events(.changeSetting(flow, setting, Array(value.utf8)))
    guard case .ordered(let sentence, nil)? = events.first else { throw Missing() }
    #expect(sentence.contains("changed here. 1 change waits."))
    #expect(try await settings(flow, desk)[path]?.value == shown)
    // The next change goes into what the first one made.
    let again = try #require(try await settings(flow, desk)[path])
    _ = await desk.events(.changeSetting(flow, again, Array(value.utf8)))
    #expect(try await settings(flow, desk)[path]?.value == shown)
    let record = try await desk.workspace.flow(flow).record
    for field in ["apiConfig", "chatbotConfig", "followUpPrompts"] {
      let node = try JSONDocument(parsing: record).root[field]
      #expect(node == nil || node?.isNull == true || node?.kind == .string, "\(field)")
    }
    _ = await desk.events(.undo([flow]))
    // Who may see a flow is no content: undo says so and leaves it.
    let isKept = path == "/isPublic"
    #expect(try await settings(flow, desk)[path]?.value == (isKept ? shown : setting.value))
  }

  @Test("two settings of one field stand side by side")
  func twoOfOneField() async throws {
    let desk = try Desk()
    let flow = try await desk.create("Triage")
    for path in ["/apiConfig/rateLimit/limitMax", "/apiConfig/rateLimit/limitDuration"] {
      let setting = try #require(try await settings(flow, desk)[path])
      _ = await desk.events(.changeSetting(flow, setting, Array("7".utf8)))
    }
    let all = try await settings(flow, desk)
    #expect(all["/apiConfig/rateLimit/limitMax"]?.value == "7")
    #expect(all["/apiConfig/rateLimit/limitDuration"]?.value == "7")
  }

  @Test("the next match comes back, then the first one from the other end")
  func matches() async throws {
    let desk = try Desk()
    for name in ["Beta", "alpha", "Alphabet"] { _ = try await desk.create(name) }
    var query = FlowQuery(kind: .chatflow)
    let all = try await desk.workspace.window(of: query, anchor: .start, limit: 9).rows
    query.apply(FlowFilter("alpha"))
    func found(_ anchor: WindowAnchor) async throws -> (String?, Bool) {
      let events = await desk.events(.findMatch(query, anchor))
      guard case .matchFound(let flow, let isWrapped)? = events.first else { throw Missing() }
      return (flow?.name, isWrapped)
    }
    #expect(try await found(.after(all[0])) == ("Alphabet", false))
    #expect(try await found(.after(all[2])) == ("alpha", true))
    #expect(try await found(.before(all[2])) == ("Alphabet", false))
    #expect(try await found(.before(all[0])) == ("Alphabet", true))
    query.apply(FlowFilter("zzz"))
    #expect(try await found(.after(all[0])) == (nil, true))
  }

  @Test("rows to mark are read by their numbers")
  func rows() async throws {
    let desk = try Desk()
    for name in ["Beta", "alpha", "Alphabet"] { _ = try await desk.create(name) }
    let query = FlowQuery(kind: .chatflow)
    let events = await desk.events(.readRowsToMark(query, 1..<3, .add))
    guard case .rowsToMarkRead(let rows, query, .add)? = events.first else { throw Missing() }
    #expect(rows.map(\.name) == ["Alphabet", "Beta"])
  }
}
