import FlowModel
import FlowWorkspace
import Glibc
import TestKit
import Testing

@Suite("The profile of the first screen") struct FirstProfileTests {
  @Test("has its server, and its token in a file that only its owner may read")
  func saving() throws {
    let folder = TemporaryFolder()
    let places = try Places(environment: ["WEIR_HOME": folder.path])
    let address = try ServerAddress(parsing: "localhost:3000")
    try FirstProfile.save("main", .flowise, at: address, token: "abc", in: places)
    let profiles = try ProfileFile(path: places.configFile).configuration.profiles
    #expect(profiles.map(\.name) == ["main"])
    #expect(profiles[0].flowise?.address == address)
    let path = places.tokenFile(profile: "main", service: .flowise)
    #expect(profiles[0].flowise?.token == .file(path))
    var facts = stat()
    #expect(stat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
    #expect(try PrivateFile.read(path) == Array("abc\n".utf8))
    #expect(throws: Problem.self) {
      try FirstProfile.save("main", .flowise, at: address, token: "", in: places)
    }
    try FirstProfile.save("bare", .flownally, at: address, token: "", in: places)
    let bare = try ProfileFile(path: places.configFile).configuration.profiles.last
    #expect(bare?.flownally?.token == nil && bare?.flownally != nil)
  }
}
