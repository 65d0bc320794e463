import CellGrid
import FlowModel
import FlowWorkspace
import Glibc
import MainLoop
import Subcommands
import TerminalScreen
import Workbench

/// Builds the screen and hands everything down.
struct ScreenProgram {
  let places: Places
  let environment: [String: String]
  let options: GlobalOptions
  let console: TerminalConsole

  /// - Returns: the exit status.
  func run() throws(Problem) -> Int32 {
    let configuration = try ProfileFile(path: places.configFile).configuration
    let profile = try configuration.chosen(options.profile, environment: environment)
    var workspace: Workspace?
    if let profile {
      workspace = try Workspace.open(
        profile, places: places, environment: environment, readOnly: options.isReadOnly,
        merge: configuration.settings.merge)
    }
    let log = SessionLog(path: places.log, now: AppClock.system.now)
    let screen = try openScreen(configuration.settings, log)
    let themes = ThemeShelf(places: places, colors: screen.abilities.colors)
    let files = PersonalFiles(
      places: places, environment: environment, themes: themes, glyphs: screen.abilities.glyphs)
    let personal = try files.settings(of: configuration)
    var notices = personal.problems + (workspace?.notices ?? [])
    if let notice = screen.notice { notices.append(notice) }
    var settings = appSettings(personal, profile, workspace)
    let source = themes.source { () throws(Problem) in try files.read() }
    settings.themeNames = source.known()
    settings.mergesByItself = configuration.settings.merge == .auto
    if screen.abilities.colors != .none { settings.profileColor = profile?.badgeColor }
    let ending = try ScreenSession(
      screen: screen, places: places, environment: configuration.withoutTokens(environment),
      themeFolder: themes.ownFolder,
      themes: source, log: log,
      editor: EditorSession.editor(
        setting: configuration.settings.editorCommand, environment: environment),
      notices: notices
    ).run(AppState(settings: settings, size: screen.size), workspace)
    if let next = ending.nextProfile { try open(next) }
    return ending.status
  }

  /// Starts weir again on another profile, in this process's place.
  ///
  /// - Throws: why it could not be started; otherwise it does not return.
  private func open(_ profile: String) throws(Problem) {
    var arguments = [OwnProgram.path, "-p", profile]
    if let color = options.color { arguments += ["--color", color.rawValue] }
    if options.isReadOnly { arguments.append("--read-only") }
    let code = CStringArray.lend(arguments) { pointers in
      execv(OwnProgram.path, pointers)
      return errno
    }
    throw Problem(
      .failed, "weir could not be started again.", detail: SystemError.sentence(code),
      advice: "`weir -p \(profile)` opens the profile.")
  }

  private func openScreen(
    _ settings: Settings, _ log: SessionLog
  ) throws(Problem) -> NcursesScreen {
    var terminal = TerminalOptions(environment: environment)
    switch options.color ?? settings.color {
    case .auto: terminal.colors = .automatic
    case .never: terminal.colors = .never
    case .sixteen: terminal.colors = .sixteen
    case .many: terminal.colors = .indexed
    }
    terminal.isSynchronized = settings.isSynchronized
    terminal.escapeDelay = settings.escapeDelay.map { .milliseconds($0) }
    terminal.onUnknownInput = { log.write("unknown input \($0)") }
    terminal.crashNote =
      "weir \(WeirVersion.text) ended by a fault of its own. What it called saved is on disk. "
      + "Its log: \(places.log)\n"
    do {
      return try NcursesScreen(terminal)
    } catch {
      throw Problem(
        .usage, "The screen cannot be opened.", detail: Self.reason(error),
        advice: "Everything it does is a subcommand too: `weir help`.")
    }
  }

  private func appSettings(
    _ personal: PersonalSettings, _ profile: Profile?, _ workspace: Workspace?
  ) -> AppSettings {
    var hosts: [Service: String] = [:]
    for service in profile?.services ?? [] { hosts[service] = profile?[service]?.address.host }
    var named: [Service: NamedServer] = [:]
    for service in profile?.services ?? [] { named[service] = profile?[service]?.named }
    let isReadOnly = workspace?.isReadOnly ?? options.isReadOnly
    return AppSettings(
      profile: profile?.name, profiles: personal.profiles,
      isProtected: profile?.isProtected ?? false, isReadOnly: isReadOnly,
      services: Set(profile?.services ?? []), hosts: hosts, namedServers: named,
      theme: personal.theme,
      glyphs: personal.glyphs, bindings: personal.bindings,
      capturesMouse: personal.capturesMouse, isEditorModal: personal.isEditorModal,
      pullsAtStart: !isReadOnly, pullPause: personal.pullPause,
      isTemporary: environment[Demo.variable] != nil,
      configFolder: shownConfigFolder)
  }

  private var shownConfigFolder: String {
    guard let home = environment["HOME"], home.count > 1, places.config.hasPrefix(home + "/") else {
      return places.config
    }
    return "~" + places.config.dropFirst(home.count)
  }

  private static func reason(_ error: ScreenError) -> String {
    switch error {
    case .noTerminal(let reason): reason
    case .programNotStarted(let name, let code): "\(name): \(SystemError.sentence(code))"
    }
  }
}

extension ServerProfile {
  /// Without the token.
  fileprivate var named: NamedServer {
    let variable: String? = if case .environment(let name)? = token { name } else { nil }
    return NamedServer(
      address: address, token: token?.summary, variable: variable, allowsHTTP: allowsHTTP)
  }
}

extension Profile {
  /// Its colour word as one of the sixteen; nil: it has none, or one that no terminal knows.
  fileprivate var badgeColor: Color? {
    let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    return color.flatMap { names.firstIndex(of: $0) }.map { .ansi(UInt8($0)) }
  }
}
