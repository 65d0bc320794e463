package import CellGrid
package import FlowModel

/// What the program was told at its start, and what `:set` changes.
package struct AppSettings: Sendable {
  /// nil: there is no profile yet; the screen says what to do.
  package var profile: String?
  /// What its badge is coloured with; nil: the theme says.
  package var profileColor: Color?
  /// All profiles, for switching.
  package var profiles: [ProfileLine]
  /// Destroying asks for the profile's name.
  package var isProtected: Bool
  package var isReadOnly: Bool
  /// Which servers the profile names. A tab without one says so.
  package var services: Set<Service>
  /// Host names for the header, before the local copy knows the servers.
  package var hosts: [Service: String]
  /// What the profile says of its servers, for changing it.
  package var namedServers: [Service: NamedServer]
  package var theme: Theme
  /// The names of all themes, for the command line.
  package var themeNames: [String]
  /// The signs that are drawn.
  package var glyphs: Glyphs
  /// The signs the terminal can show (``ScreenAbilities/glyphs``).
  package let terminalGlyphs: Glyphs
  /// What was chosen for them: `auto`, `unicode` or `ascii`.
  var glyphChoice = "auto"
  package var bindings: KeyBindings
  package var capturesMouse: Bool
  /// The editor has vim's modes; if not (`editor.mode: "plain"`), every key types.
  package var isEditorModal: Bool
  /// What changed here and on the server, at different places, is put together without asking.
  package var mergesByItself: Bool
  /// Read from the servers at the start.
  package var pullsAtStart: Bool
  /// How long after a pull the next one begins by itself; nil: never.
  package var pullPause: Milliseconds?
  /// Nothing of this profile is left when the program ends, as in the demo.
  package var isTemporary: Bool
  /// Where `config.json5` and `keys.json5` are, as it is shown: "~/.config/weir"; empty: not known.
  package var configFolder: String

  package init(
    profile: String?, profileColor: Color? = nil, profiles: [ProfileLine] = [],
    isProtected: Bool = false, isReadOnly: Bool = false,
    services: Set<Service> = [.flowise, .flownally], hosts: [Service: String] = [:],
    namedServers: [Service: NamedServer] = [:],
    theme: Theme = .builtIn(colors: .indexed), themeNames: [String] = [],
    glyphs: Glyphs = .unicode, bindings: KeyBindings = .default, capturesMouse: Bool = true,
    isEditorModal: Bool = true, mergesByItself: Bool = true, pullsAtStart: Bool = true,
    pullPause: Milliseconds? = nil, isTemporary: Bool = false, configFolder: String = ""
  ) {
    self.profile = profile
    self.profileColor = profileColor
    self.profiles = profiles
    self.isProtected = isProtected
    self.isReadOnly = isReadOnly
    self.services = services
    self.hosts = hosts
    self.namedServers = namedServers
    self.theme = theme
    self.themeNames = themeNames
    self.glyphs = glyphs
    terminalGlyphs = glyphs
    self.bindings = bindings
    self.capturesMouse = capturesMouse
    self.isEditorModal = isEditorModal
    self.mergesByItself = mergesByItself
    self.pullsAtStart = pullsAtStart
    self.pullPause = pullPause
    self.isTemporary = isTemporary
    self.configFolder = configFolder
  }

  /// One of the person's own files with its folder.
  func path(of file: String) -> String { configFolder.isEmpty ? file : "\(configFolder)/\(file)" }
}

/// A server as the profile names it, without its token.
package struct NamedServer: Hashable, Sendable {
  package let address: ServerAddress
  /// Where the token comes from, for people: "variable FLOWISE_TOKEN"; nil: there is none.
  package let token: String?
  /// The variable that holds the token, if one does.
  package let variable: String?
  /// Somebody agreed that the token may travel over plain http to this host.
  package let allowsHTTP: Bool

  package init(
    address: ServerAddress, token: String? = nil, variable: String? = nil, allowsHTTP: Bool = false
  ) {
    self.address = address
    self.token = token
    self.variable = variable
    self.allowsHTTP = allowsHTTP
  }
}

/// A profile as a line of a list.
package struct ProfileLine: Hashable, Sendable {
  package let name: String
  /// Its hosts, and how careful it is.
  package let detail: String

  package init(name: String, detail: String) {
    self.name = name
    self.detail = detail
  }
}
