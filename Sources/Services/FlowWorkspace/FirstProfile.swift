package import FlowModel

/// The profile that is made on the first screen.
package enum FirstProfile {
  /// Writes a profile with one server, and its token into a file that only its owner may read.
  ///
  /// - Parameter token: as ``TokenSource/storing(_:profile:service:in:)``; empty: none yet.
  /// - Throws: a profile of this name exists, or a file cannot be written.
  package static func save(
    _ name: String, _ service: Service, at address: ServerAddress, token: String, in places: Places
  ) throws(Problem) {
    var file = try ProfileFile(path: places.configFile)
    guard !file.configuration.profiles.contains(where: { $0.name == name }) else {
      throw Problem(.usage, "There is a profile \"\(name)\" already.")
    }
    let source: TokenSource? =
      token.isEmpty
      ? nil : try .storing(token, profile: name, service: service, in: places)
    var profile = Profile(name: name)
    profile[service] = ServerProfile(address: address, token: source)
    try file.add(profile)
    try file.save()
  }
}
