import CellGrid
import TestKit
import Testing

@testable import Workbench

/// Each command does what it says: by its name on the command line, and by its key.
@Suite("Every command") struct CommandCaseTests {
  @Test("does its work by its name behind a colon", arguments: Command.allCases)
  func byName(command: Command) throws {
    let sample = try #require(CommandCase.of(command), "\(command) has no test of its own")
    let before = CommandCase.driver(sample.before)
    #expect(!sample.holds(before, before), "\(command): what is looked for is there already")
    var after = before
    after.press(Key(":"))
    for letter in command.rawValue { after.press(Key(letter)) }
    after.press(.enter)
    #expect(sample.holds(before, after), "\(command):\n\(after.effects)\n\(after.picture)")
  }

  @Test("does the same by its key", arguments: Command.allCases)
  func byKey(command: Command) throws {
    let sample = try #require(CommandCase.of(command))
    let before = CommandCase.driver(sample.before)
    let context = before.state.focus.context
    guard let keys = KeyBindings.default.keys(for: command, in: context).first else {
      // Those that are typed behind a colon alone.
      #expect(Self.unbound.contains(command), "\(command) has no key in \(context.rawValue)")
      return
    }
    var after = before
    for key in keys { after.press(key) }
    #expect(sample.holds(before, after), "\(command):\n\(after.effects)\n\(after.picture)")
  }

  /// vim's own are typed; the others are rare.
  private static let unbound: Set<Command> = [
    .saveAndClose, .saveOver, .closeUnsaved, .restoreUnsaved, .exportFlow, .importFlow,
    .showSettings, .showKeys, .editProfile,
  ]

  @Test(
    "says in a box what it would do, with --dry-run, and does nothing", arguments: Command.allCases)
  func dryRun(command: Command) throws {
    guard command.changesFlows else { return }
    let sample = try #require(CommandCase.of(command))
    let before = CommandCase.driver(sample.before)
    var after = before
    after.press(Key(":"))
    for letter in command.rawValue { after.press(Key(letter)) }
    after.type("Space --dry-run Enter")
    let isPlan = command == .push
    #expect(isPlan || after.effects.isEmpty, "\(command): \(after.effects)")
    let says = after.state.question?.title.hasPrefix("Dry run: ") == true
    // What cannot run here says so instead.
    #expect(says || !after.statusRow.allSatisfy { $0 == " " }, "\(command):\n\(after.picture)")
    #expect(after.state.question?.choices.isEmpty ?? true)
    #expect(after.state.editor?.bytes == before.state.editor?.bytes)
  }
}
