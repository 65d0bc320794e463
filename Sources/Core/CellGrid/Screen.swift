/// A terminal, or something that acts as one. Used from one thread, but for ``wakeUp``.
package protocol Screen: AnyObject {
  /// What frames must measure now.
  var size: GridSize { get }

  /// What the terminal can show; does not change while the program runs.
  var abilities: ScreenAbilities { get }

  /// Ends a wait, now or the next one, with ``ScreenEvent/wakeUp``. May be called from any
  /// thread, also after the screen has ended.
  var wakeUp: @Sendable () -> Void { get }

  /// Shows a frame. Only what differs from the last one is written.
  ///
  /// A frame of another size than ``size`` is cut or filled with blanks.
  func present(_ frame: Frame)

  /// Waits until something happens, then takes everything that is there.
  ///
  /// - Parameter timeout: nil waits for ever; zero only takes what is there.
  /// - Returns: events in order; empty when the time is over.
  func waitForEvents(timeout: Duration?) -> [ScreenEvent]

  /// Gives the terminal back to the shell and stops the process; returns when it goes on.
  /// The next ``present(_:)`` draws everything.
  func suspend()

  /// Runs a program in the foreground with the terminal as its own, and waits for it. What was
  /// typed meanwhile is dropped; the next ``present(_:)`` draws everything.
  func run(_ program: ForegroundProgram) throws(ScreenError) -> ProgramEnd

  /// Draws everything at the next ``present(_:)``, in case something wrote on the terminal.
  func redraw()

  /// Rings the bell, or flashes.
  func ringBell()

  /// Asks the terminal to put text into the clipboard of the machine it runs on (OSC 52).
  ///
  /// - Returns: false when the text is longer than terminals take; nothing was sent then.
  func copyToClipboard(_ text: [UInt8]) -> Bool

  /// Gives the terminal back for good. Later calls of anything do nothing.
  func end()
}

/// What a terminal can show.
package struct ScreenAbilities: Hashable, Sendable {
  package enum Colors: Int, Comparable, Sendable {
    /// No colour: NO_COLOR, or the terminal has none. Attributes stay.
    case none
    case sixteen
    case indexed

    package static func < (one: Colors, other: Colors) -> Bool { one.rawValue < other.rawValue }
  }

  package let colors: Colors
  /// The signs it can draw in one cell each.
  package let glyphs: Glyphs

  package init(colors: Colors, glyphs: Glyphs) {
    self.colors = colors
    self.glyphs = glyphs
  }
}

/// A program that gets the terminal for itself, such as an editor. No shell is involved.
package struct ForegroundProgram: Hashable, Sendable {
  /// The program and its arguments, at least one; without a slash it is looked for in PATH.
  package var arguments: [String]
  /// Everything the program gets, as `NAME=value`; nil hands on our own.
  package var environment: [String]?
  /// nil is our own.
  package var folder: String?

  package init(arguments: [String], environment: [String]? = nil, folder: String? = nil) {
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
  }
}

/// How a program ended.
package enum ProgramEnd: Hashable, Sendable {
  case exited(Int32)
  case signaled(Int32)
}

/// Why there is no screen, or why a program did not get it.
package enum ScreenError: Error, Equatable {
  /// There is no terminal, or it cannot move its cursor (TERM unset or `dumb`).
  case noTerminal(reason: String)
  /// A program could not be started; `code` is an errno.
  case programNotStarted(name: String, code: Int32)
}
