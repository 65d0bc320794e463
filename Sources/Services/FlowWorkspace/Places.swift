package import FlowModel

/// The folders weir works in (sync.md 2.2; XDG Base Directory Specification 0.8).
package struct Places: Hashable, Sendable {
  /// `config.json5`, `keys.json5`, `themes/`, `tokens/`.
  package let config: String
  /// One folder a profile: `weir.db`, `unpushed/`, `backup/`, `edit/`.
  package let data: String
  /// What may be deleted at any time.
  package let cache: String
  /// `locks/`, `log`, `commands`, `crash`.
  package let state: String

  package init(config: String, data: String, cache: String, state: String) {
    self.config = config
    self.data = data
    self.cache = cache
    self.state = state
  }

  /// `WEIR_HOME` puts all four under one folder; else the XDG variables; else below `HOME`.
  package init(environment: [String: String]) throws(Problem) {
    if let home = environment["WEIR_HOME"], !home.isEmpty {
      guard home.hasPrefix("/") else {
        throw Problem(
          .usage, "WEIR_HOME must be an absolute path.", detail: "It is \"\(home)\".",
          advice: "Set it to a path that begins with /.")
      }
      self.init(
        config: home + "/config", data: home + "/data", cache: home + "/cache",
        state: home + "/state")
      return
    }
    let home = environment["HOME"] ?? ""
    func folder(_ variable: String, _ fallback: String) -> String? {
      // A relative path in an XDG variable is invalid and must be ignored (the specification).
      if let path = environment[variable], path.hasPrefix("/") { return path + "/weir" }
      return home.hasPrefix("/") ? home + fallback + "/weir" : nil
    }
    guard let config = folder("XDG_CONFIG_HOME", "/.config"),
      let data = folder("XDG_DATA_HOME", "/.local/share"),
      let cache = folder("XDG_CACHE_HOME", "/.cache"),
      let state = folder("XDG_STATE_HOME", "/.local/state")
    else {
      throw Problem(
        .usage, "There is no place for weir's files: HOME is not set.",
        advice: "Set HOME, or WEIR_HOME to a folder of your own.")
    }
    self.init(config: config, data: data, cache: cache, state: state)
  }

  package var configFile: String { config + "/config.json5" }
  package var keysFile: String { config + "/keys.json5" }
  package var locks: String { state + "/locks" }
  package var log: String { state + "/log" }
  /// What was used last in the palette.
  package var commands: String { state + "/commands" }

  /// The folder of one profile's copy.
  package func data(of profile: String) -> String { data + "/" + profile }

  /// Where a token stands that a person chose to store in a file.
  package func tokenFile(profile: String, service: Service) -> String {
    "\(config)/tokens/\(profile)-\(service.rawValue)"
  }
}
