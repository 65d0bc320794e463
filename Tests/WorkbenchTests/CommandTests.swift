import CellGrid
import FlowModel
import TestKit
import Testing
import Workbench

@Suite struct CommandTests {
  @Test("every command has a title, a help text and a place", arguments: Command.allCases)
  func registered(command: Command) {
    #expect(!command.title.isEmpty)
    #expect(command.help.hasSuffix("."), "\(command) needs a sentence")
    #expect(!command.contexts.isEmpty)
  }

  @Test(
    "no command is silent: something changes, is asked for or is said", arguments: Command.allCases)
  func audible(command: Command) {
    // What belongs to an editor is tested with one.
    if Set(command.contexts).isSubset(of: [.outline, .editor]) { return }
    var app = AppDriver(columns: 120, rows: 14)
    app.type("2 1 j j j H L")
    app.type(":")
    for letter in command.rawValue { app.press(Key(letter)) }
    let before = app.picture
    app.type("Enter")
    let isSilent =
      app.effects.isEmpty
      && app.picture.split(separator: "\n").dropLast(2)
        == before.split(separator: "\n").dropLast(2)
      && app.statusRow.allSatisfy { $0 == " " }
    #expect(!isSilent || command == .back || command == .commandLine, "\(command.rawValue)")
  }

  @Test("no two commands are on one key in one place")
  func clashes() {
    // The bindings themselves hold one command for a key: what was bound twice shows in the lines.
    var seen: [String: Command] = [:]
    for (context, command, keys) in KeyBindings.defaultBindings {
      let sequence = Key.sequence(named: keys) ?? []
      #expect(!sequence.isEmpty, "\(keys) is no key")
      let name = "\(context) \(sequence.map(\.asSent.name).joined(separator: " "))"
      #expect(
        seen[name] == nil || seen[name] == command,
        "\(name): \(command), \(String(describing: seen[name]))")
      seen[name] = command
    }
    #expect(seen.count == KeyBindings.default.all.count)
  }

  @Test("no key is both a command and the start of a longer one where both work")
  func prefixes() {
    for context in KeyContext.allCases {
      let here = KeyBindings.default.all.filter {
        $0.context == context || $0.context == .everywhere
      }
      for (place, keys, command) in here {
        let longer = here.filter { $0.keys.count > keys.count && $0.keys.starts(with: keys) }
        // The pane's own key may hide a global sequence, never its own.
        let hidden = longer.filter { $0.context == place }
        #expect(hidden.isEmpty, "\(command) hides \(hidden.map(\.command)) in \(context)")
      }
    }
  }

  @Test("default keys need neither Alt nor what a terminal cannot tell apart")
  func portable() {
    for (_, keys, command) in KeyBindings.default.all {
      for key in keys {
        #expect(!key.modifiers.contains(.alt), "\(command)")
        #expect(key.asSent == key || key == .backTab, "\(command): \(key.name)")
      }
    }
  }

  @Test("a read-only profile refuses what changes flows, and says why")
  func readOnly() {
    for key in ["e", "d", "a", "r", "c", "P", "u"] {
      var app = AppDriver { $0.isReadOnly = true }
      app.type(key)
      #expect(app.effects.isEmpty, "\(key)")
      #expect(app.statusRow.contains("This profile is read-only here."), "\(key)")
    }
    #expect(AppDriver { $0.isReadOnly = true }.row(0).contains("prod RO"))
  }

  @Test("a user's key takes the place of the default")
  func overriding() {
    var bindings = KeyBindings.default
    bindings.unbind(.delete, in: .list)
    bindings.bind("X X", to: .delete, in: .list)
    var app = AppDriver { $0.bindings = bindings }
    app.type("d")
    #expect(!app.picture.contains("Delete this"))
    app.type("X X")
    #expect(app.picture.contains("Delete this chatflow on prod?"))
    #expect(bindings.bind("Hyper-x", to: .delete, in: .list) == false)
  }

  @Test("a sequence shows what may follow it and Esc drops it")
  func whichKey() {
    var app = AppDriver()
    app.type("2 b")
    #expect(app.hintRow == " ba activate  bp publish  bs pause  bv versions  Esc cancel")
    app.type("Esc a")
    #expect(app.statusRow.contains("name of the new chatbot:"))
  }

  @Test("the command line runs commands by name, completes them and names the nearest")
  func commandLine() {
    var app = AppDriver()
    app.type(": outb Tab Enter")
    #expect(app.state.tab == .outbox)
    app.type(": theme Space paper Enter")
    #expect(app.effects == [.loadTheme("paper", .chosen)])
    app.type(": puhs Enter")
    #expect(app.statusRow.contains("There is no command \"puhs\"."))
  }

  @Test("the palette puts a command that begins with the letters first")
  func paletteOrder() {
    var app = AppDriver()
    app.type("C-p pu Enter")
    #expect(app.effects.last == .planPush(nil))
  }
}
