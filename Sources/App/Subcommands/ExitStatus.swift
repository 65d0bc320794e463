package import FlowModel

/// The exit statuses of command-line.md.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  case done = 0
  /// Or "different", for diff and validate.
  case failed = 1
  /// Wrong usage, or no terminal for the screen.
  case usage = 2
  /// A conflict or a confirmation waits for a person.
  case needsPerson = 3
  /// Authentication or permission.
  case authentication = 4
  case unreachable = 5
  case refused = 6
  /// Some of several failed.
  case partial = 7

  /// What a script may conclude, as the man page says it.
  package var meaning: String {
    switch self {
    case .done: "Done."
    case .failed: "It failed; or \"different\" for diff, \"something is wrong\" for keys --check."
    case .usage: "Wrong usage, or no terminal for the screen."
    case .needsPerson: "A conflict or a confirmation waits for a person."
    case .authentication: "Authentication or permission."
    case .unreachable: "The server could not be reached, or what became of a push is in doubt."
    case .refused: "The server refused."
    case .partial: "Some of several failed."
    }
  }

  package init(_ kind: Problem.Kind) {
    switch kind {
    case .failed: self = .failed
    case .usage: self = .usage
    case .needsPerson: self = .needsPerson
    case .authentication: self = .authentication
    case .unreachable: self = .unreachable
    case .refused: self = .refused
    case .partial: self = .partial
    }
  }

  /// Of several that apply the first of this order counts: 2, 4, 5, 3, 7, 6, 1.
  package static func first(of statuses: some Sequence<ExitStatus>) -> ExitStatus {
    let order: [ExitStatus] = [
      .usage, .authentication, .unreachable, .needsPerson, .partial, .refused, .failed,
    ]
    let found = Set(statuses)
    return order.first { found.contains($0) } ?? .done
  }
}
