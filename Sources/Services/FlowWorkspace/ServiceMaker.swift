import FlowAPI
import FlowModel

/// Makes a client of a profile's server. The token is asked for at its first request.
struct ServiceMaker: Sendable {
  let profile: Profile
  let environment: [String: String]

  static let userAgent = "weir/\(WeirVersion.text)"

  /// - Parameter basePath: as learnt before; nil: it is found by asking.
  func service(_ service: Service, basePath: String?) throws(Problem) -> any FlowService {
    guard let server = profile[service] else {
      throw Problem(
        .usage, "The profile \(profile.name) has no \(service.title) server.",
        advice: "Add one with `weir profile add \(profile.name) --\(service.rawValue) URL`.")
    }
    let settings = settings(for: server, basePath: basePath)
    let transport = CurlTransport()
    switch service {
    case .flowise: return FlowiseService(settings: settings, transport: transport)
    case .flownally: return FlowNallyService(settings: settings, transport: transport)
    }
  }

  private func settings(for server: ServerProfile, basePath: String?) -> ServiceSettings {
    let path = server.address.path
    var settings = ServiceSettings(
      origin: server.address.origin, basePath: basePath ?? (path.isEmpty ? nil : path),
      allowsHTTP: server.allowsHTTP, caFile: server.caFile, userAgent: Self.userAgent)
    if let source = server.token {
      let reader = TokenReader(source, environment: environment)
      settings.token = { () throws(TokenError) -> Secret in try Self.secret(reader) }
    }
    return settings
  }

  private static func secret(_ reader: TokenReader) throws(TokenError) -> Secret {
    do {
      return Secret(try reader.text())
    } catch {
      throw TokenError(error.sentence)
    }
  }
}

/// What `weir --version` prints and every request carries.
package enum WeirVersion {
  package static let text = "0.1.0"
}
