package import FlowModel
import FlowWorkspace
import JSONText

package struct ProfileCommand: Subcommand {
  package static let name = "profile"
  package static let summary = "Add, list, show, choose, rebind or remove profiles"
  package static let usage = "add|list|show|use|rebind|remove [NAME] [OPTIONS]"
  package static let arguments = 1...2
  package static let details = """
    weir profile add NAME --flowise URL --flowise-token-env VAR
    weir profile add NAME --flownally URL --flownally-token-command 'pass show flownally'
    weir profile list [--json]
    weir profile show NAME
    weir profile use NAME
    weir profile rebind NAME [--as NEW]
    weir profile remove NAME [--yes] [--discard-unpushed]
    A profile has one or two servers. `add` with a NAME that is there changes it. When another server
    or workspace stands behind a profile, its copy is only read until `rebind` takes it as the same,
    or keeps the copy and begins the profile NEW. A token is never an argument: it comes from a command, a
    variable, a file of mode 0600, or standard input. It works offline.
    """
  package static let options =
    Service.allCases.flatMap { service in
      let name = service.rawValue
      return [
        Option("--\(name)", "URL", "the \(service.title) server: a host or a full base"),
        Option("--\(name)-token-command", "CMD", "a program that prints the token; no shell"),
        Option("--\(name)-token-env", "VAR", "the variable that holds it"),
        Option("--\(name)-token-file", "FILE", "a file of mode 0600 that holds it"),
        Option("--\(name)-token-stdin", nil, "read it now and store it in a file, in clear"),
        Option("--\(name)-allow-http", nil, "let it travel over plain http"),
        Option("--\(name)-ca-file", "FILE", "a certificate authority of your own"),
      ]
    } + [
      Option("--protected", nil, "asks more before it deletes or changes what is live"),
      Option("--read-only", nil, "nothing is ever changed"),
      Option("--color", "NAME", "the colour of the badge"),
      Option("--as", "NEW", "with rebind: keep the copy, and begin this profile"),
      Option("--json", nil, "with list: one JSON array"),
      Option("--yes", nil, "with remove: do not ask"),
      Option("--discard-unpushed", nil, "with remove: edits that no server has seen go too"),
    ]

  let words: Words

  package init(_ words: Words) throws(Problem) { self.words = words }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    var file = try ProfileFile(path: context.places.configFile)
    for warning in file.configuration.warnings { context.console.say(warning) }
    switch words.arguments[0] {
    case "add": return try add(to: &file, context)
    case "list": return list(file.configuration, context)
    case "show": return try show(file.configuration, context)
    case "use": return try use(&file, context)
    case "rebind": return try rebind(&file, context)
    case "remove": return try await remove(from: &file, context)
    case let other:
      throw words.problem("\"\(other)\" is not one of add, list, show, use, rebind, remove.")
    }
  }

  func name() throws(Problem) -> String {
    guard words.arguments.count == 2 else {
      throw words.problem("NAME is missing after \"weir profile \(words.arguments[0])\".")
    }
    return try Self.checked(words.arguments[1])
  }

  static func checked(_ name: String) throws(Problem) -> String {
    guard Profile.isName(name) else {
      throw Problem(
        .usage, "\"\(name)\" cannot be the name of a profile.",
        advice: "Use letters, digits, dot, - and _, at most 64.")
    }
    return name
  }

  private func add(to file: inout ProfileFile, _ context: CommandContext) throws(Problem)
    -> ExitStatus
  {
    let name = try name()
    var profile =
      file.configuration.profiles.first { $0.name == name } ?? Profile(name: name)
    let isNew = profile.services.isEmpty
    profile.isProtected = profile.isProtected || words.has("--protected")
    profile.isReadOnly = profile.isReadOnly || words.has("--read-only")
    profile.color = words["--color"] ?? profile.color
    for service in Service.allCases {
      let reader = ServerOptions(words: words, service: service, profile: name)
      if let server = try reader.server(context) { profile[service] = server }
    }
    if profile.services.isEmpty {
      throw words.problem("Name a server: --flowise URL or --flownally URL.")
    }
    try file.add(profile)
    try file.save()
    context.console.say("Profile \(name) is \(isNew ? "made" : "changed"). Nothing was asked yet.")
    for moved in Workspace.movedServers(of: profile, places: context.places) {
      context.console.say("\(moved.sentence) \(Workspace.wayOut(of: name))")
    }
    context.console.say(
      "`weir doctor -p \(name)` tries it; `weir pull -p \(name)` fetches the flows.")
    return .done
  }

  private func list(_ configuration: Configuration, _ context: CommandContext) -> ExitStatus {
    if words.has("--json") {
      context.console.write(
        JSONOutput.document(.array(configuration.profiles.map { Self.json($0, configuration) })))
      return .done
    }
    if configuration.profiles.isEmpty { context.console.say("There is no profile yet.") }
    for profile in configuration.profiles {
      let mark = profile.name == configuration.defaultProfile ? "*" : " "
      let servers = profile.services.compactMap { profile[$0]?.address.text }
      context.console.write(
        Array("\(mark) \(profile.name)  \(servers.joined(separator: "  "))\n".utf8))
    }
    return .done
  }

  private func show(
    _ configuration: Configuration, _ context: CommandContext
  ) throws(Problem) -> ExitStatus {
    let profile = try existing(configuration)
    var lines = ["Profile \(profile.name)"]
    if profile.isProtected { lines.append("  protected") }
    if profile.isReadOnly { lines.append("  read-only") }
    for service in profile.services {
      guard let server = profile[service] else { continue }
      lines.append("  \(service.title)  \(server.address.text)")
      lines.append("    token: \(server.token?.summary ?? "none")")
      if server.allowsHTTP { lines.append("    the token may travel over plain http") }
      if let file = server.caFile { lines.append("    certificate authority: \(file)") }
    }
    lines.append("  data  \(context.places.data(of: profile.name))")
    context.console.write(Array(lines.map { TerminalText.line($0) + "\n" }.joined().utf8))
    return .done
  }

  private func use(_ file: inout ProfileFile, _ context: CommandContext) throws(Problem)
    -> ExitStatus
  {
    let profile = try existing(file.configuration)
    try file.use(profile.name)
    try file.save()
    context.console.say("\(profile.name) is the profile that is meant when nothing else says so.")
    return .done
  }

  private func remove(
    from file: inout ProfileFile, _ context: CommandContext
  ) async throws(Problem) -> ExitStatus {
    let profile = try existing(file.configuration)
    let waiting = try await Workspace.unpushedCount(of: profile, places: context.places)
    if waiting > 0, !words.has("--discard-unpushed") {
      throw Problem(
        .needsPerson, "\(waiting) flows of \(profile.name) hold edits that no server has seen.",
        advice: "Push them, or give --discard-unpushed.")
    }
    let question = "Remove the profile \(profile.name) and its local copy?"
    guard try context.confirms(question, isConfirmed: words.has("--yes")) else {
      return .needsPerson
    }
    try file.remove(profile.name)
    try file.save()
    try Workspace.removeData(of: profile, places: context.places)
    context.console.say("The profile \(profile.name) and its local copy are gone.")
    return .done
  }

  func existing(_ configuration: Configuration) throws(Problem) -> Profile {
    let name = try name()
    if let profile = configuration.profiles.first(where: { $0.name == name }) { return profile }
    throw Problem(.usage, "There is no profile \"\(name)\".", advice: "`weir profile list`.")
  }

  private static func json(_ profile: Profile, _ configuration: Configuration) -> JSONValue {
    .object([
      ("name", .string(profile.name)),
      ("default", .boolean(profile.name == configuration.defaultProfile)),
      ("protected", .boolean(profile.isProtected)), ("readOnly", .boolean(profile.isReadOnly)),
      ("flowise", JSONOutput.text(profile.flowise?.address.text)),
      ("flownally", JSONOutput.text(profile.flownally?.address.text)),
    ])
  }
}
