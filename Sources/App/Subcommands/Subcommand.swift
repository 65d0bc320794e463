package import FlowModel

/// One `weir NAME …`. The list in `SubcommandList.swift` makes the help of all of them.
package protocol Subcommand: Sendable {
  /// What is typed.
  static var name: String { get }
  /// One line, for the list of commands: begins with a verb, no full stop.
  static var summary: String { get }
  /// The arguments as they are written in help: `REF [--field NAME]`.
  static var usage: String { get }
  static var options: [Option] { get }
  /// A few sentences for `weir help NAME`.
  static var details: String { get }
  /// The words it takes besides options.
  static var arguments: ClosedRange<Int> { get }

  init(_ words: Words) throws(Problem)
  /// - Returns: the exit status; a thrown problem becomes one too.
  func run(_ context: CommandContext) async throws(Problem) -> ExitStatus
}

/// An option of a subcommand.
package struct Option: Sendable {
  /// With its dashes: `--json`.
  package let name: String
  /// What its value is called in help; nil for a switch.
  package let value: String?
  package let help: String

  package init(_ name: String, _ value: String? = nil, _ help: String) {
    self.name = name
    self.value = value
    self.help = help
  }
}
