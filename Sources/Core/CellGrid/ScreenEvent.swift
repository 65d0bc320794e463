/// What comes from the terminal, and what ends the wait for it.
package enum ScreenEvent: Hashable, Sendable {
  case key(Key)
  /// Text that was pasted, as it came: it may hold anything, and lines end in CR, LF or both.
  case paste([UInt8])
  case mouse(MouseEvent)
  /// The terminal has a new size; the next frame must have it.
  case resize(GridSize)
  /// The terminal window got or lost the focus.
  case focus(Bool)
  /// Another thread ended the wait: look into the mailbox.
  case wakeUp
  case signal(ScreenSignal)
}

/// A signal of the operating system, as an event.
package enum ScreenSignal: Hashable, Sendable {
  case interrupt, terminate, hangup, quit
  /// Somebody asks us to stop (Ctrl-z comes as a key): save, then call ``Screen/suspend()``.
  case suspend
  /// USR1: read configuration and themes again.
  case reload

  /// 128 and the number of the signal, as a shell reports it; nil when the program goes on.
  package var exitStatus: Int32? {
    switch self {
    case .interrupt: 130
    case .terminate: 143
    case .hangup: 129
    case .quit: 131
    case .suspend, .reload: nil
    }
  }
}

/// Something the mouse did in a cell.
package struct MouseEvent: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    case press, release
    /// A press soon after another one in the same cell.
    case doubleClick
    /// The pointer moved with the button down.
    case drag
    case wheelUp, wheelDown
  }

  package enum Button: Hashable, Sendable { case left, middle, right, none }

  package let action: Action
  /// None for the wheel.
  package let button: Button
  package let point: GridPoint
  package let modifiers: Key.Modifiers

  package init(
    _ action: Action, button: Button = .left, at point: GridPoint, modifiers: Key.Modifiers = []
  ) {
    self.action = action
    self.button = button
    self.point = point
    self.modifiers = modifiers
  }
}
