import CellGrid
import FlowModel

/// Why a theme is loaded.
package enum ThemePurpose: Hashable, Sendable {
  /// To be seen while one is chosen.
  case preview
  /// Taken by its name.
  case chosen
  /// Its file changed.
  case reload
}

/// A list in a box, and what its choice is for.
struct Picker: Sendable {
  enum Purpose: Sendable {
    /// Goes back to this theme when nothing is chosen.
    case theme(before: Theme)
    case profile
  }

  let purpose: Purpose
  var list: Chooser
}

/// Choosing a theme or a profile from a list.
extension AppState {
  mutating func pressPicker(_ key: Key) -> [Effect] {
    guard let picker else { return [] }
    let before = picker.list.selected
    guard let outcome = self.picker?.list.press(key) else { return [] }
    switch (outcome, picker.purpose) {
    case (.closed, .theme(let theme)):
      self.picker = nil
      settings.theme = theme
    case (.closed, .profile): self.picker = nil
    case (.chosen(let entry), .theme):
      self.picker = nil
      return [.loadTheme(entry.text, .chosen)]
    case (.chosen(let entry), .profile):
      self.picker = nil
      return switchProfile(to: entry.text)
    case (.open, .theme), (.searched, .theme):
      guard let selected = self.picker?.list.selected, selected != before else { return [] }
      return [.loadTheme(selected.text, .preview)]
    case (.open, .profile), (.searched, .profile): break
    }
    return []
  }

  // MARK: Themes

  mutating func chooseTheme(among names: [String]) -> [Effect] {
    let entries = names.enumerated().map { index, name in
      Chooser.Entry(
        text: name, detail: name == settings.theme.name ? "now" : "", target: index)
    }
    picker = Picker(
      purpose: .theme(before: settings.theme),
      list: Chooser(
        title: "Theme", source: .list, verb: "take", entries: entries,
        selected: names.firstIndex(of: settings.theme.name) ?? 0))
    layOut()
    return []
  }

  mutating func take(_ theme: Theme, _ purpose: ThemePurpose, _ problems: [String]) {
    let isChoosing = if case .theme? = picker?.purpose { true } else { false }
    switch purpose {
    case .preview:
      // It came after the choice was made or dropped.
      guard isChoosing else { return }
      settings.theme = theme
    case .chosen:
      settings.theme = theme
      say(.info, "Theme \(theme.name). \(keeping(.theme, theme.name)) keeps it.")
    case .reload:
      // The one that is being looked at may be another.
      if !isChoosing { settings.theme = theme }
    }
    guard purpose != .preview, let first = problems.first else { return }
    for problem in problems.dropFirst() { activity.add(Notice(.warning, problem), at: now) }
    say(.warning, first)
    // The row has room for one of them.
    if problems.count > 1 {
      notice = Notice(.warning, "1 of \(problems.count) (4 has all): \(first)")
    }
  }

  /// Reads the file of the theme again.
  func reloadTheme() -> [Effect] { [.loadTheme(settings.theme.name, .reload)] }

  // MARK: Profiles

  mutating func askForProfile() -> [Effect] {
    let profiles = settings.profiles
    guard profiles.contains(where: { $0.name != settings.profile }) else {
      notice = Notice(
        .info, "There is no other profile: weir profile add NAME makes one.")
      return []
    }
    let entries = profiles.enumerated().map { index, profile in
      Chooser.Entry(
        text: profile.name,
        detail: profile.name == settings.profile ? "now" : profile.detail, target: index)
    }
    picker = Picker(
      purpose: .profile,
      list: Chooser(
        title: "Profile", source: .list, verb: "open", entries: entries,
        selected: profiles.firstIndex { $0.name == settings.profile } ?? 0))
    layOut()
    return []
  }

  /// Ends this run so that the next one opens another profile: a profile is an island, and nothing
  /// of one is in memory when the other is opened.
  mutating func switchProfile(to name: String) -> [Effect] {
    guard settings.profiles.contains(where: { $0.name == name }) else {
      let names = settings.profiles.map(\.name).joined(separator: ", ")
      say(
        .warning,
        "There is no profile \"\(name)\"" + (names.isEmpty ? " and no other." : ": \(names)."))
      return []
    }
    guard name != settings.profile else {
      notice = Notice(.info, "\(name) is open already.")
      return []
    }
    if isPushing {
      notice = Notice(.info, "A push is under way; Ctrl-c stops it.")
      return []
    }
    let effects = closeEditor(dropping: false)
    isFinished = true
    nextProfile = name
    return effects + (isBusy ? [.stopSync] : []) + [.quit]
  }
}
