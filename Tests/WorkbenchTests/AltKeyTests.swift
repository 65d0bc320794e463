import CellGrid
import Testing
import Workbench

@Suite("Alt and a quick Esc")
struct AltKeyTests {
  @Test("a key with Alt that nobody bound is Esc and the key")
  func unbound() throws {
    let key = Key(.character("s"), [.alt, .control])
    #expect(KeyBindings.default.withoutAlt(key) == .control("s"))
    #expect(KeyBindings.default.withoutAlt(.control("s")) == nil)
  }

  @Test("a key with Alt that somebody bound keeps its meaning")
  func bound() {
    var bindings = KeyBindings.default
    let isBound = bindings.bind("A-x", to: .closeView, in: .everywhere)
    #expect(isBound)
    #expect(bindings.withoutAlt(Key(.character("x"), .alt)) == nil)
  }
}
