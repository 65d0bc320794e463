import CellGrid
import Testing

@Suite("Key")
struct KeyTests {
  @Test(
    "reads and prints the names of the key file",
    arguments: [
      "C-x", "S-Left", "A-x", "F1", "F12", "Enter", "Esc", "Space", "Tab", "BackTab", "PgUp",
      "PgDn", "Home", "End", "Ins", "Del", "Up", "Backspace", "C-Space", "C-A-S-Right", "a", "A",
      "é", "-", "C--", "[", ":", "漢", "C-\\", "A-A",
    ])
  func roundTrip(name: String) throws {
    #expect(try #require(Key(named: name)).name == name)
  }

  @Test(
    "takes other spellings for the same key",
    arguments: [
      ("ctrl-s", "C-s"), ("Ctrl-S", "C-s"), ("C-S", "C-s"), ("S-Tab", "BackTab"),
      ("backtab", "BackTab"),
      ("enter", "Enter"), ("RETURN", "Enter"), ("escape", "Esc"), ("pageup", "PgUp"), ("f5", "F5"),
      ("alt-x", "A-x"), ("S-a", "A"), ("shift-left", "S-Left"), ("C-M", "C-m"),
    ])
  func spellings(name: String, canonical: String) throws {
    #expect(try #require(Key(named: name)).name == canonical)
  }

  @Test(
    "refuses what is no key",
    arguments: ["", "xx", "C-", "F0", "F99", "Foo", " ", "\u{1B}", "\n", "\u{202E}", "C-xx"])
  func unknown(name: String) {
    #expect(Key(named: name) == nil)
  }

  @Test("reads sequences")
  func sequences() {
    #expect(Key.sequence(named: "g p") == [Key("g"), Key("p")])
    #expect(Key.sequence(named: "Space C-x") == [.space, .control("x")])
    #expect(Key.sequence(named: "g nope") == nil)
    #expect(Key.sequence(named: " ") == nil)
  }

  @Test(
    "knows which keys are the same byte",
    arguments: [
      ("C-i", "Tab"), ("C-m", "Enter"), ("C-j", "Enter"), ("C-[", "Esc"), ("C-h", "Backspace"),
      ("C-@", "C-Space"), ("C-s", "C-s"), ("F1", "F1"), ("A-C-i", "A-Tab"),
    ])
  func sameByte(name: String, sent: String) throws {
    #expect(try #require(Key(named: name)).asSent.name == sent)
  }

  @Test("types characters, but not with Control or Alt")
  func typed() {
    #expect(Key("é").typed == "é")
    #expect(Key.space.typed == " ")
    #expect(Key.control("a").typed == nil)
    #expect(Key(.character("a"), .alt).typed == nil)
    #expect(Key.enter.typed == nil)
  }
}
