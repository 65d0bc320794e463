import FlowModel

/// What the person's own files say, and leaving for the shell.
extension AppState {
  mutating func take(_ personal: PersonalSettings) {
    settings.bindings = personal.bindings
    settings.glyphs = personal.glyphs
    settings.capturesMouse = personal.capturesMouse
    settings.isEditorModal = personal.isEditorModal
    settings.pullPause = personal.pullPause
    settings.profiles = personal.profiles
    take(personal.theme, .reload, personal.problems)
    if personal.problems.isEmpty {
      say(.info, "Read again: \(settings.path(of: "config.json5")), keys.json5 and the theme.")
    }
  }

  /// Goes to the shell. Whoever stops may be killed while it sleeps: what was typed goes to disk.
  mutating func suspend() -> [Effect] {
    let due = editor?.timePassed(now: now) ?? []
    return due + (editor?.keepUnsaved() ?? []) + [.suspend]
  }
}
