package import CellGrid
package import FlowModel
package import FlowWorkspace

/// What a subcommand may touch. Everything comes from outside, so that a test can run it in a
/// folder of its own and read what it says.
package struct CommandContext: Sendable {
  package var places: Places
  package var environment: [String: String]
  /// `-p`, as given.
  package var profileName: String?
  package var isReadOnly: Bool
  package var console: any Console
  /// Which keys a terminal has sequences for, by a value of TERM; nil where it is not known.
  package var terminalKeys: @Sendable (_ term: String) -> Set<Key>?

  package init(
    places: Places, environment: [String: String], profileName: String? = nil,
    isReadOnly: Bool = false, console: any Console,
    terminalKeys: @escaping @Sendable (_ term: String) -> Set<Key>? = { _ in nil }
  ) {
    self.places = places
    self.environment = environment
    self.profileName = profileName
    self.isReadOnly = isReadOnly
    self.console = console
    self.terminalKeys = terminalKeys
  }

  /// The chosen profile.
  package func profile() throws(Problem) -> Profile {
    try chosenProfile(in: try configuration())
  }

  private func configuration() throws(Problem) -> Configuration {
    try ProfileFile(path: places.configFile).configuration
  }

  private func chosenProfile(in configuration: Configuration) throws(Problem) -> Profile {
    if let profile = try configuration.chosen(profileName, environment: environment) {
      return profile
    }
    throw Problem(
      .usage, "There is no profile yet.",
      advice: "`weir profile add NAME --flowise URL --flowise-token-env VAR` makes one; "
        + "`weir demo` shows sample flows.")
  }

  /// Opens the chosen profile, runs `body`, and closes it whatever happens.
  ///
  /// - Parameter saves: the command is to save something, so a copy that cannot be opened means
  ///   that it was not saved.
  package func withWorkspace<Result: Sendable>(
    saves: Bool = false, _ body: @Sendable (Workspace) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let configuration = try configuration()
    let profile = try chosenProfile(in: configuration)
    let workspace: Workspace
    do {
      workspace = try Workspace.open(
        profile, places: places, environment: environment, readOnly: isReadOnly,
        merge: configuration.settings.merge)
    } catch {
      throw saves ? error.asNotSaved : error
    }
    for notice in workspace.notices { console.say(notice) }
    do {
      let result = try await body(workspace)
      await workspace.close()
      return result
    } catch {
      await workspace.close()
      throw error
    }
  }
}

/// Where a subcommand prints and asks.
package protocol Console: Sendable {
  /// Standard output is a terminal: foreign text is sanitised and tables are cut to its width.
  var isOutputTerminal: Bool { get }
  /// A person can be asked.
  var isInputTerminal: Bool { get }
  var isErrorTerminal: Bool { get }
  /// Cells of a line of standard output.
  var width: Int { get }

  /// Exact bytes to standard output.
  func write(_ bytes: [UInt8])
  /// One line to standard error.
  func say(_ line: String)
  /// A line of progress that the next one replaces; nothing when standard error is no terminal.
  func progress(_ line: String)
  /// One line of the answer; nil when nobody can be asked or the input ended.
  func ask(_ question: String) -> String?
  /// Everything of standard input, at most `limit` bytes.
  func input(limit: Int) throws(Problem) -> [UInt8]
  /// Runs a program in the foreground with the terminal.
  ///
  /// - Returns: its exit status; a signal's number, negative, when one ended it.
  func runForeground(_ arguments: [String], environment: [String: String]) throws(Problem) -> Int32
}
