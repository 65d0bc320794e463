import FlowAPI
import HostileKit
import Testing

@Suite("Who the server is", .enabled(if: SecureServer.isPossible))
struct VerificationTests {
  private func request(to server: SecureServer, trusting file: String?) -> HTTPRequest {
    let origin = Origin(scheme: .https, host: "127.0.0.1", port: server.port)
    var request = HTTPRequest(.post, origin, "/", bodyLimit: 1 << 20)
    request.caFile = file
    request.credential = Credential(token: Secret("canary"), origin: origin, allowsHTTP: false)
    return request
  }

  @Test("a certificate of the authority in the profile is taken")
  func good() throws {
    let server = SecureServer(.good)
    var request = request(to: server, trusting: server.authority)
    request.method = .get
    #expect(try TransportBench().send(request).head.status == 200)
  }

  @Test(
    "a certificate that proves nothing is refused before the request leaves",
    arguments: [
      SecureServer.Certificate.expired, .foreign, .selfSigned,
    ])
  func bad(certificate: SecureServer.Certificate) {
    let server = SecureServer(certificate)
    let error = TransportBench().failure(request(to: server, trusting: server.authority))
    #expect(error?.isNeverConnected == true, "\(String(describing: error))")
  }

  @Test("without the authority its certificate is unknown")
  func unknownAuthority() {
    let server = SecureServer(.good)
    #expect(TransportBench().failure(request(to: server, trusting: nil))?.isNeverConnected == true)
  }

  @Test("an authority file that cannot be read trusts nobody")
  func missingFile() {
    let server = SecureServer(.good)
    let request = request(to: server, trusting: "/nonexistent/ca.pem")
    #expect(TransportBench().failure(request)?.isNeverConnected == true)
  }

  @Test("TLS before 1.2 is refused", arguments: ["-tls1", "-tls1_1"])
  func oldProtocol(option: String) {
    let server = SecureServer(.good, options: [option, "-cipher", "ALL:@SECLEVEL=0"])
    let error = TransportBench().failure(request(to: server, trusting: server.authority))
    #expect(error?.isNeverConnected == true, "\(String(describing: error))")
  }
}
