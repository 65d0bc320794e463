import CellGrid

/// What the person and the environment wish of the screen.
package struct TerminalOptions: Sendable {
  /// `--color`.
  package enum Colors: Sendable { case automatic, never, sixteen, indexed }

  package var path = "/dev/tty"
  /// TERM, NO_COLOR, ESCDELAY and SSH_CONNECTION count.
  package var environment: [String: String]
  package var colors = Colors.automatic
  /// Setting `terminal.synchronized`: frames are marked, so that terminals show them whole.
  package var isSynchronized = true
  /// Setting `input.escDelay`: how long an ESC may be the start of something.
  package var escapeDelay: Duration?
  /// What a crash leaves on standard error: the version and where the log is.
  package var crashNote = ""
  /// Told of sequences that no key is known for, made visible; for the log.
  package var onUnknownInput: @Sendable (String) -> Void = { _ in }

  package init(environment: [String: String]) {
    self.environment = environment
  }

  /// The type of the terminal; nil when there is none that can move its cursor.
  var terminalType: String? {
    guard let type = environment["TERM"], !type.isEmpty, type != "dumb" else { return nil }
    return type
  }

  /// A line that is slow may tear a sequence apart, so SSH gets more time.
  var escapeTime: Duration {
    if let escapeDelay { return escapeDelay }
    if let text = environment["ESCDELAY"], let milliseconds = Int(text),
      (0...5000).contains(milliseconds)
    {
      return .milliseconds(milliseconds)
    }
    return environment["SSH_CONNECTION"] == nil ? .milliseconds(25) : .milliseconds(50)
  }

  /// - Parameter available: how many colours the terminal has.
  func level(available: Int) -> ScreenAbilities.Colors {
    let most: ScreenAbilities.Colors =
      available >= 256 ? .indexed : available >= 8 ? .sixteen : .none
    switch colors {
    case .never: return .none
    case .sixteen: return min(most, .sixteen)
    case .indexed: return most
    case .automatic: return environment["NO_COLOR"]?.isEmpty == false ? .none : most
    }
  }
}
