import CellGrid
import FlowModel
import FlowWorkspace
import Subcommands
import Workbench

/// Reads the person's own files: at the start, and when a signal asks for it.
struct PersonalFiles: Sendable {
  let places: Places
  let environment: [String: String]
  let themes: ThemeShelf
  /// The signs that the terminal can show.
  let glyphs: Glyphs

  func read() throws(Problem) -> PersonalSettings {
    try settings(of: try ProfileFile(path: places.configFile).configuration)
  }

  func settings(of configuration: Configuration) throws(Problem) -> PersonalSettings {
    let (settings, keys) = (configuration.settings, try UserKeys(places: places))
    var problems = configuration.warnings
    let theme = themes.theme(settings.theme, environment: environment, notices: &problems)
    return PersonalSettings(
      theme: theme, bindings: keys.bindings, glyphs: settings.glyphs == .ascii ? .ascii : glyphs,
      capturesMouse: settings.hasMouse, isEditorModal: settings.isEditorModal,
      pullPause: settings.pullEvery > 0 ? Milliseconds(settings.pullEvery) * 60_000 : nil,
      profiles: configuration.profiles.map { ProfileLine(name: $0.name, detail: $0.summary) },
      problems: problems + keys.problems)
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
}
