import CellGrid

/// A setting that can be changed while the program runs, by its name in `config.json5`.
package enum ScreenSetting: String, CaseIterable, Sendable {
  case theme, glyphs, merge
  case mouse = "terminal.mouse"
  case editorMode = "editor.mode"

  /// As it is typed: the last part of a name is enough, where it says what is meant.
  package init?(named name: String) {
    let short: [String: ScreenSetting] = ["mouse": .mouse, "mode": .editorMode]
    guard let setting = ScreenSetting(rawValue: name) ?? short[name] else { return nil }
    self = setting
  }

  /// As the command line prints it.
  package var name: String { self == .mouse ? "mouse" : rawValue }

  /// What a line of the palette says.
  package var title: String {
    switch self {
    case .theme: "Theme"
    case .glyphs: "Signs"
    case .merge: "Merge by itself"
    case .mouse: "Mouse"
    case .editorMode: "Editor"
    }
  }

  /// One or two sentences.
  package var help: String {
    switch self {
    case .theme: "What the screen looks like."
    case .glyphs:
      "Signs and lines: auto takes what the terminal can show, ascii takes plain letters."
    case .merge:
      "Whether what changed here and on the server, at different places, is put together without "
        + "asking: auto, or ask."
    case .mouse: "Off leaves the mouse to the terminal, for selecting text."
    case .editorMode: "vim has modes; in plain every key types, and Ctrl-s saves."
    }
  }

  /// The values it takes, in the order in which ! goes through them; empty where they are files.
  var values: [String] {
    switch self {
    case .theme: []
    case .glyphs: ["auto", "ascii", "unicode"]
    case .merge: ["auto", "ask"]
    case .mouse: ["on", "off"]
    case .editorMode: ["vim", "plain"]
    }
  }

  /// Names in `config.json5` that are read at the start only.
  static let readAtStart: Set<String> = [
    "color", "profile", "pullEvery", "editor.command", "input.escDelay", "terminal.synchronized",
  ]
}
