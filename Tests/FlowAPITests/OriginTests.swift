import FlowAPI
import Testing

@Suite("Addresses and secrets")
struct OriginTests {
  @Test(
    "reads what a person writes as an address",
    arguments: [
      ("https://A.Example", "https://a.example", ""), ("a.example", "https://a.example", ""),
      ("https://a.example:443/", "https://a.example", ""),
      ("HTTP://a.example:80", "http://a.example", ""),
      ("http://a.example:443", "http://a.example:443", ""),
      ("localhost:3000", "http://localhost:3000", ""), ("127.0.0.1", "http://127.0.0.1", ""),
      ("https://[::1]:8443/x//y/", "https://[::1]:8443", "/x/y"),
      ("https://a_b.example/flow~1/api/v1", "https://a_b.example", "/flow~1/api/v1"),
    ])
  func reading(text: String, origin: String, path: String) throws {
    let address = try ServerAddress(parsing: text)
    #expect(address.origin.text == origin)
    #expect(address.path == path)
  }

  @Test(
    "refuses what could lead elsewhere",
    arguments: [
      "", "https://", "ftp://a.example", "file:///etc/passwd", "https://user@a.example",
      "https://user:pw@a.example", "https://a.example?x", "https://a.example/#x",
      "https://a example",
      "https://a.example:0", "https://a.example:70000", "https://a.example:8 0",
      "https://ex\u{430}mple",
      "https://a.example/../b", "https://a.example/%2e", "https://a.example\\@b.example",
      "https://[::1", "https://::1]", "https://a.example\r\nX: y", "https://a.example:+80",
    ])
  func refusing(text: String) {
    #expect(throws: APIError.self) { try ServerAddress(parsing: text) }
  }

  @Test(
    "only this computer's own numbers and name are loopback",
    arguments: [
      ("localhost", true), ("127.0.0.1", true), ("127.255.0.9", true), ("[::1]", true),
      ("127.0.0.1.example", false), ("localhost.example", false), ("127.1", false),
      ("127.0.0.0x1", false), ("2130706433", false), ("127.0.0.256", false), ("127.0.0.", false),
      ("[::2]", false), ("10.0.0.1", false),
    ])
  func loopback(host: String, isLoopback: Bool) {
    #expect(Origin(scheme: .http, host: host, port: nil).isLoopback == isLoopback)
  }

  @Test("a secret prints as dots wherever it stands")
  func secretPrinting() throws {
    let secret = Secret("canary-4711")
    var dumped = ""
    dump(secret, to: &dumped)
    dump([secret], to: &dumped)
    let credential = Credential(
      token: secret, origin: Origin(scheme: .https, host: "a", port: nil), allowsHTTP: false)
    var request = HTTPRequest(
      .get, Origin(scheme: .https, host: "a", port: nil), "/", bodyLimit: 1)
    request.credential = credential
    dump(request, to: &dumped)
    for text in [
      dumped, "\(secret)", String(reflecting: secret), "\(request)", String(reflecting: credential),
    ] {
      #expect(!text.contains("canary"))
    }
    #expect("\(secret)" == "••••••")
    #expect(Mirror(reflecting: secret).children.isEmpty)
  }
}
