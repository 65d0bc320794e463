import Dispatch
import FlowModel
import Glibc
import HostileKit
import Synchronization
import TestKit
import Testing

/// The real program and a TLS server (promise 48).
@Suite("Who the server is, over the whole program", .enabled(if: SecureServer.isPossible))
struct SecureConnectionTests {
  private static let variable = "WEIR_TEST_TOKEN"
  private static let token = "canary-tls-5e0b7d"

  /// A home whose profile `p` leads to a server.
  private struct Home {
    let folder = TemporaryFolder()

    init(_ server: SecureServer, trusting file: String?) throws {
      let url = "https://127.0.0.1:\(server.port)/api/v1"
      let ended = try weir(
        ["profile", "add", "p", "--flowise", url, "--flowise-token-env", variable]
          + (file.map { ["--flowise-ca-file", $0] } ?? []))
      try #require(ended.status == 0, "\(ended.errors)")
    }

    func weir(_ words: [String], _ more: [String: String] = [:]) throws -> Ended {
      let environment = [
        "WEIR_HOME": folder.path + "/home", "HOME": folder.path, "TMPDIR": folder.path,
        variable: token,
      ]
      return try Ended(
        [Programs.weir()] + words, Programs.environment(environment.merging(more) { $1 }))
    }
  }

  /// A Flowise that holds the flows of the hostile bench, and takes a new name of the edited one.
  private static func server(_ certificate: SecureServer.Certificate) -> SecureServer {
    SecureServer(certificate) { request in
      guard request.hasPrefix("PUT ") else { return HostileRequest(request).goodAnswer }
      let record = HeldFlows.record(HeldFlows.edited, of: .flowise)
      let former = "Flow \(HeldFlows.edited)"
      guard let place = record.firstRange(of: former) else { return [] }
      return Answer.json(
        record[..<place.lowerBound] + HeldFlows.editedName + record[place.upperBound...])
    }
  }

  @Test(
    "a certificate that proves nothing ends pull, push and doctor before a byte of theirs leaves",
    arguments: [
      (.expired, true, "certificate has expired", "Its owner must renew it"),
      (.foreign, true, "127.0.0.1", "Put the name that the certificate is for"),
      (.selfSigned, true, "certificate", "--flowise-ca-file FILE"),
      (.good, false, "certificate", "--flowise-ca-file FILE"),
    ] as [(SecureServer.Certificate, Bool, String, String)])
  func refused(
    _ certificate: SecureServer.Certificate, trusts: Bool, cause: String, advice: String
  ) throws {
    let server = Self.server(certificate)
    let home = try Home(server, trusting: trusts ? server.authority : nil)
    #expect(try home.weir(["new", "Made here", "--kind", "chatflow"]).status == 0)
    for words in [["pull"], ["push", "--yes"], ["doctor"]] {
      let ended = try home.weir(words)
      #expect(ended.status == 5, "\(words): \(ended.errors)")
      #expect(ended.errors.contains("The Flowise server could not be reached."), "\(words)")
      #expect(ended.errors.contains(cause) && ended.errors.contains(advice), "\(ended.errors)")
      #expect(!(ended.output + ended.errors).contains(Self.token))
    }
    #expect(server.byteCount == 0)
    #expect(try home.weir(["status", "--json"]).output.contains("create"), "what waits still waits")
  }

  @Test("with the authority in the profile the server is pulled from, pushed to and found well")
  func good() throws {
    let server = Self.server(.good)
    let home = try Home(server, trusting: server.authority)
    for words in [
      ["pull"], ["rename", HeldFlows.edited, HeldFlows.editedName], ["push", "--yes"],
      ["doctor"],
    ] {
      let ended = try home.weir(words)
      #expect(ended.status == 0, "\(words): \(ended.errors)\(ended.output)")
    }
    #expect(server.requests.contains { $0.hasPrefix("PUT ") && $0.contains(HeldFlows.editedName) })
    #expect(server.requests.allSatisfy { $0.contains("Authorization: Bearer \(Self.token)\r\n") })
  }

  @Test("the environment makes no certificate good, and takes none of the profile's trust away")
  func environment() throws {
    let server = Self.server(.good)
    let empty = TemporaryFolder()
    let file = empty.path + "/empty.pem"
    close(open(file, O_WRONLY | O_CREAT, 0o600))
    let variables = [
      "SSL_CERT_FILE": file, "SSL_CERT_DIR": empty.path, "CURL_CA_BUNDLE": file,
      "CURL_INSECURE": "1", "CURL_SSL_NO_VERIFY": "1", "SSLKEYLOGFILE": empty.path + "/keys",
    ]
    let stranger = try Home(server, trusting: nil)
    let ended = try stranger.weir(["pull"], variables)
    #expect(ended.status == 5, "\(ended.errors)")
    #expect(server.byteCount == 0)
    let friend = try Home(server, trusting: server.authority)
    let taken = try friend.weir(["pull"], variables)
    #expect(taken.status == 0, "\(taken.errors)")
  }
}
