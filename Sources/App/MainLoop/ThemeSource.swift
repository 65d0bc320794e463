package import FlowModel
package import Workbench

/// Where themes come from, and the other settings of the person.
package struct ThemeSource: Sendable {
  /// The looks of a theme by its name, and what is wrong in its file, with file and line; throws what
  /// a person should know.
  package typealias Read =
    @Sendable (_ name: String) throws(Problem) -> (theme: Theme, problems: [String])

  /// Everything that the person's own files say now.
  package typealias ReadAll = @Sendable () throws(Problem) -> PersonalSettings

  private let read: Read
  private let readAll: ReadAll?
  private let names: @Sendable () -> [String]

  /// - Parameter readAll: nil: there are no such files.
  package init(
    names: @escaping @Sendable () -> [String], readAll: ReadAll? = nil, read: @escaping Read
  ) {
    self.read = read
    self.readAll = readAll
    self.names = names
  }

  /// The names of all themes.
  package func known() -> [String] { names() }

  /// Performs the effects that are about themes; no workspace is needed for them.
  package func perform(
    _ effect: Effect, _ post: @Sendable (AppEvent) -> Void
  ) throws(Problem) {
    switch effect {
    case .loadTheme(let name, let purpose):
      let (theme, problems) = try read(name)
      post(.themeLoaded(theme, purpose, problems: problems))
    case .loadPersonalSettings:
      if let readAll { post(.personalSettingsLoaded(try readAll())) }
    case .listThemes: post(.themesListed(names()))
    default: break
    }
  }
}
