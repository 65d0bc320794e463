package import JSONText

/// Reads a theme: JSON5 with `name`, `appearance`, `inherits`, `palette` and `roles`
/// (screen.md, section 3).
///
/// What it inherits is read first; then its own palette and roles take the place of the other's, so
/// a theme may change the palette alone. A mistake costs one role, not the theme: it is told as a
/// ``ThemeProblem`` with its line.
package struct ThemeFile: Sendable {
  package let looks: ThemeLooks
  package let problems: [ThemeProblem]
  private let palette: [String: Int]
  private let roles: [String: ThemeReader.RawLook]

  /// - Parameters:
  ///   - bytes: the file.
  ///   - name: what to call it when the file does not say.
  ///   - parent: reads a theme named in `inherits`; nil when there is none.
  /// - Throws: what is wrong where the text is not JSON5.
  package init(
    parsing bytes: [UInt8], name: String, parent: (String) -> ThemeFile? = { _ in nil }
  ) throws(JSONDiagnostic) {
    let root = try JSONDocument(parsing: bytes, syntax: .json5).root
    var reader = ThemeReader(bytes: bytes)
    var base: ThemeFile?
    if let node = root["inherits"], let inherited = node.string {
      base = parent(inherited)
      if base == nil { reader.report("there is no theme named \"\(inherited)\"", at: node) }
    }
    palette = (base?.palette ?? [:]).merging(reader.palette(root["palette"])) { _, own in own }
    let own = reader.roles(root["roles"])
    // What a theme says of a role also holds for what falls back to it.
    let kept = (base?.roles ?? [:]).filter { role, _ in
      !own.keys.contains { role.hasPrefix($0 + ".") }
    }
    roles = kept.mapValues { raw in
      var raw = raw
      raw.line = nil
      return raw
    }.merging(own) { _, own in own }
    let appearance = root["appearance"]?.string.flatMap(Theme.Appearance.init(rawValue:))
    var looks: [String: ThemeLooks.Look] = [:]
    for (role, raw) in roles { looks[role] = reader.look(of: raw, palette) }
    self.looks = ThemeLooks(
      name: root["name"]?.string ?? name, appearance: appearance ?? base?.looks.appearance ?? .any,
      roles: looks)
    problems = reader.problems.sorted { $0.line < $1.line }
  }

  /// Reads a theme and what it inherits.
  ///
  /// - Parameter read: the bytes of a theme's file; nil when there is none of this name.
  /// - Returns: nil when there is no such file. A file that is not JSON5 gives the compiled-in
  ///   theme and one problem.
  package static func load(
    _ name: String, read: (String) -> [UInt8]?
  ) -> (looks: ThemeLooks, problems: [ThemeProblem])? {
    guard let bytes = read(name) else { return nil }
    do {
      let file = try ThemeFile(parsing: bytes, name: name) { parent(named: $0, read, depth: 8) }
      return (file.looks, file.problems)
    } catch {
      return (.terminal, [ThemeProblem(line: error.line, message: error.sentence)])
    }
  }

  /// - Parameter depth: ends a circle of themes that inherit each other.
  private static func parent(
    named name: String, _ read: (String) -> [UInt8]?, depth: Int
  ) -> ThemeFile? {
    guard depth > 0, let bytes = read(name) else { return nil }
    do {
      return try ThemeFile(parsing: bytes, name: name) { parent(named: $0, read, depth: depth - 1) }
    } catch {
      return nil
    }
  }
}

/// One mistake in a theme file.
package struct ThemeProblem: Hashable, Sendable {
  /// 1-based.
  package let line: Int
  package let message: String

  /// ``message`` with its full stop.
  package var sentence: String { message.hasSuffix("?") ? message : message + "." }
}
