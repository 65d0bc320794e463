package import CellGrid

/// The style of each role, for one terminal's number of colours.
package struct Theme: Hashable, Sendable {
  package enum Appearance: String, Sendable { case dark, light, any }

  package let name: String
  package let appearance: Appearance
  /// By the number of the role: a frame asks some hundred times.
  private let styles: [Style]

  /// - Parameter styles: one for each role; what is missing is drawn plain.
  init(name: String, appearance: Appearance, styles: [StyleRole: Style]) {
    self.name = name
    self.appearance = appearance
    self.styles = StyleRole.allCases.map { styles[$0] ?? .plain }
  }

  /// Resolves what a file says for terminals with these colours: roles fall back along their dots,
  /// then to `ui.text`.
  package init(_ looks: ThemeLooks, colors: ScreenAbilities.Colors) {
    var styles: [StyleRole: Style] = [:]
    for role in StyleRole.allCases {
      let look = role.chain.lazy.compactMap { looks.roles[$0] }.first ?? looks.roles["ui.text"]
      styles[role] = look?.style(colors: colors) ?? .plain
    }
    self.init(name: looks.name, appearance: looks.appearance, styles: styles)
  }

  package subscript(_ role: StyleRole) -> Style { styles[role.number] }

  /// The compiled-in theme: 16 colours on the terminal's own background. weir never fails for
  /// want of a file. `themes/terminal.json5` says the same.
  package static func builtIn(colors: ScreenAbilities.Colors) -> Theme {
    Theme(.terminal, colors: colors)
  }
}

/// What a theme says, before it is resolved for a terminal.
package struct ThemeLooks: Hashable, Sendable {
  package var name: String
  package var appearance: Theme.Appearance
  /// By dotted name; may hold names that are no role but the start of some.
  package var roles: [String: Look]

  package init(name: String, appearance: Theme.Appearance, roles: [String: Look]) {
    self.name = name
    self.appearance = appearance
    self.roles = roles
  }

  /// How one role looks with many colours, with 16, with none.
  package struct Look: Hashable, Sendable {
    package var many: Style
    /// nil: the nearest of the 16.
    package var sixteen: Style?
    /// nil: the attributes alone.
    package var mono: Attributes?

    package init(many: Style, sixteen: Style? = nil, mono: Attributes? = nil) {
      self.many = many
      self.sixteen = sixteen
      self.mono = mono
    }

    func style(colors: ScreenAbilities.Colors) -> Style {
      switch colors {
      case .indexed: many
      case .sixteen: sixteen ?? many.nearestOfSixteen
      case .none: Style(attributes: mono ?? many.attributes)
      }
    }
  }
}
