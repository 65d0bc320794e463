import Glibc
import Synchronization

/// Opens web addresses by the person's own browser, a program of its own: no shell, the address is one
/// argument.
///
/// | Where | What |
/// |---|---|
/// | BROWSER is set | its commands, parted by colons, until one starts; `%s` is the address, else it comes last |
/// | over SSH | nothing: the browser would open on the far machine |
/// | on a desktop | `xdg-open` |
package struct Browser: Sendable {
  private let environment: [String: String]

  /// - Parameter environment: tells where we are, and is handed on.
  package init(environment: [String: String]) {
    self.environment = environment
  }

  /// A browser that runs on is open; one that ends at once tells by its status whether it opened.
  ///
  /// - Parameters:
  ///   - address: made by `WebLink`: nothing in it is taken for an option.
  ///   - patience: how long a browser has to say that it cannot.
  /// - Returns: the name of the program; nil when none opened it.
  package func open(_ address: String, patience: Duration = .milliseconds(1_500)) async -> String? {
    guard address.hasPrefix("http://") || address.hasPrefix("https://") else { return nil }
    for command in commands(for: address) {
      if await starts(command, patience) {
        return command[0].split(separator: "/").last.map(String.init)
      }
    }
    return nil
  }

  private func commands(for address: String) -> [[String]] {
    func has(_ name: String) -> Bool { environment[name]?.isEmpty == false }
    if has("BROWSER") {
      return (environment["BROWSER"] ?? "").split(separator: ":").compactMap { line in
        guard let words = ChildProcess.arguments(of: String(line)), !words.isEmpty else {
          return nil
        }
        return words.contains("%s")
          ? words.map { $0 == "%s" ? address : $0 } : words + [address]
      }
    }
    if has("SSH_CONNECTION") || has("SSH_TTY") { return [] }
    return has("DISPLAY") || has("WAYLAND_DISPLAY") ? [["xdg-open", address]] : []
  }

  private func starts(_ command: [String], _ patience: Duration) async -> Bool {
    let path =
      command[0].contains("/")
      ? command[0] : ChildProcess.program(command[0], environment: environment)
    guard let path else { return false }
    let answer = FirstAnswer()
    let environment = environment
    return await withCheckedContinuation { continuation in
      answer.wait { continuation.resume(returning: $0) }
      // A thread of its own stays with the browser for as long as it runs, so that its end is seen.
      ThreadPool().add {
        let status = try? ChildProcess.feed(
          [], to: [path] + command.dropFirst(), environment: environment, seconds: 86_400)
        answer.give(status == 0)
      }
      ThreadPool().add {
        usleep(patience.microseconds)
        answer.give(true)
      }
    }
  }
}

/// Of several answers the first.
private final class FirstAnswer: Sendable {
  private let taker = Mutex<(@Sendable (Bool) -> Void)?>(nil)

  func wait(_ body: @escaping @Sendable (Bool) -> Void) { taker.withLock { $0 = body } }

  func give(_ answer: Bool) { taker.withLock { $0.take() }?(answer) }
}

extension Duration {
  fileprivate var microseconds: UInt32 { UInt32(clamping: Int64(self / .microseconds(1))) }
}
