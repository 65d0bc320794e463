import FlowModel
import Testing

@Suite("Server addresses")
struct ServerAddressTests {
  @Test(
    "reads what people type",
    arguments: [
      ("flow.example.com", "https://flow.example.com", ""),
      ("https://Flow.Example.com:443/", "https://flow.example.com", ""),
      ("http://127.0.0.1:3000/api/v1", "http://127.0.0.1:3000", "/api/v1"),
      ("localhost:3000", "http://localhost:3000", ""),
      ("http://host:80/x//", "http://host", "/x"),
      ("[::1]:8080", "http://[::1]:8080", ""),
      ("https://api.flownally.com/v1", "https://api.flownally.com", "/v1"),
    ])
  func parsing(_ typed: String, _ origin: String, _ path: String) throws {
    let address = try ServerAddress(parsing: typed)
    #expect(address.origin == origin)
    #expect(address.path == path)
  }

  @Test(
    "refuses what would send a token astray",
    arguments: [
      ("ftp://host", ServerAddressError.scheme("ftp")),
      ("https://user:pass@host", .userInfo),
      ("https://host/?x=1", .query),
      ("https://ho st", .unexpectedCharacter),
      ("https://host:99999", .port("99999")),
      ("https://", .host("")),
      ("https://ho%73t", .host("ho%73t")),
    ])
  func refusing(_ typed: String, _ error: ServerAddressError) {
    #expect(throws: error) { try ServerAddress(parsing: typed) }
  }

  @Test("knows this computer by its addresses, not by a name that looks like one")
  func loopback() throws {
    for local in ["127.0.0.1", "127.9.9.9", "localhost", "a.localhost", "[::1]"] {
      #expect(try ServerAddress(parsing: local).isLoopback)
    }
    for other in ["127.0.0.1.example.com", "127.example.com", "localhost.example.com"] {
      #expect(try !ServerAddress(parsing: other).isLoopback)
    }
  }
}
