package import CellGrid
package import FlowModel

/// What the person's own files say: config.json5, keys.json5 and the theme's. Read at the start, and
/// again at SIGUSR1.
package struct PersonalSettings: Sendable {
  package var theme: Theme
  package var bindings: KeyBindings
  package var glyphs: Glyphs
  package var capturesMouse: Bool
  package var isEditorModal: Bool
  /// How long after a pull the next one begins by itself; nil: never.
  package var pullPause: Milliseconds?
  package var profiles: [ProfileLine]
  /// What was not understood, each with file and line; the rest holds.
  package var problems: [String]

  package init(
    theme: Theme, bindings: KeyBindings = .default, glyphs: Glyphs = .unicode,
    capturesMouse: Bool = true, isEditorModal: Bool = true, pullPause: Milliseconds? = nil,
    profiles: [ProfileLine] = [],
    problems: [String] = []
  ) {
    self.theme = theme
    self.bindings = bindings
    self.glyphs = glyphs
    self.capturesMouse = capturesMouse
    self.isEditorModal = isEditorModal
    self.pullPause = pullPause
    self.profiles = profiles
    self.problems = problems
  }
}
