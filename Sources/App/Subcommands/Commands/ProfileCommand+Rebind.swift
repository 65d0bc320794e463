import FlowModel
import FlowWorkspace

/// `weir profile rebind`: another server or workspace stands behind a profile (sync.md 2.6).
extension ProfileCommand {
  func rebind(
    _ file: inout ProfileFile, _ context: CommandContext
  ) throws(Problem) -> ExitStatus {
    let profile = try existing(file.configuration)
    if let name = words["--as"] {
      return try begin(try Self.checked(name), beside: profile, &file, context)
    }
    let rebound = try Workspace.rebind(profile, places: context.places)
    for service in rebound {
      let address = profile[service]?.address.origin ?? ""
      context.console.say(
        "The \(service.title) flows of \(profile.name) are of \(address) from now on. "
          + "`weir pull -p \(profile.name)` compares them.")
    }
    if rebound.isEmpty { context.console.say("Nothing has changed behind \(profile.name).") }
    return .done
  }

  /// The new profile gets what the old one names now; the old one its former address, without a
  /// token: a token belongs to the server it was given for.
  private func begin(
    _ name: String, beside profile: Profile, _ file: inout ProfileFile, _ context: CommandContext
  ) throws(Problem) -> ExitStatus {
    guard !file.configuration.profiles.contains(where: { $0.name == name }) else {
      throw Problem(.usage, "There is a profile \"\(name)\" already.", advice: "Give another name.")
    }
    var (old, new) = (profile, profile)
    new.name = name
    let moved = Workspace.movedServers(of: profile, places: context.places)
    for server in moved {
      guard let address = try? ServerAddress(parsing: server.stored) else { continue }
      old[server.service]?.address = address
      old[server.service]?.token = nil
    }
    for service in profile.services {
      new[service]?.token = try token(of: profile, service, for: name, context)
    }
    try file.add(new)
    try file.add(old)
    if file.configuration.defaultProfile == nil { try file.use(old.name) }
    try file.save()
    context.console.say("Profile \(name) is made; `weir pull -p \(name)` fetches its flows.")
    for server in moved {
      context.console.say(
        "\(profile.name) is of \(server.stored) again, with its copy as it was. It has no token: "
          + "`weir profile add \(profile.name) --\(server.service.rawValue) \(server.stored) …` "
          + "gives it one.")
    }
    return .done
  }

  /// A token that weir keeps in a file of the old profile gets a file of the new one.
  private func token(
    of profile: Profile, _ service: Service, for name: String, _ context: CommandContext
  ) throws(Problem) -> TokenSource? {
    let source = profile[service]?.token
    let path = context.places.tokenFile(profile: profile.name, service: service)
    guard source == .file(path), let bytes = try PrivateFile.read(path) else { return source }
    let copy = context.places.tokenFile(profile: name, service: service)
    try PrivateFile.write(bytes, to: copy)
    return .file(copy)
  }
}
