import CellGrid
import FlowModel
import TestKit
import Testing

@testable import Workbench

/// A wrong address or token is mended from the screen.
@Suite struct EditProfileTests {
  private static let old = "http://old.example.com:3000"

  /// One Flowise server that the profile names, and what the copy knows of it.
  private func app(
    token: NamedServer? = nil, _ server: Server? = nil,
    _ change: (inout AppSettings) -> Void = { _ in }
  ) throws -> AppDriver {
    let address = try ServerAddress(parsing: Self.old)
    var app = AppDriver(columns: 100) {
      $0.services = [.flowise]
      $0.namedServers = [
        .flowise: token
          ?? NamedServer(
            address: address, token: "variable TOK", variable: "TOK", allowsHTTP: true)
      ]
      change(&$0)
    }
    app.send(.statusLoaded(FlowCounts(), server.map { [$0] } ?? []))
    app.type(": profile-edit Enter")
    return app
  }

  private static func server(reachedAt: Milliseconds?, pulledAt: Milliseconds? = nil) -> Server {
    Server(
      id: ServerID(number: 1), service: .flowise, origin: old, reachedAt: reachedAt, failedAt: 5,
      pulledAt: pulledAt)
  }

  private func edited(_ address: String, _ token: String) throws -> Effect {
    var server = NewServer(service: .flowise, address: try ServerAddress(parsing: address))
    server.profile = "prod"
    server.token = token
    return .editServer(server)
  }

  @Test("the old values stand in the prompts; the profile is opened again")
  func mending() throws {
    var app = try app(Self.server(reachedAt: nil))
    #expect(app.statusRow.hasPrefix(" address of Flowise: \(Self.old)"))
    app.type("Backspace 1 Enter")
    #expect(app.statusRow.hasPrefix(" token for http://old.example.com:3001: $TOK"))
    #expect(app.hintRow.contains("empty: variable TOK"))
    app.type("2 Enter")
    #expect(app.effects == [try edited("http://old.example.com:3001", "$TOK2")])
    app.send(.profileAdded("prod"))
    #expect(app.state.isFinished && app.state.nextProfile == "prod")
  }

  @Test("a token that is typed is not shown, and stays what it is when nothing is typed")
  func token() throws {
    let address = try ServerAddress(parsing: Self.old)
    var app = try app(
      token: NamedServer(address: address, token: "file f, stored in clear", allowsHTTP: true),
      Self.server(reachedAt: 9))
    app.type("Enter")
    #expect(app.statusRow == " token for \(Self.old):")
    app.type("abc")
    #expect(app.statusRow == " token for \(Self.old): ***")
    app.type("Backspace Backspace Backspace")
    app.press(.enter)
    #expect(app.effects == [try edited(Self.old, "")], "the same address: nothing to ask")
  }

  @Test("where flows were read before, another address is asked about; x alone says yes")
  func reached() throws {
    var app = try app(Self.server(reachedAt: 3, pulledAt: 3))
    app.type("Backspace 1 Enter Enter")
    #expect(app.effects.isEmpty)
    #expect(app.state.question?.title == "Another address for prod?")
    #expect(app.picture.contains("weir profile rebind prod"))
    app.type("y Enter")
    #expect(app.effects.isEmpty)
    app.type("x")
    #expect(app.effects == [try edited("http://old.example.com:3001", "$TOK")])
  }

  @Test("a server that only refused the token moves without a question")
  func onlyRefused() throws {
    var app = try app(Self.server(reachedAt: 3))
    app.type("Backspace 1 Enter Enter")
    #expect(app.effects == [try edited("http://old.example.com:3001", "$TOK")])
  }

  @Test("plain http goes only where it was allowed before")
  func plain() throws {
    var app = try app()
    for _ in Self.old { app.press(.backspace) }
    app.type("http://new.example.com Enter")
    #expect(app.picture.contains("Not encrypted"))
    #expect(app.picture.contains("address of Flowise: http://new.example.com"))
  }

  @Test("a demo and a push that runs are left alone")
  func refused() throws {
    #expect(
      try app { $0.isTemporary = true }.statusRow.contains("The demo has a server of its own"))
    var app = try app()
    app.type("Esc P s : profile-edit Enter")
    #expect(app.statusRow.contains("A push is under way"))
  }
}
