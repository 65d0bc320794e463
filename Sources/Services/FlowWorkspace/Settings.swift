package import FlowModel

/// What a person set for all profiles (command-line.md, `config.json5`).
package struct Settings: Hashable, Sendable {
  /// `auto`, a theme's name, or one for dark and one for light backgrounds.
  package var theme: ThemeChoice = .named("auto")
  package var glyphs: GlyphChoice = .auto
  package var color: ColorChoice = .auto
  /// Whether what changed here and there, at different places, is put together without asking.
  package var merge: MergeChoice = .auto
  /// Minutes between pulls while the screen is open; 0: only when asked.
  package var pullEvery = 0
  package var isEditorModal = true
  /// The editor's arguments; nil: the environment decides.
  package var editorCommand: [String]?
  /// Milliseconds after Esc; nil: 25, or 50 over SSH.
  package var escapeDelay: Int?
  package var isSynchronized = true
  package var hasMouse = true

  package init() {}

  package enum ThemeChoice: Hashable, Sendable {
    case named(String)
    case byBackground(dark: String, light: String)
  }

  package enum MergeChoice: String, Sendable, CaseIterable { case auto, ask }

  package enum GlyphChoice: String, Sendable, CaseIterable { case auto, unicode, ascii }

  package enum ColorChoice: String, Sendable, CaseIterable {
    case auto, never
    case sixteen = "16"
    case many = "256"
  }
}

/// Everything `config.json5` says.
package struct Configuration: Hashable, Sendable {
  package var settings = Settings()
  package var profiles: [Profile] = []
  /// The `profile` key: which one is meant when nothing else says so.
  package var defaultProfile: String?
  /// What was not understood, with line and column; the rest holds.
  package var warnings: [String] = []

  package init() {}

  /// The profile that `-p`, the environment, the configuration or its being the only one chooses.
  ///
  /// - Returns: nil when there is no profile at all.
  package func chosen(_ name: String?, environment: [String: String]) throws(Problem) -> Profile? {
    let wanted = [name, environment["WEIR_PROFILE"], defaultProfile]
      .compactMap { $0 }.first { !$0.isEmpty }
    guard let wanted else {
      if profiles.count > 1 {
        throw Problem(
          .usage, "There are \(profiles.count) profiles and none is the default.",
          detail: "They are " + profiles.map(\.name).joined(separator: ", ") + ".",
          advice: "Say which with -p NAME, or choose one with `weir profile use NAME`.")
      }
      return profiles.first
    }
    if let profile = profiles.first(where: { $0.name == wanted }) { return profile }
    throw Problem(
      .usage, "There is no profile \"\(wanted)\".",
      detail: profiles.isEmpty
        ? nil : "There is " + profiles.map(\.name).joined(separator: ", ") + ".",
      advice: "`weir profile list` shows them, `weir profile add` makes one.")
  }
}

extension Configuration {
  /// What editors and clipboard programs get of our environment: all but the tokens. A password
  /// manager that an editor calls needs the rest.
  package func withoutTokens(_ environment: [String: String]) -> [String: String] {
    var environment = environment
    for name in ["WEIR_SERVER_TOKEN", "WEIR_SERVER_VIEW_TOKEN"] { environment[name] = nil }
    for profile in profiles {
      for service in profile.services {
        if case .environment(let name)? = profile[service]?.token { environment[name] = nil }
      }
    }
    return environment
  }
}
