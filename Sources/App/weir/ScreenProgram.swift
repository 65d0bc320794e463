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
    let screen = try openScreen(configuration.settings)
    var notices = configuration.warnings + (workspace?.notices ?? [])
    if let notice = screen.notice { notices.append(notice) }
    let themes = ThemeShelf(places: places, colors: screen.abilities.colors)
    let keys = try UserKeys(places: places)
    notices += keys.problems
    var settings = appSettings(
      configuration.settings, profile, workspace,
      theme: themes.theme(
        configuration.settings.theme, environment: environment, notices: &notices),
      glyphs: screen.abilities.glyphs)
    settings.bindings = keys.bindings
    settings.themeNames = themes.source.known()
    settings.profiles = configuration.profiles.map {
      ProfileLine(name: $0.name, detail: $0.summary)
    }
    if screen.abilities.colors != .none { settings.profileColor = profile?.badgeColor }
    let ending = try ScreenSession(
      screen: screen, places: places, environment: configuration.withoutTokens(environment),
      themes: themes,
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

  private func openScreen(_ settings: Settings) throws(Problem) -> NcursesScreen {
    var terminal = TerminalOptions(environment: environment)
    switch options.color ?? settings.color {
    case .auto: terminal.colors = .automatic
    case .never: terminal.colors = .never
    case .sixteen: terminal.colors = .sixteen
    case .many: terminal.colors = .indexed
    }
    terminal.usesASCII = settings.glyphs == .ascii
    terminal.isSynchronized = settings.isSynchronized
    terminal.escapeDelay = settings.escapeDelay.map { .milliseconds($0) }
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
    _ settings: Settings, _ profile: Profile?, _ workspace: Workspace?, theme: Theme,
    glyphs: Glyphs
  ) -> AppSettings {
    var hosts: [Service: String] = [:]
    for service in profile?.services ?? [] { hosts[service] = profile?[service]?.address.host }
    let isReadOnly = workspace?.isReadOnly ?? options.isReadOnly
    return AppSettings(
      profile: profile?.name, isProtected: profile?.isProtected ?? false, isReadOnly: isReadOnly,
      services: Set(profile?.services ?? []), hosts: hosts, theme: theme, glyphs: glyphs,
      capturesMouse: settings.hasMouse, isEditorModal: settings.isEditorModal,
      mergesByItself: settings.merge == .auto,
      pullsAtStart: !isReadOnly)
  }

  private static func reason(_ error: ScreenError) -> String {
    switch error {
    case .noTerminal(let reason): reason
    case .programNotStarted(let name, let code): "\(name): \(SystemError.sentence(code))"
    }
  }
}

extension Profile {
  /// Its hosts and how careful it is, for a list.
  fileprivate var summary: String {
    var words = services.compactMap { self[$0]?.address.host }
    if isProtected { words.append("protected") }
    if isReadOnly { words.append("read-only") }
    return words.joined(separator: ", ")
  }

  /// Its colour word as one of the sixteen; nil: it has none, or one that no terminal knows.
  fileprivate var badgeColor: Color? {
    let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    return color.flatMap { names.firstIndex(of: $0) }.map { .ansi(UInt8($0)) }
  }
}
