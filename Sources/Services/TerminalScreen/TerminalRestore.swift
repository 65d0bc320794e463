import CPosix
import Glibc

/// Leaves a sane terminal behind, whatever ends the program: the one place for it.
///
/// While it is armed, a crash, a call of `exit` and ``release()`` restore the terminal, once.
/// The bytes and the modes are prepared here; C writes them, because that must also work inside
/// a signal handler.
final class TerminalRestore {
  /// The handler of a crash reads it.
  private var note: UnsafeMutableBufferPointer<CChar>?

  /// Keeps the modes of now and catches signals: their numbers arrive as bytes in `signals`.
  ///
  /// Call it before ncurses starts: that catches signals too, but only those nobody catches.
  init(terminal: Int32, signals: WakeUpPipe) throws(TerminalFailure) {
    let code = cposix_guard_start(terminal, signals.writeEnd)
    guard code == 0 else { throw TerminalFailure(code: code) }
  }

  deinit {
    stop()
    note?.deallocate()
  }

  /// Restores what is left to restore. Signals do again what they did before.
  func stop() {
    cposix_guard_restore()
    cposix_guard_stop()
  }

  /// A sentence that a crash leaves on standard error.
  func setCrashNote(_ text: String) {
    let bytes = text.utf8CString
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    cposix_guard_crash_note(copy.baseAddress, bytes.count - 1)
    note?.deallocate()
    note = copy
  }

  /// From now on the terminal needs restoring.
  ///
  /// - Parameter sequence: what undoes every mode that will be entered.
  func arm(sequence: String) throws(TerminalFailure) {
    let code = sequence.utf8CString.withUnsafeBufferPointer {
      cposix_guard_sequence($0.baseAddress, $0.count - 1)
    }
    guard code == 0 else { throw TerminalFailure(code: code) }
    arm()
  }

  /// The terminal is ours again.
  func arm() { cposix_guard_arm() }

  /// Leaves the modes in an orderly way.
  func release() { cposix_guard_release() }

  /// The modes to go back to are those of now: the shell may have changed them.
  func saveModes() { cposix_guard_save_modes() }
}

/// A call of the system failed; an errno.
struct TerminalFailure: Error {
  let code: Int32

  var reason: String { String(cString: strerror(code)) }
}
