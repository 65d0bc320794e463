package import JSONText

/// Reads a theme: JSON5 with `name`, `appearance`, `inherits`, `palette` and `roles`
/// (screen.md, section 3).
///
/// A mistake costs one role, not the theme: it is told as a ``ThemeProblem`` with its line.
package struct ThemeFile: Sendable {
  /// The theme it builds on, by name; nil for none.
  package let inherits: String?
  package let looks: ThemeLooks
  package let problems: [ThemeProblem]

  /// - Parameters:
  ///   - bytes: the file.
  ///   - name: what to call it when the file does not say.
  ///   - parent: gives the looks of a theme named in `inherits`; nil when there is none.
  /// - Throws: what is wrong where the text is not JSON5.
  package init(
    parsing bytes: [UInt8], name: String, parent: (String) -> ThemeLooks? = { _ in nil }
  ) throws(JSONDiagnostic) {
    let document = try JSONDocument(parsing: bytes, syntax: .json5)
    var reader = ThemeReader(bytes: bytes)
    let root = document.root
    inherits = root["inherits"]?.string
    var roles: [String: ThemeLooks.Look] = [:]
    if let inherits, let node = root["inherits"] {
      if let base = parent(inherits) {
        roles = base.roles
      } else {
        reader.report("there is no theme named \"\(inherits)\"", at: node)
      }
    }
    if let palette = root["palette"] { reader.readPalette(palette) }
    // What a file says of a role also holds for what falls back to it: the parent's finer names go.
    let own = root["roles"].map { reader.readRoles($0) } ?? [:]
    for name in own.keys { roles = roles.filter { !$0.key.hasPrefix(name + ".") } }
    roles.merge(own) { _, own in own }
    let appearance = root["appearance"]?.string.flatMap(Theme.Appearance.init(rawValue:))
    looks = ThemeLooks(
      name: root["name"]?.string ?? name, appearance: appearance ?? .any, roles: roles)
    problems = reader.problems
  }
}

/// One mistake in a theme file.
package struct ThemeProblem: Hashable, Sendable {
  /// 1-based.
  package let line: Int
  package let message: String
}
