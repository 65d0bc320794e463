package import FlowModel
package import FlowSync

/// Address and token of one server of a profile, changed as `weir profile add NAME` does.
package enum ServerEdit {
  /// Writes them into the profile of that name; what else it says of the server stays.
  ///
  /// - Parameter token: as ``TokenSource/storing(_:profile:service:in:)``; empty: as it is.
  /// - Throws: there is no such profile, or a file cannot be written.
  package static func save(
    _ name: String, _ service: Service, at address: ServerAddress, token: String, in places: Places
  ) throws(Problem) {
    var file = try ProfileFile(path: places.configFile)
    guard var profile = file.configuration.profiles.first(where: { $0.name == name }) else {
      throw Problem(.usage, "There is no profile \"\(name)\".", advice: "`weir profile list`.")
    }
    let old = profile[service]
    var server = old ?? ServerProfile(address: address, token: nil)
    server.address = address
    // Who agreed to plain http agreed to it for that host.
    if old?.address.host != address.host { server.allowsHTTP = false }
    if !token.isEmpty {
      server.token = try .storing(token, profile: name, service: service, in: places)
    }
    profile[service] = server
    try file.add(profile)
    try file.save()
  }
}

extension TokenSource {
  /// Where what a person typed is found from now on.
  ///
  /// - Parameter text: `$NAME`: the variable of that name; else one line of visible ASCII, the token
  ///   itself: it is put into a file that only its owner may read.
  static func storing(
    _ text: String, profile: String, service: Service, in places: Places
  ) throws(Problem) -> TokenSource {
    if let name = variable(in: text) { return .environment(name) }
    let path = places.tokenFile(profile: profile, service: service)
    try PrivateFile.write(Array(text.utf8) + [0x0A], to: path)
    return .file(path)
  }

  private static func variable(in text: String) -> String? {
    let name = text.utf8.dropFirst()
    guard text.hasPrefix("$"), let first = name.first, !(0x30...0x39).contains(first),
      name.allSatisfy({
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || $0 == 0x5F
      })
    else { return nil }
    return String(text.dropFirst())
  }
}

extension Workspace {
  /// Changes a server of this profile in the configuration. This workspace goes on as before; who
  /// opens the profile next gets the new one, with what ``movedServers(of:places:)`` tells of it.
  package func editServer(
    _ service: Service, at address: ServerAddress, token: String
  ) throws(Problem) {
    try ServerEdit.save(profile.name, service, at: address, token: token, in: places)
  }

  /// The servers that orders wait for, when a pull of one failed; empty when none did.
  package func waitingServices(after report: PullReport) async throws(Problem) -> Set<Service> {
    guard report.servers.contains(where: { $0.error != nil }) else { return [] }
    return Set(try await outbox().map(\.kind.service))
  }
}
