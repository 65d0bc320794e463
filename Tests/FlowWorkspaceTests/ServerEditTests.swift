import FlowModel
import FlowWorkspace
import TestKit
import Testing

@Suite("A server of a profile, changed") struct ServerEditTests {
  private let folder = TemporaryFolder()

  private func profile(_ change: (Places) throws -> Void) throws -> Profile {
    let places = try Places(environment: ["WEIR_HOME": folder.path])
    var profile = Profile(name: "main", color: "red", isProtected: true)
    profile.flowise = ServerProfile(
      address: try ServerAddress(parsing: "http://flow.example.com"),
      token: .environment("OLD_TOKEN"), allowsHTTP: true, caFile: "/etc/own.pem")
    var file = try ProfileFile(path: places.configFile)
    try file.add(profile)
    try file.save()
    try change(places)
    return try #require(try ProfileFile(path: places.configFile).configuration.profiles.first)
  }

  @Test("has its new address and what else was said of it; an empty token is the old one")
  func address() throws {
    let address = try ServerAddress(parsing: "http://flow.example.com:3000")
    let changed = try profile {
      try ServerEdit.save("main", .flowise, at: address, token: "", in: $0)
    }
    #expect(changed.isProtected && changed.color == "red")
    #expect(
      changed.flowise
        == ServerProfile(
          address: address, token: .environment("OLD_TOKEN"), allowsHTTP: true,
          caFile: "/etc/own.pem"))
  }

  @Test("consent to plain http was for the old host alone")
  func consent() throws {
    let address = try ServerAddress(parsing: "https://other.example.com")
    let changed = try profile {
      try ServerEdit.save("main", .flowise, at: address, token: "", in: $0)
    }
    #expect(changed.flowise?.allowsHTTP == false)
  }

  @Test(
    "$NAME is a variable, anything else the token itself",
    arguments: [("$NEW_TOKEN", "NEW_TOKEN"), ("$4", nil), ("$", nil), ("abc", nil), ("$a-b", nil)])
  func token(typed: String, variable: String?) throws {
    let address = try ServerAddress(parsing: "flow.example.com")
    var path = ""
    let changed = try profile {
      try ServerEdit.save("main", .flowise, at: address, token: typed, in: $0)
      path = $0.tokenFile(profile: "main", service: .flowise)
    }
    #expect(changed.flowise?.token == variable.map { .environment($0) } ?? .file(path))
    #expect(try PrivateFile.read(path) == (variable == nil ? Array("\(typed)\n".utf8) : nil))
  }

  @Test("a profile that is not there is not made")
  func unknown() throws {
    let address = try ServerAddress(parsing: "flow.example.com")
    _ = try profile { places in
      #expect(throws: Problem.self) {
        try ServerEdit.save("other", .flowise, at: address, token: "", in: places)
      }
    }
  }
}
