package import FlowModel
package import Workbench

/// Where themes come from.
package struct ThemeSource: Sendable {
  /// The looks of a theme by its name, and what is wrong in its file, with file and line; throws what
  /// a person should know.
  package typealias Read =
    @Sendable (_ name: String) throws(Problem) -> (theme: Theme, problems: [String])

  private let read: Read
  private let names: @Sendable () -> [String]

  package init(names: @escaping @Sendable () -> [String], read: @escaping Read) {
    self.read = read
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
    case .listThemes: post(.themesListed(names()))
    default: break
    }
  }
}
